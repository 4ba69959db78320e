//! Papers: what is printed and signed.

use crate::i18n::section::section;

section! {
    /// Papers: what is printed and signed.
    Paper
    text {
        title: "للطباعة", "À imprimer", "To print";
        kind: "أي ورقة؟", "Quelle feuille ?", "Which sheet?";
        filled: "كما سجلت", "Remplie", "As recorded";
        blank: "فارغة", "Vierge", "Blank";
        assembly_short: "الجمع العام", "Assemblée", "Assembly";
        print: "طباعة", "Imprimer", "Print";
        as_file: "ملف PDF (يحتاج إلى الشبكة)", "Fichier PDF (réseau nécessaire)", "PDF file (needs the network)";
        from_here: "تطبع مما في هذا الهاتف، دون شبكة. ومن نافذة الطباعة يمكن حفظها في ملف.", "S’imprime avec ce que contient ce téléphone, sans réseau. La fenêtre d’impression permet aussi d’en garder un fichier.", "Printed from what this phone holds, with no network. The print window can keep a file of it too.";
        none_title: "لا ورقة هنا", "Rien à imprimer ici", "Nothing to print here";
        none_text: "لا يوجد في هذا الهاتف ما تقوله هذه الورقة، أو لم يحضر أحد بعد، أو ليس لكم الاطلاع عليها.", "Ce téléphone n’a pas ce que dirait cette feuille, personne n’est encore venu, ou elle n’est pas pour vous.", "This phone does not hold what this sheet would say, nobody came yet, or it is not yours to read.";
        attendance: "لائحة الحضور", "Feuille de présence", "Attendance sheet";
        register: "السجل الشهري للحضور", "Registre mensuel de présence", "Monthly register";
        assembly: "لائحة حضور الجمع العام", "Liste de présence de l’assemblée générale", "Attendance list of the general assembly";
        certificate: "شهادة مشاركة", "Attestation de participation", "Certificate of participation";
        activity: "النشاط", "Activité", "Activity";
        group: "الفوج", "Groupe", "Group";
        day: "التاريخ", "Date", "Date";
        time: "التوقيت", "Horaire", "Time";
        place: "المكان", "Lieu", "Place";
        month: "الشهر", "Mois", "Month";
        period: "الفترة", "Période", "Period";
        receipt: "وصل الإيداع", "Récépissé", "Receipt";
        number: "الرقم", "N°", "No.";
        name: "الاسم الكامل", "Nom et prénom", "Full name";
        born: "سنة الازدياد", "Né(e) en", "Born";
        state: "الحضور", "Présence", "Attendance";
        capacity: "الصفة", "Qualité", "Capacity";
        signature: "التوقيع", "Signature", "Signature";
        total: "المجموع", "Total", "Total";
        nobody: "لا أحد في هذه اللائحة.", "Personne dans cette liste.", "Nobody is on this list.";
        no_sessions: "لا حصة لهذا الفوج في هذا الشهر.", "Aucune séance de ce groupe ce mois-ci.", "This group has no session in this month.";
        present_letter: "ح", "P", "P";
        late_letter: "ت", "R", "L";
        excused_letter: "م", "J", "E";
        absent_letter: "غ", "A", "A";
        legend: "ح: حاضر(ة)، ت: متأخر(ة)، م: غياب مبرر، غ: غائب(ة). الخانة الفارغة: لم يحدد، والشرطة: غير مسجل(ة) في ذلك اليوم.", "P : présent(e), R : en retard, J : absence justifiée, A : absent(e). Case vide : non pointé ; tiret : non inscrit(e) ce jour-là.", "P: present, L: late, E: excused, A: absent. An empty box: not marked; a dash: not registered on that day.";
        leader_signs: "توقيع المؤطر(ة)", "Signature de l’encadrant(e)", "Signature of whoever led the session";
        president_signs: "الرئيس(ة): التوقيع والخاتم", "Le ou la président(e) : signature et cachet", "The president: signature and stamp";
        secretary_signs: "الكاتب(ة) العام(ة): التوقيع", "Le ou la secrétaire général(e) : signature", "The secretary general: signature";
        donor: "الجهة الداعمة", "Bailleur", "Donor";
        agreement: "رقم الاتفاقية", "Convention n°", "Agreement no.";
        agreement_day: "تاريخ الاتفاقية", "Date de la convention", "Date of the agreement";
        made_on: "حرر بتاريخ", "Fait le", "Made on";
    }
    say {
        page(number: u64, of: u64): "صفحة {number} من {of}", "Page {number} sur {of}", "Page {number} of {of}";
        fact(label: &str, value: &str): "{label}: {value}", "{label} : {value}", "{label}: {value}";
        span(from: &str, to: &str): "من {from} إلى {to}", "de {from} à {to}", "{from} to {to}";
        days(from: &str, to: &str): "من {from} إلى {to}", "du {from} au {to}", "{from} to {to}";
        sentence(from: &str, to: &str, people: &str, times: &str, held: &str): "من {from} إلى {to}: {people}، {times}، {held}.", "Du {from} au {to} : {people}, {times}, {held}.", "{from} to {to}: {people}, {times}, {held}.";
        bare_sentence(from: &str, to: &str, held: &str): "من {from} إلى {to}: {held}.", "Du {from} au {to} : {held}.", "{from} to {to}: {held}.";
        attests(association: &str, name: &str, activity: &str, from: &str, to: &str): "تشهد {association} بأن {name} شارك(ت) في نشاط {activity}، من {from} إلى {to}.", "{association} atteste que {name} a participé à l’activité {activity}, du {from} au {to}.", "{association} certifies that {name} took part in {activity}, from {from} to {to}.";
        attests_on(association: &str, name: &str, activity: &str, day: &str): "تشهد {association} بأن {name} شارك(ت) في نشاط {activity} يوم {day}.", "{association} atteste que {name} a participé à l’activité {activity} le {day}.", "{association} certifies that {name} took part in {activity} on {day}.";
        came_to(sessions: &str, hours: &str): "عدد الحصص: {sessions}. عدد الساعات: {hours}.", "Séances suivies : {sessions}. Heures : {hours}.", "Sessions attended: {sessions}. Hours: {hours}.";
    }
    count {
        people: ["لا أحد", "شخص واحد", "شخصان", "{} أشخاص", "{} شخصا", "{} شخص"],
            ["{} personne", "{} personnes"], ["{} person", "{} people"];
        times: ["لا مشاركة", "مشاركة واحدة", "مشاركتان", "{} مشاركات", "{} مشاركة", "{} مشاركة"],
            ["{} participation", "{} participations"], ["{} participation", "{} participations"];
        held: ["لا حصة منجزة", "حصة منجزة واحدة", "حصتان منجزتان", "{} حصص منجزة", "{} حصة منجزة", "{} حصة منجزة"],
            ["{} séance tenue", "{} séances tenues"], ["{} session held", "{} sessions held"];
    }
}

impl Paper {
    /// The letter of a state of attendance by its code; none for what was not said.
    pub fn letter(&self, code: &str) -> &'static str {
        match code {
            "present" => self.present_letter,
            "late" => self.late_letter,
            "excused" => self.excused_letter,
            "absent" => self.absent_letter,
            _ => "",
        }
    }
}
