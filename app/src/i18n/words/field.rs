//! Labels and hints of form fields.

use crate::i18n::section::section;

section! {
    /// Labels and hints of form fields, by the fields' names.
    Field
    text {
        name: "الاسم", "Nom", "Name";
        given_name: "الاسم الشخصي", "Prénom", "Given name";
        family_name: "الاسم العائلي", "Nom de famille", "Family name";
        given_name_ar: "الاسم الشخصي بالعربية", "Prénom en arabe", "Given name in Arabic";
        family_name_ar: "الاسم العائلي بالعربية", "Nom en arabe", "Family name in Arabic";
        given_name_latin: "الاسم الشخصي بالحروف اللاتينية", "Prénom en lettres latines", "Given name in Latin letters";
        family_name_latin: "الاسم العائلي بالحروف اللاتينية", "Nom en lettres latines", "Family name in Latin letters";
        full_name: "الاسم الكامل", "Nom complet", "Full name";
        sex: "الجنس", "Sexe", "Sex";
        birth_year: "سنة الازدياد", "Année de naissance", "Year of birth";
        birth_date: "تاريخ الازدياد", "Date de naissance", "Date of birth";
        phone: "الهاتف", "Téléphone", "Phone";
        phone_shared: "يمكن أن يكون هاتف العائلة.", "Peut être celui de la famille.", "May be the family’s phone.";
        father: "اسم الأب", "Nom du père", "Father’s name";
        guardian_name: "اسم ولي الأمر", "Nom du tuteur légal", "Guardian’s name";
        guardian_phone: "هاتف ولي الأمر", "Téléphone du tuteur", "Guardian’s phone";
        commune: "الجماعة", "Commune", "Commune";
        douar: "الدوار أو الحي", "Douar ou quartier", "Douar or quarter";
        address: "العنوان", "Adresse", "Address";
        code: "الرمز", "Code", "Code";
        note: "ملاحظة", "Note", "Note";
        consent: "الموافقة", "Consentement", "Consent";
        consent_how: "كيف أعطيت الموافقة؟", "Comment l’accord a-t-il été donné ?", "How was it given?";
        witness: "اسم الشاهد(ة)", "Nom du témoin", "Witness’s name";
        login: "الاسم أو الهاتف", "Nom ou téléphone", "Name or phone";
        password: "كلمة السر", "Mot de passe", "Password";
        new_password: "كلمة سر جديدة", "Nouveau mot de passe", "New password";
        password_hint: "8 أحرف على الأقل. ثلاث كلمات تكفي.", "8 caractères au moins. Trois mots suffisent.", "At least 8 characters. Three words will do.";
        activity: "النشاط", "Activité", "Activity";
        activity_name: "اسم النشاط", "Nom de l’activité", "Name of the activity";
        kind: "النوع", "Type", "Kind";
        place: "المكان", "Lieu", "Place";
        unit: "الوحدة", "Unité", "Unit";
        capacity: "الطاقة الاستيعابية", "Capacité", "Capacity";
        capacity_hint: "اتركوه فارغا إن لم يكن هناك حد.", "Laissez vide s’il n’y a pas de limite.", "Leave empty for no limit.";
        right: "الطلب", "Demande", "Request";
        details: "التفاصيل", "Précisions", "Details";
        received: "تاريخ التوصل", "Reçue le", "Received";
        due: "آخر أجل للجواب", "Réponse due le", "Answer due";
        done: "تاريخ الجواب", "Répondu le", "Answered";
        number: "رقم الطلب", "Numéro de la demande", "Request number";
        public: "التسجيل للعموم", "Inscriptions ouvertes à tous", "Open to registrations";
        ticket: "رقم التذكرة", "Numéro du billet", "Ticket number";
        card: "رمز البطاقة", "Code de la carte", "Card’s code";
        cards_before: "رموز البطاقات المعوضة", "Codes des cartes remplacées", "Codes of replaced cards";
        registration: "التسجيل", "Inscription", "Registration";
        opens: "فتح التسجيل", "Ouverture des inscriptions", "Registration opens";
        closes: "آخر يوم للتسجيل", "Dernier jour d’inscription", "Last day to register";
        quotas: "مقاعد مخصصة", "Places réservées", "Seats kept for some";
        questions: "أسئلة النشاط", "Questions de l’activité", "The activity’s questions";
        answers: "الأجوبة", "Réponses", "Answers";
        asked: "تاريخ الطلب", "Demandée le", "Asked on";
        told: "تاريخ الإخبار", "Prévenue le", "Told on";
        turn: "رقم الطلب", "N° de la demande", "Number of the request";
        roll_start: "بداية لائحة الحضور", "Début de l’appel", "Start of the roll";
        group: "الفوج", "Groupe", "Group";
        session: "الحصة", "Séance", "Session";
        day: "التاريخ", "Date", "Date";
        days: "أيام الأسبوع", "Jours de la semaine", "Days of the week";
        date: "التاريخ", "Date", "Date";
        from_date: "من تاريخ", "Du", "From";
        to_date: "إلى تاريخ", "Au", "Until";
        start_time: "وقت البداية", "Heure de début", "Start time";
        end_time: "وقت النهاية", "Heure de fin", "End time";
        minutes: "المدة بالدقائق", "Durée en minutes", "Duration in minutes";
        duration: "المدة", "Durée", "Duration";
        status: "الحالة", "État", "Status";
        reason: "السبب", "Motif", "Reason";
        arrival: "وقت الوصول", "Heure d’arrivée", "Arrival time";
        role: "الدور", "Rôle", "Role";
        member_kind: "نوع التطوع", "Type d’engagement", "Kind of volunteering";
        device_name: "اسم الهاتف", "Nom du téléphone", "Phone’s name";
        women: "نساء", "Femmes", "Women";
        men: "رجال", "Hommes", "Men";
        girls: "فتيات", "Filles", "Girls";
        boys: "فتيان", "Garçons", "Boys";
        age: "السن", "Âge", "Age";
        family_given: "الاسم العائلي ثم الشخصي", "Nom puis prénom", "Family name, then given name";
        activities: "الأنشطة المسندة", "Activités confiées", "Assigned activities";
        source: "جهة التسجيل", "Origine de l’inscription", "Registered by";
        method: "طريقة التسجيل", "Façon de pointer", "How it was marked";
        expires: "تاريخ انتهاء الصلاحية", "Date d’expiration", "Expires";
        access: "الولوج", "Accès", "Access";
        second_factor: "الدخول بخطوتين", "Connexion en deux étapes", "Two-step sign-in";
        project: "المشروع", "Projet", "Project";
        donor: "الجهة الداعمة", "Bailleur", "Donor";
        agreement: "رقم الاتفاقية", "N° de la convention", "Agreement number";
        agreement_day: "تاريخ الاتفاقية", "Date de la convention", "Date of the agreement";
        budget: "الميزانية", "Budget", "Budget";
        indicators: "المؤشرات والأهداف", "Indicateurs et cibles", "Indicators and targets";
        name_ar: "الاسم بالعربية", "Nom en arabe", "Name in Arabic";
        name_latin: "الاسم بالحروف اللاتينية", "Nom en lettres latines", "Name in Latin letters";
        receipt: "رقم الوصل", "N° du récépissé", "Receipt number";
        receipt_day: "تاريخ الوصل", "Date du récépissé", "Date of the receipt";
        cndp: "وصل اللجنة الوطنية CNDP", "Récépissé CNDP", "CNDP receipt";
        receipt_kind: "نوع الوصل", "Nature du récépissé", "Kind of receipt";
        mandate_from: "بداية ولاية المكتب", "Début du mandat du bureau", "First day of the bureau’s mandate";
        mandate_to: "نهاية ولاية المكتب", "Fin du mandat du bureau", "Last day of the bureau’s mandate";
        statutes_day: "تاريخ القانون الأساسي", "Date des statuts", "Date of the statutes";
        file_name: "اسم الملف", "Nom du fichier", "File name";
        media: "صيغة الملف", "Format du fichier", "Kind of file";
        size: "حجم الملف", "Taille du fichier", "Size of the file";
        hash: "بصمة الملف SHA-256", "Empreinte SHA-256 du fichier", "SHA-256 of the file";
        gone: "حذف الملف", "Fichier effacé le", "File erased on";
        retention: "مدة الاحتفاظ بالأشهر", "Conservation en mois", "Months kept";
        lease: "أيام بدون اتصال قبل إقفال الهاتف", "Jours sans contact avant fermeture du téléphone", "Days without contact before a phone shuts";
        cin_authorisation: "رقم إذن CNDP للبطاقة الوطنية", "Autorisation CNDP pour la CNIE", "CNDP authorisation for identity cards";
        cin: "رقم البطاقة الوطنية", "N° de CNIE", "Identity card number";
        cin_seen: "آخر اطلاع على رقم البطاقة", "N° de CNIE consulté", "Identity card number seen";
        listed: "الظهور في دليل الجمعيات", "Présence dans l’annuaire", "In the directory";
        by_guardian: "موافقة ولي الأمر", "Accord du tuteur légal", "Given by the guardian";
        text_version: "نسخة النص", "Version du texte", "Version of the text";
        text_language: "لغة النص", "Langue du texte", "Language of the text";
        withdrawn: "السحب", "Retrait", "Withdrawal";
        erased: "حذف المعطيات", "Effacement des données", "Erasure of data";
        rhythm: "تقرير يعد وحده", "Rapport automatique", "A report that makes itself";
        reach: "ما يقرأه", "Ce qui est lu", "What it reads";
        used: "آخر قراءة", "Dernière lecture", "Last read";
        about_whom: "الشخص المعني", "Personne concernée", "Whom it is about";
        contract: "رقم العقد", "N° du contrat", "Contract number";
        contract_from: "بداية العقد", "Début du contrat", "Contract begins";
        contract_to: "نهاية العقد", "Fin du contrat", "Contract ends";
        accreditation: "رقم اعتماد الجهة المنظمة", "N° d’agrément de l’organisateur", "Organiser’s accreditation number";
        of_age: "السن القانوني", "Majorité", "Of age";
        undertook: "الالتزام بالسرية", "Engagement de confidentialité", "Confidentiality undertaking";
        undertaking_text: "نص الالتزام رقم", "Texte de l’engagement n°", "Text of the undertaking, no.";
        assigned_from: "أول يوم في الأنشطة المسندة", "Premier jour des activités confiées", "First day of the assignments";
        assigned_until: "آخر يوم في الأنشطة المسندة", "Dernier jour des activités confiées", "Last day of the assignments";
        stays: "فترات سابقة في النشاط", "Périodes précédentes dans l’activité", "Earlier times in the activity";
        assignments: "أيام كل نشاط مسند", "Jours de chaque activité confiée", "Days of each assignment";
        what_for: "من أجل ماذا", "Pour quoi", "What for";
        taken_back: "سحب الساعات", "Heures retirées", "Hours taken back";
        disability: "صعوبات", "Difficultés", "Difficulties";
        exported: "آخر مرة أخذت فيها كل المعطيات", "Toutes les données emportées", "All data taken away";
        report_deleted: "التقرير المحذوف", "Rapport supprimé", "Report deleted";
        asks_disability: "طرح سؤال الإعاقة في ورقة الشخص", "Demander dans la fiche de la personne", "Ask in the person’s form";
        item: "المواد المسلمة", "Remis", "Handed over";
        quantity: "الكمية", "Quantité", "Quantity";
        unnamed: "أشخاص دون أسماء", "Personnes sans nom", "People without names";
        valid_days: "مدة الصلاحية بالأيام", "Durée de validité en jours", "Days it stays open";
    }
}

