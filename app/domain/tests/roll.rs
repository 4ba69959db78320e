//! The sheet of a session: everyone who belonged on that day and nobody else, and how many are in each state.

use std::collections::BTreeSet;

use domain::id::Id;
use domain::record::*;
use domain::replica::{Batch, Op, Replica};
use domain::slice::Slice;
use domain::time::{Day, Millis};
use domain::view::{Counts, Unsettled, belonging, counts, roll, unsettled, walk_ins};
use domain::wire::SlicePart;

const DAY: Day = Day(20_000);

fn id(n: u8) -> Id {
    Id::v7(Millis(1_000), [n; 10])
}

fn activity() -> Id {
    id(1)
}

fn morning() -> Id {
    id(2)
}

fn evening() -> Id {
    id(3)
}

fn session() -> Id {
    Id::of_session(morning(), DAY, 600)
}

/// A phone that holds one activity of two groups, and a session of the first.
struct Sheet(Replica);

impl Sheet {
    fn new() -> Self {
        let mut sheet = Sheet(Replica::new());
        sheet.put(
            activity(),
            Activity {
                title: "Literacy".into(),
                ..Activity::default()
            },
        );
        for group in [morning(), evening()] {
            sheet.put(
                group,
                Group {
                    activity: activity(),
                    ..Group::default()
                },
            );
        }
        let held = Session {
            activity: activity(),
            group: morning(),
            day: DAY,
            slot: 600,
            ..Session::default()
        };
        sheet.put(session(), held);
        sheet
    }

    fn put<V: View>(&mut self, id: Id, view: V) {
        let record = Record {
            kind: V::KIND,
            id,
            version: 1,
            fields: view.fields(),
        };
        let part = SlicePart {
            records: vec![record],
            ..SlicePart::empty(Slice::Register, 1)
        };
        self.0.apply(&Batch(vec![Op::Part(part)]));
    }

    fn known(&mut self, person: Id) {
        let name = format!("Person {person}");
        self.put(
            person,
            Beneficiary {
                given_la: name,
                ..Beneficiary::default()
            },
        );
    }

    fn registered(&mut self, person: Id, change: impl FnOnce(&mut Registration)) {
        let mut registration = Registration {
            activity: activity(),
            beneficiary: person,
            status: RegistrationStatus::Confirmed,
            ..Registration::default()
        };
        change(&mut registration);
        self.known(person);
        self.put(Id::of_registration(activity(), person), registration);
    }

    fn marked(&mut self, person: Id, status: Mark) {
        let mark = Attendance {
            session: session(),
            beneficiary: person,
            status,
            ..Attendance::default()
        };
        self.put(Id::of_attendance(session(), person), mark);
    }

    /// Who is on the sheet, and whether as a walk-in, in the order of their ids.
    fn people(&self) -> Vec<(Id, bool)> {
        let sheet = roll(&self.0, session(), false);
        let lines = sheet.iter().flat_map(|sheet| sheet.people.lines());
        let mut people: Vec<_> = lines.map(|line| (line.id, line.walk_in)).collect();
        people.sort();
        people
    }

    fn belongs(&self) -> BTreeSet<Id> {
        let held: Session = self.0.view(session()).unwrap_or_default();
        belonging(&self.0, &held)
    }

    fn counts(&self) -> Counts {
        counts(&self.0, session(), &self.belongs())
    }
}

#[test]
fn whoever_belonged_on_the_day_is_on_the_sheet_from_the_first_day_to_the_last() {
    let mut sheet = Sheet::new();
    let spans = [
        (10, None, None),
        (11, Some(DAY), None),
        (12, None, Some(DAY)),
        (13, Some(DAY), Some(DAY)),
        (14, Some(DAY.plus(1)), None),
        (15, None, Some(DAY.plus(-1))),
        (9, Some(DAY.plus(-9)), Some(DAY.plus(9))),
    ];
    for (person, from, to) in spans {
        sheet.registered(id(person), |one| (one.from, one.to) = (from, to));
    }
    assert_eq!(sheet.people(), [9, 10, 11, 12, 13].map(|n| (id(n), false)));
}

