//! The PIN and the lock of the phone.

use crate::i18n::section::section;

section! {
    /// Choosing, saying and changing the PIN.
    Lock
    text {
        title: "الرقم السري", "Code du téléphone", "PIN";
        choose: "اختاروا ستة أرقام", "Choisissez six chiffres", "Choose six digits";
        choose_lead: "ستة أرقام تفتح حاضر في هذا الهاتف، حتى بدون أنترنيت.", "Six chiffres ouvrent Hadir sur ce téléphone, même sans réseau.", "Six digits open Hadir on this phone, even with no network.";
        again: "أعيدوا كتابة الأرقام", "Répétez les six chiffres", "Enter the six digits again";
        differs: "الأرقام غير متطابقة. ابدؤوا من جديد.", "Les chiffres diffèrent. Recommencez.", "The digits differ. Start again.";
        weak: "هذا الرقم سهل التخمين. اختاروا غيره.", "Ce code se devine trop vite. Choisissez-en un autre.", "That PIN is too easy to guess. Choose another.";
        unlock: "أدخلوا الرقم السري", "Entrez votre code", "Enter your PIN";
        old: "أدخلوا الرقم السري الحالي", "Entrez le code actuel", "Enter the current PIN";
        change: "تغيير الرقم السري", "Changer le code", "Change the PIN";
        changed: "تم تغيير الرقم السري", "Le code est changé", "The PIN is changed";
        checking: "جاري الفتح…", "Ouverture…", "Opening…";
        forgotten: "نسيتم الرقم؟ الدخول بكلمة السر", "Code oublié ? Utilisez le mot de passe", "Forgot the PIN? Use the password";
        erase: "محو رقم", "Effacer un chiffre", "Delete a digit";
        gone: "محاولات كثيرة: أقفل هذا الهاتف. ادخلوا بكلمة السر. ما لم يرسل يبقى محفوظا.", "Trop d’essais : ce téléphone est fermé. Utilisez le mot de passe. Ce qui n’est pas envoyé reste gardé.", "Too many tries: this phone is shut. Use the password. What is not sent stays safe.";
        lapsed: "لم يضع شيء: ما لم يرسل يبقى محفوظا. اتصلوا بالأنترنيت ثم أدخلوا الرقم السري، أو ادخلوا بكلمة السر.", "Rien n’est perdu : ce qui n’est pas envoyé reste gardé. Connectez-vous au réseau, puis entrez le code ; ou utilisez le mot de passe.", "Nothing is lost: what is not sent stays safe. Connect to the network, then enter the PIN; or use the password.";
        revoked_title: "سحب ولوج هذا الهاتف", "L’accès de ce téléphone a été retiré", "This phone’s access was withdrawn";
        revoked: "محيت معطيات الجمعية منه. ما لم يرسل محفوظ ومختوم: أدخلوا الرقم السري مرة ليسلم إلى مسؤول(ة) الجمعية، وعنده القرار.", "Les données de l’association en sont effacées. Ce qui n’est pas envoyé est gardé, scellé : entrez le code une fois, et c’est remis à la personne responsable, qui décidera.", "The association’s data were wiped from it. What is not sent is kept, sealed: enter the PIN once and it is handed to your head, who will decide.";
        lease: "قفل الهواتف التي لم تتصل بالخادم", "Verrouiller les téléphones sans contact", "Lock phones without contact";
        lease_why: "هاتف ضائع لا يفتح إلا بعد الاتصال بالخادم، فإن سحبتم ولوجه محي ما فيه. لا يضيع أي تسجيل.", "Un téléphone perdu ne s’ouvre qu’après avoir joint le serveur ; si son accès est retiré, il s’efface. Aucune saisie n’est perdue.", "A lost phone opens only once it reaches the server; if its access was withdrawn, it is wiped. No entry is lost.";
        lease_never: "أبدا", "Jamais", "Never";
        lease_set: "تم تغيير مدة القفل", "Le délai est changé", "The time is changed";
        who: "من أنتم؟", "Qui êtes-vous ?", "Who are you?";
        erased: "محا الهاتف معطيات حاضر. لم نجد عملا لم يرسل. الباقي يعود من الخادم.", "Le téléphone a effacé les données de Hadir. Aucun travail non envoyé n’y a été trouvé. Le reste revient du serveur.", "The phone erased Hadir’s data. No unsent work was found. The rest comes back from the server.";
        after: "القفل التلقائي بعد", "Verrouillage après", "Lock after";
    }
    say {
        wrong(left: u64): "الرقم غير صحيح. المحاولات الباقية: {left}", "Code incorrect. Essais restants : {left}", "Wrong PIN. Tries left: {left}";
        recovered(n: u64): "محا الهاتف معطيات حاضر. استرجعنا ما لم يرسل من نسخة ثانية: {n}", "Le téléphone a effacé les données de Hadir. Ce qui n’était pas envoyé est récupéré d’une seconde copie : {n}", "The phone erased Hadir’s data. What was not sent is back from a second copy: {n}";
        lapsed_title(days: &str): "لم يتصل هذا الهاتف بالخادم منذ أكثر من {days}", "Ce téléphone n’a pas joint le serveur depuis plus de {days}", "This phone has not reached the server for more than {days}";
        minutes(n: u64): "{n} د", "{n} min", "{n} min";
    }
    count {
        days: ["0 يوم", "يوم واحد", "يومين", "{} أيام", "{} يوما", "{} يوم"],
            ["{} jour", "{} jours"], ["{} day", "{} days"];
    }
}
