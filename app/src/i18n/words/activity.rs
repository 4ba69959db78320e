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
        link_title: "رابط التسجيل", "Lien d’inscription", "Registration link";
        link_hint: "شاركوا هذا الرابط أو اعرضوا الرمز ليسجل الناس أنفسهم.", "Partagez ce lien ou affichez le code pour que chacun s’inscrive.", "Share this link or show the code so that people register themselves.";
        link_closed: "التسجيل بالدعوة فقط: لا يوجد رابط عمومي.", "Sur invitation seulement : pas de lien public.", "By invitation only: there is no public link.";
        share_intro: "للتسجيل في النشاط، المرجو فتح هذا الرابط:", "Pour vous inscrire, ouvrez ce lien :", "To register, open this link:";
        add_person: "إضافة مستفيد(ة)", "Ajouter une personne", "Add a person";
        no_limit: "بدون حد", "Sans limite", "No limit";
        none: "بدون نشاط", "Aucune", "None";
        main_group: "الفوج الأصلي", "Groupe principal", "Main group";
        full: "اكتملت المقاعد", "Complet", "Full";
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
        start_hint: "كيف تبدأ لائحة الحضور في كل حصة.", "Comment commence l’appel de chaque séance.", "How the roll of each session starts.";
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
        places_left(left: u64, capacity: u64): "بقي {left} من {capacity} مقعدا", "{left} places sur {capacity}", "{left} of {capacity} places left";
        share_text(activity: &str, association: &str): "{activity} مع {association}. للتسجيل المرجو فتح هذا الرابط:", "{activity}, avec {association}. Pour vous inscrire, ouvrez ce lien :", "{activity}, with {association}. To register, open this link:";
    }
    count {
        enrolled: ["لا أحد في لائحة النشاط", "تسجيل واحد", "تسجيلان", "{} مسجلات ومسجلين", "{} من المسجلات والمسجلين", "{} من المسجلات والمسجلين"],
            ["{} inscrit(e)", "{} inscrit(e)s"], ["{} registered", "{} registered"];
        sessions_held: ["لا حصة منجزة", "حصة منجزة", "حصتان منجزتان", "{} حصص منجزة", "{} حصة منجزة", "{} حصة منجزة"],
            ["{} séance tenue", "{} séances tenues"], ["{} session held", "{} sessions held"];
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
