//! The association's file.

use crate::i18n::section::section;

section! {
    /// The association's file: its receipts, the mandate of its bureau, its documents, and what of it needs an eye.
    File
    text {
        title: "ملف الجمعية", "Dossier de l’association", "The association’s file";
        for_heads: "ملف الجمعية لرئاستها: الوصولات، وولاية المكتب، والوثائق.", "Le dossier est pour les responsables : récépissés, mandat du bureau, documents.", "The file is for heads: receipts, the bureau’s mandate, documents.";
        needs: "ما يحتاج إلى انتباهكم في ملف الجمعية", "À surveiller dans le dossier de l’association", "What needs your eye in the association’s file";
        open: "فتح ملف الجمعية", "Ouvrir le dossier", "Open the file";
        mandate_unknown: "نهاية ولاية المكتب غير مسجلة: اكتبوها ليذكركم بها حاضر قبل ستين يوما.", "La fin du mandat du bureau n’est pas notée : écrivez-la, Hadir la rappellera soixante jours avant.", "The end of the bureau’s mandate is not written down: write it, and Hadir reminds you sixty days before.";
        receipt_missing: "رقم وصل الجمعية غير مسجل.", "Le numéro du récépissé n’est pas noté.", "The number of the receipt is not written down.";
        cndp_missing: "وصل التصريح لدى اللجنة الوطنية CNDP غير مسجل (القانون 09.08).", "Le récépissé de la déclaration à la CNDP n’est pas noté (loi 09-08).", "The receipt of the declaration to the CNDP is not written down (law 09-08).";
        papers: "الوصولات والتواريخ", "Récépissés et dates", "Receipts and dates";
        receipt_kind: "نوع الوصل", "Nature du récépissé", "Kind of receipt";
        provisional: "مؤقت", "Provisoire", "Provisional";
        definitive: "نهائي", "Définitif", "Final";
        unsaid: "غير محدد", "Non précisé", "Not said";
        cndp_hint: "D-… للتصريح، أو A-… للإذن.", "D-… pour une déclaration, A-… pour une autorisation.", "D-… for a declaration, A-… for an authorisation.";
        mandate: "ولاية المكتب المسير", "Mandat du bureau", "The bureau’s mandate";
        mandate_hint: "مدتها في القانون الأساسي، وكل تجديد للمكتب تصريح جديد.", "Sa durée est dans les statuts ; chaque renouvellement du bureau est une nouvelle déclaration.", "Its length is in the statutes; every renewal of the bureau is a new declaration.";
        saved: "سجل في ملف الجمعية", "Noté au dossier", "Written in the file";
        documents: "الوثائق", "Documents", "Documents";
        documents_hint: "تحفظ عند الخادم، لا في الهواتف: فتح وثيقة أو إضافتها يحتاج إلى اتصال.", "Ils sont gardés sur le serveur, pas sur les téléphones : en ouvrir ou en ajouter un demande du réseau.", "They are kept on the server, not on phones: opening or adding one needs a network.";
        none: "لا وثيقة بعد: القانون الأساسي، الوصل، المحاضر، الاتفاقيات.", "Aucun document : statuts, récépissé, procès-verbaux, conventions.", "No document yet: statutes, receipt, minutes, agreements.";
        add: "إضافة وثيقة", "Ajouter un document", "Add a document";
        name: "عنوان الوثيقة", "Intitulé", "Title";
        name_hint: "اسم الملف يقترح عنوانا: غيروه كما تشاؤون.", "Le nom du fichier sert de proposition : écrivez ce que vous voulez.", "The file’s name is proposed: write what you like.";
        describe: "تصحيح العنوان والنوع والتاريخ", "Corriger l’intitulé, la nature, la date", "Correct the title, the kind, the date";
        describe_hint: "الملف نفسه لا يتغير، والسجل يحفظ ما كان.", "Le fichier lui-même ne change pas ; le journal garde ce qui était écrit.", "The file itself does not change; the log keeps what stood there.";
        described: "صححت معطيات الوثيقة", "Document corrigé", "Document corrected";
        sort: "نوع الوثيقة", "Nature du document", "Kind of document";
        day: "تاريخ الوثيقة", "Date du document", "Date of the document";
        choose: "اختيار ملف", "Choisir un fichier", "Choose a file";
        other: "ملف آخر", "Un autre fichier", "Another file";
        accepted: "PDF أو JPEG أو PNG أو DOCX أو XLSX أو ODT، عشرة ميغا على الأكثر.", "PDF, JPEG, PNG, DOCX, XLSX ou ODT, 10 Mo au plus.", "PDF, JPEG, PNG, DOCX, XLSX or ODT, 10 MB at most.";
        no_file: "اختاروا ملفا أولا.", "Choisissez d’abord un fichier.", "Choose a file first.";
        unreadable: "تعذرت قراءة هذا الملف من الهاتف. لم يحفظ شيء: اختاروه من جديد.", "Ce fichier n’a pas pu être lu sur le téléphone. Rien n’a été gardé : choisissez-le à nouveau.", "This file could not be read on the phone. Nothing was kept: choose it again.";
        typed_stays: "ما كتبتموه والملف باقيان هنا: أعيدوا المحاولة من هذه الصفحة.", "Ce que vous avez saisi et le fichier restent ici : réessayez depuis cette page.", "What you typed and the file stay here: try again from this page.";
        sending: "جار الإرسال…", "Envoi…", "Sending…";
        send: "حفظ الوثيقة", "Garder le document", "Keep the document";
        kept: "حفظت الوثيقة", "Le document est gardé", "The document is kept";
        download: "تنزيل", "Télécharger", "Download";
        withdraw: "سحب الوثيقة", "Retirer le document", "Withdraw the document";
        withdraw_hint: "لا يفتحها أحد بعد ذلك. يمكن إرجاعها مدة يوم، ثم يحذف ملفها.", "Plus personne ne l’ouvre. Il peut être remis pendant un jour, puis son fichier est effacé.", "Nobody opens it any more. It can be put back for a day, then its file is erased.";
        withdrawn: "سحبت الوثيقة", "Document retiré", "Document withdrawn";
        withdrawn_list: "وثائق مسحوبة تحذف قريبا", "Documents retirés, bientôt effacés", "Withdrawn documents, soon erased";
        put_back: "إرجاع", "Remettre", "Put back";
        was_put_back: "أرجعت الوثيقة", "Document remis", "Document put back";
        statutes: "القانون الأساسي", "Statuts", "Statutes";
        receipt: "وصل", "Récépissé", "Receipt";
        minutes: "محضر", "Procès-verbal", "Minutes";
        cndp: "وثيقة CNDP", "Document CNDP", "CNDP paper";
        agreement: "اتفاقية", "Convention", "Agreement";
        rest: "وثيقة أخرى", "Autre document", "Other document";
        mandate_today: "اليوم آخر يوم في ولاية المكتب: صرحوا بالمكتب الجديد بعد الجمع العام.", "Le mandat du bureau prend fin aujourd’hui : déclarez le nouveau bureau après l’assemblée.", "The bureau’s mandate ends today: declare the new bureau after the assembly.";
    }
    say {
        mandate_over(day: &str): "انتهت ولاية المكتب في {day}: اعقدوا الجمع العام وصرحوا بالمكتب الجديد.", "Le mandat du bureau a pris fin le {day} : tenez l’assemblée et déclarez le nouveau bureau.", "The bureau’s mandate ended on {day}: hold the assembly and declare the new bureau.";
        mandate_ends(day: &str, left: &str): "تنتهي ولاية المكتب في {day}، {left}: حضروا الجمع العام.", "Le mandat du bureau prend fin le {day}, {left} : préparez l’assemblée générale.", "The bureau’s mandate ends on {day}, {left}: prepare the general assembly.";
        final_receipt(day: &str): "الوصل مؤقت منذ {day}: الوصل النهائي يسلم داخل ستين يوما، اطلبوه.", "Le récépissé est provisoire depuis le {day} : le définitif est dû sous soixante jours, réclamez-le.", "The receipt is provisional since {day}: the final one is due within sixty days, ask for it.";
    }
    count {
        left: ["اليوم", "بعد يوم واحد", "بعد يومين", "بعد {} أيام", "بعد {} يوما", "بعد {} يوم"],
            ["dans {} jour", "dans {} jours"], ["in {} day", "in {} days"];
    }
}

impl File {
    /// What a document is, by its code.
    pub fn sort_of(&self, code: &str) -> &'static str {
        match code {
            "statutes" => self.statutes,
            "receipt" => self.receipt,
            "minutes" => self.minutes,
            "cndp" => self.cndp,
            "agreement" => self.agreement,
            _ => self.rest,
        }
    }

    /// What a receipt is worth, by its code.
    pub fn receipt_kind_of(&self, code: &str) -> &'static str {
        match code {
            "provisional" => self.provisional,
            "final" => self.definitive,
            _ => self.unsaid,
        }
    }

    /// What kind of file it is, by its code: the same in every language.
    pub fn media_of(&self, code: &str) -> &'static str {
        match code {
            "pdf" => "PDF",
            "jpeg" => "JPEG",
            "png" => "PNG",
            "docx" => "DOCX",
            "xlsx" => "XLSX",
            "odt" => "ODT",
            _ => self.rest,
        }
    }
}
