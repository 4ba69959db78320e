//! Goods or a service handed over.

use crate::id::Id;
use crate::record::schema::{codes, record};
use crate::time::Day;

codes! {
    /// What a quantity is counted in.
    GoodsUnit {
        /// Pieces: baskets, kits, consultations.
        Piece = 1 "piece";
        /// Kilograms.
        Kilogram = 2 "kilogram";
        /// Litres.
        Litre = 3 "litre";
        /// Metres.
        Metre = 4 "metre";
        /// Dirhams.
        Dirham = 5 "dirham";
        /// Hours.
        Hour = 6 "hour";
    }
}

record! {
    /// An item handed over on a day, to one person or to people without names. One a person, session, day and item,
    /// whoever records it and how often; of people without names, one a member who counted, and these add up.
    Delivery in delivery {
        /// In which activity.
        1 activity ACTIVITY: Id = Rule::Ref(Kind::Activity), required, fixed;
        /// On which day.
        2 day DAY: Day = Rule::Day, required, fixed;
        /// What, in words.
        3 item ITEM: String = Rule::Line(80), required, fixed;
        /// How much of it, all together, in hundredths of its unit: 150 is a kilogram and a half. Nothing: it was taken
        /// back.
        4 quantity QUANTITY: i64 = Rule::Int(0, 100_000_000), required;
        /// What it is counted in.
        5 unit UNIT: GoodsUnit = Rule::Code(6), follows;
        /// At which session.
        6 session SESSION: Option<Id> = Rule::Ref(Kind::Session), fixed;
        /// To whom; none: to people without names.
        7 beneficiary BENEFICIARY: Option<Id> = Rule::Ref(Kind::Beneficiary), fixed;
        /// The member who handed it over, or counted.
        8 by BY: Option<Id> = Rule::Ref(Kind::Member), required, follows;
        /// How many people without names received it.
        9 unnamed UNNAMED: i64 = Rule::Int(0, 100_000), follows;
    }
}

impl Delivery {
    /// The id of what is handed over so: whoever records the same names the same.
    pub fn id(&self) -> Id {
        let whom = self.beneficiary.or(self.by).unwrap_or_default();
        Id::of_delivery(self.activity, self.session, self.day, whom, &self.item)
    }

    /// Whether it was handed over, and not taken back.
    pub fn stands(&self) -> bool {
        self.quantity > 0
    }
}
