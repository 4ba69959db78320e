//! A person in an activity, kept apart from attendance.

use crate::id::Id;
use crate::questions::Answers;
use crate::record::schema::{codes, record};
use crate::seats::Stay;
use crate::time::{Day, Millis};

codes! {
    /// Where a registration stands. Code tests its class, never its label.
    RegistrationStatus {
        /// Asked for.
        Applied = 1 "applied";
        /// On the waiting list.
        Waitlisted = 2 "waitlisted";
        /// Offered a place.
        Offered = 3 "offered";
        /// In.
        Confirmed = 4 "confirmed";
        /// Declined by the association.
        Declined = 5 "declined";
        /// Left.
        Withdrawn = 6 "withdrawn";
        /// Cancelled by the person.
        Cancelled = 7 "cancelled";
        /// An offer that ran out.
        Expired = 8 "expired";
    }
}

/// What a registration's status amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusClass {
    /// Not decided.
    Pending,
    /// In.
    Positive,
    /// Waiting for a place.
    Waiting,
    /// Out.
    Negative,
}

impl RegistrationStatus {
    /// What it amounts to. A later version's status is pending until this version learns it.
    pub const fn class(self) -> StatusClass {
        match self {
            Self::Applied | Self::Other(_) => StatusClass::Pending,
            Self::Waitlisted => StatusClass::Waiting,
            Self::Offered | Self::Confirmed => StatusClass::Positive,
            Self::Declined | Self::Withdrawn | Self::Cancelled | Self::Expired => StatusClass::Negative,
        }
    }

    /// Whether it takes a seat.
    pub const fn takes_seat(self) -> bool {
        matches!(self.class(), StatusClass::Positive)
    }
}

codes! {
    /// Who registered the person.
    Source {
        /// A volunteer.
        Volunteer = 1 "volunteer";
        /// The person.
        SelfService = 2 "self";
        /// A file.
        Import = 3 "import";
    }
}

codes! {
    /// Why a registration stands where it stands, where seats are counted.
    Standing {
        /// Every place was taken.
        Full = 1 "full";
        /// The places left are kept for others.
        Reserved = 2 "reserved";
        /// A head has yet to approve it.
        Unapproved = 3 "unapproved";
        /// A place became free, and it was the first in the list.
        Promoted = 4 "promoted";
        /// A head gave a place beyond the count.
        ByHand = 5 "by_hand";
        /// The person left: the place is free again.
        Left = 6 "left";
    }
}

record! {
    /// A person in an activity and group, from a day to a day.
    Registration in registration {
        /// In which activity.
        1 activity ACTIVITY: Id = Rule::Ref(Kind::Activity), required, fixed;
        /// Who.
        2 beneficiary BENEFICIARY: Id = Rule::Ref(Kind::Beneficiary), required, fixed;
        /// In which group.
        3 group GROUP: Option<Id> = Rule::Ref(Kind::Group);
        /// Where it stands.
        4 status STATUS: RegistrationStatus = Rule::Code(8), required;
        /// Who registered them.
        5 source SOURCE: Source = Rule::Code(3);
        /// First day of membership.
        6 from FROM: Option<Day> = Rule::Day;
        /// Last day of membership.
        7 to TO: Option<Day> = Rule::Day;
        /// Why it stands where it stands: the number of a [`Standing`]. Said where seats are counted, by nobody else.
        8 why WHY: Option<i64> = Rule::Code(6);
        /// When the person asked: the order of the waiting list. Said where seats are counted.
        9 asked ASKED: Option<Millis> = Rule::Instant;
        /// When the association last told the person where it stands.
        10 told TOLD: Option<Millis> = Rule::Instant;
        /// Number, in the log, of the change by which the person asked: the order of those who asked at once.
        11 turn TURN: Option<i64> = Rule::Int(0, i64::MAX);
        /// The times for which the person belonged before, of which the other days say nothing any more: see [`Stay`].
        /// Said where seats are counted.
        12 stays STAYS: Vec<Stay> = Rule::Free;
        /// The code of its ticket ([`crate::ticket`]); a new one takes the place of the one before.
        20 ticket TICKET: String = Rule::Line(40);
        /// What was answered to the activity's questions.
        21 answers ANSWERS: Answers = Rule::Free;
    }
}

impl Registration {
    /// Why it stands where it stands, if that was said.
    pub fn standing(&self) -> Option<Standing> {
        self.why.map(Standing::from_number)
    }

    /// Whether a seat is taken by it. Who left holds none, though their days are remembered.
    pub fn holds_seat(&self) -> bool {
        self.status.takes_seat() && self.standing() != Some(Standing::Left)
    }

    /// Whether it waits for a seat.
    pub fn waits(&self) -> bool {
        self.status.class() == StatusClass::Waiting && self.standing() != Some(Standing::Left)
    }

    /// Whether the person belonged to the activity on a day.
    pub fn belongs_on(&self, day: Day) -> bool {
        self.spans().any(|span| span.holds(day))
    }

    /// Whether they belonged on a day to one of its groups.
    pub fn belongs_to(&self, group: Id, day: Day) -> bool {
        let theirs = |span: &Stay| span.group.is_none_or(|one| one == group);
        self.spans().any(|span| span.holds(day) && theirs(&span))
    }

    /// The times for which they belong, those before first.
    fn spans(&self) -> impl Iterator<Item = Stay> {
        self.stays.iter().copied().chain(self.span())
    }

    /// The time for which they belong as it stands.
    pub(crate) fn span(&self) -> Option<Stay> {
        self.status.takes_seat().then_some(Stay {
            from: self.from,
            to: self.to,
            group: self.group,
        })
    }
}
