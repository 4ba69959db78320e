//! Cards: given, replaced, printed.

use crate::i18n::section::section;

section! {
    /// Cards with a code that says who somebody is.
    Cards
    text {
        title: "البطاقات", "Cartes", "Cards";
        about: "تحمل البطاقة الاسم ورمزا تمسحه الكاميرا عند الباب، ولا تحمل أي معطى آخر.", "La carte porte le nom et un code que la caméra lit à l’entrée, rien d’autre.", "A card carries the name and a code that a camera reads at the door, nothing else.";
        nobody: "لا أحد هنا بعد: أضيفوا الأشخاص أولا.", "Personne ici pour l’instant : ajoutez d’abord des personnes.", "Nobody is here yet: add people first.";
        not_yours: "يعطي البطاقات رئيس(ة) الجمعية أو المنسق(ة).", "Les cartes sont données par la présidence ou la coordination.", "Cards are given by a head or a coordinator.";
        none: "لا بطاقة بعد.", "Pas encore de carte.", "No card yet.";
        give_one: "إعطاء بطاقة", "Donner une carte", "Give a card";
        given_one: "أعطيت البطاقة. محفوظة.", "Carte donnée. Enregistré.", "Card given. Saved.";
        replace: "تعويض البطاقة", "Remplacer la carte", "Replace the card";
        replace_hint: "بعد التعويض لا تصلح البطاقة القديمة: من يمسحها يقال له ذلك.", "Une fois remplacée, l’ancienne carte ne vaut plus : qui la scanne en est averti.", "Once replaced, the old card is worth nothing: whoever scans it is told so.";
        replaced: "عوضت البطاقة، والقديمة لم تعد صالحة. محفوظ.", "Carte remplacée, l’ancienne ne vaut plus. Enregistré.", "Card replaced; the old one is worth nothing. Saved.";
        print: "طباعة", "Imprimer", "Print";
        print_hint: "عشر بطاقات في كل ورقة A4. اطبعوا على ورق سميك بالحجم الحقيقي (100 %)، وقصوا على العلامات.", "Dix cartes par feuille A4. Imprimez sur papier épais, à la taille réelle (100 %), et coupez le long des repères.", "Ten cards on each A4 sheet. Print on thick paper, at true size (100%), and cut along the marks.";
        part: "أي بطاقات", "Quelles cartes", "Which cards";
    }
    say {
        from_to(from: u64, to: u64): "من {from} إلى {to}", "De {from} à {to}", "{from} to {to}";
    }
    count {
        without: ["للجميع بطاقة", "شخص واحد بدون بطاقة", "شخصان بدون بطاقة", "{} أشخاص بدون بطاقة", "{} شخصا بدون بطاقة", "{} شخص بدون بطاقة"],
            ["{} personne sans carte", "{} personnes sans carte"], ["{} person without a card", "{} people without a card"];
        give: ["إعطاء البطاقات", "إعطاء بطاقة واحدة", "إعطاء بطاقتين", "إعطاء {} بطاقات", "إعطاء {} بطاقة", "إعطاء {} بطاقة"],
            ["Donner {} carte", "Donner {} cartes"], ["Give {} card", "Give {} cards"];
        given: ["لم تعط أي بطاقة", "أعطيت بطاقة واحدة", "أعطيت بطاقتان", "أعطيت {} بطاقات", "أعطيت {} بطاقة", "أعطيت {} بطاقة"],
            ["{} carte donnée", "{} cartes données"], ["{} card given", "{} cards given"];
    }
}
