//! A small association, plainly told, for tests of reports.

pub(crate) mod equations;

use std::collections::BTreeMap;

use domain::id::Id;
use domain::record::{
    Activity, Attendance, Beneficiary, Delivery, HeadCount, Mark, Project, Record, Registration,
    RegistrationStatus, Session, SessionStatus, Sex, View, VolunteerHours,
};
use domain::report::{Facts, Query, Report, report};
use domain::same;
use domain::time::{Day, Millis};
use proptest::prelude::*;

pub(crate) const PEOPLE: usize = 12;
pub(crate) const SESSIONS: usize = 8;
/// Each item, as it is written in each activity.
pub(crate) const ITEMS: [[&str; 3]; 2] = [["basket", "Basket ", "BASKET"], ["قفة", "قفه", "قُفّة"]];

pub(crate) fn id(kind: u8, number: usize) -> Id {
    Id::v7(
        Millis(1_000),
        [kind, u8::try_from(number).unwrap(), 0, 0, 0, 0, 0, 0, 0, 0],
    )
}

pub(crate) fn record<V: View>(id: Id, view: V) -> Record {
    Record {
        kind: V::KIND,
        id,
        version: 1,
        fields: view.fields(),
    }
}

pub(crate) fn day(number: i32) -> Day {
    Day::from_iso("2026-03-01").unwrap().plus(number)
}

/// To whom (none: people without names), in which activity, on which day, which item.
pub(crate) type HandedTo = (Option<usize>, usize, i32, usize);

/// A small association, plainly told.
#[derive(Clone, Debug)]
pub(crate) struct Town {
    pub(crate) people: Vec<(Sex, Option<i64>, &'static str)>,
    /// Day, activity, status, minutes.
    pub(crate) sessions: Vec<(i32, usize, SessionStatus, i64)>,
    pub(crate) marks: BTreeMap<(usize, usize), Mark>,
    /// Person and activity; first and last day.
    pub(crate) registered: BTreeMap<(usize, usize), (i32, i32)>,
    pub(crate) counted: BTreeMap<usize, i64>,
    /// People recorded twice: this one is that one.
    pub(crate) twice: BTreeMap<usize, usize>,
    /// What each answered about difficulties, by its number; none: nobody asked.
    pub(crate) difficulties: Vec<Option<i64>>,
    /// What was handed over: how much, and to how many without names.
    pub(crate) handed: BTreeMap<HandedTo, (i64, i64)>,
    /// Of each activity, the project that funds it.
    pub(crate) funded: Vec<Option<usize>>,
    /// First and last day of each project.
    pub(crate) projects: Vec<(i32, i32)>,
    /// Time that was written down by hand.
    pub(crate) by_hand: Vec<ByHand>,
}

/// Member, day, minutes, activity, whether it was taken back.
pub(crate) type ByHand = (usize, i32, i64, Option<usize>, bool);

pub(crate) fn town() -> impl Strategy<Value = Town> {
    let sex = prop_oneof![Just(Sex::Female), Just(Sex::Male), Just(Sex::Unknown)];
    let commune = prop_oneof![
        Just(""),
        Just("01.511.01.0"),
        Just("01.331.11.07"),
        Just("Derb Ghallef")
    ];
    let person = (sex, prop::option::of(1_940..2_026_i64), commune);
    let status = prop_oneof![
        Just(SessionStatus::Planned),
        Just(SessionStatus::Held),
        Just(SessionStatus::Cancelled)
    ];
    let session = (0..60, 0..3_usize, status, 0..180_i64);
    let mark = prop_oneof![
        Just(Mark::Present),
        Just(Mark::Late),
        Just(Mark::Excused),
        Just(Mark::Absent),
        Just(Mark::Unmarked)
    ];
    let by_hand = (
        0..3_usize,
        0..60,
        1..600_i64,
        prop::option::of(0..3_usize),
        any::<bool>(),
    );
    let pairs = |most| prop::collection::btree_map((0..PEOPLE, 0..SESSIONS), mark.clone(), 0..most);
    (
        prop::collection::vec(person, PEOPLE),
        prop::collection::vec(session, SESSIONS),
        pairs(70),
        prop::collection::btree_map((0..PEOPLE, 0..3_usize), (0..30, 20..60), 0..20),
        prop::collection::btree_map(0..SESSIONS, 1..50_i64, 0..4),
        // Only a later person is an earlier one, so no ring comes about.
        prop::collection::btree_map(PEOPLE / 2..PEOPLE, 0..PEOPLE / 2, 0..3),
        prop::collection::vec(prop::option::of(0..2_usize), 3),
        prop::collection::vec((0..30, 30..60), 2),
        prop::collection::vec(by_hand, 0..8),
        prop::collection::vec(prop::option::of(1..6_i64), PEOPLE),
        prop::collection::btree_map(
            (prop::option::of(0..PEOPLE), 0..3_usize, 0..60, 0..2_usize),
            (0..400_i64, 1..6_i64),
            0..30,
        ),
    )
        .prop_map(
            |(
                people,
                sessions,
                marks,
                registered,
                counted,
                twice,
                funded,
                projects,
                by_hand,
                difficulties,
                handed,
            )| Town {
                people,
                sessions,
                marks,
                registered,
                counted,
                twice,
                funded,
                projects,
                by_hand,
                difficulties,
                handed,
            },
        )
}

impl Town {
    pub(crate) fn records(&self) -> Vec<Record> {
        let mut records = Vec::new();
        for (at, (sex, born, commune)) in self.people.iter().enumerate() {
            let person = Beneficiary {
                given_la: format!("Person {at}"),
                sex: *sex,
                birth_year: *born,
                commune: (*commune).to_owned(),
                disability: self.difficulties[at],
                ..Beneficiary::default()
            };
            records.push(record(id(1, at), person));
        }
        for (at, (on, activity, status, minutes)) in self.sessions.iter().enumerate() {
            let session = Session {
                activity: id(2, *activity),
                group: id(3, *activity),
                day: day(*on),
                minutes: *minutes,
                status: *status,
                reason: (*status == SessionStatus::Cancelled && at % 3 > 0).then_some(at as i64 % 3),
                ..Session::default()
            };
            records.push(record(id(4, at), session));
        }
        for ((person, session), status) in &self.marks {
            let attendance = Attendance {
                session: id(4, *session),
                beneficiary: id(1, *person),
                status: *status,
                by: Some(id(6, session % 2)),
                ..Attendance::default()
            };
            records.push(record(
                Id::of_attendance(id(4, *session), id(1, *person)),
                attendance,
            ));
        }
        for ((person, activity), (from, to)) in &self.registered {
            let registration = Registration {
                activity: id(2, *activity),
                beneficiary: id(1, *person),
                status: RegistrationStatus::Confirmed,
                from: Some(day(*from)),
                to: Some(day(*to)),
                ..Registration::default()
            };
            records.push(record(
                Id::of_registration(id(2, *activity), id(1, *person)),
                registration,
            ));
        }
        for (dropped, kept) in &self.twice {
            let joined = same::join(id(1, *kept), id(1, *dropped));
            records.push(Record {
                kind: joined.kind,
                id: joined.record,
                version: 1,
                fields: joined.set,
            });
        }
        for (session, women) in &self.counted {
            let count = HeadCount {
                session: id(4, *session),
                member: id(6, 0),
                women: *women,
                ..HeadCount::default()
            };
            records.push(record(Id::of_headcount(id(4, *session), id(6, 0)), count));
        }
        for ((to, activity, on, item), (quantity, unnamed)) in &self.handed {
            let delivery = Delivery {
                activity: id(2, *activity),
                day: day(*on),
                item: ITEMS[*item][*activity].to_owned(),
                quantity: *quantity,
                beneficiary: to.map(|person| id(1, person)),
                by: Some(id(6, 0)),
                unnamed: if to.is_some() { 0 } else { *unnamed },
                session: self.met(*activity, *on).map(|at| id(4, at)),
                ..Delivery::default()
            };
            records.push(record(delivery.id(), delivery));
        }
        for (at, project) in self.funded.iter().enumerate() {
            let activity = Activity {
                title: format!("Activity {at}"),
                project: project.map(|project| id(5, project)),
                ..Activity::default()
            };
            records.push(record(id(2, at), activity));
        }
        for (at, (member, on, minutes, activity, taken_back)) in self.by_hand.iter().enumerate() {
            let time = VolunteerHours {
                member: id(6, *member),
                day: day(*on),
                minutes: *minutes,
                activity: activity.map(|activity| id(2, activity)),
                what_for: "Person 1 was seen home".to_owned(),
                taken_back: *taken_back,
            };
            records.push(record(id(7, at), time));
        }
        for (at, (from, to)) in self.projects.iter().enumerate() {
            let project = Project {
                name_la: format!("Project {at}"),
                donor: ["Fondation Atlas", "fondation  ATLAS"][at].to_owned(),
                from: day(*from),
                to: day(*to),
                ..Project::default()
            };
            records.push(record(id(5, at), project));
        }
        records
    }

