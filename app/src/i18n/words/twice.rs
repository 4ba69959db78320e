//! People recorded twice.

use crate::i18n::section::section;

section! {
    /// People recorded twice: why it is asked, two side by side, what was said of them.
    Twice
    text {
        title: "هل هو الشخص نفسه؟", "Est-ce la même personne ?", "Is it the same person?";
        candidates_hint: "لا يضيع شيء: يبقى حضور الاثنين وموافقاتهما، ويمكن التراجع خلال 30 يوما.", "Rien ne se perd : présences et consentements des deux restent, et l’on peut revenir dessus pendant 30 jours.", "Nothing is lost: both keep their attendance and consents, and it can be undone for 30 days.";
        compare: "مقارنة", "Comparer", "Compare";
        two_people: "شخصان مختلفان", "Deux personnes", "Two people";
        one_person: "هو شخص واحد: دمج", "C’est la même : réunir", "One person: merge";
        kept_first: "الأول", "La première fiche", "The first";
        kept_other: "الثاني", "L’autre fiche", "The other";
        choose: "اختاروا القيمة الصحيحة", "Choisissez la bonne valeur", "Choose the right value";
        choose_hint: "ما يتفقان فيه أو يقوله أحدهما فقط يبقى كما هو.", "Ce qu’elles ont en commun, ou qu’une seule dit, est gardé.", "What they agree on, or only one says, is kept.";
        agreed: "ما يبقى كما هو", "Gardé tel quel", "Kept as it is";
        why: "لماذا هذا السؤال", "Pourquoi cette question", "Why this is asked";
        against: "يختلفان في الاسم أو الجنس أو الميلاد: تأكدوا قبل الدمج.", "Leur nom, leur sexe ou leur naissance diffèrent : vérifiez avant de réunir.", "Their names, sex or birth differ: make sure before merging.";
        merged: "صارا شخصا واحدا", "Réunies en une seule personne", "Merged into one person";
        parted: "شخصان مختلفان، ولن يسأل عنهما مجددا", "Deux personnes : la question ne sera plus posée", "Two people: it will not be asked again";
        undone: "تم التراجع، وعاد كل شيء كما كان", "Annulé : tout est comme avant", "Undone: all is as it was";
        is_one: "شخص واحد", "Une seule personne", "One person";
        is_two: "شخصان مختلفان", "Deux personnes", "Two people";
        is_open: "لم يقل شيء بعد", "Rien n’est dit", "Nothing is said";
        split: "فصلهما", "Séparer", "Separate them";
        for_good: "مضت 30 يوما: لم يعد الفصل ممكنا.", "Plus de 30 jours : elles ne se séparent plus.", "More than 30 days ago: they can no longer be separated.";
        decided: "أشخاص بت فيهم", "Personnes déjà traitées", "People already settled";
        likely: "قد يكون مسجلا من قبل", "Peut-être déjà inscrit(e)", "Perhaps already here";
        likely_hint: "إذا كان هو، فاختاروه. وإلا فتابعوا الإضافة.", "Si c’est bien cette personne, choisissez-la. Sinon, continuez.", "If it is this person, choose them. If not, go on adding.";
        look_for: "هل سجل مرتين؟", "Inscrit(e) deux fois ?", "Recorded twice?";
        nobody: "لا أحد يشبهه في السجل.", "Personne de semblable dans le registre.", "Nobody like them in the register.";
        missing: "أحدهما ليس في هذا الهاتف.", "L’une des deux n’est pas sur ce téléphone.", "One of the two is not on this phone.";
        same_name: "الاسم نفسه", "même nom", "same name";
        like_name: "اسم متقارب", "nom proche", "similar name";
        code: "الرمز نفسه", "même code", "same code";
        birth_day: "تاريخ الازدياد نفسه", "même date de naissance", "same date of birth";
        birth_year: "سنة الازدياد نفسها", "même année de naissance", "same year of birth";
        phone: "الهاتف نفسه", "même téléphone", "same phone";
        father: "اسم الأب نفسه", "même père", "same father";
        guardian: "ولي الأمر نفسه", "même tuteur", "same guardian";
        commune: "الجماعة نفسها", "même commune", "same commune";
        douar: "الدوار نفسه", "même douar", "same douar";
    }
    say {
        names(one: &str, other: &str): "{one} و{other}", "{one} et {other}", "{one} and {other}";
    }
    count {
        times: ["لم يحضر بعد", "حضر مرة واحدة", "حضر مرتين", "حضر {} مرات", "حضر {} مرة", "حضر {} مرة"],
            ["{} présence", "{} présences"], ["came {} time", "came {} times"];
        activities: ["لا نشاط", "نشاط واحد", "نشاطان", "{} أنشطة", "{} نشاطا", "{} نشاط"],
            ["{} activité", "{} activités"], ["{} activity", "{} activities"];
    }
}

impl Twice {
    /// What was said of two people, by its code.
    pub fn said(&self, code: &str) -> &'static str {
        match code {
            "same" => self.is_one,
            "different" => self.is_two,
            _ => self.is_open,
        }
    }

    /// What speaks for two people being one, by its name.
    pub fn ground(&self, name: &str) -> &'static str {
        match name {
            "same_name" => self.same_name,
            "code" => self.code,
            "birth_day" => self.birth_day,
            "birth_year" => self.birth_year,
            "phone" => self.phone,
            "father" => self.father,
            "guardian" => self.guardian,
            "commune" => self.commune,
            "douar" => self.douar,
            _ => self.like_name,
        }
    }
}
