//! The frame around every screen.

use crate::i18n::section::section;

section! {
    /// The frame around every screen: places, installation, updates, other tabs.
    Shell
    text {
        places: "الأقسام", "Rubriques", "Places";
        today: "اليوم", "Aujourd’hui", "Today";
        activities: "الأنشطة", "Activités", "Activities";
        people: "الأشخاص", "Personnes", "People";
        log: "السجل", "Journal", "Log";
        me: "حسابي", "Moi", "Me";
        update_ready: "نسخة جديدة جاهزة", "Une nouvelle version est prête", "A new version is ready";
        update_safe: "لن يضيع أي شيء مما سجلتم.", "Rien de ce que vous avez saisi ne sera perdu.", "Nothing you recorded will be lost.";
        update_now: "تحديث الآن", "Mettre à jour", "Update now";
        update_later: "لاحقا", "Plus tard", "Later";
        install_title: "ضعوا حاضر في الشاشة الرئيسية", "Mettez Hadir sur l’écran d’accueil", "Put Hadir on your home screen";
        install_why: "يفتح بسرعة، ويشتغل بدون اتصال بالأنترنيت.", "Il s’ouvre plus vite et fonctionne hors ligne.", "It opens faster and works with no network.";
        install: "تثبيت", "Installer", "Install";
        install_android: "افتحوا قائمة المتصفح ⋮ ثم اختاروا «التثبيت» أو «إضافة إلى الشاشة الرئيسية».", "Ouvrez le menu ⋮ du navigateur, puis « Installer » ou « Ajouter à l’écran d’accueil ».", "Open the browser’s ⋮ menu, then “Install” or “Add to Home screen”.";
        install_ios: "في سفاري، اضغطوا على زر المشاركة ثم «إضافة إلى الشاشة الرئيسية».", "Dans Safari, touchez Partager puis « Sur l’écran d’accueil ».", "In Safari, tap Share, then “Add to Home Screen”.";
        installed: "حاضر مثبت في هذا الهاتف", "Hadir est installé sur ce téléphone", "Hadir is installed on this phone";
        not_now: "ليس الآن", "Pas maintenant", "Not now";
        page_missing: "هذه الصفحة غير موجودة", "Cette page n’existe pas", "This page does not exist";
        page_missing_hint: "ربما تغير الرابط. ما سجلتموه لم يتأثر.", "Le lien a peut-être changé. Ce que vous avez saisi est intact.", "The link may have changed. What you recorded is untouched.";
        go_today: "العودة إلى اليوم", "Revenir à Aujourd’hui", "Go to Today";
    }
}