    pub(crate) fn one(&self, person: usize) -> usize {
        self.twice.get(&person).copied().unwrap_or(person)
    }

    /// What an item is called of which anything was handed over: as most deliveries have it, or the first of several.
    pub(crate) fn called(&self, item: usize) -> &'static str {
        let times = |name: &str| {
            let of_item = self
                .handed
                .iter()
                .filter(|((_, _, _, of), (quantity, _))| *of == item && *quantity > 0);
            of_item
                .filter(|((_, activity, ..), _)| ITEMS[item][*activity] == name)
                .count()
        };
        let mut names = ITEMS[item];
        names.sort_unstable();
        let most = names.iter().map(|name| times(name)).max().unwrap();
        names.into_iter().find(|name| times(name) == most).unwrap()
    }

    pub(crate) fn report(&self, records: &[Record], query: &Query) -> Report {
        report(&Facts::read(records.iter()), query)
    }

    /// The session of an activity on a day, at which goods of that day are handed over.
    fn met(&self, activity: usize, on: i32) -> Option<usize> {
        self.sessions
            .iter()
            .position(|one| (one.0, one.1) == (on, activity))
    }

    /// Whether a session took place: it was not called off, and something is said at it.
    pub(crate) fn held(&self, at: usize) -> bool {
        let marked =
            |((_, session), mark): (&(usize, usize), &Mark)| *session == at && *mark != Mark::Unmarked;
        let handed = |((_, activity, on, _), (quantity, _)): (&HandedTo, &(i64, i64))| {
            *quantity > 0 && self.met(*activity, *on) == Some(at)
        };
        self.sessions[at].2 != SessionStatus::Cancelled
            && (self.marks.iter().any(marked)
                || self.counted.contains_key(&at)
                || self.handed.iter().any(handed))
    }

    /// Whether somebody came to a session, by any record of theirs.
    pub(crate) fn came(&self, person: usize, session: usize) -> bool {
        let held = self.sessions[session].2 != SessionStatus::Cancelled;
        let of = (0..PEOPLE).filter(|at| self.one(*at) == person);
        let marks = of.filter_map(|at| self.marks.get(&(at, session)));
        held && marks
            .into_iter()
            .any(|mark| matches!(mark, Mark::Present | Mark::Late))
    }
}
