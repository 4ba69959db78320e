//! What a head has to decide.

use crate::i18n::section::section;

section! {
    /// The inbox: what waits and how pressing it is, what was decided.
    Inbox
    text {
        title: "في انتظار القرار", "À décider", "To decide";
        conflicts: "قيمتان لنفس المعطى", "Deux valeurs pour la même information", "Two values for the same thing";
        conflicts_hint: "سجلهما شخصان دون علم أحدهما بالآخر. انقروا على القيمة الصحيحة.", "Saisies par deux personnes, chacune sans voir l’autre. Touchez la bonne valeur.", "Recorded by two people, neither seeing the other. Tap the right value.";
        held: "قيد الانتظار", "En suspens", "Held";
        stands: "المعتمدة الآن", "Retenue pour l’instant", "Stands now";
        waits: "القيمة الأخرى", "L’autre valeur", "The other value";
        keep: "إبقاء", "Garder", "Keep";
        swap: "اعتماد", "Prendre", "Take";
        accept: "قبول", "Accepter", "Accept";
        decline: "رفض", "Écarter", "Decline";
        accept_all: "قبول الكل", "Tout accepter", "Accept all";
        decline_all: "رفض الكل", "Tout écarter", "Decline all";
        kept: "أبقي على القيمة المعتمدة", "Valeur gardée", "Value kept";
        swapped: "اعتمدت القيمة الأخرى", "L’autre valeur est retenue", "The other value was taken";
        accepted: "تم القبول", "Accepté", "Accepted";
        accepting: "يسجل القبول بعد لحظة", "Accepté dans un instant", "Accepted in a moment";
        declined: "تم الرفض، ويبقى في السجل", "Écarté ; reste dans le journal", "Declined; it stays in the log";
        put_aside: "وضع جانبا", "Mis de côté", "Put aside";
        decided: "آخر القرارات", "Décisions récentes", "Decided lately";
        take_back: "تراجع عن القرار", "Reprendre la décision", "Take the decision back";
        not_sent: "سيرسل مع أول اتصال", "Partira dès qu’il y a du réseau", "Leaves as soon as there is a network";
        nothing_said: "فارغ", "vide", "empty";
        right_withdrawn: "سحب الحق في هذا التسجيل قبل وصوله.", "Le droit de saisir ceci a été retiré avant l’arrivée.", "The right to record this was withdrawn before it arrived.";
        session_cancelled: "ألغيت الحصة في هذه الأثناء.", "La séance a été annulée entre-temps.", "The session was cancelled meanwhile.";
        capacity_passed: "وعد بمكان ولم يبق مكان: هو في لائحة الانتظار. القبول يعطيه مكانا زائدا، والرفض يبقيه في اللائحة.", "Une place a été promise alors qu’il n’en restait pas : la personne est sur la liste d’attente. Accepter lui donne une place en plus, écarter la laisse sur la liste.", "A place was promised when none was left: the person is on the waiting list. Accepting gives one place more; declining leaves them on the list.";
        newer: "سجل بنسخة أحدث من حاضر: حدثوا الخادم ثم اقبلوه.", "Saisi avec une version plus récente de Hadir : mettez le serveur à jour, puis acceptez.", "Recorded with a later version of Hadir: update the server, then accept.";
        other_reason: "لم يكن ممكنا اعتماده تلقائيا.", "Ne pouvait être retenu de soi-même.", "It could not stand by itself.";
        overdue: "انقضى أجله", "Délai dépassé", "Overdue";
        now: "عاجل", "À régler maintenant", "Now";
        soon: "هذا الأسبوع", "Cette semaine", "This week";
        later: "لاحقا", "Plus tard", "Later";
        applicant: "طلب تسجيل", "Demande d’inscription", "Asks for a place";
        unsaid: "حصة لم يسجل عنها شيء", "Séance dont rien n’est dit", "Session nobody marked";
        request: "طلب يخص المعطيات الشخصية", "Demande sur les données personnelles", "Request about personal data";
        file: "ملف الجمعية", "Dossier de l’association", "The association’s file";
        twice: "شخص مسجل مرتين؟", "Une même personne ?", "The same person?";
        request_hint: "القانون 09.08 يوجب الجواب داخل الأجل.", "La loi 09-08 demande d’y répondre dans le délai.", "Law 09-08 asks for an answer in time.";
        unsaid_hint: "لم يقل أحد شيئا عنها: سجلوها، أو قولوا إنها لم تنعقد.", "Personne n’a rien noté : pointez-la, ou dites qu’elle n’a pas eu lieu.", "Nobody said anything of it: mark it, or say it was not held.";
        answered: "تم الجواب", "Répondu", "Answered";
        right_access: "الاطلاع على المعطيات", "Accès aux données", "Access to the data";
        right_rectification: "تصحيح المعطيات", "Rectification des données", "Correcting the data";
        right_opposition: "التعرض على استعمال المعطيات", "Opposition à leur usage", "Objecting to their use";
        right_erasure: "محو المعطيات", "Effacement des données", "Erasing the data";
        empty_title: "لا شيء في انتظار القرار", "Rien à décider", "Nothing to decide";
        empty_text: "إذا تعارض تسجيلان أو تعذر اعتماد أحدها، ستجدونه هنا. لا يضيع شيء.", "Quand deux saisies se contredisent ou qu’une reste en suspens, elle vous attend ici. Rien ne se perd.", "When two entries disagree or one is held, it waits for you here. Nothing is lost.";
        for_heads: "القرار لمسؤولات ومسؤولي الجمعية.", "La décision revient aux responsables de l’association.", "Deciding is for the association’s heads.";
        parallel: "تعديلات متوازية: اعتمدت كلها، ولا تحتاج إلى قرار.", "Modifications parallèles : toutes sont retenues, rien à décider.", "Parallel changes: all of them stand, nothing to decide.";
        give: "تكليف", "Confier", "Assign";
        give_again: "تغيير", "Changer", "Change";
        who_settles: "من يتكفل بالأمر؟", "Qui s’en charge ?", "Who sees to it?";
        nobody: "لا أحد بعينه", "Personne en particulier", "Nobody in particular";
        yours: "أنتم المكلفون", "À vous de décider", "Yours to settle";
        given_to_nobody: "لم يعد أحد مكلفا بعينه", "Plus confié à personne", "Assigned to nobody now";
        no_coordinator: "من ليس مسؤولا لا يقرر إلا إن كان منسقا وكلفتموه. يمكن تغيير دور عضو من صفحة الفريق.", "Vous pouvez confier une décision à une coordinatrice ou un coordinateur ; l’équipe n’en a pas encore. Le rôle d’un membre se change dans l’équipe.", "A decision can be assigned to a coordinator; the team has none yet. A member’s role is changed in the team.";
        whose: "ما يظهر", "Ce qui est affiché", "What is shown";
        everything: "الكل", "Tout", "Everything";
        see_log: "عرض السجل", "Voir le journal", "See the log";
    }
    say {
        due(day: &str): "الجواب قبل {day}", "Réponse avant le {day}", "Answer by {day}";
        said_by(who: &str, at: &str): "{who}، {at}", "{who}, {at}", "{who}, {at}";
        given(name: &str): "المكلف: {name}", "Confié à {name}", "With {name}";
        since(value: &str): "تغيرت القيمة بعد ذلك إلى {value}.", "La valeur a changé depuis : {value}.", "The value was changed since to {value}.";
    }
    count {
        open: ["لا شيء في انتظار القرار", "أمر واحد في انتظار القرار", "أمران في انتظار القرار", "{} أمور في انتظار القرار", "{} أمرا في انتظار القرار", "{} أمر في انتظار القرار"],
            ["{} point à décider", "{} points à décider"], ["{} thing to decide", "{} things to decide"];
        mine: ["لا شيء لكم", "أمر واحد لكم", "أمران لكم", "{} أمور لكم", "{} أمرا لكم", "{} أمر لكم"],
            ["{} pour vous", "{} pour vous"], ["{} for you", "{} for you"];
        load: ["لا أمر لديه", "لديه أمر واحد", "لديه أمران", "لديه {} أمور", "لديه {} أمرا", "لديه {} أمر"],
            ["{} point en cours", "{} points en cours"], ["{} thing in hand", "{} things in hand"];
        more_twice: ["لا أشخاص آخرين", "زوج آخر من الأسماء المتشابهة يظهر بعد البت في هؤلاء", "زوجان آخران من الأسماء المتشابهة يظهران بعد البت في هؤلاء", "{} أزواج أخرى من الأسماء المتشابهة تظهر بعد البت في هؤلاء", "{} زوجا آخر من الأسماء المتشابهة يظهر بعد البت في هؤلاء", "{} زوج آخر من الأسماء المتشابهة يظهر بعد البت في هؤلاء"],
            ["{} autre paire de noms proches suit celles-ci", "{} autres paires de noms proches suivent celles-ci"], ["{} more pair of like names follows these", "{} more pairs of like names follow these"];
        entries: ["لا تسجيل", "تسجيل واحد", "تسجيلان", "{} تسجيلات", "{} تسجيلا", "{} تسجيل"],
            ["{} saisie", "{} saisies"], ["{} entry", "{} entries"];
    }
}

impl Inbox {
    /// What is asked for about personal data, by its code.
    pub fn right(&self, code: &str) -> &'static str {
        match code {
            "rectification" => self.right_rectification,
            "opposition" => self.right_opposition,
            "erasure" => self.right_erasure,
            _ => self.right_access,
        }
    }

    /// Why an entry waits, as the head reads it, by the name of its reason.
    pub fn reason(&self, code: &str) -> &'static str {
        match code {
            "right_withdrawn" => self.right_withdrawn,
            "session_cancelled" => self.session_cancelled,
            "capacity_passed" => self.capacity_passed,
            "unknown_kind" => self.newer,
            _ => self.other_reason,
        }
    }
}
