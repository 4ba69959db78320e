//! Numbers of identity cards.

use crate::i18n::section::section;

section! {
    /// Numbers of identity cards: kept only with the authorisation of law 09-08.
    Cin
    text {
        title: "البطاقة الوطنية", "Carte nationale", "Identity card";
        none: "لا رقم محفوظ.", "Aucun numéro gardé.", "No number is kept.";
        write: "كتابة الرقم", "Noter le numéro", "Write the number";
        change: "تغيير الرقم", "Changer le numéro", "Change the number";
        show: "عرض الرقم", "Afficher le numéro", "Show the number";
        show_hint: "يسجل في السجل أنكم اطلعتم عليه.", "Le journal note que vous l’avez consulté.", "The log notes that you saw it.";
        drop: "حذف الرقم", "Ne plus garder le numéro", "Keep it no longer";
        kept: "حفظ الرقم مشفرا", "Numéro gardé, scellé", "The number is kept, sealed";
        dropped: "لم يعد الرقم محفوظا", "Le numéro n’est plus gardé", "The number is kept no longer";
        needs_network: "رقم البطاقة لا يحفظ في الهواتف: هذه الصفحة تحتاج إلى اتصال لأجله.", "Le numéro n’est jamais gardé sur un téléphone : il faut du réseau pour le lire ou l’écrire.", "The number is never kept on a phone: reading or writing it needs a network.";
        unusual: "لهذا الرقم طول غير معتاد: تأكدوا منه.", "Longueur inhabituelle : vérifiez le numéro.", "An unusual length: make sure of the number.";
        find: "البحث بهذا الرقم", "Chercher ce numéro de CNIE", "Look for this identity card number";
        nobody: "لا أحد بهذا الرقم.", "Personne n’a ce numéro.", "Nobody has this number.";
        authorisation_hint: "القانون 09.08: لا تحفظ أرقام البطاقات الوطنية إلا بإذن مسبق من اللجنة الوطنية. دون رقمه تبقى مغلقة.", "Loi 09-08 : les numéros de CNIE ne se gardent qu’avec une autorisation préalable de la CNDP. Sans son numéro, ils restent fermés.", "Law 09-08: identity card numbers may only be kept with a prior authorisation of the CNDP. Without its number they stay closed.";
        authorised: "سجل رقم الإذن", "Autorisation enregistrée", "The authorisation is recorded";
    }
}