impl Field {
    /// The label of a field by its name on the wire; an unknown name is shown as it is.
    pub fn label<'a>(&self, field: &'a str) -> &'a str {
        match field {
            "name" | "title" => self.name,
            "given_name" | "given" => self.given_name,
            "family_name" | "family" => self.family_name,
            "given_name_ar" | "given_ar" => self.given_name_ar,
            "family_name_ar" | "family_ar" => self.family_name_ar,
            "given_name_latin" | "given_la" => self.given_name_latin,
            "family_name_latin" | "family_la" => self.family_name_latin,
            "full_name" | "family_given" => self.full_name,
            "sex" => self.sex,
            "birth_year" => self.birth_year,
            "birth_date" | "birth_day" | "birth" => self.birth_date,
            "phone" => self.phone,
            "father" => self.father,
            "guardian" | "guardian_name" => self.guardian_name,
            "guardian_phone" => self.guardian_phone,
            "commune" => self.commune,
            "douar" => self.douar,
            "address" => self.address,
            "code" => self.code,
            "card" => self.card,
            "cards_before" => self.cards_before,
            "note" => self.note,
            "consent" | "purpose" => self.consent,
            "manner" => self.consent_how,
            "witness" => self.witness,
            "login" => self.login,
            "password" => self.password,
            _ => self.record_label(field),
        }
    }

    /// Labels of what is not a person: activities, sessions, attendance, members.
    fn record_label<'a>(&self, field: &'a str) -> &'a str {
        match field {
            "activity" => self.activity,
            "sort" | "kind" => self.kind,
            "place" => self.place,
            "unit" => self.unit,
            "capacity" => self.capacity,
            "registration" | "admission" => self.registration,
            "right" => self.right,
            "details" => self.details,
            "received" => self.received,
            "due" => self.due,
            "done" => self.done,
            "number" => self.number,
            "public" => self.public,
            "ticket" => self.ticket,
            "roll_start" => self.roll_start,
            "opens" => self.opens,
            "closes" => self.closes,
            "quotas" => self.quotas,
            "questions" => self.questions,
            "answers" => self.answers,
            "why" => self.reason,
            "asked" => self.asked,
            "told" => self.told,
            "turn" => self.turn,
            "group" => self.group,
            "session" => self.session,
            "weekdays" => self.days,
            "day" | "date" => self.date,
            "from" | "from_date" => self.from_date,
            "to" | "to_date" => self.to_date,
            "slot" | "start_time" => self.start_time,
            "end_time" => self.end_time,
            "minutes" | "duration" => self.duration,
            "status" | "archived" | "closed" | "said" => self.status,
            "reason" | "excuse" => self.reason,
            "arrived" | "arrived_minute" | "arrival" => self.arrival,
            "role" => self.role,
            "member_kind" | "engagement" => self.member_kind,
            "women" => self.women,
            "men" => self.men,
            "girls" => self.girls,
            "boys" => self.boys,
            "item" => self.item,
            "disability" => self.disability,
            "asks_disability" => self.asks_disability,
            "exported" => self.exported,
            "report_deleted" => self.report_deleted,
            "quantity" => self.quantity,
            "unnamed" => self.unnamed,
            _ => self.office_label(field),
        }
    }

    /// Labels of what an office keeps: the team, consents, the association itself; and of files' columns.
    fn office_label<'a>(&self, field: &'a str) -> &'a str {
        match field {
            "given" => self.given_name,
            "family" => self.family_name,
            "family_given" => self.family_given,
            "birth" => self.birth_date,
            "activities" => self.activities,
            "source" => self.source,
            "method" => self.method,
            "report_rhythm" => self.rhythm,
            "reach" => self.reach,
            "used" => self.used,
            "expires" => self.expires,
            "revoked" | "signed_out" => self.access,
            "by_guardian" => self.by_guardian,
            "second_factor" => self.second_factor,
            "text_version" => self.text_version,
            "language" => self.text_language,
            "withdrawn" => self.withdrawn,
            "erased" => self.erased,
            "person" => self.about_whom,
            "project" => self.project,
            "donor" => self.donor,
            "agreement" => self.agreement,
            "agreement_day" => self.agreement_day,
            "budget" => self.budget,
            "indicators" => self.indicators,
            "name_ar" => self.name_ar,
            "name_la" => self.name_latin,
            "receipt" => self.receipt,
            "receipt_day" => self.receipt_day,
            "cndp" => self.cndp,
            "receipt_kind" => self.receipt_kind,
            "mandate_from" => self.mandate_from,
            "mandate_to" => self.mandate_to,
            "statutes_day" => self.statutes_day,
            "file_name" => self.file_name,
            "media" => self.media,
            "size" => self.size,
            "hash" => self.hash,
            "gone" => self.gone,
            "retention_months" => self.retention,
            "lease_days" => self.lease,
            "cin_authorisation" => self.cin_authorisation,
            "cin_mask" | "cin" => self.cin,
            "cin_seen" => self.cin_seen,
            "listed" => self.listed,
            "contract" => self.contract,
            "contract_from" => self.contract_from,
            "contract_to" => self.contract_to,
            "accreditation" => self.accreditation,
            "of_age" => self.of_age,
            "undertook" => self.undertook,
            "undertaking" => self.undertaking_text,
            "assigned_from" => self.assigned_from,
            "assigned_until" => self.assigned_until,
            "stays" => self.stays,
            "assignments" => self.assignments,
            "what_for" => self.what_for,
            "taken_back" => self.taken_back,
            other => other,
        }
    }
}
