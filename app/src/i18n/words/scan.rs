//! Scanning cards and tickets.

use crate::i18n::section::section;

section! {
    /// Scanning cards and tickets while the roll is called.
    Scan
    text {
        title: "مسح البطاقات والتذاكر", "Scanner cartes et billets", "Scan cards and tickets";
        open: "مسح", "Scanner", "Scan";
        point: "وجهوا الكاميرا نحو رمز البطاقة أو التذكرة.", "Visez le code de la carte ou du billet.", "Point the camera at the code of a card or ticket.";
        asking: "اسمحوا لحاضر باستعمال الكاميرا.", "Autorisez Hadir à utiliser la caméra.", "Let Hadir use the camera.";
        viewfinder: "ما تراه الكاميرا", "Ce que voit la caméra", "What the camera sees";
        elsewhere: "مسجل(ة) في حصة أخرى", "Inscrit(e) à une autre séance", "Registered for another session";
        waiting: "في لائحة الانتظار", "En liste d’attente", "On the waiting list";
        undecided: "طلب لم يحسم بعد", "Demande à décider", "Asked for a place, not decided yet";
        stranger: "غير مسجل(ة) في هذا النشاط", "Pas inscrit(e) à cette activité", "Not in this activity";
        replaced: "بطاقة قديمة عوضت بأخرى", "Ancienne carte, remplacée", "An old card, since replaced";
        replaced_text: "لم يسجل شيء. اطلبوا البطاقة الجديدة، أو ابحثوا عن الاسم في اللائحة.", "Rien n’a été noté. Demandez la nouvelle carte, ou cherchez le nom dans la liste.", "Nothing was marked. Ask for the new card, or search the name on the list.";
        unknown: "لا يعرف هذا الهاتف صاحب(ة) الرمز", "Ce téléphone ne sait pas à qui est ce code", "This phone does not know whose code this is";
        unknown_text: "الرمز سليم. ابحثوا عن الاسم في اللائحة، أو أضيفوا الشخص.", "Le code est valable. Cherchez le nom dans la liste, ou ajoutez la personne.", "The code is a good one. Search the name on the list, or add the person.";
        damaged: "رمز تالف أو مزور", "Code abîmé ou faux", "A damaged or made-up code";
        damaged_text: "لم يسجل شيء. نظفوا البطاقة وأعيدوا المسح، أو ابحثوا عن الاسم في اللائحة.", "Rien n’a été noté. Nettoyez la carte et recommencez, ou cherchez le nom dans la liste.", "Nothing was marked. Wipe the card and scan again, or search the name on the list.";
        foreign: "ليس رمزا لحاضر", "Ce n’est pas un code de Hadir", "Not a code of Hadir’s";
        foreign_text: "لم يسجل شيء. امسحوا بطاقة الجمعية أو تذكرة النشاط.", "Rien n’a été noté. Scannez la carte de l’association ou le billet de l’activité.", "Nothing was marked. Scan the association’s card or the activity’s ticket.";
        come_in: "تسجيل الحضور رغم ذلك", "Noter la présence quand même", "Mark present anyway";
        list: "اللائحة", "La liste", "The list";
        earlier: "ما قبلها", "Juste avant", "Just before";
        type_code: "كتابة الرمز", "Saisir le code", "Type the code";
        code: "رمز البطاقة أو التذكرة", "Code de la carte ou du billet", "Code of the card or ticket";
        code_hint: "ستة عشر حرفا ورقما، مكتوبة تحت الرمز المربع.", "Seize lettres et chiffres, écrits sous le carré.", "Sixteen letters and digits, written below the square.";
        code_short: "الرمز ستة عشر حرفا ورقما: تحققوا أنه لا ينقص شيء.", "Le code a seize lettres et chiffres : vérifiez qu’il n’en manque pas.", "A code has sixteen letters and digits: check that none is missing.";
        code_wrong: "هذا الرمز غير صحيح: تحققوا من كل حرف ورقم.", "Ce code n’est pas juste : vérifiez chaque lettre et chiffre.", "This code is not right: check each letter and digit.";
        check: "تحقق", "Vérifier", "Check";
        light: "الضوء", "Lampe", "Light";
        refused: "الكاميرا غير مسموح بها هنا. اضغطوا على الرمز بجانب عنوان الصفحة، اسمحوا بالكاميرا، ثم أعيدوا المحاولة. وإلى ذلك الحين اكتبوا الرمز باليد.", "La caméra n’est pas autorisée ici. Touchez le symbole à côté de l’adresse, autorisez la caméra, puis réessayez. D’ici là, saisissez le code à la main.", "The camera is not allowed here. Tap the sign beside the address, allow the camera, then try again. Until then, type the code.";
        missing: "لم نجد كاميرا في هذا الجهاز. اكتبوا الرمز باليد.", "Cet appareil n’a pas de caméra. Saisissez le code à la main.", "This device has no camera. Type the code.";
        busy: "تعذر تشغيل الكاميرا، ربما يستعملها تطبيق آخر. أغلقوه ثم أعيدوا المحاولة، أو اكتبوا الرمز باليد.", "La caméra ne démarre pas ; une autre application l’utilise peut-être. Fermez-la puis réessayez, ou saisissez le code à la main.", "The camera does not start; another app may be using it. Close it and try again, or type the code.";
        unsupported: "لا يعطي هذا المتصفح الكاميرا لهذه الصفحة. اكتبوا الرمز باليد.", "Ce navigateur ne donne pas la caméra à cette page. Saisissez le code à la main.", "This browser gives this page no camera. Type the code.";
        unread: "تعذر فتح قارئ الرموز في هذا الهاتف. أعيدوا المحاولة عند توفر الأنترنيت، أو اكتبوا الرمز باليد.", "Le lecteur de codes ne s’ouvre pas sur ce téléphone. Réessayez avec une connexion, ou saisissez le code à la main.", "The code reader does not open on this phone. Try again with a connection, or type the code.";
    }
    say {
        present_at(time: &str): "حاضر(ة)، {time}", "Présent(e), {time}", "Present, {time}";
        already_since(time: &str): "حاضر(ة) منذ {time}", "Déjà présent(e) depuis {time}", "Already present since {time}";
        expected_at(activity: &str, time: &str): "{activity}، {time}", "{activity}, {time}", "{activity}, {time}";
    }
}
