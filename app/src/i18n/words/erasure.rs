//! Erasing what identifies a person.

use crate::i18n::section::section;

section! {
    /// Erasing what identifies a person.
    Erasure
    text {
        title: "محو المعطيات", "Effacer les données", "Erase the data";
        hint: "إن طلب الشخص محو معطياته فهذا حقه (القانون 09.08).", "Si la personne demande l’effacement, c’est son droit (loi 09-08).", "A person who asks for it has the right to be erased (law 09-08).";
        erase: "محو ما يعرف بهذا الشخص", "Effacer ce qui identifie cette personne", "Erase what identifies this person";
        warning: "يمحى الاسم والهاتف وتاريخ الازدياد والعنوان والبطاقة وكل ملاحظة، هنا وعند الخادم وفي كل هاتف وفي السجل. لا رجعة في ذلك. يبقى الجنس وسنة الازدياد والجماعة والحضور، دون اسم، لتبقى الأرقام صحيحة.", "Nom, téléphone, date de naissance, adresse, carte et notes sont effacés ici, sur le serveur, sur chaque téléphone et dans le journal. C’est sans retour. Restent, sans nom, le sexe, l’année de naissance, la commune et les présences : les chiffres ne changent pas.", "Name, phone, date of birth, address, card and notes are erased here, on the server, on every phone and in the log. There is no way back. Sex, year of birth, commune and attendance stay, without a name, so that the numbers stay right.";
        answering: "طلباته", "Ses demandes", "Their requests";
        answering_hint: "ما اختير يعد مجابا عنه، ويمحى منه الاسم والهاتف أيضا.", "Celles qui sont choisies sont répondues par là, et perdent elles aussi nom et téléphone.", "Those chosen are answered by it, and lose name and phone too.";
        sure: "نعم، محو نهائي", "Oui, effacer pour de bon", "Yes, erase for good";
        done: "محيت المعطيات، وتصل إلى الهواتف الأخرى مع أول اتصال", "Données effacées ; les autres téléphones suivent dès qu’ils ont du réseau", "The data is erased; other phones follow once they have a network";
        erased: "محيت معطيات هذا الشخص", "Les données de cette personne ont été effacées", "This person’s data was erased";
        requested: "بطلب منه", "À sa demande", "At their request";
        lapsed: "لانتهاء مدة الاحتفاظ بها", "Au terme de la durée de conservation", "It was kept long enough";
        retention: "مدة حفظ المعطيات", "Durée de conservation", "How long data is kept";
        retention_why: "بعد هذه المدة من آخر حضور أو تسجيل يمحى ما يعرف بالشخص، وتبقى الأرقام. القانون 09.08 لا يسمح بالحفظ أكثر مما يلزم.", "Passé ce délai depuis la dernière présence ou inscription, ce qui identifie la personne est effacé et les chiffres restent. La loi 09-08 ne permet pas de garder plus que nécessaire.", "So long after somebody was last there or registered, what identifies them is erased and the numbers stay. Law 09-08 allows nothing to be kept longer than needed.";
        retention_never: "لا شيء يمحى تلقائيا", "Rien ne s’efface de soi-même", "Nothing is erased by itself";
        retention_set: "تم تغيير مدة الحفظ", "La durée est changée", "The time is changed";
        find: "البحث عن الشخص", "Trouver la personne", "Find the person";
    }
    count {
        months: ["", "شهر واحد", "شهران", "{} أشهر", "{} شهرا", "{} شهر"],
            ["{} mois", "{} mois"], ["{} month", "{} months"];
    }
}

impl Erasure {
    /// Why it was done, by its code.
    pub fn why(&self, code: &str) -> &'static str {
        match code {
            "lapsed" => self.lapsed,
            _ => self.requested,
        }
    }
}
