//! Unsent work in a sealed file, and delivering a colleague's.

use crate::i18n::section::section;

section! {
    /// Saving unsent work for a colleague to deliver, and delivering it.
    Parcel
    text {
        title: "بواسطة هاتف آخر", "Par un autre téléphone", "By another phone";
        save_lead: "لا شبكة لديكم، أو البطارية توشك على النفاد؟ احفظوا ما لم يرسل في ملف مختوم وأعطوه لزميل(ة) من الجمعية. لا يقرؤه إلا الخادم، ويبقى محفوظا هنا أيضا.", "Pas de réseau, plus de batterie ? Mettez ce qui n’est pas envoyé dans un fichier scellé et donnez-le à une personne de l’association. Seul le serveur le lit, et tout reste aussi ici.", "No network, or the battery is dying? Put what is not sent into a sealed file and give it to a colleague of the association. Only the server reads it, and all of it stays here too.";
        save: "حفظ ما لم يرسل في ملف", "Mettre le non-envoyé dans un fichier", "Save unsent work to a file";
        note: "حاضر: عمل لم يرسل بعد، في ملف مختوم. سلموه من هاتف عضو في الجمعية نفسها: «الإرسال والمزامنة»، ثم «تسليم ملف زميل(ة)».", "Hadir : travail non envoyé, scellé. À remettre depuis le téléphone d’un membre de la même association : « Envoi et synchronisation », puis « Remettre le fichier d’un collègue ».", "Hadir: unsent work, sealed. Deliver it from the phone of a member of the same association: “Sending”, then “Deliver a colleague’s file”.";
        saved_title: "تم الحفظ في ملف", "Fichier prêt", "Saved to a file";
        deliver_lead: "أعطاكم زميل(ة) ملفا مختوما؟ سلموه من هنا. لن تروا ما فيه.", "Une personne vous a donné un fichier scellé ? Remettez-le ici. Vous n’en verrez pas le contenu.", "A colleague gave you a sealed file? Deliver it here. You will not see what is in it.";
        deliver: "تسليم ملف زميل(ة)", "Remettre le fichier d’un collègue", "Deliver a colleague’s file";
        waits: "محفوظ في هذا الهاتف، ويسلم وحده عند عودة الشبكة.", "Gardé sur ce téléphone, remis de lui-même dès qu’il y a du réseau.", "Kept on this phone, delivered by itself once there is a network.";
        delivered: "تم التسليم", "Remis au serveur", "Delivered";
        thanks: "أخبروا زميلكم أو زميلتكم: وصل الملف.", "Prévenez la personne : son fichier est arrivé.", "Tell your colleague: the file has arrived.";
        refused: "لم يسلم الملف", "Fichier non remis", "Not delivered";
    }
    say {
        come_again(n: &str): "{n} تنتظر ما سيصل من هواتف أخرى: سلموا الملف من جديد بعد أيام.", "{n} attendent ce qu’apporteront d’autres téléphones : remettez ce fichier dans quelques jours.", "{n} wait for what other phones are yet to bring: deliver this file again in some days.";
    }
    count {
        saved: ["لا تسجيل في الملف", "تسجيل واحد في الملف، وهو باق هنا أيضا إلى أن يرسل.", "تسجيلان في الملف، وهما باقيان هنا أيضا إلى أن يرسلا.", "{} تسجيلات في الملف، وهي باقية هنا أيضا إلى أن ترسل.", "{} تسجيلا في الملف، وهي باقية هنا أيضا إلى أن ترسل.", "{} تسجيل في الملف، وهي باقية هنا أيضا إلى أن ترسل."],
            ["{} saisie est dans le fichier ; elle reste aussi ici jusqu’à son envoi.", "{} saisies sont dans le fichier ; elles restent aussi ici jusqu’à leur envoi."], ["{} entry is in the file; it also stays here until it is sent.", "{} entries are in the file; they also stay here until they are sent."];
        file_of: ["ملف زميل(ة) بدون تسجيل", "ملف زميل(ة): تسجيل واحد", "ملف زميل(ة): تسجيلان", "ملف زميل(ة): {} تسجيلات", "ملف زميل(ة): {} تسجيلا", "ملف زميل(ة): {} تسجيل"],
            ["Fichier d’un collègue : {} saisie", "Fichier d’un collègue : {} saisies"], ["A colleague’s file: {} entry", "A colleague’s file: {} entries"];
        received: ["لا جديد", "تسجيل واحد وصل", "تسجيلان وصلا", "{} تسجيلات وصلت", "{} تسجيلا وصل", "{} تسجيل وصل"],
            ["{} saisie reçue", "{} saisies reçues"], ["{} entry received", "{} entries received"];
        known: ["لا تسجيل معروف", "تسجيل واحد كان عند الخادم", "تسجيلان كانا عند الخادم", "{} تسجيلات كانت عند الخادم", "{} تسجيلا كان عند الخادم", "{} تسجيل كان عند الخادم"],
            ["{} déjà sur le serveur", "{} déjà sur le serveur"], ["{} was there already", "{} were there already"];
        held: ["لا شيء ينتظر القرار", "تسجيل واحد ينتظر قرار المسؤول(ة)", "تسجيلان ينتظران قرار المسؤول(ة)", "{} تسجيلات تنتظر قرار المسؤول(ة)", "{} تسجيلا ينتظر قرار المسؤول(ة)", "{} تسجيل ينتظر قرار المسؤول(ة)"],
            ["{} attend une décision", "{} attendent une décision"], ["{} waits for a head", "{} wait for a head"];
        not_taken: ["لا تسجيل مرفوض", "تسجيل واحد رفض، والسجل يحفظه", "تسجيلان رفضا، والسجل يحفظهما", "{} تسجيلات رفضت، والسجل يحفظها", "{} تسجيلا رفض، والسجل يحفظها", "{} تسجيل رفض، والسجل يحفظها"],
            ["{} refusée, gardée au journal", "{} refusées, gardées au journal"], ["{} was refused and is in the log", "{} were refused and are in the log"];
        for_later: ["لا تسجيل مؤجل", "تسجيل واحد", "تسجيلان", "{} تسجيلات", "{} تسجيلا", "{} تسجيل"],
            ["{} saisie", "{} saisies"], ["{} entry", "{} entries"];
    }
}
