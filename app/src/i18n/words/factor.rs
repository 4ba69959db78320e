//! The second factor of signing in.

use crate::i18n::section::section;

section! {
    /// The second factor of signing in: a code of an authenticator app, beside the password.
    Factor
    text {
        title: "الدخول بخطوتين", "Connexion en deux étapes", "Two-step sign-in";
        why: "من عرف كلمة السر وحدها لا يدخل: يطلب معها رمز يتغير كل نصف دقيقة، يعطيه تطبيق للرموز حتى بدون اتصال.", "Connaître le mot de passe ne suffit plus : il faut aussi un code qui change toutes les trente secondes, donné par une application d’authentification, même hors ligne.", "Knowing the password is no longer enough: it takes a code too, another every half minute, that an authenticator app shows even with no network.";
        advised: "ننصح به كل مسؤول(ة): حسابكم يفتح كل معطيات الجمعية.", "Conseillé aux responsables : votre compte ouvre toutes les données de l’association.", "Advised for heads: your account opens all the association’s data.";
        on: "مشغل", "Activée", "On";
        off: "غير مشغل", "Désactivée", "Off";
        switch_on: "تشغيل الدخول بخطوتين", "Activer", "Switch it on";
        switch_off: "إيقاف الدخول بخطوتين", "Désactiver", "Switch it off";
        off_hint: "ستكفي كلمة السر بعدها للدخول، ويغلق الحساب في هواتفكم الأخرى.", "Le mot de passe suffira de nouveau, et vos autres téléphones seront déconnectés.", "The password will be enough again, and your other phones will be signed out.";
        scan: "امسحوا هذا الرمز بتطبيق الرموز، مثل Aegis أو FreeOTP أو Google Authenticator. إن كان التطبيق على هذا الهاتف فافتحوه بالزر، أو انسخوا المفتاح إليه.", "Scannez ce code avec une application d’authentification : Aegis, FreeOTP, Google Authenticator… Si elle est sur ce téléphone, ouvrez-la par le bouton, ou copiez-y la clé.", "Scan this with an authenticator app: Aegis, FreeOTP, Google Authenticator… If it is on this phone, open it with the button, or copy the key into it.";
        qr: "رمز يمسحه تطبيق الرموز", "Code à scanner par l’application d’authentification", "Code for the authenticator app to scan";
        open_app: "فتح تطبيق الرموز", "Ouvrir l’application", "Open the app";
        key: "المفتاح", "Clé", "Key";
        copy_failed: "تعذر النسخ. اضغطوا مطولا على النص لنسخه.", "Copie impossible. Appuyez longuement sur le texte.", "Copying failed. Press and hold the text.";
        shown_code: "الرمز الظاهر في التطبيق", "Code affiché par l’application", "The code the app shows";
        confirm: "تأكيد الرمز", "Confirmer le code", "Confirm the code";
        not_yet: "لم يتغير شيء بعد: يبدأ العمل به عند تأكيد الرمز.", "Rien n’a encore changé : tout commence quand le code est confirmé.", "Nothing has changed yet: it begins once the code is confirmed.";
        recovery: "رموز الاسترجاع", "Codes de secours", "Recovery codes";
        recovery_lead: "تظهر هذه المرة فقط. اكتبوها أو اطبعوها واحفظوها بعيدا عن الهاتف: إن ضاع، يقوم كل واحد منها مقام رمز التطبيق مرة واحدة.", "Ils ne s’affichent que cette fois. Notez-les ou imprimez-les, et gardez-les loin du téléphone : s’il se perd, chacun remplace une fois le code de l’application.", "They are shown this once. Write or print them and keep them away from the phone: if it is lost, each stands in once for the app’s code.";
        file: "hadir-رموز-الاسترجاع.txt", "hadir-codes-de-secours.txt", "hadir-recovery-codes.txt";
        print: "طباعة", "Imprimer", "Print";
        kept: "احتفظت بها", "Je les ai gardés", "I have kept them";
        switched_on: "شغل الدخول بخطوتين، وأغلق الحساب في هواتفكم الأخرى.", "Connexion en deux étapes activée ; vos autres téléphones sont déconnectés.", "Two-step sign-in is on; your other phones are signed out.";
        switched_off: "أوقف الدخول بخطوتين.", "Connexion en deux étapes désactivée.", "Two-step sign-in is off.";
        anew: "لرموز جديدة أو لهاتف جديد: أوقفوه ثم شغلوه من جديد.", "Pour de nouveaux codes ou un nouveau téléphone : désactivez, puis réactivez.", "For new codes or another phone: switch it off, then on again.";
        lost: "رابط بدون رمز التحقق", "Lien sans code de vérification", "Link without the code";
        lost_hint: "لمن ضاع هاتفه(ا) ورموز الاسترجاع: يختار كلمة سر ويتوقف الدخول بخطوتين. تأكدوا أولا أنه هو.", "Pour qui a perdu le téléphone et les codes de secours : nouveau mot de passe, et connexion en deux étapes désactivée. Assurez-vous d’abord que c’est bien cette personne.", "For who lost the phone and the recovery codes: a new password, and two-step sign-in goes off. Make sure first that it is really them.";
    }
    count {
        left: ["لم يبق أي رمز استرجاع", "بقي رمز استرجاع واحد", "بقي رمزا استرجاع", "بقيت {} رموز استرجاع", "بقي {} رمز استرجاع", "بقي {} رمز استرجاع"],
            ["{} code de secours restant", "{} codes de secours restants"], ["{} recovery code left", "{} recovery codes left"];
    }
}
