//! A phone for the tests of views.

use crate::id::Id;
use crate::record::{Record, View};
use crate::replica::{Batch, Me, Op, Replica};
use crate::slice::Slice;
use crate::time::{Clock, DAY_MS, Day, Millis};
use crate::wire::SlicePart;

pub(super) fn id(n: u8) -> Id {
    Id::v7(Millis(1), [n; 10])
}

/// A minute of a day.
pub(super) fn on(day: Day, minute: i64) -> Clock {
    Clock {
        now: Millis(i64::from(day.0) * DAY_MS + minute * 60_000),
        offset_min: 0,
    }
}

/// What the server says of the record of a number, at the version of that number.
pub(super) fn record<V: View>(n: u8, view: V) -> Record {
    Record {
        kind: V::KIND,
        id: id(n),
        version: n.into(),
        fields: view.fields(),
    }
}

/// A phone that holds these in the register.
pub(super) fn phone(records: Vec<Record>) -> Replica {
    holding(Replica::new(), records)
}

/// The same, signed in.
pub(super) fn phone_of(me: Me, records: Vec<Record>) -> Replica {
    let mut replica = Replica::new();
    replica.apply(&replica.sign_in(me));
    holding(replica, records)
}

fn holding(mut replica: Replica, records: Vec<Record>) -> Replica {
    replica.apply(&Batch(vec![Op::Part(SlicePart {
        records,
        ..SlicePart::empty(Slice::Register, 99)
    })]));
    replica
}
