//! Meetings and who came: sessions, attendance, head counts.

use crate::id::Id;
use crate::record::schema::{codes, record};
use crate::time::{Day, Millis};

codes! {
    /// Whether a session took place.
    SessionStatus {
        /// To come, or not opened yet.
        Planned = 1 "planned";
        /// Took place.
        Held = 2 "held";
        /// Did not, for the reason given.
        Cancelled = 3 "cancelled";
    }
}

codes! {
    /// Why a session did not take place.
    CancelReason {
        /// Nobody came.
        NobodyCame = 1 "nobody_came";
        /// The volunteer could not.
        VolunteerAway = 2 "volunteer_away";
        /// The place was closed.
        PlaceClosed = 3 "place_closed";
        /// Weather or road.
        Weather = 4 "weather";
        /// A holiday.
        Holiday = 5 "holiday";
        /// Something else.
        Misc = 6 "misc";
        /// It is at another time: another session stands in its place.
        Moved = 7 "moved";
    }
}

codes! {
    /// What a roll call says of one person. Unmarked is not absent.
    Mark {
        /// Nothing was said, or it was taken back.
        Unmarked = 0 "unmarked";
        /// Came.
        Present = 1 "present";
        /// Came late.
        Late = 2 "late";
        /// Did not come, with a reason.
        Excused = 3 "excused";
        /// Did not come.
        Absent = 4 "absent";
    }
}

impl Mark {
    /// Whether it says that somebody came.
    pub const fn came(self) -> bool {
        matches!(self, Mark::Present | Mark::Late)
    }
}

codes! {
    /// How a mark was made.
    Method {
        /// By a tap.
        Tap = 1 "tap";
        /// By scanning a card or ticket.
        Qr = 2 "qr";
        /// By the person.
        SelfMarked = 3 "self";
        /// By closing the sheet.
        Rest = 4 "rest";
    }
}

record! {
    /// One meeting of a group on a day and slot.
    Session in session {
        /// Of which activity.
        1 activity ACTIVITY: Id = Rule::Ref(Kind::Activity), required, fixed;
        /// Of which group.
        2 group GROUP: Id = Rule::Ref(Kind::Group), required, fixed;
        /// On which day.
        3 day DAY: Day = Rule::Day, required, fixed;
        /// Minutes after midnight at which it begins.
        4 slot SLOT: i64 = Rule::Int(0, 1439), required, fixed;
        /// Minutes it takes.
        5 minutes MINUTES: i64 = Rule::Int(1, 1440);
        /// Where, if not where the activity is.
        6 place PLACE: String = Rule::Line(120);
        /// Planned, held or cancelled.
        7 status STATUS: SessionStatus = Rule::Code(3), required;
        /// Why it was cancelled.
        8 reason REASON: Option<i64> = Rule::Code(7);
        /// The rule that made it.
        9 schedule SCHEDULE: Option<Id> = Rule::Ref(Kind::Schedule);
        /// Whether its sheet was closed: nobody is expected to be marked any more.
        10 closed CLOSED: bool = Rule::Bool;
    }
}

impl CancelReason {
    /// Those that a person chooses from.
    pub fn chosen() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|reason| *reason != CancelReason::Moved)
    }
}

impl Session {
    /// Whether it is at another time now: nothing is left of it that anybody counts or looks for.
    pub fn is_moved(&self) -> bool {
        self.status == SessionStatus::Cancelled && self.reason == Some(CancelReason::Moved.number())
    }

    /// Whether its end has passed on a wall clock; where nobody said how long it takes, it takes an hour.
    pub fn is_over(&self, today: Day, minute: i64) -> bool {
        let minutes = if self.minutes > 0 { self.minutes } else { 60 };
        i64::from(today.0 - self.day.0) * 1_440 + minute >= self.slot + minutes
    }

    /// Whether it took place, was called off, or is as it was planned: by what is `said` at it, a mark, people counted
    /// or goods that stand, and by its sheet. That it is held is written by the first mark and stays written when the
    /// last one is taken back.
    pub fn became(&self, said: bool) -> SessionStatus {
        match self.status {
            SessionStatus::Cancelled => SessionStatus::Cancelled,
            _ if said || self.closed => SessionStatus::Held,
            _ => SessionStatus::Planned,
        }
    }
}

codes! {
    /// Why someone is excused. Illness has no code: health data needs an authorisation of its own.
    Excuse {
        /// A matter of their own, which nobody asks about.
        Personal = 1 "personal";
        /// The family.
        Family = 2 "family";
        /// School or an exam.
        School = 3 "school";
        /// Work.
        Work = 4 "work";
        /// No way to come.
        Transport = 5 "transport";
        /// Anything else.
        Misc = 6 "misc";
    }
}

record! {
    /// A person at a session. One a person and session, whoever marks it and how often.
    Attendance in attendance {
        /// At which session.
        1 session SESSION: Id = Rule::Ref(Kind::Session), required, fixed;
        /// Who.
        2 beneficiary BENEFICIARY: Id = Rule::Ref(Kind::Beneficiary), required, fixed;
        /// Present, late, excused, absent; unmarked when taken back.
        3 status STATUS: Mark = Rule::Code(4), required;
        /// When they came.
        4 arrived ARRIVED: Option<Millis> = Rule::Instant, follows;
        /// How it was marked.
        5 method METHOD: Method = Rule::Code(4), follows;
        /// Why excused, in words: what phones wrote before reasons had codes.
        6 note NOTE: String = Rule::Line(200), follows;
        /// The member who marked it.
        7 by BY: Option<Id> = Rule::Ref(Kind::Member), follows;
        /// Minutes after midnight at which they came, on the wall clock of the place.
        8 arrived_minute ARRIVED_MINUTE: Option<i64> = Rule::Int(0, 1439), follows;
        /// Why excused.
        9 excuse EXCUSE: Option<i64> = Rule::Code(6), follows;
    }
}

record! {
    /// People one member counted at a session without names. Counts of several members add up.
    HeadCount in headcount {
        /// At which session.
        1 session SESSION: Id = Rule::Ref(Kind::Session), required, fixed;
        /// Who counted.
        2 member MEMBER: Id = Rule::Ref(Kind::Member), required, fixed;
        /// Women.
        3 women WOMEN: i64 = Rule::Int(0, 100_000);
        /// Men.
        4 men MEN: i64 = Rule::Int(0, 100_000);
        /// Girls.
        5 girls GIRLS: i64 = Rule::Int(0, 100_000);
        /// Boys.
        6 boys BOYS: i64 = Rule::Int(0, 100_000);
    }
}

impl HeadCount {
    /// All of them.
    pub fn total(&self) -> i64 {
        self.women + self.men + self.girls + self.boys
    }
}
