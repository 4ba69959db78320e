//! Coming in: signing in, accepting an invitation.

use crate::i18n::section::section;

section! {
    /// Signing in and accepting an invitation.
    Entry
    text {
        title: "الدخول", "Connexion", "Sign in";
        welcome: "مرحبا بكم", "Bienvenue", "Welcome";
        lead: "سجل الحضور لجمعيتكم، يشتغل حتى بدون أنترنيت.", "Le registre de votre association, même sans réseau.", "Your association’s register, even with no network.";
        sign_in: "الدخول", "Se connecter", "Sign in";
        signing_in: "جاري الدخول…", "Connexion…", "Signing in…";
        show_password: "إظهار كلمة السر", "Afficher le mot de passe", "Show the password";
        hide_password: "إخفاء كلمة السر", "Masquer le mot de passe", "Hide the password";
        forgotten: "نسيتم كلمة السر؟ يحدث لكم مسؤول(ة) الجمعية رابطا لاختيار غيرها. لا يضيع شيء مما سجلتم.", "Mot de passe oublié ? La personne responsable vous fait un lien pour en choisir un autre. Rien de ce que vous avez noté ne se perd.", "Forgot the password? Your head makes you a link to choose another. Nothing you recorded is lost.";
        code: "رمز التحقق", "Code de vérification", "Code";
        code_hint: "ستة أرقام من تطبيق الرموز، أو أحد رموز الاسترجاع. ضاع كل ذلك؟ يحدث لكم مسؤول(ة) الجمعية رابطا.", "Six chiffres de l’application d’authentification, ou un code de secours. Tout est perdu ? La personne responsable vous fait un lien.", "Six digits from your authenticator app, or a recovery code. All lost? Your head makes you a link.";
        renew_title: "كلمة سر جديدة", "Nouveau mot de passe", "A new password";
        renew_lead: "اختاروا كلمة سر غير التي نسيتم، وسيفتح بها حسابكم على هذا الهاتف. ستطلب من هواتفكم الأخرى.", "Choisissez un autre mot de passe : il ouvre votre compte sur ce téléphone, et vos autres téléphones le demanderont.", "Choose another password: it opens your account on this phone, and your other phones will ask for it.";
        renew: "حفظ كلمة السر والدخول", "Enregistrer et se connecter", "Save it and sign in";
        no_account: "ليس لكم حساب؟ يفتح الحساب بدعوة من الجمعية.", "Pas de compte ? Un compte s’ouvre par une invitation de l’association.", "No account? The association opens one with an invitation.";
        invitation_title: "دعوة للانضمام", "Invitation à rejoindre l’équipe", "Invitation to join";
        invitation_lead: "اختاروا كلمة سر، وسيصبح هذا الهاتف جاهزا للتسجيل.", "Choisissez un mot de passe : ce téléphone sera prêt à enregistrer.", "Choose a password: this phone will be ready to record.";
        accept: "قبول الدعوة", "Accepter l’invitation", "Accept the invitation";
        accepting: "جاري إعداد الهاتف…", "Préparation du téléphone…", "Preparing the phone…";
        fetching_once: "مرة واحدة فقط، بعدها يشتغل بدون اتصال.", "Une seule fois ; ensuite tout marche hors ligne.", "Only once; after that it works with no network.";
    }
    say {
        already_in(name: &str): "هذا الهاتف مفتوح باسم {name}. الدعوة تبقى صالحة: لقبولها هنا، اخرجوا أولا من الإعدادات. ما لم يرسل يبقى محفوظا.", "Ce téléphone est au compte de {name}. L’invitation reste valable : pour l’accepter ici, déconnectez-vous d’abord dans les paramètres. Ce qui n’est pas envoyé reste gardé.", "This phone is signed in as {name}. The invitation stays valid: to accept it here, sign out first, in settings. What is not sent stays safe.";
        invited_by(association: &str): "تدعوكم {association}", "{association} vous invite", "{association} invites you";
        renewed_by(association: &str): "من {association}", "De la part de {association}", "From {association}";
        invited_as(role: &str): "بصفة {role}", "Rôle : {role}", "Role: {role}";
        valid_until(day: &str): "صالحة إلى غاية {day}", "Valable jusqu’au {day}", "Valid until {day}";
    }
}
