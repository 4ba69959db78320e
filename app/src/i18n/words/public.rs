//! The pages everybody sees: an association, registering, a ticket.

use crate::i18n::section::section;

section! {
    /// The pages everybody sees: an association, registering, a ticket.
    Public
    text {
        brand: "حاضر", "Hadir", "Hadir";
        languages: "اللغات", "Langues", "Languages";
        open_activities: "أنشطة مفتوحة للتسجيل", "Activités ouvertes aux inscriptions", "Activities open for registration";
        none_open: "لا يوجد حاليا أي نشاط مفتوح للتسجيل. اتصلوا بالجمعية لمعرفة الجديد.", "Aucune activité n’est ouverte aux inscriptions en ce moment. Contactez l’association pour connaître la suite.", "No activity is open for registration now. Contact the association to hear of the next.";
        receipt: "وصل الإيداع", "Récépissé de dépôt", "Receipt of declaration";
        commune: "الجماعة", "Commune", "Commune";
        phone: "الهاتف", "Téléphone", "Phone";
        whatsapp: "واتساب", "WhatsApp", "WhatsApp";
        contact: "الاتصال بالجمعية", "Contacter l’association", "Contact the association";
        share: "مشاركة عبر واتساب", "Partager par WhatsApp", "Share by WhatsApp";
        when: "متى", "Quand", "When";
        place: "أين", "Où", "Where";
        map: "عرض الخريطة", "Voir la carte", "See the map";
        no_date: "لم يحدد التاريخ بعد", "La date n’est pas encore fixée", "The date is not set yet";
        seats: "عدد المقاعد", "Nombre de places", "Seats";
        approval: "تدرس الجمعية كل طلب قبل تأكيده.", "L’association examine chaque demande avant de la confirmer.", "The association looks at each request before confirming it.";
        kept: "بدون اتصال بالأنترنيت: هذا آخر ما عرفه هاتفكم عن التذكرة.", "Hors ligne : voici le dernier état du billet connu de ce téléphone.", "Offline: this is the last that this phone knew of the ticket.";
        register: "التسجيل", "S’inscrire", "Register";
        send: "إرسال التسجيل", "Envoyer l’inscription", "Send the registration";
        who: "المعني(ة) بالتسجيل", "La personne à inscrire", "Who is registered";
        any_script: "بالحروف العربية أو اللاتينية.", "En lettres arabes ou latines.", "In Arabic or Latin letters.";
        other_script: "الاسم بالحروف الأخرى", "Le nom dans l’autre alphabet", "The name in the other script";
        other_given: "الاسم الشخصي بالحروف الأخرى", "Prénom dans l’autre alphabet", "Given name in the other script";
        other_family: "الاسم العائلي بالحروف الأخرى", "Nom de famille dans l’autre alphabet", "Family name in the other script";
        birth: "سنة أو تاريخ الازدياد", "Année ou date de naissance", "Year or date of birth";
        birth_hint: "السنة وحدها تكفي، مثل 1985. أو اليوم/الشهر/السنة.", "L’année suffit, par exemple 1985. Ou jour/mois/année.", "The year will do, such as 1985. Or day/month/year.";
        phone_hint: "لنخبركم بالجديد. يمكن أن يكون هاتف العائلة.", "Pour vous prévenir. Peut être celui de la famille.", "To let you know. It may be the family’s.";
        commune_hint: "الجماعة التي تسكنون بها، بالعربية أو بالفرنسية.", "Celle où vous habitez, en arabe ou en français.", "The one you live in, in Arabic or French.";
        which_commune: "أي جماعة تقصدون؟", "De quelle commune s’agit-il ?", "Which commune do you mean?";
        choose_commune: "اختاروا واحدة من الجماعات أسفله.", "Choisissez l’une des communes ci-dessous.", "Choose one of the communes below.";
        minor: "إذا كان سنه(ها) أقل من 18 سنة", "Pour une personne de moins de 18 ans", "For somebody under 18";
        minor_hint: "يملأ هذا الجزء ولي الأمر، وهو الذي يعطي الموافقة.", "À remplir par le tuteur légal : c’est lui qui donne son accord.", "The guardian fills this in, and gives the consent.";
        agreement: "الموافقة", "Votre accord", "Your consent";
        agree_taking_part: "أوافق على تسجيل هذه المعطيات من أجل المشاركة في النشاط.", "J’accepte que ces données soient enregistrées pour participer à l’activité.", "I agree that this is recorded so that I can take part.";
        agree_contact: "أوافق على الاتصال بي بالهاتف أو واتساب.", "J’accepte d’être contacté(e) par téléphone ou WhatsApp.", "I agree to be called or written to on WhatsApp.";
        agree_photo: "أوافق على الظهور في صور النشاط.", "J’accepte de figurer sur les photos de l’activité.", "I agree to be in photos of the activity.";
        agree_needed: "لا يمكن التسجيل بدون هذه الموافقة.", "L’inscription n’est pas possible sans cet accord.", "Registering is not possible without this consent.";
        may_refuse: "لكم أن توافقوا أو ترفضوا، دون أن يؤثر ذلك على التسجيل.", "Vous pouvez accepter ou refuser, sans effet sur l’inscription.", "You may agree or not: the registration stands either way.";
        leave_empty: "اتركوا هذه الخانة فارغة", "Laissez ce champ vide", "Leave this field empty";
        not_yet: "لم يتم التسجيل بعد", "L’inscription n’est pas encore faite", "Not registered yet";
        correct: "صححوا ما هو مبين أسفله ثم أعيدوا الإرسال. كل ما كتبتموه ما زال في مكانه.", "Corrigez ce qui est signalé ci-dessous, puis renvoyez. Tout ce que vous avez écrit est encore là.", "Correct what is marked below, then send again. All you wrote is still here.";
        check_again: "كان الإرسال سريعا جدا، أو بقيت الصفحة مفتوحة طويلا. كل ما كتبتموه ما زال في مكانه: راجعوه ثم أعيدوا الإرسال.", "L’envoi a été trop rapide, ou la page est restée ouverte trop longtemps. Tout ce que vous avez écrit est encore là : vérifiez, puis renvoyez.", "It was sent too quickly, or the page stood open too long. All you wrote is still here: check it, then send again.";
        busy: "الخادم لا يستطيع تسجيل هذا الآن، ولم يسجل شيء. كل ما كتبتموه ما زال في مكانه: أعيدوا الإرسال بعد قليل.", "Le serveur ne peut pas l’enregistrer maintenant : rien n’a été enregistré. Tout ce que vous avez écrit est encore là : renvoyez dans un instant.", "The server cannot record this now; nothing was recorded. All you wrote is still here: send it again in a moment.";
        closed_title: "التسجيل مغلق", "Les inscriptions sont fermées", "Registration is closed";
        closed_text: "لم يسجل شيء. اتصلوا بالجمعية لمعرفة متى يفتح التسجيل.", "Rien n’a été enregistré. Contactez l’association pour savoir quand elles rouvrent.", "Nothing was recorded. Contact the association to hear when it opens.";
        invited_title: "هذا النشاط بالدعوة فقط", "Cette activité est sur invitation", "This activity is by invitation";
        invited_text: "الجمعية هي التي تسجل من تدعوهم. لم يسجل شيء: اتصلوا بها إن كنتم من المدعوين.", "L’association inscrit elle-même les personnes qu’elle invite. Rien n’a été enregistré : contactez-la si vous êtes invité(e).", "The association registers those it invites. Nothing was recorded: contact it if you are invited.";
        unknown_title: "لم نجد هذه الصفحة", "Page introuvable", "This page was not found";
        unknown_text: "ربما نسخ الرابط ناقصا، أو لم يفتح هذا النشاط بعد. تحققوا من الرابط، أو اطلبوه من الجمعية.", "Le lien est peut-être incomplet, ou l’activité n’est pas encore ouverte. Vérifiez-le, ou demandez-le à l’association.", "The link may be incomplete, or the activity not open yet. Check it, or ask the association for it.";
        ticket_title: "تذكرة التسجيل", "Billet d’inscription", "Registration ticket";
        ticket_unknown_title: "لم نجد هذه التذكرة", "Billet introuvable", "This ticket was not found";
        ticket_unknown_text: "تحققوا من كل حرف ورقم، أو افتحوا الرابط الذي توصلتم به كاملا. إذا تعذر ذلك فاتصلوا بالجمعية: تسجيلكم محفوظ عندها.", "Vérifiez chaque lettre et chaque chiffre, ou ouvrez le lien reçu en entier. Sinon, contactez l’association : votre inscription y est gardée.", "Check each letter and digit, or open the whole link you were given. Else contact the association: your registration is kept there.";
        ticket_show: "قدموا هذا الرمز عند الوصول. احتفظوا بالصفحة أو بصورة منها.", "Présentez ce code à l’arrivée. Gardez cette page, ou une capture d’écran.", "Show this code when you arrive. Keep this page, or a screenshot.";
        ticket_code: "رقم التذكرة", "Numéro du billet", "Ticket number";
        qr: "رمز QR للتذكرة", "Code QR du billet", "The ticket’s QR code";
        state: "الحالة", "État", "State";
        state_confirmed: "تسجيلكم مؤكد.", "Votre inscription est confirmée.", "You are registered.";
        state_applied: "توصلت الجمعية بطلبكم. عودوا إلى هذه الصفحة لمعرفة قرارها.", "L’association a reçu votre demande. Revenez sur cette page pour connaître sa décision.", "The association has your request. Come back to this page for its decision.";
        state_waitlisted: "اكتملت المقاعد: أنتم في لائحة الانتظار. عودوا إلى هذه الصفحة لمعرفة الجديد.", "Il n’y a plus de place : vous êtes en liste d’attente. Revenez sur cette page pour suivre.", "There is no place left: you are on the waiting list. Come back to this page for news.";
        state_offered: "لكم مقعد. اتصلوا بالجمعية لتأكيده.", "Une place vous est proposée. Contactez l’association pour la confirmer.", "You are offered a place. Contact the association to confirm it.";
        state_declined: "لم تقبل الجمعية هذا الطلب. اتصلوا بها لمعرفة السبب.", "L’association n’a pas retenu cette demande. Contactez-la pour en savoir plus.", "The association declined this request. Contact it to hear why.";
        state_over: "انتهى هذا التسجيل.", "Cette inscription est terminée.", "This registration has ended.";
        state_cancelled: "ألغي هذا التسجيل بطلب منكم.", "Cette inscription a été annulée à votre demande.", "This registration was cancelled at your request.";
        cancel_title: "لن تتمكنوا من الحضور؟", "Un empêchement ?", "Cannot come?";
        cancel_text: "إلغاء التسجيل يترك المقعد لشخص آخر. يمكنكم التسجيل من جديد ما دام التسجيل مفتوحا.", "L’annulation libère la place pour une autre personne. Vous pourrez vous réinscrire tant que c’est ouvert.", "Cancelling leaves the place to somebody else. You can register again while it is open.";
        cancel: "إلغاء التسجيل", "Annuler l’inscription", "Cancel the registration";
        another: "تسجيل شخص آخر", "Inscrire une autre personne", "Register somebody else";
        again: "التسجيل من جديد", "S’inscrire à nouveau", "Register again";
        to_association: "صفحة الجمعية", "La page de l’association", "The association’s page";
        no_network_note: "هذه الصفحة تشتغل بدون تطبيق ولا حساب.", "Cette page marche sans application ni compte.", "This page works without an app or an account.";
    }
    say {
        receipt_of(number: &str, day: &str): "رقم {number} بتاريخ {day}", "n° {number} du {day}", "No. {number} of {day}";
        receipt_number(number: &str): "رقم {number}", "n° {number}", "No. {number}";
        register_for(activity: &str): "التسجيل في {activity}", "Inscription : {activity}", "Register for {activity}";
        offered_by(association: &str): "ينظمه {association}", "Organisé par {association}", "Offered by {association}";
        invite(activity: &str, association: &str): "{activity} مع {association}. للتسجيل المرجو فتح هذا الرابط:", "{activity}, avec {association}. Pour vous inscrire, ouvrez ce lien :", "{activity}, with {association}. To register, open this link:";
        my_ticket(activity: &str): "تذكرتي: {activity}", "Mon billet : {activity}", "My ticket: {activity}";
        from_to(day: &str, from: &str, to: &str): "{day}، من {from} إلى {to}", "{day}, de {from} à {to}", "{day}, {from} to {to}";
        notice(association: &str, months: &str): "تحتفظ {association} بهذه المعطيات لتنظيم أنشطتها ومتابعة الحضور. لا يطلع عليها إلا فريقها. وتحذف الأسماء والهواتف بعد {months} من آخر مشاركة. لكم الحق في الولوج إليها وتصحيحها والتعرض عليها (القانون 09.08).", "{association} garde ces données pour organiser ses activités et suivre la présence. Seule son équipe y a accès. Noms et téléphones sont effacés {months} après la dernière participation. Vous avez un droit d’accès, de rectification et d’opposition (loi 09-08).", "{association} keeps this to organise its activities and follow attendance. Only its team sees it. Names and phones are erased {months} after the last participation. You have the right of access, rectification and opposition (law 09-08).";
        too_many(wait: &str): "وصلت من هنا تسجيلات كثيرة دفعة واحدة، ولم يسجل هذا بعد. كل ما كتبتموه ما زال في مكانه: أعيدوا الإرسال بعد {wait}.", "Beaucoup d’inscriptions arrivent d’ici en même temps : celle-ci n’est pas encore faite. Tout ce que vous avez écrit est encore là : renvoyez dans {wait}.", "Many registrations are arriving from here at once, and this one is not made yet. All you wrote is still here: send it again in {wait}.";
        too_many_tickets(wait: &str): "محاولات كثيرة من هنا. أعيدوا المحاولة بعد {wait}.", "Trop d’essais d’ici. Réessayez dans {wait}.", "Too many tries from here. Try again in {wait}.";
        as_written(commune: &str): "كما كتبتها: {commune}", "Comme je l’ai écrit : {commune}", "As I wrote it: {commune}";
    }
    count {
        months: ["شهر واحد", "شهر واحد", "شهرين", "{} أشهر", "{} شهرا", "{} شهر"],
            ["{} mois", "{} mois"], ["{} month", "{} months"];
        seconds: ["ثانية واحدة", "ثانية واحدة", "ثانيتين", "{} ثوان", "{} ثانية", "{} ثانية"],
            ["{} seconde", "{} secondes"], ["{} second", "{} seconds"];
    }
}

impl Public {
    /// What a ticket says of where its registration stands, by the status's code.
    pub fn state_of(&self, code: &str) -> &'static str {
        match code {
            "confirmed" => self.state_confirmed,
            "waitlisted" => self.state_waitlisted,
            "offered" => self.state_offered,
            "declined" => self.state_declined,
            "cancelled" => self.state_cancelled,
            "withdrawn" | "expired" => self.state_over,
            _ => self.state_applied,
        }
    }
}
