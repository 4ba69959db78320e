//! A period in numbers.

use domain::report::Milieu;

use crate::i18n::section::section;

section! {
    /// A period in numbers: what is asked, what is said, the lists behind it.
    Figures
    text {
        title: "التقارير", "Rapports", "Reports";
        for_heads: "التقارير لمسؤولي الجمعية: الرئاسة والتنسيق.", "Les rapports sont pour les responsables : présidence et coordination.", "Reports are for those who run the association: heads and coordinators.";
        period: "الفترة", "Période", "Period";
        this_month: "هذا الشهر", "Ce mois-ci", "This month";
        last_month: "الشهر الماضي", "Le mois dernier", "Last month";
        this_quarter: "الأشهر الثلاثة الأخيرة", "Les trois derniers mois", "The last three months";
        this_year: "هذه السنة", "Cette année", "This year";
        last_year: "السنة الماضية", "L’année dernière", "Last year";
        other: "فترة أخرى", "Une autre période", "Another period";
        from: "من", "Du", "From";
        to: "إلى", "Au", "To";
        turned: "اليوم الأول بعد الأخير: بدلوا أحدهما.", "Le premier jour est après le dernier : changez l’un des deux.", "The first day is after the last: change one of them.";
        every_activity: "كل الأنشطة", "Toutes les activités", "All activities";
        activities_hint: "إن لم تختاروا شيئا: كل الأنشطة.", "Aucune choisie : toutes.", "None chosen: all of them.";
        bands: "أعمار تبدأ بها الفئات", "Âges où commencent les tranches", "Ages at which the bands begin";
        bands_hint: "من 0 صعودا، بينها فواصل: 0, 6, 15, 18", "Depuis 0, en montant, une virgule entre chaque : 0, 6, 15, 18", "From 0 upwards, a comma between: 0, 6, 15, 18";
        bad_bands: "تبدأ الفئات من 0 وتكبر الأعمار واحدا بعد آخر، بينها فواصل. التقرير باق كما كان.", "Les tranches commencent à 0 et les âges montent, une virgule entre chaque. Le rapport reste comme il était.", "Bands begin at 0 and the ages ascend, a comma between. The report stays as it was.";
        whom: "لمن؟", "Pour qui ?", "For whom?";
        inside: "للجمعية", "Pour l’association", "For us";
        outside: "للخارج", "Pour l’extérieur", "For outside";
        outside_hint: "الأعداد التي تقل عن 5، وما قد يكشفها، لا تظهر: لا يعرف منها أحد. لا ترسلوا إلى نفس الجهة تقريرين تتداخل فترتاهما: الفرق بينهما قد يكشف عددا صغيرا.", "Les nombres inférieurs à 5, et ceux qui les trahiraient, sont masqués : personne n’est reconnaissable. N’envoyez pas au même lecteur deux rapports dont les périodes se recoupent : leur différence peut trahir un petit nombre.", "Numbers under 5, and those that would give them away, are hidden: nobody can be recognised. Do not send one reader two reports whose periods overlap: their difference may give a small number away.";
        hidden: "غير معلن", "masqué", "hidden";
        people: "أشخاص", "Personnes", "People";
        participations: "مشاركات", "Participations", "Participations";
        planned: "حصص مبرمجة", "Séances prévues", "Sessions planned";
        held: "حصص منعقدة", "Séances tenues", "Sessions held";
        rate: "نسبة الحضور", "Taux de présence", "Attendance rate";
        hours: "ساعات الحصص", "Heures de séance", "Hours held";
        unnamed: "عد دون أسماء", "Comptés sans nom", "Counted without names";
        cancelled: "حصص ملغاة", "Séances annulées", "Cancelled";
        unmarked: "حصص لم تسجل", "Séances non pointées", "Not marked";
        to_come: "حصص قادمة", "Séances à venir", "Still to come";
        learner_hours: "ساعات الحضور", "Heures suivies", "Hours attended";
        led: "حصص سجل فيها", "Séances pointées", "Sessions recorded at";
        without_names: "دون أسماء", "Sans nom", "Without names";
        by_age: "حسب السن والجنس", "Par âge et sexe", "By age and sex";
        age: "السن", "Âge", "Age";
        age_unknown: "غير معروف", "Inconnu", "Unknown";
        women: "إناث", "Femmes", "Female";
        men: "ذكور", "Hommes", "Male";
        unstated: "غير محدد", "Non précisé", "Not stated";
        trend: "من شهر إلى شهر", "D’un mois à l’autre", "From month to month";
        month: "الشهر", "Mois", "Month";
        by_month: "شهرا بشهر", "Mois par mois", "Month by month";
        by_activity: "حسب النشاط", "Par activité", "By activity";
        by_group: "حسب الفوج", "Par groupe", "By group";
        by_commune: "حسب الجماعة", "Par commune", "By commune";
        by_province: "حسب الإقليم أو العمالة", "Par province ou préfecture", "By province or prefecture";
        by_region: "حسب الجهة", "Par région", "By region";
        by_milieu: "حضري وقروي", "Urbain et rural", "Urban and rural";
        urban: "الوسط الحضري", "Milieu urbain", "Urban";
        rural: "الوسط القروي", "Milieu rural", "Rural";
        milieu_unknown: "جماعة غير معروفة", "Commune inconnue", "Commune not known";
        commune_unknown: "غير مذكورة", "Non précisée", "Not stated";
        newcomers: "جدد وقدامى", "Nouveaux et habitués", "New and returning";
        new: "حضروا لأول مرة", "Venus pour la première fois", "Came for the first time";
        returning: "سبق أن حضروا", "Déjà venus avant", "Had come before";
        volunteers: "المتطوعون وساعاتهم", "Bénévoles et heures", "Volunteers and hours";
        by_item: "المواد المسلمة", "Remis, par article", "Handed over, by item";
        reasons: "لماذا ألغيت", "Pourquoi annulées", "Why cancelled";
        no_reason: "دون سبب مذكور", "Sans motif", "No reason said";
        nothing: "لا حصص في هذه الفترة", "Aucune séance sur cette période", "No session in this period";
        nothing_hint: "اختاروا فترة أخرى أو نشاطا آخر.", "Choisissez une autre période ou une autre activité.", "Choose another period or another activity.";
        meant: "الشخص يحسب مرة واحدة مهما حضر؛ والمشاركة كل مرة حضر فيها. نسبة الحضور ممن ينتمون إلى الفوج يوم الحصة وقيل عنهم شيء. السن هو ما يبلغه الشخص في سنة نهاية الفترة.", "Une personne compte une fois, quel que soit le nombre de ses venues ; chaque venue est une participation. Le taux porte sur ceux qui étaient inscrits le jour de la séance et pointés. L’âge est celui atteint l’année où finit la période.", "A person counts once, however often they came; each time they came is a participation. The rate is of those who belonged on the day and were marked. Age is the one reached in the year the period ends.";
        send: "إرسال الحصيلة", "Envoyer le bilan", "Send the summary";
        whatsapp: "واتساب", "WhatsApp", "WhatsApp";
        print: "طباعة", "Imprimer", "Print";
        files: "ملفات وأوراق", "Fichiers et papiers", "Files and papers";
        files_hint: "يعدها الخادم، فتحتاج إلى اتصال.", "Le serveur les prépare : il faut du réseau.", "The server makes them: they need a network.";
        as_pdf: "تقرير PDF", "Rapport PDF", "PDF report";
        as_workbook: "جدول Excel", "Classeur Excel", "Excel workbook";
        as_csv: "CSV", "CSV", "CSV";
        separator: "ما يفصل الخانات في CSV", "Séparateur du CSV", "Separator of the CSV";
        semicolon: "فاصلة منقوطة (Excel بالفرنسية)", "Point-virgule (Excel français)", "Semicolon (French Excel)";
        comma: "فاصلة , والكسور بنقطة", "Virgule , décimales avec un point", "Comma , decimals with a point";
        tab: "علامة جدولة", "Tabulation", "Tab";
        sheet: "ورقة الحضور", "Feuille de présence", "Attendance sheet";
        register: "سجل الحضور", "Registre", "Register";
        map: "خريطة العمالات والأقاليم", "Carte des provinces", "Map of provinces";
        map_hint: "كل مربع عمالة أو إقليم، قرب موقعه؛ كلما اشتد اللون كثر الناس. الخطوط تفصل الجهات.", "Chaque carré est une province ou préfecture, à peu près à sa place ; plus sa couleur est forte, plus il y a de monde. Les traits séparent les régions.", "Each square is a province or prefecture, about where it lies; the stronger its colour, the more people. Lines part the regions.";
        certificate: "شهادة مشاركة", "Attestation de participation", "Certificate of participation";
        file: "حصيلة.txt", "bilan.txt", "summary.txt";
        sessions: "الحصص", "Séances", "Sessions";
        nobody: "لا أحد.", "Personne.", "Nobody.";
        no_session: "لا حصة.", "Aucune séance.", "No session.";
    }
    say {
        span(from: &str, to: &str): "من {from} إلى {to}", "Du {from} au {to}", "{from} to {to}";
        told(span: &str, people: &str, times: &str, sessions: &str): "{span}: {people}، {times}، {sessions}.", "{span} : {people}, {times}, {sessions}.", "{span}: {people}, {times}, {sessions}.";
        aged(first: u64, last: u64): "{first}–{last}", "{first}–{last}", "{first}–{last}";
        aged_from(first: u64): "{first} فأكثر", "{first} et plus", "{first} and over";
        aged_in(ages: &str): "فئات من {ages}", "tranches dès {ages}", "bands from {ages}";
        by_hand(hours: &str): "منها {hours} مدونة باليد", "dont {hours} notées à la main", "{hours} of them written down";
        in_part_hours(hours: &str): "{hours} ساعة", "{hours} h", "{hours} h";
        came_of(came: u64, marked: u64): "{came} من {marked}", "{came} sur {marked}", "{came} of {marked}";
        attended_for(hours: &str): "{hours} من الحضور", "{hours} suivies", "{hours} attended";
        rate_of(percent: &str): "{percent}٪", "{percent} %", "{percent}%";
    }
    count {
        came: ["لا أحد", "شخص واحد", "شخصان", "{} أشخاص", "{} شخصا", "{} شخص"],
            ["{} personne", "{} personnes"], ["{} person", "{} people"];
        times: ["لا مشاركة", "مشاركة واحدة", "مشاركتان", "{} مشاركات", "{} مشاركة", "{} مشاركة"],
            ["{} participation", "{} participations"], ["{} participation", "{} participations"];
        sessions_held: ["لا حصة منعقدة", "حصة منعقدة واحدة", "حصتان منعقدتان", "{} حصص منعقدة", "{} حصة منعقدة", "{} حصة منعقدة"],
            ["{} séance tenue", "{} séances tenues"], ["{} session held", "{} sessions held"];
        in_sessions: ["لا حصة", "حصة واحدة", "حصتان", "{} حصص", "{} حصة", "{} حصة"],
            ["{} séance", "{} séances"], ["{} session", "{} sessions"];
        received_by: ["لا أحد", "شخص واحد", "شخصان", "{} أشخاص", "{} شخصا", "{} شخص"],
            ["{} personne nommée", "{} personnes nommées"], ["{} person by name", "{} people by name"];
        hand_overs: ["لا تسليم", "تسليم واحد", "تسليمان", "{} تسليمات", "{} تسليما", "{} تسليم"],
            ["{} remise", "{} remises"], ["{} hand-over", "{} hand-overs"];
        in_hours: ["أقل من ساعة", "ساعة واحدة", "ساعتان", "{} ساعات", "{} ساعة", "{} ساعة"],
            ["{} h", "{} h"], ["{} h", "{} h"];
    }
}

