//! The log of what happened.

use crate::i18n::section::section;

section! {
    /// The log: who did what, before and after, when it was recorded and received.
    Log
    text {
        title: "السجل", "Journal", "Log";
        subtitle: "كل ما وقع، ومن سجله، ومتى", "Ce qui s’est passé, par qui, et quand", "What happened, by whom, and when";
        put_back: "إرجاع ما كان", "Remettre comme avant", "Put back as it was";
        put_back_whole: "إلغاء لائحة الحضور هذه كلها", "Annuler tout cet appel", "Take back this whole roll call";
        was_put_back: "أعيد ما كان، والسجل يحتفظ بالاثنين", "Remis comme avant ; le journal garde les deux", "Put back; the log keeps both";
        filter_activity: "النشاط", "Activité", "Activity";
        filter_member: "العضو", "Membre", "Member";
        filter_session: "الحصة", "Séance", "Session";
        every_session: "كل الحصص", "Toutes les séances", "Every session";
        search: "ابحثوا في السجل", "Chercher dans le journal", "Search the log";
        search_hint: "يتم البحث عن الكلمات فيما يحتفظ به هذا الهاتف. اختاروا شخصا أو نشاطا أو حصة أو عضوا من المقترحات للبحث في السجل كله.", "Les mots se cherchent dans ce que garde ce téléphone. Choisir une personne, une activité, une séance ou un membre parmi les propositions cherche dans tout le journal.", "Words are looked for in what this phone keeps. Choosing a person, an activity, a session or a member from what is proposed looks through the whole log.";
        filter_device: "الهاتف", "Téléphone", "Phone";
        every_device: "كل الهواتف", "Tous les téléphones", "Every phone";
        filter_day: "التاريخ", "Date", "Date";
        filter_kind: "نوع العملية", "Type d’opération", "Kind of entry";
        filter_only: "عرض", "Afficher", "Show";
        every_kind: "كل الأنواع", "Tous les types", "Every kind";
        no_matter: "كل العمليات", "Toutes les opérations", "Every entry";
        only_corrections: "التصحيحات فقط", "Les corrections seulement", "Corrections only";
        only_late: "ما وصل متأخرا فقط", "Les arrivées tardives seulement", "Late arrivals only";
        kind_attendance: "الحضور", "Présences", "Attendance";
        kind_headcount: "الأعداد بلا أسماء", "Comptages sans nom", "Counts without names";
        kind_pair: "الأشخاص المسجلون مرتين", "Doublons", "Duplicates";
        kind_group: "المجموعات", "Groupes", "Groups";
        kind_schedule: "مواعيد الحصص", "Horaires des séances", "Schedules of sessions";
        kind_review: "القرارات", "Décisions", "Decisions";
        kind_task: "المهام المسندة", "Tâches confiées", "Assigned tasks";
        kind_request: "طلبات المعطيات الشخصية", "Demandes sur les données", "Requests about data";
        kind_invitation: "الدعوات", "Invitations", "Invitations";
        kind_device: "الهواتف", "Téléphones", "Phones";
        kind_document: "الوثائق", "Documents", "Documents";
        kind_association: "ملف الجمعية", "Dossier de l’association", "The association’s file";
        kind_registration: "التسجيلات", "Inscriptions", "Registrations";
        kind_people: "الأشخاص", "Personnes", "People";
        kind_session: "الحصص", "Séances", "Sessions";
        kind_activity: "الأنشطة", "Activités", "Activities";
        kind_project: "المشاريع", "Projets", "Projects";
        kind_delivery: "التسليمات", "Remises", "Hand-overs";
        kind_consent: "الموافقات", "Consentements", "Consents";
        kind_hours: "ساعات التطوع", "Heures de bénévolat", "Volunteer hours";
        kind_member: "الأعضاء", "Membres", "Members";
        in_the_log: "في السجل", "Dans le journal", "In the log";
        every_activity: "كل الأنشطة", "Toutes les activités", "Every activity";
        every_member: "كل الأعضاء", "Tous les membres", "Every member";
        clear_filters: "حذف التصفية", "Effacer les filtres", "Clear the filters";
        nothing: "فارغ", "vide", "empty";
        accepted: "مقبول", "Accepté", "Accepted";
        parallel: "تعديلان متوازيان", "Modifications parallèles", "Parallel changes";
        conflict: "تعارض", "Conflit", "Conflict";
        held: "ينتظر القرار", "À décider", "To decide";
        more_before: "وربما غير ذلك من قبل", "peut-être d’autres avant", "maybe more before";
        each_entry: "العمليات واحدة واحدة", "Une par une", "One by one";
        each_mark: "شخصا شخصا", "Personne par personne", "One by one";
        refused: "مرفوض", "Refusé", "Refused";
        conflict_hint: "القيمة المتأخرة زمنيا هي المعتمدة، والأخرى محفوظة هنا.", "La valeur la plus tardive est retenue, l’autre est gardée ici.", "The later value stands, the other is kept here.";
        this_stands: "هذه القيمة هي المعتمدة لأنها الأحدث؛ السابقة محفوظة هنا.", "C’est cette valeur qui est retenue, la plus récente ; l’autre est gardée ici.", "This value stands, as the later one; the other is kept here.";
        other_stands: "هذه القيمة لم تعتمد: سجلت قيمة أحدث منها. تبقى محفوظة هنا.", "Cette valeur n’est pas retenue : une plus récente a été saisie. Elle reste gardée ici.", "This value does not stand: a later one was recorded. It is kept here.";
        system: "النظام", "Système", "The system";
        request_received: "طلب يخص المعطيات الشخصية", "demande sur des données personnelles", "asked about personal data";
        request_answered: "الجواب عن طلب يخص المعطيات الشخصية", "a répondu à une demande sur des données", "answered a request about personal data";
        public_page: "صفحة التسجيل", "La page d’inscription", "The public page";
        attendance_marked: "تسجيل حالة الحضور", "a noté la présence ou l’absence de", "recorded the attendance of";
        beneficiary_added: "إضافة شخص:", "a ajouté", "added";
        beneficiary_changed: "تعديل معطيات", "a modifié la fiche de", "changed the details of";
        task_given: "تكليف بأمر ينتظر القرار:", "a confié un point à décider à", "gave something to decide to";
        task_withdrawn: "سحب التكليف بأمر ينتظر القرار", "a repris un point à décider", "took back something to decide";
        person_erased: "حذف ما يعرف بشخص:", "a effacé ce qui identifiait une personne :", "erased what identified a person:";
        log_redacted: "حذف من السجل ما كان يعرف بشخص:", "a retiré du journal ce qui identifiait une personne :", "took out of the log what identified a person:";
        activity_created: "إحداث نشاط", "a créé l’activité", "created the activity";
        project_created: "إحداث مشروع", "a créé le projet", "created the project";
        project_changed: "تعديل مشروع", "a modifié le projet", "changed the project";
        group_added: "إضافة مجموعة إلى", "a ajouté un groupe à", "added a group to";
        series_planned: "برمجة سلسلة حصص:", "a programmé une série de séances :", "planned a series of sessions:";
        association_changed: "تعديل ملف الجمعية", "a modifié le dossier de", "changed the file of";
        activity_changed: "تعديل نشاط", "a modifié l’activité", "changed the activity";
        session_opened: "إضافة حصة", "a ajouté la séance", "added the session";
        session_changed: "تعديل حصة", "a modifié la séance", "changed the session";
        session_cancelled: "إلغاء حصة", "a annulé la séance", "cancelled the session";
        registration_added: "تسجيل مستفيد(ة):", "a inscrit", "registered";
        registration_changed: "تعديل تسجيل", "a modifié l’inscription de", "changed the registration of";
        head_count_changed: "عدد بدون أسماء", "a compté sans noms", "counted without names";
        handed_over: "تسليم:", "a remis :", "handed over:";
        hand_over_taken_back: "تراجع عن تسليم:", "a annulé une remise :", "took back what was handed over:";
        consent_recorded: "تسجيل موافقة", "a enregistré le consentement de", "recorded the consent of";
        member_invited: "دعوة عضو", "a invité", "invited";
        invitation_withdrawn: "إلغاء دعوة", "a retiré l’invitation de", "withdrew the invitation of";
        renewal_made: "رابط لكلمة سر جديدة", "a fait un lien de mot de passe pour", "made a password link for";
        password_renewed: "كلمة سر جديدة بالرابط", "a changé de mot de passe par le lien :", "chose another password by the link:";
        association_exported: "أخذ نسخة من كل معطيات", "a emporté toutes les données de", "took away all the data of";
        association_report_deleted: "حذف تقريرا محفوظا من تقارير", "a supprimé un rapport gardé de", "deleted a kept report of";
        token_made: "إحداث رمز قراءة لبرنامج:", "a créé un jeton de lecture pour", "made a token that reads for";
        token_withdrawn: "إلغاء رمز قراءة برنامج:", "a retiré le jeton de lecture de", "withdrew the token of";
        token_changed: "تعديل رمز قراءة برنامج:", "a modifié le jeton de lecture de", "changed the token of";
        document_added: "إضافة وثيقة:", "a ajouté le document", "added the document";
        document_withdrawn: "سحب وثيقة:", "a retiré le document", "withdrew the document";
        document_changed: "تعديل وثيقة:", "a modifié le document", "changed the document";
        member_joined: "انضمام إلى الفريق:", "a rejoint l’équipe", "joined the team";
        factor_begun: "تشغيل الدخول بخطوتين لحساب", "a activé la connexion en deux étapes de", "switched on two-step sign-in for";
        factor_ended: "إيقاف الدخول بخطوتين لحساب", "a désactivé la connexion en deux étapes de", "switched off two-step sign-in for";
        confidentiality_undertaken: "التزام بالسرية:", "a pris l’engagement de confidentialité :", "undertook confidentiality:";
        hours_written_down: "تدوين ساعات تطوع", "a noté des heures de", "wrote down hours of";
        hours_taken_back: "سحب ساعات تطوع", "a retiré des heures de", "took back hours of";
        member_changed: "تعديل عضو", "a modifié le membre", "changed the member";
        device_added: "ربط هاتف جديد", "a connecté un téléphone", "connected a phone";
        device_signed_out: "إنهاء جلسة هاتف", "a déconnecté un téléphone", "signed out a phone";
        device_revoked: "قطع ولوج هاتف", "a retiré l’accès d’un téléphone", "revoked a phone";
        review_kept: "قرار بالإبقاء على ما هو معتمد بخصوص", "a gardé ce qui était retenu pour", "kept what stood for";
        review_taken: "قرار باعتماد ما كان في الانتظار بخصوص", "a retenu ce qui attendait pour", "took what waited for";
        review_reopened: "تراجع عن قرار بخصوص", "a repris sa décision pour", "took back a decision about";
        review_put_aside: "وضع تسجيل مرفوض جانبا بخصوص", "a mis de côté une saisie refusée pour", "put aside a refused entry about";
        people_joined: "دمج شخصين في واحد:", "a réuni en une seule personne", "merged into one person";
        people_parted: "قرار بأنهما شخصان مختلفان:", "a dit que ce sont deux personnes :", "said they are two people:";
        people_reopened: "تراجع عما قيل عن", "est revenu(e) sur ce qui était dit de", "took back what was said of";
        record_changed: "تسجيل تغيير", "a enregistré une modification", "recorded a change";
        empty_title: "لا شيء في السجل بعد", "Le journal est vide", "The log is empty";
        empty_text: "كل تسجيل يصل إلى الخادم يظهر هنا، مع اسم من سجله ووقته. سجلوا أول حضور.", "Tout enregistrement reçu apparaît ici, avec son auteur et son heure. Faites un premier appel.", "Every record received appears here, with who made it and when. Take a first roll.";
        for_heads: "السجل خاص بمسؤولات ومسؤولي الجمعية ومنسقاتها ومنسقيها. ما تسجلونه يصلهم مع اسمكم ووقته.", "Le journal est réservé aux responsables, coordinateurs et coordinatrices. Ce que vous enregistrez leur parvient avec votre nom et l’heure.", "The log is for heads and coordinators. What you record reaches them with your name and the time.";
        older: "عمليات أقدم", "Opérations plus anciennes", "Older entries";
        looking_older: "جاري البحث فيما هو أقدم…", "Recherche plus loin dans le passé…", "Looking further back…";
        fetching_older: "جاري جلب الأقدم…", "Récupération…", "Fetching…";
        the_end: "هذا أول ما في السجل.", "C’est le début du journal.", "This is where the log begins.";
        empty_filtered: "لا شيء يطابق هذه التصفية.", "Rien ne correspond à ces filtres.", "Nothing matches these filters.";
    }
    say {
        none_among(n: u64): "لا شيء يطابق هذه التصفية ضمن أحدث {n} عملية. الأقدم عند الخادم: اطلبوها.", "Rien ne correspond parmi les {n} opérations les plus récentes. Les plus anciennes sont sur le serveur : demandez-les.", "Nothing matches among the newest {n} entries. Older ones are on the server: ask for them.";
        older_offline(day: &str): "العمليات الأقدم عند الخادم وتحتاج إلى اتصال. هذا الهاتف يحتفظ بكل ما استلم منذ {day}.", "Les opérations plus anciennes sont sur le serveur et demandent du réseau. Ce téléphone garde tout ce qui a été reçu depuis : {day}.", "Older entries are on the server and need a network. This phone keeps all that was received since {day}.";
        no_longer_about(name: &str): "إزالة: {name}", "Retirer : {name}", "Remove: {name}";
        recorded(at: &str): "سجل {at}", "Saisi {at}", "Recorded {at}";
        received(at: &str): "استلم {at}", "Reçu {at}", "Received {at}";
        claimed(at: &str): "ساعة الهاتف: {at}", "Heure du téléphone : {at}", "The phone’s clock: {at}";
        number(number: &str): "رقم {number}", "N° {number}", "No. {number}";
        from_device(device: &str): "من {device}", "Depuis {device}", "From {device}";
        carried_by(name: &str): "سلمه هاتف {name}", "Remis par le téléphone de {name}", "Delivered by the phone of {name}";
    }
    count {
        marked: ["لم يسجل أحد", "تسجيل حضور شخص واحد", "تسجيل حضور شخصين", "تسجيل حضور {} أشخاص", "تسجيل حضور {} شخصا", "تسجيل حضور {} شخص"],
            ["a pointé {} personne :", "a pointé {} personnes :"], ["marked {} person:", "marked {} people:"];
        handed_to: ["لم يبق أي تسليم", "تسليم واحد", "تسليمان", "{} تسليمات", "{} تسليما", "{} تسليم"],
            ["a noté {} remise :", "a noté {} remises :"], ["recorded {} hand-over:", "recorded {} hand-overs:"];
        planned: ["لا حصة", "برمجة حصة واحدة", "برمجة حصتين", "برمجة {} حصص", "برمجة {} حصة", "برمجة {} حصة"],
            ["a planifié {} séance :", "a planifié {} séances :"], ["planned {} session:", "planned {} sessions:"];
        moved: ["لا حصة", "تغيير موعد حصة واحدة", "تغيير موعد حصتين", "تغيير مواعيد {} حصص", "تغيير مواعيد {} حصة", "تغيير مواعيد {} حصة"],
            ["a déplacé {} séance :", "a déplacé {} séances :"], ["moved {} session:", "moved {} sessions:"];
        called_off: ["لا حصة", "إلغاء حصة واحدة", "إلغاء حصتين", "إلغاء {} حصص", "إلغاء {} حصة", "إلغاء {} حصة"],
            ["a annulé {} séance :", "a annulé {} séances :"], ["cancelled {} session:", "cancelled {} sessions:"];
        cards_given: ["لا بطاقة", "تسليم بطاقة لشخص واحد", "تسليم بطاقة لشخصين", "تسليم بطاقات لـ{} أشخاص", "تسليم بطاقات لـ{} شخصا", "تسليم بطاقات لـ{} شخص"],
            ["a donné une carte à {} personne", "a donné une carte à {} personnes"], ["gave a card to {} person", "gave a card to {} people"];
        people_imported: ["لائحة فارغة", "استيراد لائحة فيها شخص واحد", "استيراد لائحة فيها شخصان", "استيراد لائحة فيها {} أشخاص", "استيراد لائحة فيها {} شخصا", "استيراد لائحة فيها {} شخص"],
            ["a importé une liste de {} personne", "a importé une liste de {} personnes"], ["imported a list of {} person", "imported a list of {} people"];
        entries: ["لا عملية", "عملية واحدة", "عمليتان", "{} عمليات", "{} عملية", "{} عملية"],
            ["{} opération", "{} opérations"], ["{} entry", "{} entries"];
    }
}

