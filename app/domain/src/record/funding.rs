//! What funds activities.

use crate::project::{BudgetLine, Indicator};
use crate::record::schema::record;
use crate::time::Day;

record! {
    /// What funds activities: by whom, under which agreement, from when to when, and what it is to reach.
    Project in project {
        /// Name in Arabic.
        1 name_ar NAME_AR: String = Rule::Line(160);
        /// Name in Latin script.
        2 name_la NAME_LA: String = Rule::Line(160);
        /// Who funds it; empty: the association itself.
        3 donor DONOR: String = Rule::Line(160);
        /// Number of the agreement.
        4 agreement AGREEMENT: String = Rule::Line(60);
        /// Day of the agreement.
        5 agreement_day AGREEMENT_DAY: Option<Day> = Rule::Day;
        /// First day.
        6 from FROM: Day = Rule::Day, required;
        /// Last day.
        7 to TO: Day = Rule::Day, required;
        /// What its money is for: see [`BudgetLine`].
        8 budget BUDGET: Vec<BudgetLine> = Rule::Free;
        /// What it is to reach: see [`Indicator`].
        9 indicators INDICATORS: Vec<Indicator> = Rule::Free;
        /// How often its report, as it goes outside, is made and kept by itself: the number of a [`Rhythm`]; none: never.
        ///
        /// [`Rhythm`]: crate::record::Rhythm
        10 report_rhythm REPORT_RHYTHM: Option<i64> = Rule::Code(3);
    }
}

impl Project {
    /// Its name for a reader of Arabic or of Latin script, whichever there is.
    pub fn name(&self, arabic: bool) -> &str {
        match (arabic, self.name_ar.is_empty(), self.name_la.is_empty()) {
            (true, false, _) | (false, false, true) => &self.name_ar,
            _ => &self.name_la,
        }
    }

    /// Whether a day is one of its own.
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}
