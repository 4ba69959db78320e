//! The log as heads read it: newest first, each entry with who, what before and after, and when.

use super::outbox::{Doing, doing};
use super::shown::{Shown, name_of, shown};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{LogEntry, Record, Rule, View, spec};
use crate::replica::Replica;
use crate::time::{Day, Millis};

/// Which entries to show; an empty filter shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Only those of an activity.
    pub activity: Option<Id>,
    /// Only those of a member.
    pub member: Option<Id>,
    /// Only those that happened on a day.
    pub day: Option<Day>,
}

impl LogFilter {
    /// Whether it shows all.
    pub fn is_empty(&self) -> bool {
        *self == LogFilter::default()
    }
}

/// One field of an entry, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Name of the field.
    pub field: &'static str,
    /// As it stood.
    pub before: Shown,
    /// As it was set.
    pub after: Shown,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// Its number.
    pub seq: u64,
    /// Name of the member; empty when the server did it.
    pub member: String,
    /// Name of the device.
    pub device: String,
    /// What it did.
    pub doing: Doing,
    /// The record it is about.
    pub record: Id,
    /// Field by field. What only serves to find the record is left out.
    pub changes: Vec<FieldChange>,
    /// When it happened, the device's clock corrected.
    pub recorded: Millis,
    /// Minutes the wall clock was ahead of UTC where it happened.
    pub offset_min: i64,
    /// When the server received it.
    pub received: Millis,
    /// 0 accepted, 1 parallel, 2 conflict, 3 held, 4 refused.
    pub verdict: i64,
    /// Name of the reason, for held and refused.
    pub reason: String,
}

/// One entry of the log as heads read it.
pub fn log_line(replica: &Replica, record: &Record, arabic: bool) -> LogLine {
    let entry = LogEntry::of(record);
    let kind = u16::try_from(entry.kind).map_or(Kind::Other(u16::MAX), Kind::from_number);
    let name = |id: Option<Id>| id.map_or_else(String::new, |id| name_of(replica, id, arabic));
    let changes = entry.after.iter().filter_map(|(number, after)| {
        let spec = spec(kind, number)?;
        // References are told by the sentence, who marked by the entry itself.
        if matches!(spec.rule, Rule::Ref(_)) || spec.name == "arrived" {
            return None;
        }
        let before = shown(replica, kind, number, entry.before.get(number), arabic);
        let after = shown(replica, kind, number, Some(after), arabic);
        (before != after).then_some(FieldChange {
            field: spec.name,
            before,
            after,
        })
    });
    LogLine {
        seq: record.version,
        member: name(entry.member),
        device: name(entry.device),
        doing: doing(
            replica,
            kind,
            entry.record,
            &entry.after,
            entry.before.is_empty(),
            arabic,
        ),
        record: entry.record,
        changes: changes.collect(),
        recorded: entry.corrected.unwrap_or_default(),
        offset_min: entry.offset_min,
        received: entry.received.unwrap_or_default(),
        verdict: entry.verdict,
        reason: entry.reason,
    }
}

/// The entries this phone holds that pass a filter, newest first.
pub fn log(replica: &Replica, filter: &LogFilter, arabic: bool) -> Vec<LogLine> {
    let mut records: Vec<&Record> = replica
        .all(Kind::LogEntry)
        .filter(|record| passes(filter, record))
        .collect();
    records.sort_by_key(|record| core::cmp::Reverse(record.version));
    let lines = records
        .into_iter()
        .map(|record| log_line(replica, record, arabic));
    lines
        .filter(|line| {
            filter
                .activity
                .is_none_or(|activity| line.doing.activity == Some(activity))
        })
        .collect()
}

/// The part of a filter that needs no look at other records.
fn passes(filter: &LogFilter, record: &Record) -> bool {
    let entry = LogEntry::of(record);
    let day = entry.corrected.unwrap_or_default().on_wall(entry.offset_min).0;
    filter.member.is_none_or(|member| entry.member == Some(member))
        && filter.day.is_none_or(|wanted| wanted == day)
}
