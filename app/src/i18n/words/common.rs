//! Words any screen may need.

use crate::i18n::section::section;

section! {
    /// Words any screen may need.
    Common
    text {
        language: "اللغة", "Langue", "Language";
        hadir: "حاضر", "Hadir", "Hadir";
        save: "حفظ", "Enregistrer", "Save";
        saved: "تم الحفظ", "Enregistré", "Saved";
        saved_here: "محفوظ في هذا الهاتف", "Enregistré sur ce téléphone", "Saved on this phone";
        cancel: "إلغاء", "Annuler", "Cancel";
        stop: "إيقاف", "Arrêter", "Stop";
        close: "إغلاق", "Fermer", "Close";
        back: "رجوع", "Retour", "Back";
        next: "التالي", "Suivant", "Next";
        done: "تم", "Terminé", "Done";
        open: "فتح", "Ouvrir", "Open";
        search: "بحث", "Rechercher", "Search";
        clear_search: "مسح البحث", "Effacer la recherche", "Clear the search";
        filter: "تصفية", "Filtrer", "Filter";
        retry: "إعادة المحاولة", "Réessayer", "Try again";
        undo: "تراجع", "Annuler", "Undo";
        undone: "تم التراجع", "Action annulée", "Undone";
        edit: "تعديل", "Modifier", "Edit";
        delete: "حذف", "Supprimer", "Delete";
        add: "إضافة", "Ajouter", "Add";
        share: "مشاركة", "Partager", "Share";
        share_whatsapp: "إرسال عبر واتساب", "Envoyer par WhatsApp", "Send by WhatsApp";
        copy: "نسخ", "Copier", "Copy";
        copied: "تم النسخ", "Copié", "Copied";
        call: "اتصال", "Appeler", "Call";
        details: "التفاصيل", "Détails", "Details";
        show_more: "عرض المزيد", "Voir plus", "Show more";
        more: "المزيد", "Plus", "More";
        decrease: "إنقاص", "Diminuer", "Decrease";
        increase: "زيادة", "Augmenter", "Increase";
        yes: "نعم", "Oui", "Yes";
        no: "لا", "Non", "No";
        ok: "موافق", "OK", "OK";
        all: "الكل", "Tous", "All";
        none: "لا شيء", "Aucun", "None";
        total: "المجموع", "Total", "Total";
        optional: "اختياري", "facultatif", "optional";
        unknown: "غير معروف", "Inconnu", "Unknown";
        today: "اليوم", "Aujourd’hui", "Today";
        yesterday: "أمس", "Hier", "Yesterday";
        tomorrow: "غدا", "Demain", "Tomorrow";
        today_within: "اليوم", "aujourd’hui", "today";
        yesterday_within: "أمس", "hier", "yesterday";
        tomorrow_within: "غدا", "demain", "tomorrow";
        from: "من", "Du", "From";
        to: "إلى", "Au", "To";
        by: "من طرف", "Par", "By";
        before: "قبل", "Avant", "Before";
        after: "بعد", "Après", "After";
        nothing_found: "لا توجد أي نتيجة", "Aucun résultat", "Nothing found";
        nothing_found_hint: "تحققوا من الكتابة، أو ابحثوا بالحروف الأخرى.", "Vérifiez l’orthographe, ou cherchez dans l’autre alphabet.", "Check the spelling, or search in the other script.";
        opening: "جاري الفتح…", "Ouverture…", "Opening…";
        skip_to_content: "الانتقال إلى المحتوى", "Aller au contenu", "Skip to content";
    }
    say {
        hours_range(from: &str, to: &str): "من {from} إلى {to}", "de {from} à {to}", "{from} to {to}";
        at_time(day: &str, time: &str): "{day} على الساعة {time}", "{day} à {time}", "{day} at {time}";
    }
    count {
        people: ["لا أحد", "شخص واحد", "شخصان", "{} أشخاص", "{} شخصا", "{} شخص"],
            ["{} personne", "{} personnes"], ["{} person", "{} people"];
        years_old: ["أقل من سنة", "سنة واحدة", "سنتان", "{} سنوات", "{} سنة", "{} سنة"],
            ["{} an", "{} ans"], ["{} year old", "{} years old"];
        minutes: ["أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "{} دقائق", "{} دقيقة", "{} دقيقة"],
            ["{} minute", "{} minutes"], ["{} minute", "{} minutes"];
        minutes_to_wait: ["أقل من دقيقة", "دقيقة واحدة", "دقيقتين", "{} دقائق", "{} دقيقة", "{} دقيقة"],
            ["{} minute", "{} minutes"], ["{} minute", "{} minutes"];
        days: ["اليوم", "يوم واحد", "يومان", "{} أيام", "{} يوما", "{} يوم"],
            ["{} jour", "{} jours"], ["{} day", "{} days"];
    }
}
