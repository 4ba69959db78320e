//! Papers and files that the server makes, on their way to the phone.

use crate::i18n::section::section;

section! {
    /// Papers and files that the server makes: how far they are, what can be done with them.
    Fetching
    text {
        making: "الخادم يعد الملف…", "Le serveur prépare le fichier…", "The server is making the file…";
        stopped: "أوقفتم التنزيل، ولم يحفظ شيء.", "Téléchargement arrêté : rien n’est gardé.", "You stopped it: nothing is kept.";
        open: "فتح أو طباعة", "Ouvrir ou imprimer", "Open or print";
        send: "إرسال الملف", "Envoyer le fichier", "Send the file";
        again: "حفظه مرة أخرى", "L’enregistrer encore", "Save it again";
        needs_network: "لا شبكة، ولم يصل شيء. لم يضع شيء: أعيدوا المحاولة عند عودة الشبكة.", "Pas de réseau : rien n’est arrivé. Rien n’est perdu, réessayez quand il revient.", "No network: nothing came. Nothing is lost, try again when it is back.";
    }
    say {
        come(bytes: &str): "وصل منه {bytes}", "{bytes} reçus", "{bytes} have come";
        come_of(bytes: &str, all: &str): "وصل {bytes} من {all}", "{bytes} reçus sur {all}", "{bytes} of {all} have come";
        here(name: &str, bytes: &str): "{name} ({bytes}) في تنزيلات هذا الجهاز.", "{name} ({bytes}) est dans les téléchargements de cet appareil.", "{name} ({bytes}) is in this device’s downloads.";
    }
}
