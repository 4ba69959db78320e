//! Activities: the list, one of them, a new one.

use crate::i18n::section::section;

section! {
    /// Activities: the list, one of them, a new one.
    Activity
    text {
        title: "الأنشطة", "Activités", "Activities";
        new: "نشاط جديد", "Nouvelle activité", "New activity";
        edit: "تعديل النشاط", "Modifier l’activité", "Edit the activity";
        create: "إحداث النشاط", "Créer l’activité", "Create the activity";
        created: "تم إحداث النشاط", "Activité créée", "Activity created";
        active: "جارية", "En cours", "Running";
        archived: "منتهية", "Terminées", "Finished";
        sessions: "الحصص", "Séances", "Sessions";
        people: "المستفيدات والمستفيدون", "Bénéficiaires", "People";
        link: "الرابط", "Lien", "Link";
        team: "الفريق", "Équipe", "Team";
        upcoming: "المقبلة", "À venir", "Upcoming";
        past: "السابقة", "Passées", "Past";
        team_link: "رابط النشاط للفريق", "Lien de l’activité pour l’équipe", "The activity’s link for the team";
        team_link_hint: "يفتح هذا النشاط في هاتف عضو أسند إليه.", "Ouvre cette activité sur le téléphone d’un membre à qui elle est confiée.", "Opens this activity on the phone of a member it is assigned to.";
        registration_page: "صفحة التسجيل للعموم", "Page d’inscription publique", "Public registration page";
        registration_is_open: "يسجل الناس أنفسهم من هذا الرابط أو بمسح هذا الرمز. اطبعوه على ملصق أو شاركوه.", "On s’inscrit soi-même par ce lien ou en scannant ce code. Mettez-le sur une affiche ou partagez-le.", "People register themselves by this link or by scanning this code. Print it on a poster or share it.";
        registration_is_closed: "التسجيل مغلق: أنتم وحدكم من يضيف المستفيدات والمستفيدين. افتحوه ليحصل النشاط على رابط ورمز QR.", "Inscriptions fermées : vous seuls ajoutez des personnes. Ouvrez-les pour obtenir un lien et un code QR.", "Registration is closed: only you add people. Open it to get a link and a QR code.";
        open_registration: "فتح التسجيل للعموم", "Ouvrir les inscriptions", "Open registration";
        close_registration: "إغلاق التسجيل", "Fermer les inscriptions", "Close registration";
        registration_opened: "فتح التسجيل للعموم", "Inscriptions ouvertes", "Registration is open";
        registration_closed: "أغلق التسجيل", "Inscriptions fermées", "Registration is closed";
        approve_each: "الموافقة على كل طلب", "Valider chaque demande", "Approve each request";
        approve_none: "قبول الطلبات مباشرة", "Accepter sans validation", "Accept without approval";
        each_is_approved: "كل طلب ينتظر الآن موافقتكم", "Chaque demande attend votre accord", "Each request now waits for you";
        none_is_approved: "الطلبات تقبل الآن مباشرة", "Les demandes sont acceptées d’office", "Requests are now accepted at once";
        add_person: "إضافة مستفيد(ة)", "Ajouter une personne", "Add a person";
        none: "بدون نشاط", "Aucune", "None";
        main_group: "الفوج الأصلي", "Groupe principal", "Main group";
        class: "دروس", "Cours", "Class";
        workshop: "ورشة", "Atelier", "Workshop";
        training: "تكوين", "Formation", "Training";
        caravan: "قافلة", "Caravane", "Caravan";
        distribution: "توزيع", "Distribution", "Distribution";
        camp: "مخيم", "Colonie", "Camp";
        meeting: "اجتماع", "Réunion", "Meeting";
        sport: "رياضة", "Sport", "Sport";
        awareness: "تحسيس", "Sensibilisation", "Awareness";
        other: "نشاط آخر", "Autre activité", "Other";
        open: "مفتوح للجميع", "Ouverte à tous", "Open to all";
        approval: "بعد الموافقة", "Sur validation", "After approval";
        invitation: "بالدعوة فقط", "Sur invitation", "By invitation";
        start_unmarked: "لم يحدد حضور أحد", "Personne n’est noté", "Everyone unmarked";
        start_present: "الكل حاضر", "Tout le monde présent", "Everyone present";
        unit_hours: "ساعات", "Heures", "Hours";
        unit_baskets: "قفف", "Paniers", "Baskets";
        unit_consultations: "استشارات", "Consultations", "Consultations";
        unit_participations: "مشاركات", "Participations", "Participations";
        empty_title: "لا نشاط بعد", "Aucune activité pour l’instant", "No activity yet";
        empty_text: "النشاط هو ما تقدمه الجمعية: دروس، ورشة، قافلة، توزيع… أحدثوا الأول وستتبعه حصصه.", "Une activité est ce que l’association propose : cours, atelier, caravane, distribution… Créez la première, ses séances suivront.", "An activity is what the association offers: a class, a workshop, a caravan… Create the first, its sessions follow.";
        no_sessions_title: "لا حصة بعد", "Aucune séance", "No session yet";
        no_sessions_text: "أضيفوا حصة واحدة، أو حصصا أسبوعية لمدة معينة.", "Ajoutez une séance, ou des séances chaque semaine sur une période.", "Add one session, or weekly sessions over a period.";
        no_people_title: "لا أحد مسجل بعد", "Personne n’est inscrit", "Nobody is registered yet";
        no_people_text: "أضيفوا شخصا، أو شاركوا رابط التسجيل، أو استوردوا لائحة.", "Ajoutez une personne, partagez le lien ou importez une liste.", "Add a person, share the link or import a list.";
    }
    say {
        share_text(activity: &str, association: &str): "{activity} مع {association}. للتسجيل المرجو فتح هذا الرابط:", "{activity}, avec {association}. Pour vous inscrire, ouvrez ce lien :", "{activity}, with {association}. To register, open this link:";
    }
    count {
        enrolled: ["لا أحد في لائحة النشاط", "تسجيل واحد", "تسجيلان", "{} مسجلات ومسجلين", "{} من المسجلات والمسجلين", "{} من المسجلات والمسجلين"],
            ["{} inscrit(e)", "{} inscrit(e)s"], ["{} registered", "{} registered"];
    }
}

impl Activity {
    /// The word for a kind of activity by its code; an unknown kind reads as [`other`](Self::other).
    pub fn kind(&self, code: &str) -> &'static str {
        match code {
            "class" => self.class,
            "workshop" => self.workshop,
            "training" => self.training,
            "caravan" => self.caravan,
            "distribution" => self.distribution,
            "camp" => self.camp,
            "meeting" => self.meeting,
            "sport" => self.sport,
            "awareness" => self.awareness,
            _ => self.other,
        }
    }

    /// The word for what an activity is counted in by its code; without one, taking part.
    pub fn unit(&self, code: &str) -> &'static str {
        match code {
            "hours" => self.unit_hours,
            "baskets" => self.unit_baskets,
            "consultations" => self.unit_consultations,
            _ => self.unit_participations,
        }
    }

    /// The words for how a roll starts by its code: `all_present`, or else unmarked.
    pub fn roll_start(&self, code: &str) -> &'static str {
        match code {
            "all_present" => self.start_present,
            _ => self.start_unmarked,
        }
    }

    /// The words for a way of registering by its code: `open`, `approval`, or else by invitation.
    pub fn registration(&self, code: &str) -> &'static str {
        match code {
            "open" => self.open,
            "approval" => self.approval,
            _ => self.invitation,
        }
    }
}
