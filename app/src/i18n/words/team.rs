//! Members, invitations and devices.

use crate::i18n::section::section;

section! {
    /// Members, invitations and devices.
    Team
    text {
        title: "الفريق", "Équipe", "Team";
        members: "الأعضاء", "Membres", "Members";
        invitations: "الدعوات", "Invitations", "Invitations";
        devices: "الهواتف", "Téléphones", "Phones";
        invite: "دعوة عضو", "Inviter un membre", "Invite a member";
        create_link: "إحداث رابط الدعوة", "Créer le lien d’invitation", "Make the invitation link";
        invitation_ready: "الدعوة جاهزة", "L’invitation est prête", "The invitation is ready";
        invitation_once: "الرابط شخصي ويستعمل مرة واحدة.", "Le lien est personnel et ne sert qu’une fois.", "The link is personal and works once.";
        show_qr: "افتحوا الكاميرا على هذا الرمز في هاتف العضو.", "Visez ce code avec le téléphone du membre.", "Point the member’s phone at this code.";
        pending: "لم تستعمل بعد", "Pas encore utilisée", "Not used yet";
        used: "مستعملة", "Utilisée", "Used";
        expired: "منتهية الصلاحية", "Expirée", "Expired";
        withdraw_invitation: "إلغاء الدعوة", "Retirer l’invitation", "Withdraw the invitation";
        head: "رئيس(ة)", "Responsable", "Head";
        coordinator: "منسق(ة)", "Coordinateur(rice)", "Coordinator";
        volunteer: "متطوع(ة)", "Bénévole", "Volunteer";
        viewer: "اطلاع فقط", "Lecture seule", "Viewer";
        head_can: "كل شيء: الفريق، السجل، الاستيراد.", "Tout : équipe, journal, import.", "Everything: team, log, import.";
        coordinator_can: "إحداث الأنشطة والحصص، وتسجيل الحضور.", "Crée activités et séances, fait l’appel.", "Makes activities and sessions, takes the roll.";
        volunteer_can: "تسجيل الحضور في الأنشطة المسندة.", "Fait l’appel des activités confiées.", "Takes the roll of the activities assigned.";
        viewer_can: "الاطلاع دون تغيير أي شيء.", "Consulte sans rien modifier.", "Looks and changes nothing.";
        informal: "تطوع عادي", "Bénévolat", "Informal";
        contractual: "تطوع تعاقدي", "Volontariat contractuel", "Contractual";
        assigned: "الأنشطة المسندة", "Activités confiées", "Assigned activities";
        this_phone: "هذا الهاتف", "Celui-ci", "This phone";
        revoke: "قطع الولوج", "Retirer l’accès", "Revoke";
        revoked: "تم قطع الولوج", "Accès retiré", "Access revoked";
        revoke_hint: "ستمحى معطيات الجمعية من هذا الهاتف عند أول اتصال. ما لم يرسل بعد ينتظر قراركم.", "Les données seront effacées de ce téléphone à sa prochaine connexion. Ce qui n’est pas envoyé attendra votre décision.", "The data is wiped from that phone at its next contact. What it has not sent will wait for your decision.";
        end_session: "إنهاء الجلسة", "Déconnecter", "Sign out";
        end_session_hint: "سيطلب من صاحب(ة) الهاتف الدخول من جديد. لا يمحى شيء.", "Il faudra s’y reconnecter. Rien n’est effacé.", "Its person will have to sign in again. Nothing is erased.";
        session_ended: "أنهيت الجلسة", "Téléphone déconnecté", "Signed out";
        unkept: "تخزين غير مضمون", "Stockage non garanti", "May be cleared";
        never_synced: "لم يتصل بعد", "Jamais connecté", "Never connected";
        closed: "الحساب مغلق", "Compte fermé", "Account closed";
        not_closed: "الحساب مفتوح", "Compte ouvert", "Account open";
        close_account: "إغلاق الحساب", "Fermer le compte", "Close the account";
        close_hint: "لن يبقى لهذا الحساب ولوج. ما سجل به يبقى، ويمكن إعادة فتحه.", "Plus d’accès. Ses saisies restent, et le compte peut être rouvert.", "No more access. What they recorded stays, and the account can be reopened.";
        reopen_account: "إعادة فتح الحساب", "Rouvrir le compte", "Reopen the account";
        reopened: "أعيد فتح الحساب", "Compte rouvert", "Account reopened";
        renew: "رابط لكلمة سر جديدة", "Lien pour un nouveau mot de passe", "Link for a new password";
        renew_hint: "لمن نسي(ت) كلمة السر، أو ليست له(ا) بعد على هذا الخادم. يفتح مرة واحدة خلال يومين، ولا يضيع ما لم يرسل.", "Pour qui a oublié le sien, ou n’en a pas encore sur ce serveur. Sert une fois, pendant deux jours ; rien de non envoyé ne se perd.", "For who forgot theirs, or has none on this server yet. Works once, for two days; nothing unsent is lost.";
        renew_ready: "الرابط جاهز", "Le lien est prêt", "The link is ready";
        renewal: "كلمة سر جديدة", "Nouveau mot de passe", "New password";
        own_account: "دوركم وحسابكم يغيرهما مسؤول(ة) آخر(ى).", "C’est un(e) autre responsable qui change votre rôle et votre compte.", "Your own role and account are changed by another head.";
        withdrawn: "ملغاة", "Retirée", "Withdrawn";
        withdraw_hint: "لن يفتح رابط هذه الدعوة بعد الآن.", "Le lien de cette invitation ne s’ouvrira plus.", "The link of this invitation will no longer open.";
        link_hidden: "يظهر الرابط مرة واحدة عند إحداثه. إن ضاع، ألغوا الدعوة وأحدثوا أخرى.", "Le lien ne s’affiche qu’à sa création. S’il est perdu, retirez l’invitation et faites-en une autre.", "The link is shown only when it is made. If it is lost, withdraw the invitation and make another.";
        no_activities: "لا نشاط لإسناده بعد.", "Aucune activité à confier pour l’instant.", "There is no activity to assign yet.";
        revoke_own: "هذا هو الهاتف الذي بين أيديكم. للخروج منه: الإعدادات.", "C’est le téléphone que vous tenez. Pour le quitter : Paramètres.", "This is the phone in your hand. To leave it: Settings.";
        copy_failed: "تعذر النسخ. اضغطوا مطولا على الرابط لنسخه.", "Copie impossible. Appuyez longuement sur le lien.", "Copying failed. Press and hold the link.";
        empty_title: "لا عضو آخر(ى) بعد", "Vous êtes seul(e) pour l’instant", "You are alone for now";
        empty_text: "ادعوا المتطوعات والمتطوعين: رابط أو رمز، ويصبح هاتفهم جاهزا.", "Invitez vos bénévoles : un lien ou un code, et leur téléphone est prêt.", "Invite your volunteers: a link or a code, and their phone is ready.";
        no_invitations: "لا دعوة في الانتظار.", "Aucune invitation en cours.", "No invitation is waiting.";
    }
    say {
        share_text(association: &str, name: &str): "{name}، تدعوكم {association} إلى فريقها في حاضر. افتحوا هذا الرابط في هاتفكم:", "{name}, {association} vous invite dans son équipe sur Hadir. Ouvrez ce lien sur votre téléphone :", "{name}, {association} invites you to its team on Hadir. Open this link on your phone:";
        renew_text(name: &str): "{name}، اختاروا كلمة سركم في حاضر بهذا الرابط:", "{name}, choisissez votre mot de passe Hadir avec ce lien :", "{name}, choose your password for Hadir with this link:";
        seen(when: &str): "آخر اتصال {when}", "Vu {when}", "Seen {when}";
        last_seen(when: &str): "آخر اتصال: {when}", "Vu pour la dernière fois : {when}", "Last seen: {when}";
        expires(day: &str): "تنتهي يوم {day}", "Expire le {day}", "Expires on {day}";
        made_by(name: &str): "أحدثت من طرف {name}", "Créée par {name}", "Made by {name}";
        joined_as(name: &str): "تم الانضمام بها: {name}", "Utilisée par {name}", "Used by {name}";
        device_of(name: &str): "هاتف {name}", "Téléphone de {name}", "{name}’s phone";
    }
    count {
        silent: ["نشط اليوم", "صامت منذ يوم", "صامت منذ يومين", "صامت منذ {} أيام", "صامت منذ {} يوما", "صامت منذ {} يوم"],
            ["Silencieux depuis {} jour", "Silencieux depuis {} jours"], ["Silent for {} day", "Silent for {} days"];
        on_phones: ["لا هاتف", "في هاتف واحد", "في هاتفين", "في {} هواتف", "في {} هاتفا", "في {} هاتف"],
            ["sur {} téléphone", "sur {} téléphones"], ["on {} phone", "on {} phones"];
        members_count: ["لا عضو", "عضو واحد", "عضوان", "{} أعضاء", "{} عضوا", "{} عضو"],
            ["{} membre", "{} membres"], ["{} member", "{} members"];
        waiting: ["لا شيء في الانتظار", "تسجيل لم يرسل بعد", "تسجيلان لم يرسلا بعد", "{} تسجيلات لم ترسل بعد", "{} تسجيلا لم يرسل بعد", "{} تسجيل لم يرسل بعد"],
            ["{} enregistrement non envoyé", "{} enregistrements non envoyés"], ["{} record not sent", "{} records not sent"];
        activities: ["لا نشاط مسند", "نشاط واحد", "نشاطان", "{} أنشطة", "{} نشاطا", "{} نشاط"],
            ["{} activité", "{} activités"], ["{} activity", "{} activities"];
    }
}

impl Team {
    /// The word for a role by its code; an unknown one reads as the one with the fewest rights.
    pub fn role(&self, code: &str) -> &'static str {
        match code {
            "head" => self.head,
            "coordinator" => self.coordinator,
            "volunteer" => self.volunteer,
            _ => self.viewer,
        }
    }

    /// The words for a kind of volunteering by its code; an unknown one reads as informal.
    pub fn engagement(&self, code: &str) -> &'static str {
        match code {
            "contractual" => self.contractual,
            _ => self.informal,
        }
    }

    /// What a role may do, in one sentence, by its code.
    pub fn role_can(&self, code: &str) -> &'static str {
        match code {
            "head" => self.head_can,
            "coordinator" => self.coordinator_can,
            "volunteer" => self.volunteer_can,
            _ => self.viewer_can,
        }
    }
}