impl Figures {
    /// Town, country, or neither known.
    pub const fn milieu(&self, milieu: Milieu) -> &'static str {
        match milieu {
            Milieu::Urban => self.urban,
            Milieu::Rural => self.rural,
            Milieu::Unknown => self.milieu_unknown,
        }
    }

    /// Minutes in hours, to a tenth.
    pub fn lasting(&self, minutes: u64) -> String {
        let tenths = (minutes * 10 + 30) / 60;
        match tenths % 10 {
            0 => self.in_hours(tenths / 10),
            _ => self.in_part_hours(&crate::i18n::hours(self.lang(), minutes)),
        }
    }

    /// A share in thousandths, with one decimal as the language writes it; none where there is none.
    pub fn share(&self, permille: Option<u64>) -> String {
        let point = if self.lang() == crate::i18n::Lang::En {
            '.'
        } else {
            ','
        };
        permille.map_or_else(
            || "—".to_owned(),
            |share| {
                let percent = match share % 10 {
                    0 => (share / 10).to_string(),
                    tenth => format!("{}{point}{tenth}", share / 10),
                };
                self.rate_of(&percent)
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn half_an_hour_is_neither_none_nor_one() {
        let of = |lang, minutes| {
            Figures::of(lang)
                .lasting(minutes)
                .replace(['\u{2068}', '\u{2069}'], "")
        };
        assert_eq!(of(Lang::Fr, 90), "1,5 h");
        assert_eq!(of(Lang::Ar, 90), "1,5 ساعة");
        assert_eq!(of(Lang::Ar, 120), "ساعتان");
        assert_eq!(of(Lang::En, 120), "2 h");
    }

    #[test]
    fn a_share_has_one_decimal_where_it_says_something() {
        let of = |lang, share| {
            Figures::of(lang)
                .share(share)
                .replace(['\u{2068}', '\u{2069}'], "")
        };
        assert_eq!(of(Lang::Fr, Some(825)), "82,5 %");
        assert_eq!(of(Lang::En, Some(1_000)), "100%");
        assert_eq!(of(Lang::Ar, None), "—");
    }
}
