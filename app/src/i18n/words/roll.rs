//! Roll call.

use crate::i18n::section::section;

section! {
    /// Roll call: marking who is there.
    Roll
    text {
        title: "لائحة الحضور", "Appel", "Roll call";
        present: "حاضر(ة)", "Présent(e)", "Present";
        late: "متأخر(ة)", "En retard", "Late";
        excused: "غياب مبرر", "Absence justifiée", "Excused";
        absent: "غائب(ة)", "Absent(e)", "Absent";
        unmarked: "لم يحدد بعد", "À pointer", "Unmarked";
        presents: "الحضور", "Présences", "Present";
        lates: "التأخر", "Retards", "Late";
        excuseds: "غياب مبرر", "Absences justifiées", "Excused";
        absents: "الغياب", "Absences", "Absent";
        unmarkeds: "لم يحدد بعد", "À pointer", "Unmarked";
        counts: "أعداد الحصة", "Chiffres de la séance", "The session’s counts";
        search: "ابحثوا عن اسم", "Chercher un nom", "Search a name";
        change_state: "تغيير الحالة", "Changer l’état", "Change the state";
        clear_mark: "حذف التحديد", "Retirer le pointage", "Remove the mark";
        everyone_else_absent: "تسجيل غياب الباقين", "Noter les autres absent(e)s", "Everyone else absent";
        everyone_present: "تسجيل حضور الجميع", "Tout le monde est présent", "Everyone present";
        finish: "إنهاء اللائحة", "Terminer l’appel", "Finish the roll";
        finished: "اكتملت اللائحة", "Appel terminé", "The roll is complete";
        walk_in: "حضور بدون تسجيل", "Venu(e) sans inscription", "Walk-in";
        add_walk_in: "إضافة شخص حضر", "Ajouter une personne venue", "Add someone who came";
        head_count: "عدد بدون أسماء", "Comptage sans noms", "Head count";
        head_count_hint: "من حضروا ولم يعطوا أسماءهم: يحسبون على حدة.", "Les personnes venues sans donner de nom, comptées à part.", "People who came and gave no name, counted apart.";
        women: "نساء", "Femmes", "Women";
        men: "رجال", "Hommes", "Men";
        girls: "فتيات", "Filles", "Girls";
        boys: "فتيان", "Garçons", "Boys";
        arrival: "وقت الوصول", "Heure d’arrivée", "Arrival time";
        reason: "السبب", "Motif", "Reason";
        reason_personal: "سبب شخصي", "Raison personnelle", "Personal reason";
        reason_family: "ظرف عائلي", "Raison familiale", "Family matter";
        reason_school: "دراسة أو امتحان", "École ou examen", "School or exam";
        reason_work: "عمل", "Travail", "Work";
        reason_transport: "مشكل في النقل", "Transport", "Transport";
        reason_other: "سبب آخر", "Autre motif", "Other reason";
        more_actions: "إجراءات أخرى", "Autres actions", "More actions";
        empty_title: "لا أحد في هذه اللائحة", "Personne dans cette liste", "Nobody on this list";
        empty_text: "تظهر هنا أسماء المسجلات والمسجلين. أضيفوا أول من حضر.", "Les personnes inscrites apparaissent ici. Ajoutez la première venue.", "Registered people appear here. Add the first who came.";
        not_yet: "حسب ساعة هذا الهاتف، هذه الحصة لم يحن موعدها. إن كانت الساعة خاطئة، سجلوا الحضور: لن يضيع شيء.", "Selon l’horloge de ce téléphone, cette séance est à venir. Si l’horloge est fausse, faites l’appel : rien ne sera perdu.", "By this phone’s clock, this session is to come. If the clock is wrong, take the roll: nothing will be lost.";
        unfinished: "اللائحة مفتوحة", "Appel en cours", "The roll is open";
        by_tap: "بالضغط", "Au doigt", "By a tap";
        by_card: "بمسح البطاقة", "Par la carte QR", "By the QR card";
        by_self: "من المعني(ة) بالأمر", "Par la personne", "By the person";
        by_closing: "عند إنهاء اللائحة", "À la fin de l’appel", "By finishing the roll";
        read_only: "للاطلاع فقط", "Lecture seule", "Read only";
    }
    say {
        already_present(time: &str, by: &str): "حاضر(ة) منذ {time}، سجله(ا) {by}", "Déjà présent(e) depuis {time}, par {by}", "Already present since {time}, by {by}";
        arrived_at(time: &str): "وصل(ت) على {time}", "Arrivé(e) à {time}", "Arrived at {time}";
        state_of(name: &str, state: &str): "{name}: {state}", "{name} : {state}", "{name}: {state}";
        marked_as(name: &str, state: &str): "{name}: {state}. محفوظ.", "{name} : {state}. Enregistré.", "{name}: {state}. Saved.";
        named_walk_in(name: &str): "إضافة «{name}»", "Ajouter « {name} »", "Add “{name}”";
    }
    count {
        made_absent: ["الحالات كلها محددة", "تسجيل غياب شخص واحد", "تسجيل غياب شخصين", "تسجيل غياب {} أشخاص", "تسجيل غياب {} شخصا", "تسجيل غياب {} شخص"],
            ["{} personne notée absente", "{} personnes notées absentes"], ["{} person marked absent", "{} people marked absent"];
        left: ["اكتملت اللائحة", "بقي شخص واحد", "بقي شخصان", "بقي {} أشخاص", "بقي {} شخصا", "بقي {} شخص"],
            ["Reste {} personne", "Reste {} personnes"], ["{} left", "{} left"];
        unnamed: ["لا أحد بدون اسم", "شخص واحد بدون اسم", "شخصان بدون اسم", "{} أشخاص بدون اسم", "{} شخصا بدون اسم", "{} شخص بدون اسم"],
            ["{} sans nom", "{} sans nom"], ["{} without a name", "{} without a name"];
    }
}

impl Roll {
    /// The word for a state of attendance by its code; anything else is unmarked.
    pub fn state(&self, code: &str) -> &'static str {
        match code {
            "present" => self.present,
            "late" => self.late,
            "excused" => self.excused,
            "absent" => self.absent,
            _ => self.unmarked,
        }
    }

    /// The words for how a mark was made by its code.
    pub fn method(&self, code: &str) -> &'static str {
        match code {
            "qr" => self.by_card,
            "self" => self.by_self,
            "rest" => self.by_closing,
            _ => self.by_tap,
        }
    }

    /// The words for why someone is excused by its code; an unknown one reads as another reason.
    pub fn excuse(&self, code: &str) -> &'static str {
        match code {
            "personal" => self.reason_personal,
            "family" => self.reason_family,
            "school" => self.reason_school,
            "work" => self.reason_work,
            "transport" => self.reason_transport,
            _ => self.reason_other,
        }
    }
}
