//! Goods and services handed over.

use crate::i18n::number::hundredths;
use crate::i18n::section::section;

section! {
    /// Handing over goods or a service: what, how much, to whom.
    Delivery
    text {
        hand_over: "تسليم مواد أو خدمة", "Remettre un bien ou un service", "Hand over";
        hand_over_hint: "لكل الحاضرين دفعة واحدة، أو لأشخاص دون أسماء.", "À tous les présents d’un geste, ou à des personnes sans nom.", "To all who are present at once, or to people without names.";
        outside_hint: "خارج الحصص: في البيت، في المقر، أثناء زيارة.", "Hors séance : à domicile, au local, lors d’une visite.", "Outside sessions: at home, at the office, on a visit.";
        by_name: "أشخاص بالاسم", "Des personnes, par leur nom", "People by name";
        tap_hint: "المسوا اسما: تسجل المادة له في الحين. المسوه من جديد للتراجع.", "Touchez un nom : c’est remis et noté. Touchez-le encore pour annuler.", "Tap a name: it is handed over and recorded. Tap it again to take it back.";
        on_day: "أي يوم؟", "Quel jour ?", "On which day?";
        day_to_come: "لم يحن هذا اليوم بعد: اختاروا اليوم أو يوما قبله.", "Ce jour n’est pas encore venu : choisissez aujourd’hui ou avant.", "That day has not come yet: choose today or before.";
        in_activity: "في أي نشاط؟", "Dans quelle activité ?", "In which activity?";
        handed_that_day: "المواد المسلمة في هذا اليوم خارج الحصص", "Remis ce jour-là hors séance", "Handed over that day, outside sessions";
        handed: "المواد المسلمة", "Remis", "Handed over";
        done: "تم التسليم", "Remis", "Handed over";
        received: "ما تسلم", "Reçu", "Received";
        item: "ماذا؟", "Quoi ?", "What?";
        item_hint: "قفة رمضان، محفظة، استشارة…", "Panier du Ramadan, cartable, consultation…", "Ramadan basket, school bag, consultation…";
        each: "الكمية لكل شخص", "Quantité par personne", "How much each";
        unit: "الوحدة", "Unité", "Unit";
        whom: "لمن؟", "À qui ?", "To whom?";
        unnamed: "أشخاص دون أسماء", "Personnes sans nom", "People without names";
        give: "تسليم", "Remettre", "Hand over";
        take_back: "تراجع عن التسليم", "Annuler la remise", "Take it back";
        taken_back: "تم التراجع عن التسليم", "Remise annulée", "Taken back";
        bad_quantity: "اكتبوا عددا أكبر من صفر، مثل 1 أو 2,5.", "Écrivez un nombre supérieur à zéro, comme 1 ou 2,5.", "Write a number above zero, such as 1 or 2.5.";
        other_unit: "سجلت هذه المادة بوحدة أخرى: اختاروا تلك الوحدة.", "Cet article est déjà compté dans une autre unité : reprenez-la.", "This item is already counted in another unit: choose that one.";
        how_many: "حددوا عدد الأشخاص.", "Indiquez combien de personnes.", "Say how many people.";
        already: "سبق تسليمه لهم", "Déjà remis", "They have it already";
        nobody: "لا أحد حاضر بعد: سجلوا الحضور أولا.", "Personne n’est présent : faites d’abord l’appel.", "Nobody is present yet: take the roll first.";
        piece: "وحدة", "unité", "piece";
        kilogram: "كغ", "kg", "kg";
        litre: "لتر", "l", "l";
        metre: "متر", "m", "m";
        dirham: "درهم", "DH", "MAD";
        hour: "ساعة", "h", "h";
        other: "وحدة أخرى", "autre unité", "other unit";
    }
    say {
        amount(quantity: &str, unit: &str): "{quantity} {unit}", "{quantity} {unit}", "{quantity} {unit}";
        present(n: u64): "كل الحاضرين ({n})", "Tous les présents ({n})", "Everyone present ({n})";
        handed_to(item: &str, people: &str): "{item}: {people}", "{item} : {people}", "{item}: {people}";
        without_names(n: u64): "دون أسماء: {n}", "sans nom : {n}", "without names: {n}";
    }
    count {
        people: ["لا أحد", "شخص واحد", "شخصان", "{} أشخاص", "{} شخصا", "{} شخص"],
            ["{} personne", "{} personnes"], ["{} person", "{} people"];
    }
}

impl Delivery {
    /// A unit by its name.
    pub fn unit_of(&self, name: &str) -> &'static str {
        match name {
            "piece" => self.piece,
            "kilogram" => self.kilogram,
            "litre" => self.litre,
            "metre" => self.metre,
            "dirham" => self.dirham,
            "hour" => self.hour,
            _ => self.other,
        }
    }

    /// How much of a unit, in hundredths of it.
    pub fn quantity(&self, quantity: i64, unit: &str) -> String {
        let quantity = hundredths(self.lang(), quantity.unsigned_abs());
        self.amount(&quantity, self.unit_of(unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_quantity_has_the_decimals_it_needs() {
        let said = |lang, quantity| {
            let said = Delivery::of(lang).quantity(quantity, "kilogram");
            said.replace(['\u{2068}', '\u{2069}'], "")
        };
        assert_eq!(said(Lang::Fr, 150), "1,5 kg");
        assert_eq!(said(Lang::En, 100), "1 kg");
        assert_eq!(said(Lang::En, 123_405), "1,234.05 kg");
    }
}
