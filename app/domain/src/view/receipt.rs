//! Where one record stands with the server.

use super::log::carrier;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{LogEntry, View};
use crate::replica::{Outgoing, Replica, State};
use crate::time::Millis;

/// Where what was last recorded of something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// On this phone only, for now.
    Waiting,
    /// The server has it, under a number of its log.
    Received {
        /// The number.
        number: u64,
        /// When the server received it, where this phone knows.
        at: Option<Millis>,
        /// The member on whose phone it was delivered, where that was not the one it was recorded on; only phones that
        /// hold the log know.
        carrier: Option<Id>,
    },
}

/// Where what was last recorded of a record stands; `None` where nothing was. `settled` are this phone's
/// receipts of it; what other phones recorded is dated by the log, on phones that hold it.
pub fn receipt(replica: &Replica, record: Id, settled: &[Outgoing]) -> Option<Receipt> {
    if replica.is_pending(record) {
        return Some(Receipt::Waiting);
    }
    let number = replica.server_record(record)?.version;
    let own = settled.iter().find_map(|item| match &item.state {
        State::Answered(answer) if answer.seq == number => Some(answer.received),
        _ => None,
    });
    let mut entries = replica.all(Kind::LogEntry);
    let logged = entries.find(|entry| entry.version == number).map(LogEntry::of);
    Some(Receipt::Received {
        number,
        at: own.or_else(|| logged.as_ref()?.received),
        carrier: logged.and_then(|entry| carrier(replica, entry.carrier)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Change;
    use crate::record::{Activity, Record};
    use crate::replica::{Batch, Op};
    use crate::slice::Slice;
    use crate::time::Clock;
    use crate::value::Fields;
    use crate::verdict::{Answer, Verdict};
    use crate::wire::SlicePart;

    fn id(n: u8) -> Id {
        Id::v7(Millis(1), [n; 10])
    }

    fn numbered(kind: Kind, id: Id, version: u64, fields: Fields) -> Record {
        Record {
            kind,
            id,
            version,
            fields,
        }
    }

    fn outgoing(seq: Option<u64>) -> Outgoing {
        let change = Change {
            id: id(8),
            kind: Kind::Activity,
            record: id(1),
            base: 0,
            set: Fields::new(),
            clock: Clock::default(),
            counter: 1,
        };
        let answer = |seq| Answer {
            change: id(8),
            seq,
            received: Millis(77),
            verdict: Verdict::Accepted,
        };
        Outgoing {
            change,
            state: seq.map_or(State::Pending, |seq| State::Answered(answer(seq))),
        }
    }

    #[test]
    fn a_record_says_under_which_number_it_was_received_and_when_as_far_as_the_phone_knows() {
        let mut replica = Replica::new();
        assert_eq!(receipt(&replica, id(1), &[]), None);
        let part = |slice, record| {
            Op::Part(SlicePart {
                records: vec![record],
                ..SlicePart::empty(slice, 9)
            })
        };
        let activity = numbered(Kind::Activity, id(1), 5, Activity::default().fields());
        replica.apply(&Batch(vec![part(Slice::Register, activity)]));
        let received = |at, carrier| {
            Some(Receipt::Received {
                number: 5,
                at,
                carrier,
            })
        };
        let of = |at| received(at, None);
        assert_eq!(receipt(&replica, id(1), &[]), of(None));
        assert_eq!(
            receipt(&replica, id(1), &[outgoing(Some(4))]),
            of(None),
            "an older one is not it"
        );
        assert_eq!(
            receipt(&replica, id(1), &[outgoing(Some(5))]),
            of(Some(Millis(77)))
        );
        let entry = LogEntry {
            received: Some(Millis(66)),
            carrier: Some(id(7)),
            ..LogEntry::default()
        };
        replica.apply(&Batch(vec![part(
            Slice::Log,
            numbered(Kind::LogEntry, id(2), 5, entry.fields()),
        )]));
        assert_eq!(
            receipt(&replica, id(1), &[]),
            received(Some(Millis(66)), Some(id(7)))
        );
        replica.apply(&Batch(vec![Op::Queue(outgoing(None))]));
        assert_eq!(receipt(&replica, id(1), &[]), Some(Receipt::Waiting));
    }
}
