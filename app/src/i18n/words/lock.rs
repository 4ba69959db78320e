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
        lapsed: "لم يتصل هذا الهاتف بالخادم منذ مدة. اتصلوا بالأنترنيت وادخلوا بكلمة السر. ما لم يرسل يبقى محفوظا.", "Ce téléphone n’a pas joint le serveur depuis longtemps. Connectez-le et utilisez le mot de passe. Ce qui n’est pas envoyé reste gardé.", "This phone has not reached the server for long. Connect it and use the password. What is not sent stays safe.";
        who: "من أنتم؟", "Qui êtes-vous ?", "Who are you?";
        erased: "محا الهاتف معطيات حاضر. لم نجد عملا لم يرسل. الباقي يعود من الخادم.", "Le téléphone a effacé les données de Hadir. Aucun travail non envoyé n’y a été trouvé. Le reste revient du serveur.", "The phone erased Hadir’s data. No unsent work was found. The rest comes back from the server.";
        after: "القفل التلقائي بعد", "Verrouillage après", "Lock after";
    }
    say {
        wrong(left: u64): "الرقم غير صحيح. المحاولات الباقية: {left}", "Code incorrect. Essais restants : {left}", "Wrong PIN. Tries left: {left}";
        recovered(n: u64): "محا الهاتف معطيات حاضر. استرجعنا ما لم يرسل من نسخة ثانية: {n}", "Le téléphone a effacé les données de Hadir. Ce qui n’était pas envoyé est récupéré d’une seconde copie : {n}", "The phone erased Hadir’s data. What was not sent is back from a second copy: {n}";
        minutes(n: u64): "{n} د", "{n} min", "{n} min";
    }
}
