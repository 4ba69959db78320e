//! What waits on the phone, what the server answered.

use crate::i18n::section::section;

section! {
    /// The sync chip and the list behind it.
    Sync
    text {
        title: "الإرسال والمزامنة", "Envoi et synchronisation", "Sending";
        receiving: "جار الاستقبال", "Réception en cours", "Receiving";
        receiving_title: "معطيات جمعيتكم في الطريق", "Les données de votre association arrivent", "Your association’s data is on its way";
        receiving_text: "يمكنكم الشروع في العمل؛ تظهر البقية شيئا فشيئا.", "Vous pouvez déjà travailler ; le reste apparaît peu à peu.", "You can start working; the rest appears little by little.";
        all_sent: "تم إرسال الكل", "Tout est envoyé", "All sent";
        offline: "بدون اتصال، محفوظ في هذا الهاتف", "Hors ligne, enregistré ici", "Offline, saved on this phone";
        send_now: "إرسال الآن", "Envoyer maintenant", "Send now";
        waiting_state: "في انتظار الإرسال", "En attente d’envoi", "Waiting to be sent";
        refused_state: "مرفوض", "Refusé", "Refused";
        held_state: "ينتظر قرار المسؤول(ة)", "En attente de décision", "Waiting for a decision";
        parallel_state: "استلم، وعدل شخص آخر معطيات أخرى", "Reçu, une autre personne a modifié d’autres champs", "Received, someone else changed other fields";
        conflict_state: "تعارض: عدل شخص آخر نفس المعطيات", "Conflit : quelqu’un a modifié la même information", "Conflict: someone changed the same thing";
        conflict_kept: "احتفظنا بالقيمتين في السجل.", "Les deux valeurs sont gardées dans le journal.", "Both values are kept in the log.";
        unreadable_why: "لم يمح شيء. حدثوا حاضر؛ وإن بقي الأمر كذلك، أخبروا مسؤول(ة) الجمعية.", "Rien n’est effacé. Mettez Hadir à jour ; si cela reste, prévenez la personne responsable.", "Nothing is erased. Update Hadir; if this stays, tell your head.";
        held_why: "لم يضع شيء: التسجيل محفوظ إلى أن يتخذ القرار.", "Rien n’est perdu : l’enregistrement est gardé jusqu’à la décision.", "Nothing is lost: the record is kept until it is decided.";
        refused_why: "لم يصل إلى السجل. صححوه من مكانه، أو ضعوه جانبا؛ ولا يعطل باقي الإرسال.", "Ce n’est pas dans le registre. Corrigez-le à sa place, ou mettez-le de côté ; le reste s’envoie.", "It is not in the register. Put it right where it belongs, or put it aside; the rest is sent.";
        correct: "تصحيح", "Corriger", "Correct";
        drop: "وضعه جانبا", "Mettre de côté", "Put aside";
        dropped: "وضع جانبا وسجل ذلك. يبقى بين الوصولات.", "Mis de côté, et noté comme tel. Il reste parmi les accusés de réception.", "Put aside, and recorded as such. It stays among the receipts.";
        tried_again: "سيرسل من جديد", "Repart vers le serveur", "On its way again";
        yours_stands: "قيمتكم هي المعتمدة لأنها الأحدث.", "Votre valeur est retenue : c’est la plus récente.", "Your value stands: it is the later one.";
        other_stands: "قيمة الشخص الآخر هي المعتمدة لأنها الأحدث.", "La valeur de l’autre personne est retenue : c’est la plus récente.", "The other person’s value stands: it is the later one.";
        needs_you: "يحتاج إليكم", "À traiter", "Needs you";
        waiting_section: "في الانتظار", "En attente", "Waiting";
        storage: "التخزين في هذا الهاتف", "Stockage sur ce téléphone", "Storage on this phone";
        storage_safe: "التخزين دائم: لن يمسحه المتصفح من تلقاء نفسه.", "Stockage durable : le navigateur ne l’effacera pas de lui-même.", "Storage is lasting: the browser will not clear it on its own.";
        storage_unsure: "قد يمسح المتصفح المعطيات إذا امتلأ الهاتف. ثبتوا حاضر وأرسلوا بانتظام.", "Le navigateur peut effacer les données si le téléphone est plein. Installez Hadir et envoyez souvent.", "The browser may clear data when the phone is full. Install Hadir and send often.";
        empty_title: "لا شيء في الانتظار", "Rien en attente", "Nothing is waiting";
        empty_text: "كل ما سجلتموه في هذا الهاتف توصل به الخادم. يمكنكم متابعة العمل، باتصال أو بدونه.", "Tout ce que vous avez saisi ici est arrivé au serveur. Continuez, avec ou sans réseau.", "Everything you recorded here has reached the server. Carry on, with or without a network.";
        never: "لم تتم أي مزامنة بعد", "Pas encore synchronisé", "Not synced yet";
    }
    say {
        received(number: &str, at: &str): "استلم تحت رقم {number}، {at}", "Reçu sous le n° {number}, {at}", "Received as no. {number}, {at}";
        received_as(number: &str): "استلم تحت رقم {number}", "Reçu sous le n° {number}", "Received as no. {number}";
        recorded_at(at: &str): "سجل {at}", "Saisi {at}", "Recorded {at}";
        last_sync(when: &str): "آخر مزامنة: {when}", "Dernière synchronisation : {when}", "Last sync: {when}";
        storage_used(used: &str, room: &str): "{used} من {room}", "{used} sur {room}", "{used} of {room}";
    }
    count {
        unreadable: ["لا تسجيل تعذرت قراءته", "تسجيل واحد في هذا الهاتف لا تقرؤه هذه النسخة", "تسجيلان في هذا الهاتف لا تقرؤهما هذه النسخة", "{} تسجيلات في هذا الهاتف لا تقرؤها هذه النسخة", "{} تسجيلا في هذا الهاتف لا تقرؤه هذه النسخة", "{} تسجيل في هذا الهاتف لا تقرؤه هذه النسخة"],
            ["{} saisie de ce téléphone est illisible pour cette version", "{} saisies de ce téléphone sont illisibles pour cette version"], ["{} entry on this phone cannot be read by this version", "{} entries on this phone cannot be read by this version"];
        people_so_far: ["لم يصل أحد بعد", "وصل شخص واحد", "وصل شخصان", "وصل {} أشخاص", "وصل {} شخصا", "وصل {} شخص"],
            ["{} personne reçue", "{} personnes reçues"], ["{} person received", "{} people received"];
        waiting: ["تم إرسال الكل", "تسجيل واحد في الانتظار", "تسجيلان في الانتظار", "{} تسجيلات في الانتظار", "{} تسجيلا في الانتظار", "{} تسجيل في الانتظار"],
            ["{} en attente", "{} en attente"], ["{} waiting", "{} waiting"];
        need_you: ["لا شيء يحتاج إليكم", "أمر واحد يحتاج إليكم", "أمران يحتاجان إليكم", "{} أمور تحتاج إليكم", "{} أمرا يحتاج إليكم", "{} أمر يحتاج إليكم"],
            ["{} à traiter", "{} à traiter"], ["{} needs you", "{} need you"];
        offline_waiting: ["بدون اتصال", "بدون اتصال، تسجيل محفوظ هنا", "بدون اتصال، تسجيلان محفوظان هنا", "بدون اتصال، {} تسجيلات محفوظة هنا", "بدون اتصال، {} تسجيلا محفوظا هنا", "بدون اتصال، {} تسجيل محفوظ هنا"],
            ["Hors ligne, {} enregistré ici", "Hors ligne, {} enregistrés ici"], ["Offline, {} saved here", "Offline, {} saved here"];
    }
}
