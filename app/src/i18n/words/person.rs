//! People: the list, one of them, a newcomer.

use crate::i18n::section::section;

section! {
    /// People: the list, one of them, a newcomer.
    Person
    text {
        title: "الأشخاص", "Personnes", "People";
        beneficiary: "مستفيد(ة)", "Bénéficiaire", "Beneficiary";
        new: "مستفيد(ة) جديد(ة)", "Nouvelle personne", "Newcomer";
        add: "إضافة", "Ajouter", "Add";
        added: "تمت الإضافة", "Personne ajoutée", "Added";
        edit: "تعديل المعطيات", "Modifier la fiche", "Edit the details";
        search: "ابحثوا بالاسم أو الهاتف أو الرمز", "Nom, téléphone ou code", "Name, phone or code";
        female: "أنثى", "Femme", "Female";
        male: "ذكر", "Homme", "Male";
        sex_unknown: "غير محدد", "Non précisé", "Not stated";
        year_only: "سنة الازدياد تكفي.", "L’année suffit.", "The year is enough.";
        guardian: "ولي الأمر", "Tuteur légal", "Guardian";
        guardian_needed: "المعني(ة) بالأمر قاصر: ولي الأمر هو من يوافق، ونحتاج اسمه.", "Pour un enfant, c’est le tuteur légal qui donne son accord : son nom est nécessaire.", "For a minor it is the guardian who agrees: their name is needed.";
        same_script: "هذا الاسم مكتوب أعلاه بنفس الحروف. اكتبوه هنا بالحروف الأخرى أو اتركوا الخانة فارغة", "Ce nom est déjà écrit dans cet alphabet. Écrivez-le ici dans l’autre, ou laissez vide", "This name is already given in this script. Write it here in the other, or leave it empty";
        more_fields: "معطيات أخرى", "Autres informations", "More details";
        consent: "الموافقة", "Consentement", "Consent";
        consent_ask: "هل توافقون على أن تحتفظ الجمعية بهذه المعطيات لتنظيم أنشطتها؟ يمكنكم الاطلاع عليها أو تصحيحها أو سحب موافقتكم في أي وقت.", "Acceptez-vous que l’association garde ces informations pour organiser ses activités ? Vous pouvez les consulter, les corriger ou retirer votre accord à tout moment.", "Do you agree that the association keeps these details to run its activities? You can see them, correct them or withdraw at any time.";
        consent_oral: "شفويا أمام شاهد(ة)", "Oral, devant témoin", "Spoken, with a witness";
        consent_paper: "ورقة موقعة", "Papier signé", "Signed paper";
        consent_screen: "على الشاشة", "Sur l’écran", "On screen";
        consent_not_given: "لم تعط، أو لم تطلب بعد", "Pas donné, ou pas encore demandé", "Not given, or not asked yet";
        consent_given: "تمت الموافقة", "Consentement donné", "Consent given";
        consent_missing: "الموافقة لم تسجل بعد", "Consentement à recueillir", "Consent not recorded";
        consent_withdrawn: "سحبت الموافقة", "Consentement retiré", "Consent withdrawn";
        witness: "الشاهد(ة)", "Témoin", "Witness";
        details: "المعطيات", "Fiche", "Details";
        history: "سجل الحضور", "Historique", "History";
        registrations: "الأنشطة", "Activités", "Activities";
        receipts: "الوصولات", "Reçus", "Receipts";
        card: "بطاقة QR", "Carte QR", "QR card";
        same_people: "أشخاص يشبهون هذا الاسم", "Personnes au nom proche", "People with a similar name";
        same_people_hint: "هل الشخص واحد من هؤلاء؟ الاختيار أفضل من التسجيل مرتين.", "Est-ce l’une d’elles ? Mieux vaut choisir que créer un double.", "Is it one of them? Choosing is better than adding twice.";
        applied: "طلب تسجيل", "Demande", "Applied";
        waitlisted: "في لائحة الانتظار", "En liste d’attente", "On the waiting list";
        offered: "مقعد معروض", "Place proposée", "Offered a place";
        confirmed: "مسجل(ة)", "Inscrit(e)", "Registered";
        declined: "مرفوض", "Refusée", "Declined";
        withdrawn: "انسحب(ت)", "Retiré(e)", "Withdrawn";
        cancelled: "ملغى", "Annulée", "Cancelled";
        expired: "انتهى الأجل", "Expirée", "Expired";
        register_to: "تسجيل في نشاط", "Inscrire à une activité", "Register to an activity";
        register: "تسجيل", "Inscrire", "Register";
        register_again: "تسجيل من جديد", "Réinscrire", "Register again";
        withdraw: "إنهاء التسجيل", "Mettre fin à l’inscription", "End the registration";
        empty_title: "لا أحد بعد", "Personne pour l’instant", "Nobody yet";
        empty_text: "هنا تجدون كل المستفيدات والمستفيدين. أضيفوا شخصا، أو استوردوا لائحة موجودة.", "Vous retrouverez ici les bénéficiaires. Ajoutez une personne ou importez une liste.", "Everyone you serve appears here. Add a person, or import a list you have.";
        no_history: "لم يسجل أي حضور بعد.", "Aucune présence enregistrée.", "No attendance recorded yet.";
        purpose_taking_part: "المشاركة في الأنشطة", "Participer aux activités", "Taking part";
        purpose_contact: "الاتصال بالهاتف أو واتساب", "Être contacté(e)", "Being contacted";
        purpose_photo: "الصور", "Photos", "Photos";
        purpose_sharing: "تقاسم اللائحة مع شريك", "Partage avec un partenaire", "Sharing with a partner";
        source_volunteer: "متطوع(ة)", "Un(e) bénévole", "A volunteer";
        source_self: "المعني(ة) بالأمر", "La personne elle-même", "The person";
        source_import: "لائحة مستوردة", "Une liste importée", "An imported list";
        no_receipts: "لم يتوصل الخادم بعد بأي تسجيل من هذا الهاتف يخص هذا الشخص.", "Le serveur n’a encore rien reçu de ce téléphone pour cette personne.", "The server has received nothing of this person from this phone yet.";
        no_registrations: "غير مسجل(ة) في أي نشاط.", "N’est inscrit(e) à aucune activité.", "Not registered to any activity.";
    }
    say {
        code(code: &str): "الرمز {code}", "Code {code}", "Code {code}";
        consent_on(day: &str, how: &str): "{day}، {how}", "{day}, {how}", "{day}, {how}";
        attended_of(came: u64, held: u64): "حضر(ت) {came} من {held}", "Présent(e) {came} fois sur {held}", "Came {came} of {held} times";
        added_named(name: &str): "تمت إضافة {name}", "{name} a été ajouté(e)", "{name} was added";
    }
    count {
        people: ["لا أحد", "مستفيد(ة) واحد(ة)", "مستفيدان أو مستفيدتان", "{} من المستفيدات والمستفيدين", "{} من المستفيدات والمستفيدين", "{} من المستفيدات والمستفيدين"],
            ["{} bénéficiaire", "{} bénéficiaires"], ["{} person", "{} people"];
    }
}

