//! Bringing a list of people in.

use crate::i18n::section::section;

section! {
    /// Bringing a list of people in: file, columns, preview, confirmation.
    Import
    text {
        title: "استيراد لائحة", "Importer une liste", "Import a list";
        lead: "ملف Excel أو CSV. لن يضاف أحد قبل أن تراجعوا وتؤكدوا.", "Un fichier Excel ou CSV. Rien n’est ajouté avant votre confirmation.", "An Excel or CSV file. Nothing is added before you confirm.";
        choose_file: "اختيار ملف", "Choisir un fichier", "Choose a file";
        other_file: "ملف آخر", "Un autre fichier", "Another file";
        drop_file: "أو ضعوا الملف هنا", "ou déposez-le ici", "or drop it here";
        importing: "جار الاستيراد…", "Importation…", "Importing…";
        reading: "جاري قراءة الملف…", "Lecture du fichier…", "Reading the file…";
        columns: "الأعمدة", "Colonnes", "Columns";
        columns_hint: "تحققوا من معنى كل عمود.", "Vérifiez le sens de chaque colonne.", "Check what each column means.";
        ignore_column: "تجاهل هذا العمود", "Ignorer cette colonne", "Leave this column out";
        to_activity: "تسجيلهم في نشاط", "Les inscrire à une activité", "Register them to an activity";
        no_activity: "بدون نشاط", "Sans activité", "No activity";
        preview: "معاينة", "Aperçu", "Preview";
        line: "السطر", "Ligne", "Line";
        column: "العمود", "Colonne", "Column";
        value: "القيمة", "Valeur", "Value";
        reason: "السبب", "Motif", "Reason";
        confirm: "تأكيد الاستيراد", "Confirmer l’import", "Confirm the import";
        all_or_nothing: "إما أن يستورد الكل أو لا يستورد شيء.", "Tout est importé, ou rien.", "Everything is imported, or nothing.";
        fix_first: "صححوا هذه السطور في الملف ثم أعيدوا اختياره، أو استوردوا الباقي.", "Corrigez ces lignes puis choisissez à nouveau le fichier, ou importez le reste.", "Correct these lines and choose the file again, or import the rest.";
        done: "تم الاستيراد", "Import terminé", "Import done";
        needs_network: "الاستيراد يحتاج إلى اتصال. ملفكم لم يتغير؛ أعيدوا المحاولة عند عودة الشبكة.", "L’import demande une connexion. Votre fichier est intact ; réessayez avec du réseau.", "Importing needs a network. Your file is untouched; try again when it is back.";
        too_large: "الملف كبير جدا: قسموه إلى ملفات أصغر. لم يتغير شيء.", "Le fichier est trop gros : partagez-le en plusieurs. Rien n’a changé.", "The file is too large: split it into smaller ones. Nothing has changed.";
        row_new: "إضافة", "À ajouter", "To add";
        row_known: "موجود(ة) من قبل", "Déjà là", "Already there";
        row_likely: "موجود(ة) على الأرجح", "Sans doute déjà là", "Likely there";
        row_refused: "مرفوض", "Refusé", "Refused";
        likely_hint: "نفس الاسم، ولا شيء يخالف ما هو مسجل. لن يضافوا إلا إذا قررتم ذلك.", "Même nom, et rien ne contredit ce qui est inscrit. Ils ne sont ajoutés que si vous le décidez.", "The same name, and nothing that contradicts what is kept. They are added only if you decide so.";
        likely_choice: "هل هم نفس الأشخاص؟", "S’agit-il des mêmes personnes ?", "Are they the same people?";
        likely_known: "نعم: لا تضيفوهم من جديد", "Oui : ne pas les ajouter à nouveau", "Yes: do not add them again";
        likely_new: "لا: أضيفوهم كأشخاص جدد", "Non : les ajouter comme nouvelles personnes", "No: add them as new people";
        for_heads: "الاستيراد لمسؤولي الجمعية ومنسقيها. اطلبوه منهم.", "L’import est réservé aux responsables et coordinateurs.", "Importing is for heads and coordinators. Ask one of them.";
        rows_hint: "السطور الأولى كما قرئت:", "Les premières lignes, telles qu’elles ont été lues :", "The first lines as they were read:";
        refused_title: "السطور المرفوضة", "Lignes refusées", "Refused lines";
        refused_file: "سطور-مرفوضة.csv", "lignes-refusees.csv", "refused-lines.csv";
        more_refused: "الباقي في الملف الذي يمكن تنزيله.", "La suite est dans le fichier à télécharger.", "The rest is in the file to download.";
        see_people: "الاطلاع على الأشخاص", "Voir les personnes", "See the people";
        nothing_to_do: "لا أحد لإضافته في هذا الملف. تحققوا من معنى الأعمدة.", "Personne à ajouter dans ce fichier. Vérifiez le sens des colonnes.", "There is nobody to add in this file. Check what the columns mean.";
        download_refused: "تنزيل لائحة السطور المرفوضة", "Télécharger les lignes refusées", "Download the refused lines";
    }
    say {
        at_line(line: &str, column: &str): "السطر {line}، العمود {column}", "Ligne {line}, colonne {column}", "Line {line}, column {column}";
    }
    count {
        accepted: ["لا أحد يضاف", "شخص واحد سيضاف", "شخصان سيضافان", "{} أشخاص سيضافون", "{} شخصا سيضافون", "{} شخص سيضافون"],
            ["{} personne à ajouter", "{} personnes à ajouter"], ["{} person to add", "{} people to add"];
        known: ["لا أحد موجود من قبل", "شخص واحد موجود من قبل", "شخصان موجودان من قبل", "{} أشخاص موجودون من قبل", "{} شخصا موجودون من قبل", "{} شخص موجودون من قبل"],
            ["{} personne déjà là", "{} personnes déjà là"], ["{} person already there", "{} people already there"];
        likely: ["لا أحد موجود على الأرجح", "شخص واحد موجود على الأرجح", "شخصان موجودان على الأرجح", "{} أشخاص موجودون على الأرجح", "{} شخصا موجودون على الأرجح", "{} شخص موجودون على الأرجح"],
            ["{} personne sans doute déjà là", "{} personnes sans doute déjà là"], ["{} person likely there already", "{} people likely there already"];
        leave_out: ["دون ترك أي سطر", "مع ترك سطر واحد مرفوض", "مع ترك سطرين مرفوضين", "مع ترك {} أسطر مرفوضة", "مع ترك {} سطرا مرفوضا", "مع ترك {} سطر مرفوض"],
            ["laisser {} ligne refusée", "laisser {} lignes refusées"], ["leave {} refused line out", "leave {} refused lines out"];
        refused: ["لا سطر مرفوض", "سطر واحد مرفوض", "سطران مرفوضان", "{} أسطر مرفوضة", "{} سطرا مرفوضا", "{} سطر مرفوض"],
            ["{} ligne refusée", "{} lignes refusées"], ["{} line refused", "{} lines refused"];
        added: ["لم يضف أحد", "أضيف شخص واحد", "أضيف شخصان", "أضيف {} أشخاص", "أضيف {} شخصا", "أضيف {} شخص"],
            ["{} personne ajoutée", "{} personnes ajoutées"], ["{} person added", "{} people added"];
        registered: ["لا أحد يسجل في النشاط", "شخص واحد يسجل في النشاط", "شخصان يسجلان في النشاط", "{} أشخاص يسجلون في النشاط", "{} شخصا يسجلون في النشاط", "{} شخص يسجلون في النشاط"],
            ["{} inscription à l’activité", "{} inscriptions à l’activité"], ["{} registration to the activity", "{} registrations to the activity"];
        repeated: ["لا سطر مكرر", "سطر واحد مكرر", "سطران مكرران", "{} أسطر مكررة", "{} سطرا مكررا", "{} سطر مكرر"],
            ["{} ligne en double", "{} lignes en double"], ["{} line repeated", "{} lines repeated"];
        confirm_count: ["لا شيء للاستيراد", "استيراد شخص واحد", "استيراد شخصين", "استيراد {} أشخاص", "استيراد {} شخصا", "استيراد {} شخص"],
            ["Importer {} personne", "Importer {} personnes"], ["Import {} person", "Import {} people"];
    }
}
