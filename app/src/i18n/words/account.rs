//! One's own account: the password, and the phones one is signed in on.

use crate::i18n::section::section;

section! {
    /// One's own account.
    Account
    text {
        title: "حسابي", "Mon compte", "My account";
        password: "كلمة السر", "Mot de passe", "Password";
        password_hint: "8 أحرف على الأقل. يغلق الحساب بعدها في هواتفكم الأخرى.", "8 caractères au moins. Vos autres téléphones seront déconnectés.", "At least 8 characters. Your other phones will be signed out.";
        current: "كلمة السر الحالية", "Mot de passe actuel", "Current password";
        new: "كلمة السر الجديدة", "Nouveau mot de passe", "New password";
        change: "تغيير كلمة السر", "Changer le mot de passe", "Change the password";
        changed: "تغيرت كلمة السر، وأغلق الحساب في هواتفكم الأخرى.", "Mot de passe changé ; vos autres téléphones sont déconnectés.", "The password is changed; your other phones are signed out.";
        same: "هذه هي كلمة السر الحالية. اختاروا غيرها.", "C’est le mot de passe actuel. Choisissez-en un autre.", "This is the current password. Choose another.";
        wrong: "كلمة السر الحالية غير صحيحة. لم يتغير شيء.", "Le mot de passe actuel est incorrect. Rien n’a changé.", "The current password is wrong. Nothing has changed.";
        weak: "كلمة السر قصيرة: 8 أحرف على الأقل. لم يتغير شيء.", "Mot de passe trop court : 8 caractères au moins. Rien n’a changé.", "The password is too short: at least 8 characters. Nothing has changed.";
        phones: "الهواتف المفتوحة بحسابي", "Appareils connectés", "Where I am signed in";
        phones_hint: "إن لم تعرفوا هاتفا منها، أخرجوه وغيروا كلمة السر.", "Un appareil inconnu ? Déconnectez-le et changez le mot de passe.", "One you do not know? Sign it out and change the password.";
        alone: "لا يوجد هاتف آخر.", "Aucun autre appareil.", "No other phone.";
        end: "إخراج هذا الهاتف", "Déconnecter cet appareil", "Sign this phone out";
        end_others: "إخراج الهواتف الأخرى", "Déconnecter les autres", "Sign the others out";
        end_hint: "ما سجل فيه ولم يرسل يبقى محفوظا عليه، ويرسل عند الدخول المقبل.", "Ce qui n’y est pas encore envoyé reste gardé et partira à la prochaine connexion.", "What is not sent yet stays safe on it and is sent at the next sign-in.";
        ended: "تم الإخراج", "Déconnecté", "Signed out";
        look: "عرض الهواتف", "Voir les appareils", "Show the phones";
    }
    say {
        used(when: &str): "آخر استعمال {when}", "Utilisé {when}", "Last used {when}";
    }
}
