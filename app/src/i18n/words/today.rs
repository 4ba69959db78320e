//! The day's sessions.

use crate::i18n::section::section;

section! {
    /// The day's sessions.
    Today
    text {
        title: "اليوم", "Aujourd’hui", "Today";
        now: "الآن", "Maintenant", "Now";
        to_finish: "حصص لم يكتمل تسجيلها", "Séances à compléter", "Sessions to finish";
        open_roll: "فتح لائحة الحضور", "Faire l’appel", "Take the roll";
        continue_roll: "متابعة التسجيل", "Continuer l’appel", "Continue the roll";
        new_session: "حصة جديدة", "Nouvelle séance", "New session";
        empty_title: "لا حصة اليوم", "Aucune séance aujourd’hui", "No session today";
        empty_text: "هنا تجدون حصص يومكم. يمكنكم فتح حصة الآن، أو الاطلاع على الأنشطة.", "Vos séances du jour apparaissent ici. Ouvrez-en une, ou parcourez les activités.", "Your day’s sessions appear here. Open one now, or look at the activities.";
        first_title: "مرحبا بكم في حاضر", "Bienvenue dans Hadir", "Welcome to Hadir";
        first_text: "أحدثوا أول نشاط لجمعيتكم، ثم سجلوا حضور أول حصة.", "Créez la première activité de votre association, puis faites le premier appel.", "Create your association’s first activity, then take its first roll.";
        not_assigned: "لم يسند إليكم أي نشاط بعد. تواصلوا مع مسؤول(ة) الجمعية.", "Aucune activité ne vous est encore confiée. Parlez-en à la personne responsable.", "No activity is assigned to you yet. Speak to your head.";
    }
    say {
        marked_of(marked: u64, total: u64): "سجل {marked} من {total}", "{marked} sur {total} pointés", "{marked} of {total} marked";
    }
    count {
        sessions: ["لا حصة اليوم", "حصة واحدة اليوم", "حصتان اليوم", "{} حصص اليوم", "{} حصة اليوم", "{} حصة اليوم"],
            ["{} séance aujourd’hui", "{} séances aujourd’hui"], ["{} session today", "{} sessions today"];
    }
}
