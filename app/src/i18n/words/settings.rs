//! Settings.

use crate::i18n::section::section;

section! {
    /// Settings: language, theme, this phone, leaving.
    Settings
    text {
        title: "الإعدادات", "Paramètres", "Settings";
        theme: "المظهر", "Apparence", "Theme";
        theme_auto: "حسب الهاتف", "Comme le téléphone", "As the phone";
        theme_light: "فاتح", "Clair", "Light";
        theme_dark: "داكن", "Sombre", "Dark";
        account: "الحساب", "Compte", "Account";
        association: "الجمعية", "Association", "Association";
        phone: "هذا الهاتف", "Ce téléphone", "This phone";
        team: "الفريق والدعوات", "Équipe et invitations", "Team and invitations";
        import: "استيراد لائحة", "Importer une liste", "Import a list";
        about: "حول حاضر", "À propos de Hadir", "About Hadir";
        places: "الجهات والأقاليم والجماعات", "Régions, provinces et communes", "Regions, provinces and communes";
        persistent_granted: "تخزين دائم", "Stockage durable", "Lasting storage";
        persistent_denied: "تخزين غير مضمون", "Stockage non garanti", "Storage not guaranteed";
        persistent_ask: "طلب تخزين دائم", "Demander un stockage durable", "Ask for lasting storage";
        sign_out: "الخروج", "Se déconnecter", "Sign out";
        sign_out_title: "الخروج من هذا الهاتف؟", "Se déconnecter de ce téléphone ?", "Sign out of this phone?";
        sign_out_clean: "كل شيء مرسل. ستمحى معطيات الجمعية من هذا الهاتف.", "Tout est envoyé. Les données seront effacées de ce téléphone.", "Everything is sent. The data will be wiped from this phone.";
        sign_out_unsent: "ما لم يرسل يبقى محفوظا هنا، ويرسل عند دخولكم المقبل.", "Ce qui n’est pas envoyé reste gardé ici et partira à votre prochaine connexion.", "What is not sent stays safe here and is sent at your next sign-in.";
        send_then_leave: "إرسال ثم خروج", "Envoyer puis se déconnecter", "Send, then sign out";
        leave_keep: "خروج مع الاحتفاظ بالعمل", "Se déconnecter en gardant le travail", "Sign out and keep the work";
        signed_out: "تم الخروج", "Vous êtes déconnecté(e)", "You are signed out";
    }
    say {
        version(version: &str): "النسخة {version}", "Version {version}", "Version {version}";
    }
}
