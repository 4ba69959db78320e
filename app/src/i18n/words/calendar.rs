//! The calendar: holidays, Ramadan, and the sessions of a rule changed together.

use crate::i18n::section::section;

section! {
    /// The calendar: holidays, Ramadan, and the sessions of a rule changed together.
    Calendar
    text {
        title: "الرزنامة", "Calendrier", "Calendar";
        open: "رزنامة الشهر", "Calendrier du mois", "The month’s calendar";
        weekdays: "ن ث ر خ ج س ح", "lu ma me je ve sa di", "Mo Tu We Th Fr Sa Su";
        before: "الشهر السابق", "Mois précédent", "Month before";
        after: "الشهر التالي", "Mois suivant", "Next month";
        nothing: "لا حصة في هذا اليوم.", "Aucune séance ce jour-là.", "No session on this day.";
        near: "تقريبا، حسب رؤية الهلال", "date probable, selon la lune", "about, by the sighting of the moon";
        ramadan: "رمضان", "Ramadan", "Ramadan";
        without_holidays: "دون أيام العطل الرسمية", "Sans les jours fériés", "Without public holidays";
        holidays: "أيام العطل", "Jours fériés", "Public holidays";
        series: "هذه الحصة وما بعدها", "Cette séance et les suivantes", "This session and what follows";
        series_hint: "تغيير الموعد أو الإلغاء دفعة واحدة", "Changer l’horaire ou annuler d’un coup", "Move or call off all at once";
        stays: "ما سجل فيه الحضور لا يتغير.", "Les séances déjà pointées ne changent pas.", "Sessions that were marked do not change.";
        from: "ابتداء من", "À partir du", "From";
        until: "إلى غاية", "Jusqu’au", "Until";
        for_ramadan: "خلال رمضان فقط", "Pendant le Ramadan seulement", "During Ramadan only";
        what: "ماذا تريدون؟", "Que faire ?", "What to do?";
        change: "تغيير الموعد", "Changer l’horaire", "Move them";
        call_off: "إلغاء الحصص", "Les annuler", "Call them off";
        reason: "السبب", "Motif", "Reason";
        on_day: "في أي يوم", "Quel jour", "On which day";
        none: "لا حصة مبرمجة في هذه المدة.", "Aucune séance prévue dans cette période.", "No session is planned in this period.";
        save: "حفظ التغيير", "Enregistrer", "Save";
        holiday_new_year: "رأس السنة الميلادية", "Nouvel an", "New Year";
        holiday_manifesto: "ذكرى تقديم وثيقة الاستقلال", "Manifeste de l’indépendance", "Independence Manifesto";
        holiday_amazigh: "رأس السنة الأمازيغية", "Nouvel an amazigh", "Amazigh New Year";
        holiday_labour: "عيد الشغل", "Fête du travail", "Labour Day";
        holiday_throne: "عيد العرش", "Fête du Trône", "Throne Day";
        holiday_oued: "ذكرى استرجاع وادي الذهب", "Allégeance de Oued Ed-Dahab", "Oued Ed-Dahab Day";
        holiday_revolution: "ثورة الملك والشعب", "Révolution du Roi et du peuple", "Revolution of the King and the People";
        holiday_youth: "عيد الشباب", "Fête de la jeunesse", "Youth Day";
        holiday_unity: "عيد الوحدة", "Fête de l’unité", "Unity Day";
        holiday_green_march: "ذكرى المسيرة الخضراء", "Marche verte", "Green March";
        holiday_independence: "عيد الاستقلال", "Fête de l’indépendance", "Independence Day";
        holiday_hijri: "فاتح محرم", "1er Moharram", "1 Muharram";
        holiday_mawlid: "عيد المولد النبوي", "Aïd Al Mawlid", "Mawlid";
        holiday_fitr: "عيد الفطر", "Aïd Al Fitr", "Eid al-Fitr";
        holiday_adha: "عيد الأضحى", "Aïd Al Adha", "Eid al-Adha";
    }
    say {
        between(from: &str, to: &str): "من {from} إلى {to}", "du {from} au {to}", "from {from} to {to}";
        becomes(before: &str, after: &str): "{before}، وتصير: {after}", "{before}, devient : {after}", "{before}, becomes: {after}";
    }
    count {
        concerned: ["لا حصة معنية", "حصة واحدة معنية", "حصتان معنيتان", "{} حصص معنية", "{} حصة معنية", "{} حصة معنية"],
            ["{} séance concernée", "{} séances concernées"], ["{} session concerned", "{} sessions concerned"];
        changed: ["لم تتغير أي حصة", "تغيرت حصة واحدة", "تغيرت حصتان", "تغيرت {} حصص", "تغيرت {} حصة", "تغيرت {} حصة"],
            ["{} séance changée", "{} séances changées"], ["{} session changed", "{} sessions changed"];
        called_off: ["لم تلغ أي حصة", "ألغيت حصة واحدة", "ألغيت حصتان", "ألغيت {} حصص", "ألغيت {} حصة", "ألغيت {} حصة"],
            ["{} séance annulée", "{} séances annulées"], ["{} session called off", "{} sessions called off"];
    }
}

impl Calendar {
    /// The name of a holiday by its code.
    pub fn holiday(&self, code: &str) -> &'static str {
        match code {
            "new_year" => self.holiday_new_year,
            "manifesto" => self.holiday_manifesto,
            "amazigh_new_year" => self.holiday_amazigh,
            "labour" => self.holiday_labour,
            "throne" => self.holiday_throne,
            "oued_ed_dahab" => self.holiday_oued,
            "revolution" => self.holiday_revolution,
            "youth" => self.holiday_youth,
            "unity" => self.holiday_unity,
            "green_march" => self.holiday_green_march,
            "independence" => self.holiday_independence,
            "hijri_new_year" => self.holiday_hijri,
            "mawlid" => self.holiday_mawlid,
            "fitr" => self.holiday_fitr,
            "adha" => self.holiday_adha,
            _ => self.title,
        }
    }
}
