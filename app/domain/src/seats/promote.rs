//! A place that became free goes to the first who waits for it: a line of the log of its own, with the reason.

use crate::id::Id;
use crate::kind::Kind;
use crate::log::Line;
use crate::record::{LogEntry, Record, Registration, RegistrationStatus, Standing, View, registration};
use crate::referee::{Kept, Receipt, Register, Ruling, Stamp};
use crate::slice::Ledger;
use crate::value::{FieldValue, Fields};
use crate::verdict::{Answer, Verdict};

/// The activities in which a place may be free once a record was altered.
pub fn affected(record: &Record, ledger: &impl Ledger) -> Vec<Id> {
    match record.kind {
        Kind::Activity => vec![record.id],
        Kind::Registration => vec![record.read(registration::ACTIVITY)],
        // Of two registrations of one person one seat is free; what is said of two is in all their activities.
        Kind::Beneficiary | Kind::Pair => ledger.activities_of(record.id),
        _ => Vec::new(),
    }
}

/// The next registration of an activity to be given a place, by the change that freed it.
pub fn promotion(register: &impl Register, activity: Id, cause: Id, receipt: &Receipt) -> Option<Ruling> {
    let next = register.seating(activity)?.next()?;
    let kept = register.kept(next)?;
    let stood = Registration::of(&kept.record);
    let set: Fields = [
        (registration::STATUS, RegistrationStatus::Confirmed.write()),
        (registration::WHY, Some(Standing::Promoted.number()).write()),
    ]
    .into_iter()
    .collect();
    let before: Fields = [(registration::STATUS, stood.status.write())]
        .into_iter()
        .collect();
    Some(Ruling {
        kept: Some(promoted(kept, &set, receipt)),
        line: line(next, cause, before, set, receipt),
        opened: Vec::new(),
    })
}

/// Nobody's word is replaced: who asked for the place has it, and what they said of it keeps its time.
fn promoted(kept: &Kept, set: &Fields, receipt: &Receipt) -> Kept {
    let mut kept = kept.clone();
    kept.record.fields.lay(set);
    kept.record.version = receipt.seq;
    for stamp in &mut kept.stamps {
        stamp.fields.retain(|field| *field != registration::WHY);
    }
    kept.stamps.retain(|stamp| !stamp.fields.is_empty());
    kept.stamps.push(Stamp {
        seq: receipt.seq,
        at: receipt.at,
        device: Id::MIN,
        counter: 0,
        fields: vec![registration::WHY],
    });
    kept
}

fn line(registration: Id, cause: Id, before: Fields, after: Fields, receipt: &Receipt) -> Line {
    let id = Id::of_promotion(cause, registration);
    let entry = LogEntry {
        kind: Kind::Registration.number().into(),
        record: registration,
        claimed: Some(receipt.at),
        corrected: Some(receipt.at),
        received: Some(receipt.at),
        before,
        after,
        ..LogEntry::default()
    };
    Line {
        entry: Record {
            kind: Kind::LogEntry,
            id,
            version: receipt.seq,
            fields: entry.fields(),
        },
        answer: Answer {
            change: id,
            seq: receipt.seq,
            received: receipt.at,
            verdict: Verdict::Accepted,
        },
    }
}