#[test]
fn another_groups_people_stay_off_the_sheet_and_those_of_every_group_are_on_it() {
    let mut sheet = Sheet::new();
    sheet.registered(id(10), |one| one.group = Some(morning()));
    sheet.registered(id(11), |one| one.group = Some(evening()));
    sheet.registered(id(12), |one| one.group = None);
    assert_eq!(sheet.people(), [10, 12].map(|n| (id(n), false)));
}

#[test]
fn only_those_with_a_place_belong() {
    for status in RegistrationStatus::ALL {
        let mut sheet = Sheet::new();
        sheet.registered(id(10), |one| one.status = *status);
        assert_eq!(!sheet.people().is_empty(), status.takes_seat(), "{status:?}");
    }
}

#[test]
fn someone_who_left_is_on_the_sheets_before_and_on_none_after() {
    let mut sheet = Sheet::new();
    sheet.registered(id(10), |one| one.to = Some(DAY.plus(4)));
    let later = Id::of_session(morning(), DAY.plus(7), 600);
    let held = Session {
        day: DAY.plus(7),
        ..sheet.0.view(session()).unwrap()
    };
    sheet.put(later, held);
    assert_eq!(sheet.people(), [(id(10), false)]);
    assert!(roll(&sheet.0, later, false).unwrap().people.lines().is_empty());
}

#[test]
fn whoever_is_marked_without_belonging_is_a_walk_in_until_the_mark_is_taken_back() {
    let mut sheet = Sheet::new();
    sheet.registered(id(10), |_| ());
    sheet.registered(id(11), |one| one.to = Some(DAY.plus(-1)));
    sheet.known(id(12));
    for person in [11, 12] {
        sheet.marked(id(person), Mark::Present);
    }
    assert_eq!(sheet.people(), [(id(10), false), (id(11), true), (id(12), true)]);
    sheet.marked(id(12), Mark::Unmarked);
    assert_eq!(sheet.people(), [(id(10), false), (id(11), true)]);
    let belongs = sheet.belongs();
    assert_eq!(walk_ins(&sheet.0, session(), &belongs), [id(11)].into());
}

#[test]
fn a_walk_in_leaves_everyone_expected_to_be_marked() {
    let mut sheet = Sheet::new();
    for person in [10, 11, 12] {
        sheet.registered(id(person), |_| ());
    }
    sheet.known(id(13));
    sheet.marked(id(10), Mark::Late);
    sheet.marked(id(13), Mark::Present);
    let counts = sheet.counts();
    assert_eq!((counts.present, counts.late, counts.unmarked), (1, 1, 2));
    assert_eq!(counts.all(), sheet.people().len());
}

#[test]
fn a_mark_of_someone_this_phone_does_not_know_is_not_counted() {
    let mut sheet = Sheet::new();
    sheet.registered(id(10), |_| ());
    sheet.marked(id(99), Mark::Present);
    assert_eq!(
        sheet.counts(),
        Counts {
            unmarked: 1,
            ..Counts::default()
        }
    );
    assert_eq!(sheet.people(), [(id(10), false)]);
}

#[test]
fn whoever_waits_or_is_not_approved_is_told_apart_at_the_door() {
    let mut sheet = Sheet::new();
    let mut place = |n: u8, status: RegistrationStatus| {
        let person = id(n);
        sheet.put(person, Beneficiary::default());
        let registration = Registration {
            activity: activity(),
            beneficiary: person,
            status,
            ..Registration::default()
        };
        sheet.put(Id::of_registration(activity(), person), registration);
        unsettled(&sheet.0, session(), person)
    };
    assert_eq!(place(60, RegistrationStatus::Waitlisted), Some(Unsettled::Waits));
    assert_eq!(place(61, RegistrationStatus::Applied), Some(Unsettled::Applied));
    assert_eq!(place(62, RegistrationStatus::Confirmed), None);
    assert_eq!(place(63, RegistrationStatus::Cancelled), None);
    assert_eq!(unsettled(&sheet.0, session(), id(64)), None);
}
