//! Sessions: their states, a new one.

use crate::i18n::section::section;

section! {
    /// Sessions: their states, a new one.
    Session
    text {
        title: "حصة", "Séance", "Session";
        new: "حصة جديدة", "Nouvelle séance", "New session";
        create: "إضافة الحصة", "Ajouter la séance", "Add the session";
        created: "تمت إضافة الحصة", "Séance ajoutée", "Session added";
        when: "متى؟", "Quand ?", "When?";
        once: "مرة واحدة", "Une fois", "Once";
        weekly: "كل أسبوع", "Chaque semaine", "Every week";
        weekly_hint: "اختاروا الأيام والمدة، وسنحدث الحصص دفعة واحدة.", "Choisissez les jours et la période : les séances seront créées d’un coup.", "Choose the days and the period: the sessions are made at once.";
        planned: "مبرمجة", "Prévue", "Planned";
        held: "منجزة", "Tenue", "Held";
        cancelled: "ملغاة", "Annulée", "Cancelled";
        did_not_happen: "الحصة لم تنعقد", "La séance n’a pas eu lieu", "The session did not take place";
        why: "لماذا لم تنعقد الحصة؟", "Pourquoi la séance n’a-t-elle pas eu lieu ?", "Why did the session not take place?";
        reason_holiday: "عطلة", "Jour férié ou vacances", "Holiday";
        reason_weather: "أحوال الطقس", "Météo", "Weather";
        reason_leader: "غياب المؤطر(ة)", "Bénévole absent(e)", "Volunteer away";
        reason_place: "المكان غير متاح", "Lieu indisponible", "Place not available";
        reason_nobody: "لم يحضر أحد", "Personne n’est venu", "Nobody came";
        reason_moved: "تغير موعدها", "Déplacée", "Moved to another time";
        reason_other: "سبب آخر", "Autre motif", "Other reason";
        reopen: "إعادة فتح الحصة", "Rouvrir la séance", "Reopen the session";
    }
    say {
        cancelled_because(reason: &str): "ملغاة: {reason}", "Annulée : {reason}", "Cancelled: {reason}";
    }
    count {
        will_create: ["لن تحدث أي حصة", "ستحدث حصة واحدة", "ستحدث حصتان", "ستحدث {} حصص", "ستحدث {} حصة", "ستحدث {} حصة"],
            ["{} séance sera créée", "{} séances seront créées"], ["{} session will be made", "{} sessions will be made"];
        added: ["لم تضف أي حصة", "أضيفت حصة واحدة", "أضيفت حصتان", "أضيفت {} حصص", "أضيفت {} حصة", "أضيفت {} حصة"],
            ["{} séance ajoutée", "{} séances ajoutées"], ["{} session added", "{} sessions added"];
    }
}

impl Session {
    /// The word for a session's status by its code.
    pub fn status(&self, code: &str) -> &'static str {
        match code {
            "held" => self.held,
            "cancelled" => self.cancelled,
            _ => self.planned,
        }
    }

    /// The words for a cancellation's reason by its code; an unknown one reads as another reason.
    pub fn reason(&self, code: &str) -> &'static str {
        match code {
            "holiday" => self.reason_holiday,
            "moved" => self.reason_moved,
            "weather" => self.reason_weather,
            "volunteer_away" => self.reason_leader,
            "place_closed" => self.reason_place,
            "nobody_came" => self.reason_nobody,
            _ => self.reason_other,
        }
    }
}