impl Person {
    /// The word for a sex by its code: `female`, `male`, or else not stated.
    pub fn sex(&self, code: &str) -> &'static str {
        match code {
            "female" | "f" => self.female,
            "male" | "m" => self.male,
            _ => self.sex_unknown,
        }
    }

    /// The word for a registration's status by its code; an unknown one reads as applied.
    pub fn registration(&self, code: &str) -> &'static str {
        match code {
            "waitlisted" => self.waitlisted,
            "offered" => self.offered,
            "confirmed" => self.confirmed,
            "declined" => self.declined,
            "withdrawn" => self.withdrawn,
            "cancelled" => self.cancelled,
            "expired" => self.expired,
            _ => self.applied,
        }
    }

    /// The words for what a person agrees to by its code.
    pub fn purpose(&self, code: &str) -> &'static str {
        match code {
            "contact" => self.purpose_contact,
            "photo" => self.purpose_photo,
            "sharing" => self.purpose_sharing,
            _ => self.purpose_taking_part,
        }
    }

    /// The words for who registered a person by its code.
    pub fn source(&self, code: &str) -> &'static str {
        match code {
            "self" => self.source_self,
            "import" => self.source_import,
            _ => self.source_volunteer,
        }
    }

    /// The words for how consent was given by its code.
    pub fn consent_how(&self, code: &str) -> &'static str {
        match code {
            "oral" => self.consent_oral,
            "paper" => self.consent_paper,
            _ => self.consent_screen,
        }
    }
}
