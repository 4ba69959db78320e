//! Tokens by which other programs read.

use crate::i18n::section::section;

section! {
    /// Tokens by which spreadsheets and other programs read.
    Programs
    text {
        title: "برامج تقرأ الأرقام", "Programmes qui lisent les chiffres", "Programs that read the numbers";
        why: "جدول Excel أو Power BI يقرأ من هنا ويحين نفسه. الرمز يقرأ ولا يكتب أبدا.", "Un tableau Excel ou Power BI lit ici et s’actualise seul. Un jeton lit et n’écrit jamais.", "An Excel or Power BI table reads here and refreshes itself. A token reads and never writes.";
        none: "لا برنامج يقرأ الآن.", "Aucun programme ne lit.", "No program reads.";
        add: "رمز جديد", "Nouveau jeton", "New token";
        name: "لأي جدول أو برنامج؟", "Pour quel tableau ou programme ?", "For which table or program?";
        reach: "ماذا يقرأ؟", "Que lit-il ?", "What does it read?";
        outside: "أرقام للخارج، شهرا بشهر: الصغيرة مخفية", "Chiffres pour l’extérieur, mois par mois : les petits sont masqués", "Numbers for outside, month by month: small ones hidden";
        numbers: "كل الأرقام والأنشطة والحصص", "Tous les chiffres, activités et séances", "All numbers, activities and sessions";
        people: "الأشخاص بأسمائهم وحضورهم", "Les personnes, nommées, et leurs présences", "People by name, and their attendance";
        people_hint: "من يملك هذا الرمز يقرأ أسماء كل الأشخاص. لا تسلموه إلا لمن يحق له ذلك (القانون 09.08).", "Qui tient ce jeton lit le nom de tous. Ne le confiez qu’à qui y a droit (loi 09-08).", "Whoever holds this token reads everybody’s name. Give it only to those who may (law 09-08).";
        lasts: "المدة", "Durée", "For how long";
        quarter: "90 يوما", "90 jours", "90 days";
        year: "سنة", "Un an", "One year";
        two_years: "سنتان", "Deux ans", "Two years";
        make: "إحداث الرمز", "Créer le jeton", "Make the token";
        ready: "الرمز جاهز", "Le jeton est prêt", "The token is ready";
        once: "يظهر الرمز الآن فقط. انسخوه إلى برنامجكم؛ إن ضاع ألغوه وأحدثوا آخر.", "Le jeton ne s’affiche que maintenant. Copiez-le dans votre programme ; s’il est perdu, retirez-le et faites-en un autre.", "The token is shown only now. Copy it into your program; if it is lost, withdraw it and make another.";
        copy: "نسخ الرمز", "Copier le jeton", "Copy the token";
        copy_address: "نسخ العنوان", "Copier l’adresse", "Copy the address";
        how: "في Excel: بيانات، ثم من الويب، ثم ألصقوا العنوان. اختاروا «أساسي»، واتركوا اسم المستخدم فارغا، وألصقوا الرمز في كلمة السر.", "Dans Excel : Données, À partir du web, collez l’adresse. Choisissez « De base », laissez le nom vide, collez le jeton comme mot de passe.", "In Excel: Data, From Web, paste the address. Choose Basic, leave the user name empty, paste the token as the password.";
        open: "يقرأ", "Ouvert", "Open";
        expired: "انتهت صلاحيته", "Expiré", "Expired";
        withdrawn: "ملغى", "Retiré", "Withdrawn";
        never_read: "لم يقرأ بعد", "N’a encore rien lu", "Has not read yet";
        withdraw: "إلغاء الرمز", "Retirer le jeton", "Withdraw the token";
        withdraw_hint: "لن يقرأ به أي برنامج بعد الآن.", "Plus aucun programme ne lira par lui.", "No program will read by it any more.";
    }
    say {
        last_read(day: &str): "آخر قراءة {day}", "Dernière lecture le {day}", "Last read {day}";
        until(day: &str): "إلى غاية {day}", "Jusqu’au {day}", "Until {day}";
    }
}

impl Programs {
    /// What a token reads, by its code.
    pub fn reach_of(&self, code: &str) -> &'static str {
        match code {
            "people" => self.people,
            "numbers" => self.numbers,
            _ => self.outside,
        }
    }
}
