//! What an association offers: activities, their groups and the rule that makes sessions.

use crate::id::Id;
use crate::questions::Question;
use crate::record::schema::{codes, record};
use crate::seats::Quota;
use crate::time::Day;

codes! {
    /// What sort of activity it is.
    ActivityKind {
        /// Lessons over weeks.
        Class = 1 "class";
        /// A training workshop.
        Workshop = 2 "workshop";
        /// A caravan, medical or other.
        Caravan = 3 "caravan";
        /// Goods handed over.
        Distribution = 4 "distribution";
        /// A camp.
        Camp = 5 "camp";
        /// A meeting, a general assembly.
        Meeting = 6 "meeting";
        /// Sport.
        Sport = 7 "sport";
        /// Awareness.
        Awareness = 8 "awareness";
        /// Anything else.
        Misc = 9 "misc";
    }
}

codes! {
    /// How people get in.
    Admission {
        /// Whoever comes.
        Open = 1 "open";
        /// A head approves.
        Approval = 2 "approval";
        /// Only those invited.
        Invited = 3 "invited";
    }
}

codes! {
    /// How a roll call begins.
    RollStart {
        /// Nobody is marked.
        Unmarked = 1 "unmarked";
        /// Everybody is shown present until tapped otherwise.
        AllPresent = 2 "all_present";
    }
}

codes! {
    /// What an activity is counted in.
    Unit {
        /// Hours.
        Hours = 1 "hours";
        /// Baskets.
        Baskets = 2 "baskets";
        /// Consultations.
        Consultations = 3 "consultations";
    }
}

record! {
    /// Something offered.
    Activity in activity {
        /// Its name.
        1 title TITLE: String = Rule::Line(120), required;
        /// What sort.
        2 sort SORT: ActivityKind = Rule::Code(9), required;
        /// Where.
        3 place PLACE: String = Rule::Line(120);
        /// Commune, by its HCP code or in words, as a person's.
        4 commune COMMUNE: String = Rule::Line(80);
        /// What it is counted in.
        5 unit UNIT: Unit = Rule::Code(3);
        /// Seats; none: as many as come.
        6 capacity CAPACITY: Option<i64> = Rule::Int(1, 100_000);
        /// How people get in.
        7 admission ADMISSION: Admission = Rule::Code(3);
        /// How roll calls begin.
        8 roll_start ROLL_START: RollStart = Rule::Code(2);
        /// Whether it is over and out of the way.
        9 archived ARCHIVED: bool = Rule::Bool;
        /// First day on which people may register themselves.
        10 opens OPENS: Option<Day> = Rule::Day;
        /// Last day on which people may register themselves.
        11 closes CLOSES: Option<Day> = Rule::Day;
        /// Seats kept for some, of those there are: see [`Quota`].
        12 quotas QUOTAS: Vec<Quota> = Rule::Free;
        /// What funds it.
        13 project PROJECT: Option<Id> = Rule::Ref(Kind::Project);
        /// Whether people may register themselves on its public page; none: it never was open.
        20 public PUBLIC: Option<bool> = Rule::Bool;
        /// What it asks of those who register: see [`Question`].
        21 questions QUESTIONS: Vec<Question> = Rule::Free;
    }
}

impl Activity {
    /// Whether people may register themselves now.
    pub fn is_open(&self) -> bool {
        self.public == Some(true) && !self.archived
    }
}

record! {
    /// A cohort of an activity.
    Group in group {
        /// Of which activity.
        1 activity ACTIVITY: Id = Rule::Ref(Kind::Activity), required, fixed;
        /// Its name; empty for the only group.
        2 name NAME: String = Rule::Line(80);
        /// Seats.
        3 capacity CAPACITY: Option<i64> = Rule::Int(1, 100_000);
    }
}

record! {
    /// The rule that made sessions. Changing it never changes sessions that were held.
    Schedule in schedule {
        /// Of which activity.
        1 activity ACTIVITY: Id = Rule::Ref(Kind::Activity), required, fixed;
        /// Of which group.
        2 group GROUP: Id = Rule::Ref(Kind::Group), required, fixed;
        /// Weekdays: bit 0 Monday to bit 6 Sunday.
        3 weekdays WEEKDAYS: i64 = Rule::Int(1, 127), required;
        /// Minutes after midnight at which sessions begin.
        4 slot SLOT: i64 = Rule::Int(0, 1439), required;
        /// Minutes a session takes.
        5 minutes MINUTES: i64 = Rule::Int(1, 1440);
        /// First day.
        6 from FROM: Day = Rule::Day, required;
        /// Last day.
        7 to TO: Day = Rule::Day, required;
    }
}

impl Schedule {
    /// The days on which it makes sessions, at most 366 of them.
    pub fn days(&self) -> impl Iterator<Item = Day> + use<> {
        let (from, to, weekdays) = (
            self.from.0,
            self.to.0.min(self.from.0.saturating_add(3_660)),
            self.weekdays,
        );
        (from..=to)
            .map(Day)
            .filter(move |day| weekdays & (1 << day.weekday()) != 0)
            .take(366)
    }
}
