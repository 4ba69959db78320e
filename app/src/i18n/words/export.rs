//! Taking everything away.

use crate::i18n::section::section;

section! {
    /// Taking all of the association's data away, for heads.
    Export
    text {
        title: "أخذ كل المعطيات", "Emporter toutes les données", "Take all data away";
        what: "ملف واحد فيه كل ما تحفظه الجمعية: الأشخاص، التسجيلات، الحضور، الموافقات، الوثائق، التقارير المحفوظة والسجل كله. يسترجعه خادم آخر لحاضر كما هو. ليست فيه كلمات سر ولا أرقام البطائق الوطنية.", "Un fichier avec tout ce que l’association garde : personnes, inscriptions, présences, consentements, documents, rapports gardés et tout le journal. Un autre serveur Hadir le reprend tel quel. Il ne contient ni mots de passe ni numéros de CNIE.", "One file with all that the association keeps: people, registrations, attendance, consents, documents, kept reports and the whole log. Another Hadir server takes it back as it is. It holds no passwords and no identity card numbers.";
        law: "فيه المعطيات الشخصية لكل الناس (القانون 09.08): احفظوه في مكان مقفل، لا ترسلوه إلى أحد، واحذفوه متى لم تعودوا تحتاجونه. يكتب في السجل أنكم أخذتموه.", "Il contient les données personnelles de tous (loi 09-08) : gardez-le sous clé, ne l’envoyez à personne, effacez-le dès qu’il ne sert plus. Le journal dira que vous l’avez emporté.", "It holds everybody’s personal data (law 09-08): keep it under lock, send it to nobody, delete it once it is of no use. The log will say that you took it.";
        wrong: "كلمة السر الحالية غير صحيحة. لم ينزل شيء.", "Le mot de passe actuel est incorrect. Rien n’a été téléchargé.", "The current password is wrong. Nothing was downloaded.";
        take: "تنزيل كل المعطيات", "Télécharger toutes les données", "Download all data";
    }
}
