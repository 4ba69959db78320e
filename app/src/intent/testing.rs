//! A small association on a head's phone, for the intents' tests.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{
    Activity, ActivityKind, Beneficiary, Group, Member, Record, Registration, RegistrationStatus, Role,
    Session, SessionStatus, Sex, View,
};
use domain::replica::{Batch, Me, Op, Plan, Replica};
use domain::slice::Slice;
use domain::time::{Clock, Day, Millis};
use domain::wire::SlicePart;

/// Half past ten on 2026-05-28, Moroccan time.
pub(crate) const CLOCK: Clock = Clock {
    now: Millis(1_779_960_600_000),
    offset_min: 60,
};

/// An id for tests.
pub(crate) fn id(n: u8) -> Id {
    Id::v7(Millis(1_000), [n; 10])
}

/// A head's phone that holds the register of a small association.
pub(crate) struct Sample {
    pub(crate) replica: Replica,
    pub(crate) activity: Id,
    pub(crate) session: Id,
    pub(crate) people: Vec<Id>,
    pub(crate) volunteer: Id,
    pub(crate) day: Day,
}

impl Sample {
    pub(crate) fn new() -> Self {
        let (activity, day) = (id(10), CLOCK.day());
        let group = Id::of_only_group(activity);
        let session = Id::of_session(group, day, 600);
        let people: Vec<Id> = (20..26).map(id).collect();
        let mut records = vec![
            record(
                id(1),
                Member {
                    name: "Amina".into(),
                    role: Role::Head,
                    ..Member::default()
                },
            ),
            record(
                id(2),
                Member {
                    name: "Salma".into(),
                    role: Role::Volunteer,
                    activities: vec![activity],
                    ..Member::default()
                },
            ),
            record(
                activity,
                Activity {
                    title: "Literacy".into(),
                    sort: ActivityKind::Class,
                    ..Activity::default()
                },
            ),
            record(
                group,
                Group {
                    activity,
                    ..Group::default()
                },
            ),
            record(
                session,
                Session {
                    activity,
                    group,
                    day,
                    slot: 600,
                    minutes: 90,
                    status: SessionStatus::Planned,
                    ..Session::default()
                },
            ),
        ];
        for (at, person) in people.iter().enumerate() {
            records.push(record(
                *person,
                Beneficiary {
                    given_la: format!("Person {at}"),
                    given_ar: "زهرة".into(),
                    sex: Sex::Female,
                    birth_day: Day::from_iso("1990-04-02"),
                    phone: "+212612345678".into(),
                    ..Beneficiary::default()
                },
            ));
            records.push(record(
                Id::of_registration(activity, *person),
                Registration {
                    activity,
                    beneficiary: *person,
                    status: RegistrationStatus::Confirmed,
                    ..Registration::default()
                },
            ));
        }
        let mut replica = Replica::new();
        let part = SlicePart {
            records,
            fresh: true,
            ..SlicePart::empty(Slice::Register, 1)
        };
        let me = replica.sign_in(Me {
            association: id(100),
            member: id(1),
            device: id(101),
        });
        replica.apply(&me);
        replica.apply(&Batch(vec![Op::Part(part)]));
        Sample {
            replica,
            activity,
            session,
            people,
            volunteer: id(2),
            day,
        }
    }

    /// What the server tells of a record.
    pub(crate) fn know<V: View>(&mut self, id: Id, view: V) {
        let part = SlicePart {
            records: vec![record(id, view)],
            ..SlicePart::empty(Slice::Register, 2)
        };
        self.replica.apply(&Batch(vec![Op::Part(part)]));
    }

    pub(crate) fn plan(&self, edits: &[Edit]) -> Plan {
        self.replica.plan(edits, CLOCK).expect("edits that stand")
    }

    pub(crate) fn run(&mut self, edits: &[Edit]) {
        let plan = self.plan(edits);
        self.replica.apply(&plan.batch);
    }
}

fn record<V: View>(id: Id, view: V) -> Record {
    Record {
        kind: V::KIND,
        id,
        version: 1,
        fields: view.fields(),
    }
}