impl Log {
    /// What a change did, as a verb, by the kind of record and whether it made it, changed it or ended it.
    ///
    /// `action` is `added`, `changed` or `cancelled`; a kind it does not know reads as a change.
    pub fn verb(&self, record: &str, action: &str) -> &'static str {
        match (record, action) {
            ("attendance", _) => self.attendance_marked,
            ("beneficiary", "added") => self.beneficiary_added,
            ("beneficiary", "erased") => self.person_erased,
            ("beneficiary", "redacted") => self.log_redacted,
            ("beneficiary", _) => self.beneficiary_changed,
            ("project", "added") => self.project_created,
            ("project", _) => self.project_changed,
            ("activity", "added") => self.activity_created,
            ("group", "added") => self.group_added,
            ("schedule", "added") => self.series_planned,
            ("activity" | "group" | "schedule", _) => self.activity_changed,
            ("session", "added") => self.session_opened,
            ("session", "cancelled") => self.session_cancelled,
            ("session", _) => self.session_changed,
            ("registration", "added") => self.registration_added,
            ("registration", _) => self.registration_changed,
            ("headcount", _) => self.head_count_changed,
            ("delivery", "cancelled") => self.hand_over_taken_back,
            ("delivery", _) => self.handed_over,
            ("consent", _) => self.consent_recorded,
            ("invitation", "renewal") => self.renewal_made,
            ("invitation", "renewed") => self.password_renewed,
            ("invitation", "cancelled") => self.invitation_withdrawn,
            ("invitation", _) => self.member_invited,
            ("association", "exported") => self.association_exported,
            ("association", "report_deleted") => self.association_report_deleted,
            ("association", _) => self.association_changed,
            ("data_token", "added") => self.token_made,
            ("data_token", "cancelled") => self.token_withdrawn,
            ("data_token", _) => self.token_changed,
            ("document", "added") => self.document_added,
            ("document", "cancelled") => self.document_withdrawn,
            ("document", _) => self.document_changed,
            ("member", "added") => self.member_joined,
            ("member", "guarded") => self.factor_begun,
            ("member", "unguarded") => self.factor_ended,
            ("member", "undertook") => self.confidentiality_undertaken,
            ("member", _) => self.member_changed,
            ("volunteer_hours", "cancelled") => self.hours_taken_back,
            ("volunteer_hours", _) => self.hours_written_down,
            ("task", "cancelled") => self.task_withdrawn,
            ("task", _) => self.task_given,
            ("device", "added") => self.device_added,
            ("device", "signed_out") => self.device_signed_out,
            ("device", _) => self.device_revoked,
            ("request", "added") => self.request_received,
            ("request", _) => self.request_answered,
            ("pair", "joined") => self.people_joined,
            ("pair", "parted") => self.people_parted,
            ("pair", _) => self.people_reopened,
            ("review_item", "kept") => self.review_kept,
            ("review_item", "taken") => self.review_taken,
            ("review_item", "put_aside") => self.review_put_aside,
            ("review_item", _) => self.review_reopened,
            _ => self.record_changed,
        }
    }

    /// Entries about records of a kind, by its name.
    pub fn kind(&self, name: &str) -> &'static str {
        match name {
            "attendance" => self.kind_attendance,
            "registration" => self.kind_registration,
            "beneficiary" => self.kind_people,
            "session" => self.kind_session,
            "project" => self.kind_project,
            "activity" => self.kind_activity,
            "delivery" => self.kind_delivery,
            "consent" => self.kind_consent,
            "member" => self.kind_member,
            "volunteer_hours" => self.kind_hours,
            "headcount" => self.kind_headcount,
            "pair" => self.kind_pair,
            "group" => self.kind_group,
            "schedule" => self.kind_schedule,
            "review_item" => self.kind_review,
            "task" => self.kind_task,
            "request" => self.kind_request,
            "invitation" => self.kind_invitation,
            "device" => self.kind_device,
            "document" => self.kind_document,
            "association" => self.kind_association,
            _ => self.record_changed,
        }
    }

    /// The word for a verdict by its code.
    pub fn verdict(&self, code: &str) -> &'static str {
        match code {
            "parallel" => self.parallel,
            "conflict" => self.conflict,
            "held" => self.held,
            "refused" => self.refused,
            _ => self.accepted,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::{Lang, Log};

    #[test]
    fn a_group_a_series_and_the_association_s_file_are_not_told_as_another_activity() {
        let words = Log::of(Lang::Fr);
        let told = [
            ("activity", "added"),
            ("group", "added"),
            ("schedule", "added"),
            ("association", "changed"),
            ("session", "added"),
        ];
        let mut verbs: Vec<&str> = told
            .iter()
            .map(|(kind, action)| words.verb(kind, action))
            .collect();
        verbs.sort_unstable();
        verbs.dedup();
        assert_eq!(verbs.len(), told.len(), "{verbs:?}");
    }
}
