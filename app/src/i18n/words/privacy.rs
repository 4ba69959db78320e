//! The notice of law 09-08, and requests about personal data.

use crate::i18n::section::section;

section! {
    /// The notice of law 09-08, and requests about personal data.
    Privacy
    text {
        title: "معطياتكم الشخصية", "Vos données personnelles", "Your personal data";
        who: "من يحتفظ بها", "Qui les garde", "Who keeps it";
        what: "ماذا يحتفظ به", "Ce qui est gardé", "What is kept";
        what_text: "الاسم والجنس وسنة أو تاريخ الازدياد والجماعة والهاتف، وولي أمر القاصر، والأنشطة والحضور والموافقات. لا يحتفظ برقم البطاقة الوطنية ولا بأي معطى صحي.", "Le nom, le sexe, l’année ou la date de naissance, la commune, le téléphone, le tuteur d’un mineur, les activités, la présence et les accords donnés. Ni numéro de carte nationale, ni donnée de santé.", "Name, sex, year or date of birth, commune, phone, a minor’s guardian, activities, attendance and consents. No identity card number, nothing about health.";
        why: "لماذا", "Pourquoi", "Why";
        why_text: "لتنظيم الأنشطة ومتابعة الحضور وإعداد حصيلة الجمعية.", "Pour organiser les activités, suivre la présence et faire le bilan de l’association.", "To organise activities, follow attendance and report on what the association does.";
        whom: "من يطلع عليها", "Qui les reçoit", "Who receives it";
        whom_text: "فريق الجمعية وحده: كل متطوع(ة) يرى المستفيدات والمستفيدين من أنشطته. لا يتوصل الشركاء والجهات الداعمة إلا بأعداد إجمالية، إلا إذا وافقتم على تقاسم لائحة بالأسماء.", "L’équipe de l’association seule : chaque bénévole voit les personnes de ses activités. Partenaires et bailleurs ne reçoivent que des totaux, sauf si vous avez accepté le partage d’une liste nominative.", "The association’s team alone: each volunteer sees the people of their activities. Partners and donors receive totals only, unless you agreed to share a list of names.";
        how_long: "مدة الاحتفاظ", "Combien de temps", "How long";
        rights: "حقوقكم", "Vos droits", "Your rights";
        rights_text: "لكم أن تطلعوا على معطياتكم، وأن تصححوها مجانا، وأن تتعرضوا على استعمالها، وأن تطلبوا محوها: بالاستمارة أسفله، أو بالاتصال بالجمعية. ولكم أن تشتكوا إلى اللجنة الوطنية لمراقبة حماية المعطيات ذات الطابع الشخصي (CNDP).", "Vous pouvez les consulter, les faire rectifier gratuitement, vous opposer à leur usage et demander leur effacement : par le formulaire ci-dessous, ou auprès de l’association. Vous pouvez aussi saisir la CNDP.", "You may see it, have it corrected free of charge, object to its use and ask for its erasure: by the form below, or at the association. You may also complain to the CNDP.";
        cndp: "التصريح لدى CNDP", "Déclaration à la CNDP", "Declaration to the CNDP";
        cndp_none: "لم يتم التصريح بعد.", "La déclaration n’est pas encore faite.", "The declaration is not made yet.";
        ask_title: "تقديم طلب", "Faire une demande", "Make a request";
        ask_right: "ماذا تطلبون؟", "Que demandez-vous ?", "What do you ask for?";
        ask_name: "الاسم الكامل", "Nom complet", "Full name";
        ask_name_hint: "كما أعطيتموه للجمعية.", "Tel que vous l’avez donné à l’association.", "As you gave it to the association.";
        ask_phone_hint: "ليتم الاتصال بكم من أجل الجواب.", "Pour vous répondre.", "To answer you.";
        ask_details: "التفاصيل", "Précisions", "Details";
        ask_details_hint: "مثلا: ما ينبغي تصحيحه. لا تكتبوا رقم البطاقة الوطنية.", "Par exemple ce qui est à corriger. N’écrivez pas de numéro de carte nationale.", "Such as what to correct. Do not write an identity card number.";
        ask_send: "إرسال الطلب", "Envoyer la demande", "Send the request";
        ask_not_yet: "لم يرسل الطلب بعد", "La demande n’est pas encore envoyée", "The request is not sent yet";
        follow_title: "متابعة طلب", "Suivre une demande", "Follow a request";
        follow_number: "رقم الطلب", "Numéro de la demande", "Request number";
        follow_send: "عرض الحالة", "Voir où elle en est", "See where it stands";
        follow_keep: "احتفظوا بهذا الرقم: به تتابعون الطلب.", "Gardez ce numéro : il permet de suivre la demande.", "Keep this number: you follow the request by it.";
        follow_unknown: "لا يوجد طلب بهذا الرقم عند هذه الجمعية. تحققوا من كل حرف ورقم.", "Aucune demande de ce numéro auprès de cette association. Vérifiez chaque lettre et chaque chiffre.", "This association has no request of this number. Check each letter and digit.";
        link: "كيف تحمى معطياتكم، وكيف تطلبون الاطلاع عليها أو محوها", "Vos données : comment elles sont protégées, comment les consulter ou les effacer", "Your data: how it is protected, how to see it or have it erased";
    }
    say {
        cndp_number(number: &str): "رقم {number}", "n° {number}", "No. {number}";
        how_long_text(months: &str): "{months} بعد آخر مشاركة. بعدها تمحى الأسماء والهواتف ولا تبقى إلا أرقام بدون أسماء.", "{months} après la dernière participation. Ensuite, noms et téléphones sont effacés ; il ne reste que des chiffres sans nom.", "{months} after the last participation. Then names and phones are erased; only figures without names stay.";
        open(received: &str, due: &str): "توصلت به الجمعية بتاريخ {received}، وعليها الجواب قبل {due}.", "L’association l’a reçue le {received} et doit répondre avant le {due}.", "The association received it on {received} and must answer by {due}.";
        answered(received: &str, done: &str): "توصلت به الجمعية بتاريخ {received}، وأجابت عنه بتاريخ {done}.", "L’association l’a reçue le {received} et y a répondu le {done}.", "The association received it on {received} and answered it on {done}.";
    }
}
