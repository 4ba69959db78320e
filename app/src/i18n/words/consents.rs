//! What people agree to, and all that is kept about one.

use crate::i18n::section::section;

section! {
    /// What people agree to, and all that is kept about one.
    Consents
    text {
        not_asked: "لم تطلب", "À demander", "Not asked";
        ask_contact: "هل توافقون على أن تتصل بكم الجمعية بالهاتف أو واتساب؟", "Acceptez-vous que l’association vous contacte par téléphone ou WhatsApp ?", "Do you agree that the association contacts you by phone or WhatsApp?";
        ask_photo: "هل توافقون على أن تظهروا في صور تنشرها الجمعية عن أنشطتها؟", "Acceptez-vous de figurer sur les photos que l’association publie de ses activités ?", "Do you agree to appear in photos the association publishes of its activities?";
        ask_sharing: "هل توافقون على أن تتقاسم الجمعية اسمكم مع الشريك الممول للنشاط؟", "Acceptez-vous que l’association donne votre nom au partenaire qui finance l’activité ?", "Do you agree that the association gives your name to the partner who funds the activity?";
        how: "كيف تمت الموافقة؟", "Comment l’accord est-il donné ?", "How is it given?";
        agree: "تسجيل الموافقة", "Enregistrer l’accord", "Record the agreement";
        agreed: "سجلت الموافقة", "Accord enregistré", "The agreement is recorded";
        withdraw: "سحب الموافقة", "Retirer l’accord", "Take the agreement back";
        withdraw_hint: "من اليوم فصاعدا. ما سبق يبقى مسجلا، ويمكن الموافقة من جديد.", "À partir d’aujourd’hui. Ce qui précède reste noté, et un nouvel accord reste possible.", "From today on. What came before stays noted, and agreeing again is possible.";
        withdrawn: "سحبت الموافقة", "Accord retiré", "The agreement is taken back";
        guardian_first: "المعني(ة) بالأمر قاصر: سجلوا أولا اسم ولي الأمر، فهو من يوافق.", "C’est un enfant : notez d’abord le nom de son tuteur légal, c’est lui qui donne son accord.", "This is a minor: first write down the guardian’s name, it is they who agree.";
        by_guardian: "من ولي الأمر", "par le tuteur légal", "by the guardian";
        kept: "كل ما هو محفوظ", "Tout ce qui est gardé", "All that is kept";
        kept_hint: "صفحة واحدة تطبع أو ترسل لمن يسأل عما تحتفظ به الجمعية عنه.", "Une page à imprimer ou à envoyer à qui demande ce que l’association garde à son sujet.", "One page to print or send to whoever asks what the association keeps about them.";
        identity: "الهوية", "Identité", "Identity";
        none: "لا شيء.", "Rien.", "Nothing.";
        rights: "يمكنكم تصحيح هذه المعطيات، أو الاعتراض على حفظها، أو سحب موافقتكم، بطلب إلى الجمعية (القانون 09.08).", "Vous pouvez faire corriger ces informations, vous opposer à leur conservation ou retirer votre accord, en le demandant à l’association (loi 09-08).", "You can have these details corrected, object to their being kept, or take your agreement back, by asking the association (law 09-08).";
        print: "طباعة", "Imprimer", "Print";
        send: "إرسال كملف", "Envoyer en fichier", "Send as a file";
        file: "ما-هو-محفوظ.txt", "ce-qui-est-garde.txt", "what-is-kept.txt";
    }
    say {
        on(day: &str): "بتاريخ {day}", "Au {day}", "As of {day}";
        since(day: &str): "{day}", "le {day}", "on {day}";
        until(day: &str): "سحبت يوم {day}", "retiré le {day}", "taken back on {day}";
    }
}

impl Consents {
    /// What is asked for a purpose other than taking part, by its code.
    pub fn ask(&self, code: &str) -> &'static str {
        match code {
            "contact" => self.ask_contact,
            "photo" => self.ask_photo,
            _ => self.ask_sharing,
        }
    }
}
