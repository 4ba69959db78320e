//! What the demo offers: four activities of different kinds, with sessions around today.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, ActivityKind, Group, Schedule, Session, SessionStatus, Unit};
use domain::time::Day;

use crate::places;

/// Weeks of sessions before and after today.
const WEEKS: i32 = 5;

/// An activity of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A literacy class in two groups.
    Literacy,
    /// School support.
    School,
    /// A medical caravan.
    Caravan,
    /// Ramadan baskets.
    Baskets,
}

/// A group with the days and the slot it meets at.
pub(super) struct Cohort {
    pub(super) place: Place,
    name: &'static str,
    /// Days between today and the nearest meeting.
    shift: i32,
    slot: i64,
    minutes: i64,
    weekly: bool,
    /// From which hundredth of the people to which.
    pub(super) share: (usize, usize),
}

/// Every group. Two activities meet today.
pub(super) const COHORTS: [Cohort; 5] = [
    Cohort {
        place: Place::Literacy,
        name: "الفوج أ",
        shift: 0,
        slot: 600,
        minutes: 120,
        weekly: true,
        share: (0, 12),
    },
    Cohort {
        place: Place::Literacy,
        name: "الفوج ب",
        shift: 1,
        slot: 900,
        minutes: 120,
        weekly: true,
        share: (12, 22),
    },
    Cohort {
        place: Place::School,
        name: "",
        shift: 0,
        slot: 1_050,
        minutes: 90,
        weekly: true,
        share: (22, 50),
    },
    Cohort {
        place: Place::Caravan,
        name: "",
        shift: 4,
        slot: 540,
        minutes: 480,
        weekly: false,
        share: (40, 75),
    },
    Cohort {
        place: Place::Baskets,
        name: "",
        shift: 6,
        slot: 570,
        minutes: 300,
        weekly: false,
        share: (60, 100),
    },
];

impl Place {
    /// Every activity.
    pub(super) const ALL: [Place; 4] = [Place::Literacy, Place::School, Place::Caravan, Place::Baskets];

    /// Its id, the same each time in one association.
    pub(super) fn activity(self, association: Id) -> Id {
        Id::natural(Kind::Activity, &[association.as_bytes(), &[self as u8]])
    }

    pub(super) fn edit(self, association: Id) -> Edit {
        let of = |title: &str, sort, place: &str, unit, capacity| Activity {
            title: title.to_owned(),
            sort,
            place: place.to_owned(),
            commune: places::held("سيدي مومن"),
            unit,
            capacity,
            // People register themselves for what is not theirs week after week.
            public: (self == Place::Caravan).then_some(true),
            questions: if self == Place::Caravan {
                super::ask::questions()
            } else {
                Vec::new()
            },
            ..Activity::default()
        };
        let view = match self {
            Place::Literacy => of(
                "محو الأمية",
                ActivityKind::Class,
                "دار الشباب",
                Unit::Hours,
                Some(60),
            ),
            Place::School => of(
                "الدعم المدرسي",
                ActivityKind::Class,
                "مدرسة النور",
                Unit::Hours,
                Some(80),
            ),
            Place::Caravan => of(
                "قافلة طبية",
                ActivityKind::Caravan,
                "دوار أولاد موسى",
                Unit::Consultations,
                None,
            ),
            Place::Baskets => of(
                "قفة رمضان",
                ActivityKind::Distribution,
                "مقر الجمعية",
                Unit::Baskets,
                Some(150),
            ),
        };
        Edit::create(self.activity(association), view)
    }
}

impl Cohort {
    /// Its id, the same each time in one association.
    pub(super) fn group(&self, association: Id) -> Id {
        let activity = self.place.activity(association);
        if self.name.is_empty() {
            Id::of_only_group(activity)
        } else {
            Id::natural(Kind::Group, &[activity.as_bytes(), self.name.as_bytes()])
        }
    }

    /// The days it meets on.
    pub(super) fn days(&self, today: Day) -> Vec<Day> {
        let nearest = today.plus(self.shift);
        if self.weekly {
            (-WEEKS..=WEEKS).map(|week| nearest.plus(7 * week)).collect()
        } else {
            vec![nearest]
        }
    }

    /// Minutes after midnight at which it meets.
    pub(super) fn minute(&self) -> i64 {
        self.slot
    }

    /// The sessions, by id, of which it has one where it meets soon enough.
    pub(super) fn soon(&self, association: Id, today: Day) -> Vec<Id> {
        let group = self.group(association);
        let days = (0..=self.shift).map(|shift| today.plus(shift));
        days.map(|day| Id::of_session(group, day, self.slot)).collect()
    }

    /// The next session.
    pub(super) fn nearest(&self, association: Id, today: Day) -> Edit {
        self.session(association, today.plus(self.shift), SessionStatus::Planned)
    }

    /// The session on a day, and its id.
    pub(super) fn session(&self, association: Id, day: Day, status: SessionStatus) -> Edit {
        let group = self.group(association);
        let view = Session {
            activity: self.place.activity(association),
            group,
            day,
            slot: self.slot,
            minutes: self.minutes,
            status,
            schedule: self.weekly.then(|| self.schedule_id(association)),
            ..Session::default()
        };
        Edit::create(Id::of_session(group, day, self.slot), view)
    }

    /// The group, the rule that makes its sessions, and those of its sessions that are to come.
    pub(super) fn edits(&self, association: Id, today: Day) -> Vec<Edit> {
        let activity = self.place.activity(association);
        let group = Group {
            activity,
            name: self.name.to_owned(),
            capacity: None,
        };
        let mut edits = vec![Edit::create(self.group(association), group)];
        let days = self.days(today);
        if let (true, Some(from), Some(to)) = (self.weekly, days.first(), days.last()) {
            let rule = Schedule {
                activity,
                group: self.group(association),
                weekdays: 1 << from.weekday(),
                slot: self.slot,
                minutes: self.minutes,
                from: *from,
                to: *to,
            };
            edits.push(Edit::create(self.schedule_id(association), rule));
        }
        let to_come = days.into_iter().filter(|day| *day >= today);
        edits.extend(to_come.map(|day| self.session(association, day, SessionStatus::Planned)));
        edits
    }

    fn schedule_id(&self, association: Id) -> Id {
        Id::natural(Kind::Schedule, &[self.group(association).as_bytes()])
    }
}
