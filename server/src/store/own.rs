//! What the server itself records: members, invitations, imports from the command line.
//!
//! It asks nobody's leave, but checks what it writes as it checks everybody, and leaves a line in the log.

use domain::bonds::{check_bonds, check_lead};
use domain::change::{Change, Edit};
use domain::erasure;
use domain::id::Id;
use domain::kind::Kind;
use domain::log::Line;
use domain::record::{LogEntry, Record, View};
use domain::referee::{Kept, Receipt, Ruling, Stamp};
use domain::rules::{Fault, check};
use domain::seats::settled;
use domain::slice::Ledger;
use domain::time::Millis;
use domain::value::Fields;
use domain::verdict::{Answer, Verdict};

use crate::clock;

/// The ruling on an edit of the server's own, in the name of a member or of nobody.
pub(super) fn ruling(
    ledger: &impl Ledger,
    kept: Option<&Kept>,
    by: Option<Id>,
    edit: &Edit,
    at: Millis,
    seq: u64,
) -> Result<Ruling, Fault> {
    let mut change = Change {
        id: clock::new_id(at),
        kind: edit.kind,
        record: edit.record,
        base: kept.map_or(0, |kept| kept.record.version),
        set: edit.set.clone(),
        clock: clock::wall(at),
        counter: 0,
    };
    let existing = kept.map(|kept| &kept.record);
    if let Some(bared) = erasure::bared(&change, ledger) {
        change = bared;
        erasure::objection(&change).map_or(Ok(()), Err)?;
    }
    check(&change, existing)?;
    let after = change.laid(existing);
    check_bonds(&change, &after, ledger)?;
    check_lead(existing, &after, ledger)?;
    for (field, value) in settled(ledger, kept, &change, at, seq) {
        change.set.set(field, value);
    }
    let line = line(existing, by, &change, at, seq);
    Ok(Ruling {
        kept: Some(written(kept, &change, at, seq)),
        line,
        opened: Vec::new(),
    })
}

/// The circumstances in which something follows from an edit of the server's own.
pub(super) fn receipt(at: Millis, seq: u64) -> Receipt {
    Receipt {
        device: Id::MIN,
        skew_ms: 0,
        at,
        seq,
        carrier: None,
    }
}

fn written(kept: Option<&Kept>, change: &Change, at: Millis, seq: u64) -> Kept {
    let before = kept.map(|kept| &kept.record);
    let mut kept = kept.cloned().unwrap_or_else(|| Kept {
        record: Record::empty(change.kind, change.record),
        stamps: Vec::new(),
    });
    kept.record.fields.lay(&change.set);
    kept.record.version = seq;
    for stamp in &mut kept.stamps {
        stamp.fields.retain(|field| change.set.get(*field).is_none());
    }
    kept.stamps.retain(|stamp| !stamp.fields.is_empty());
    let fields = change.set.iter().map(|(field, _)| field).collect();
    kept.stamps.push(Stamp {
        seq,
        at,
        device: Id::MIN,
        counter: 0,
        fields,
    });
    match erasure::begins(before, &kept.record) {
        true => erasure::bare(&kept, at).unwrap_or(kept),
        false => kept,
    }
}

fn line(existing: Option<&Record>, by: Option<Id>, change: &Change, at: Millis, seq: u64) -> Line {
    let before = |record: &Record| -> Fields {
        let touched = change
            .set
            .iter()
            .filter_map(|(field, _)| Some((field, record.fields.get(field)?.clone())));
        touched.collect()
    };
    let entry = LogEntry {
        member: by,
        kind: change.kind.number().into(),
        record: change.record,
        claimed: Some(at),
        corrected: Some(at),
        received: Some(at),
        offset_min: change.clock.offset_min,
        before: existing.map_or_else(Fields::new, before),
        after: change.set.clone(),
        ..LogEntry::default()
    };
    Line {
        entry: Record {
            kind: Kind::LogEntry,
            id: change.id,
            version: seq,
            fields: entry.fields(),
        },
        answer: Answer {
            change: change.id,
            seq,
            received: at,
            verdict: Verdict::Accepted,
        },
    }
}
