//! The places of an activity.

use crate::i18n::section::section;

section! {
    /// The places of an activity: how many, who waits, what is to do.
    Seats
    text {
        title: "المقاعد", "Places", "Places";
        no_limit: "بدون حد: كل من سجل له مكان.", "Sans limite : toute personne inscrite a une place.", "No limit: whoever registers has a place.";
        held: "مشغولة", "prises", "taken";
        free: "شاغرة", "libres", "free";
        waiting: "في الانتظار", "en attente", "waiting";
        list: "لائحة الانتظار", "Liste d’attente", "Waiting list";
        list_empty: "لا أحد في لائحة الانتظار.", "Personne n’attend.", "Nobody is waiting.";
        applied: "في انتظار الموافقة", "À valider", "To approve";
        called: "حصلوا على مكان: أخبروهم", "Ont obtenu une place : prévenez-les", "Were given a place: tell them";
        approve: "موافقة", "Valider", "Approve";
        decline: "رفض", "Refuser", "Decline";
        declined: "تم الرفض", "Inscription refusée", "Declined";
        give: "إعطاء مكان", "Donner une place", "Give a place";
        given: "أعطي مكانا", "Place donnée", "A place was given";
        approved: "تمت الموافقة", "Inscription validée", "Approved";
        told: "تم إخبارهم", "C’est fait", "They were told";
        told_done: "سجل أنهم أخبروا", "Noté : la personne est prévenue", "Noted: they were told";
        by_sms: "رسالة SMS", "Par SMS", "By SMS";
        no_phone: "لا هاتف: أخبروهم مباشرة.", "Pas de téléphone : prévenez de vive voix.", "No phone: tell them in person.";
        provisional: "مؤقت", "Provisoire", "Provisional";
        full: "اكتملت المقاعد", "Complet", "Full";
        reserved: "المقاعد الباقية مخصصة لغيرهم", "Les places restantes sont réservées à d’autres", "The places left are kept for others";
        unapproved: "لم تتم الموافقة بعد", "Pas encore validée", "Not approved yet";
        promoted: "شغر مكان", "Une place s’est libérée", "A place became free";
        by_hand: "مكان زائد أعطاه مسؤول(ة)", "Place donnée en plus par une personne responsable", "A place more, given by a head";
        left: "غادر(ت)", "A quitté l’activité", "Left";
        settings: "شروط التسجيل", "Conditions d’inscription", "Terms of registration";
        change: "تعديل الشروط", "Modifier les conditions", "Change the terms";
        changed: "حفظت الشروط", "Conditions enregistrées", "Terms saved";
        women: "مقاعد مخصصة للنساء", "Places réservées aux femmes", "Seats kept for women";
        women_hint: "تبقى لهن ما دامت مخصصة، ولو انتظر غيرهن.", "Elles leur restent, même si d’autres attendent.", "They stay theirs, even while others wait.";
        douars: "مقاعد مخصصة للدواوير", "Places réservées par douar", "Seats kept for douars";
        add_douar: "إضافة دوار", "Ajouter un douar", "Add a douar";
        seats: "عدد المقاعد", "Nombre de places", "Number of seats";
    }
    say {
        number(number: &str): "رقم {number}", "n° {number}", "no. {number}";
        place_message(name: &str, activity: &str): "السلام عليكم {name}. لكم مكان الآن في {activity}. المرجو تأكيد حضوركم بالرد على هذه الرسالة.", "Bonjour {name}. Une place est à vous pour {activity}. Merci de confirmer en répondant à ce message.", "Hello {name}. There is now a place for you in {activity}. Please answer this message to confirm.";
    }
    count {
        provisional_text: ["كل التسجيلات أكدها الخادم.", "تسجيل واحد مؤقت: محفوظ في هذا الهاتف إلى أن يعد الخادم المقاعد.", "تسجيلان مؤقتان: محفوظان في هذا الهاتف إلى أن يعد الخادم المقاعد.", "{} تسجيلات مؤقتة: محفوظة في هذا الهاتف إلى أن يعد الخادم المقاعد.", "{} تسجيلا مؤقتا: محفوظة في هذا الهاتف إلى أن يعد الخادم المقاعد.", "{} تسجيل مؤقت: محفوظة في هذا الهاتف إلى أن يعد الخادم المقاعد."],
            ["{} inscription provisoire : gardée sur ce téléphone jusqu’à ce que le serveur ait compté les places.", "{} inscriptions provisoires : gardées sur ce téléphone jusqu’à ce que le serveur ait compté les places."], ["{} provisional registration: safe on this phone until the server has counted the places.", "{} provisional registrations: safe on this phone until the server has counted the places."];
    }
}

impl Seats {
    /// Why a registration stands where it stands, by its code.
    pub fn standing(&self, code: &str) -> &'static str {
        match code {
            "full" => self.full,
            "reserved" => self.reserved,
            "unapproved" => self.unapproved,
            "promoted" => self.promoted,
            "by_hand" => self.by_hand,
            _ => self.left,
        }
    }
}
