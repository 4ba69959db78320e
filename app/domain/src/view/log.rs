//! The log as heads read it: newest first, each entry with who, what before and after, and when.

use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::gathered::{Gathered, gathered};
use super::meant::{LogTexts, Words};
use super::outbox::{Doing, doing};
use super::revert::{revert, revert_all};
use super::shown::{Shown, name_of, shown};
use crate::change::Edit;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Device, LogEntry, Record, Rule, View, consent, registration, spec, specs};
use crate::replica::Replica;
use crate::same;
use crate::sought::{Search, Sought, keys};
use crate::time::Millis;
use crate::value::FieldValue;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogLine {
    /// Its number.
    pub seq: u64,
    /// The member; none when the server did it.
    pub by: Option<Id>,
    /// Name of the member; empty when the server did it.
    pub member: String,
    /// Whether people said it of themselves, on a public page.
    pub themselves: bool,
    /// Name of the device.
    pub device: String,
    /// Name of the member on whose device it was delivered; empty where the sender's own device did.
    pub carrier: String,
    /// What it did.
    pub doing: Doing,
    /// The record it is about.
    pub record: Id,
    /// The person it is about, where it adds somebody, registers them or says what they agree to.
    pub person: Option<Id>,
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
    /// For a conflict, whether its value is the one that stood; unknown where the other entry is not here.
    pub stands: Option<bool>,
    /// Name of the reason, for held and refused.
    pub reason: String,
    /// What the device's clock claimed, where that was far off.
    pub claimed: Option<Millis>,
    /// What puts back what it altered, where that can be.
    pub back: Option<Edit>,
}

/// A conflict's number among verdicts.
const CONFLICT: i64 = 2;
/// A clock off by less is not worth a word.
const WORTH_SAYING_MS: i64 = 120_000;

/// One entry of the log as heads read it.
fn log_line(replica: &Replica, known: &[&Record], record: &Record, arabic: bool) -> LogLine {
    let entry = LogEntry::of(record);
    let kind = u16::try_from(entry.kind).map_or(Kind::Other(u16::MAX), Kind::from_number);
    let name = |id: Option<Id>| id.map_or_else(String::new, |id| name_of(replica, id, arabic));
    let pages = replica.me().map(|me| Id::of_public_pages(me.association));
    let themselves = pages.is_some() && entry.member == pages;
    let changes = entry.after.iter().filter_map(|(number, after)| {
        let spec = spec(kind, number)?;
        // References are told by the sentence, who marked by the entry itself.
        let told = matches!(kind, Kind::ReviewItem | Kind::Pair);
        let by_sentence = matches!(spec.rule, Rule::Ref(kind) if kind != Kind::Project);
        if by_sentence || spec.name == "arrived" || told {
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
    let mut doing = doing(
        replica,
        kind,
        entry.record,
        &entry.after,
        makes(kind, &entry),
        arabic,
    );
    if !entry.redactions.is_empty() {
        doing.action = "redacted";
    }
    LogLine {
        seq: record.version,
        by: entry.member,
        member: name(entry.member),
        themselves,
        device: name(entry.device),
        carrier: name(carrier(replica, entry.carrier)),
        doing,
        record: entry.record,
        person: person(replica, kind, &entry),
        changes: changes.collect(),
        recorded: entry.corrected.unwrap_or_default(),
        offset_min: entry.offset_min,
        received: entry.received.unwrap_or_default(),
        verdict: entry.verdict,
        stands: (entry.verdict == CONFLICT)
            .then(|| stands(known, record.version, &entry))
            .flatten(),
        claimed: far_off(&entry),
        back: revert(replica, &entry),
        reason: entry.reason,
    }
}

/// The person that an entry adds, registers, or takes the consent of.
fn person(replica: &Replica, kind: Kind, entry: &LogEntry) -> Option<Id> {
    let field = match kind {
        Kind::Beneficiary => return Some(entry.record),
        Kind::Registration => registration::BENEFICIARY,
        Kind::Consent => consent::BENEFICIARY,
        _ => return None,
    };
    let known = || replica.get(entry.record)?.fields.get(field);
    Option::<Id>::read(entry.after.get(field).or_else(known))
}

/// The newest entries that pass a filter, at most `most`, and whether more of them are known.
///
/// `older` are entries fetched beside those the phone holds; one that is in both is shown once.
pub fn log(
    replica: &Replica,
    older: &[Record],
    sought: &Sought,
    arabic: bool,
    most: usize,
) -> (Vec<LogLine>, bool) {
    log_saying(replica, older, (sought, ""), arabic, most)
}

/// The same, of entries that say typed words ([`super::meant`]).
pub fn log_saying(
    replica: &Replica,
    older: &[Record],
    asked: (&Sought, &str),
    arabic: bool,
    most: usize,
) -> (Vec<LogLine>, bool) {
    let (sought, typed) = asked;
    let asked = (sought, typed, &LogTexts::default());
    saying(replica, older, asked, arabic, |lines, _| {
        let shown: Vec<LogLine> = lines.take(most).collect();
        let more = shown.len() == most && lines.next().is_some();
        (shown, more)
    })
}

/// The same, each where it belongs ([`Gathered`]): what the newest `most` begin is told whole, as far as it is known.
/// `ended`: whether `older` goes back to the log's beginning. What was searched before is searched faster with the same
/// `LogTexts`.
pub fn log_gathered(
    replica: &Replica,
    (older, ended): (&[Record], bool),
    asked: (&Sought, &str, &LogTexts),
    arabic: bool,
    most: usize,
) -> (Vec<Gathered>, bool) {
    let (mut groups, more) = saying(replica, older, asked, arabic, |lines, begins| {
        gathered(lines, most, ended || begins)
    });
    rolls_back(replica, older, &mut groups);
    (groups, more)
}

/// Says of each roll call what puts all of it back.
fn rolls_back(replica: &Replica, older: &[Record], groups: &mut [Gathered]) {
    let marked: Vec<Vec<(u64, u64)>> = groups.iter().map(Gathered::marked).collect();
    let wanted: BTreeSet<u64> = marked
        .iter()
        .flatten()
        .flat_map(|(first, last)| [*first, *last])
        .collect();
    let records = replica.all(Kind::LogEntry).chain(older);
    let entries: BTreeMap<u64, LogEntry> = records
        .filter(|record| wanted.contains(&record.version))
        .map(|record| (record.version, LogEntry::of(record)))
        .collect();
    for (group, marked) in groups.iter_mut().zip(marked) {
        let back = marked
            .into_iter()
            .filter_map(|(first, last)| revert_all(replica, entries.get(&first)?, entries.get(&last)?));
        group.back = back.collect();
    }
}

/// Reads what is looked for of the entries, newest first, and whether the log begins with the last that is known.
fn saying<R>(
    replica: &Replica,
    older: &[Record],
    (sought, typed, texts): (&Sought, &str, &LogTexts),
    arabic: bool,
    read: impl FnOnce(&mut dyn Iterator<Item = LogLine>, bool) -> R,
) -> R {
    let mut records: Vec<&Record> = replica.all(Kind::LogEntry).chain(older).collect();
    records.sort_by_key(|record| Reverse(record.version));
    records.dedup_by_key(|record| record.version);
    let ended = records.last().is_none_or(|record| record.version <= 1);
    let words = Words::new(replica, typed, texts);
    let search = sought.search(|id| same::of_one(replica, id));
    let mut lines = records
        .iter()
        .filter(|record| sought.is_empty() || finds(replica, &search, record))
        .filter(|record| words.said_by(record))
        .map(|record| log_line(replica, &records, record, arabic));
    read(&mut lines, ended)
}

/// Whether an entry is looked for.
fn finds(replica: &Replica, search: &Search, record: &Record) -> bool {
    search.finds(&keys(&LogEntry::of(record), |id| replica.get(id)))
}

/// The number of the oldest entry known.
pub fn oldest_entry(replica: &Replica, older: &[Record]) -> Option<u64> {
    replica
        .all(Kind::LogEntry)
        .chain(older)
        .map(|record| record.version)
        .min()
}

/// When the oldest entry on the phone was received: all since is there too.
pub fn oldest_received(replica: &Replica) -> Option<Millis> {
    let oldest = replica.all(Kind::LogEntry).min_by_key(|record| record.version)?;
    LogEntry::of(oldest).received
}

/// Whether a conflict's value stood: the later true time does. `known` are entries, newest first.
fn stands(known: &[&Record], seq: u64, entry: &LogEntry) -> Option<bool> {
    let before = known
        .iter()
        .filter(|record| record.version < seq)
        .map(|record| LogEntry::of(record));
    let other = before
        .filter(|one| one.record == entry.record && one.verdict <= CONFLICT)
        .find(|one| {
            one.after
                .iter()
                .any(|(field, value)| entry.after.get(field).is_some_and(|mine| mine != value))
        })?;
    Some(entry.corrected >= other.corrected)
}

/// Whose device delivered an entry; the device itself where that is not known.
pub(super) fn carrier(replica: &Replica, device: Option<Id>) -> Option<Id> {
    let device = device?;
    let known = replica.view::<Device>(device);
    Some(known.map_or(device, |known| known.member))
}

fn far_off(entry: &LogEntry) -> Option<Millis> {
    let (claimed, corrected) = (entry.claimed?, entry.corrected?);
    (claimed.since(corrected).saturating_abs() > WORTH_SAYING_MS).then_some(claimed)
}

/// Whether an entry made its record: nothing of it was said before, and all that such a record must say is said. Where all
/// that was said was erased, nobody can tell any more.
pub(super) fn makes(kind: Kind, entry: &LogEntry) -> bool {
    let said = |number| entry.after.get(number).is_some();
    let mut must = specs(kind).iter().filter(|spec| spec.required);
    entry.before.is_empty() && !entry.after.is_empty() && must.all(|spec| said(spec.number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Edit;
    use crate::record::{Activity, Attendance, Mark, Member, Pair, Sameness, activity, attendance};
    use crate::replica::{Batch, Me, Op};
    use crate::slice::Slice;
    use crate::value::Fields;
    use crate::wire::SlicePart;

    fn record(seq: u64, member: Id, claimed: i64) -> Record {
        let at = |ms| Some(Millis(ms));
        let entry = LogEntry {
            member: Some(member),
            kind: i64::from(Kind::Activity.number()),
            claimed: at(claimed),
            corrected: at(1_000),
            received: at(2_000),
            ..LogEntry::default()
        };
        numbered(seq, entry)
    }

    fn numbered(seq: u64, entry: LogEntry) -> Record {
        Record {
            kind: Kind::LogEntry,
            id: Id::v7(Millis(1), [seq as u8; 10]),
            version: seq,
            fields: entry.fields(),
        }
    }

    #[test]
    fn what_is_said_of_a_record_for_the_first_time_does_not_make_it() {
        let says = |edit: Edit| LogEntry {
            after: edit.set,
            ..LogEntry::default()
        };
        let id = Id::v7(Millis(1), [3; 10]);
        let activity = Activity {
            title: "Literacy".into(),
            ..Activity::default()
        };
        let made = says(Edit::create(id, activity));
        assert!(makes(Kind::Activity, &made));
        let funded = says(Edit::new(Kind::Activity, id).set(activity::PROJECT, Some(id)));
        assert!(!makes(Kind::Activity, &funded));
        assert!(
            !makes(Kind::Activity, &LogEntry::default()),
            "what was said is erased"
        );
    }

    #[test]
    fn fetched_entries_follow_those_on_the_phone_and_none_is_drawn_twice() {
        let (samira, other) = (Id::v7(Millis(1), [1; 10]), Id::v7(Millis(1), [2; 10]));
        let mut replica = Replica::new();
        let records = [9, 8].map(|seq| record(seq, samira, 1_000)).into();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records,
            ..SlicePart::empty(Slice::Log, 9)
        })]));
        let older = [
            record(8, samira, 1_000),
            record(7, other, 1_000),
            record(6, samira, 9_000_000),
        ];
        let numbers = |sought: &Sought, most| {
            let (entries, more) = log(&replica, &older, sought, true, most);
            (entries.iter().map(|line| line.seq).collect::<Vec<_>>(), more)
        };
        assert_eq!(numbers(&Sought::default(), 3), (vec![9, 8, 7], true));
        assert_eq!(numbers(&Sought::default(), 4), (vec![9, 8, 7, 6], false));
        assert_eq!(
            numbers(
                &Sought {
                    member: Some(samira),
                    ..Sought::default()
                },
                4
            ),
            (vec![9, 8, 6], false)
        );
        assert_eq!(oldest_entry(&replica, &older), Some(6));
    }

    #[test]
    fn a_person_is_found_under_each_id_they_were_recorded_under() {
        let [kept, dropped, other] = [1, 2, 3].map(|n| Id::v7(Millis(1), [n; 10]));
        let mut replica = Replica::new();
        let pair = Pair {
            said: Sameness::Same,
            kept: Some(kept),
            ..Pair::of_two(kept, dropped)
        };
        let pair = Record {
            kind: Kind::Pair,
            id: Pair::id(kept, dropped),
            version: 1,
            fields: pair.fields(),
        };
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![pair],
            ..SlicePart::empty(Slice::Register, 1)
        })]));
        let of = |(seq, person)| {
            let entry = LogEntry {
                kind: i64::from(Kind::Beneficiary.number()),
                record: person,
                ..LogEntry::default()
            };
            numbered(seq, entry)
        };
        let entries = [(4, other), (3, dropped), (2, kept)].map(of);
        let found = |person| {
            let sought = Sought {
                about: vec![person],
                ..Sought::default()
            };
            let (lines, _) = log(&replica, &entries, &sought, true, 9);
            lines.iter().map(|line| line.seq).collect::<Vec<_>>()
        };
        assert_eq!((found(kept), found(dropped)), (vec![3, 2], vec![3, 2]));
        assert_eq!(found(other), [4]);
    }

    #[test]
    fn a_conflict_says_whose_value_stands_and_nothing_where_the_other_is_not_known() {
        let set = |seq: u64, verdict, at, title: &str| {
            let entry = LogEntry {
                kind: i64::from(Kind::Activity.number()),
                record: Id::v7(Millis(1), [5; 10]),
                corrected: Some(Millis(at)),
                verdict,
                after: Activity {
                    title: title.into(),
                    ..Activity::default()
                }
                .fields(),
                ..LogEntry::default()
            };
            numbered(seq, entry)
        };
        let first = set(4, 0, 1_000, "Sewing");
        let stood = |at| {
            let entries = [set(5, CONFLICT, at, "Weaving"), first.clone()];
            log(&Replica::new(), &entries, &Sought::default(), true, 9).0[0].stands
        };
        assert_eq!((stood(2_000), stood(500)), (Some(true), Some(false)));
        let alone = [set(5, CONFLICT, 500, "Weaving")];
        let (lines, _) = log(&Replica::new(), &alone, &Sought::default(), true, 9);
        assert_eq!(lines[0].stands, None);
    }

    #[test]
    fn what_a_colleague_delivered_says_on_whose_phone_it_came() {
        let (samira, her_phone, other) = (
            Id::v7(Millis(1), [1; 10]),
            Id::v7(Millis(1), [2; 10]),
            Id::v7(Millis(1), [3; 10]),
        );
        let put = |id, fields, kind| Record {
            kind,
            id,
            version: 1,
            fields,
        };
        let member = Member {
            name: "Samira".into(),
            ..Member::default()
        };
        let device = Device {
            member: samira,
            name: "Chrome".into(),
            ..Device::default()
        };
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![
                put(samira, member.fields(), Kind::Member),
                put(her_phone, device.fields(), Kind::Device),
            ],
            ..SlicePart::empty(Slice::Association, 1)
        })]));
        let by = |carrier| {
            let entry = LogEntry {
                carrier,
                ..LogEntry::of(&record(3, other, 1_000))
            };
            let entries = [numbered(3, entry)];
            log(&replica, &entries, &Sought::default(), false, 9).0[0]
                .carrier
                .clone()
        };
        assert_eq!((by(Some(her_phone)).as_str(), by(None).as_str()), ("Samira", ""));
    }

    #[test]
    fn what_people_say_of_themselves_is_told_apart() {
        let mine = Id::v7(Millis(1), [7; 10]);
        let mut replica = Replica::new();
        let me = replica.sign_in(Me {
            association: mine,
            member: Id::MIN,
            device: Id::MIN,
        });
        replica.apply(&me);
        let by = |association| {
            let entries = [record(1, Id::of_public_pages(association), 1_000)];
            log(&replica, &entries, &Sought::default(), true, 9).0[0].themselves
        };
        assert_eq!((by(mine), by(Id::MAX)), (true, false));
    }

    #[test]
    fn a_roll_call_is_put_back_whole_but_for_what_was_marked_anew() {
        let id = |n: u8| Id::v7(Millis(1), [n; 10]);
        let (session, salma, youssef) = (id(90), id(91), id(92));
        let mark = |person: u8, status, by| Attendance {
            session,
            beneficiary: id(person),
            status,
            by: Some(by),
            ..Attendance::default()
        };
        let said = |status: Mark, by: Id| -> Fields {
            let said = [
                (attendance::STATUS, status.write()),
                (attendance::BY, Some(by).write()),
            ];
            said.into_iter().collect()
        };
        let entry = |seq: u64, person: u8, before: Fields, after: Fields| {
            let entry = LogEntry {
                member: Some(salma),
                kind: i64::from(Kind::Attendance.number()),
                record: id(person),
                corrected: Some(Millis(1_000)),
                received: Some(Millis(1_000)),
                before,
                after,
                ..LogEntry::default()
            };
            numbered(seq, entry)
        };
        let none = Fields::default;
        let new = |seq, person| entry(seq, person, none(), mark(person, Mark::Present, salma).fields());
        let entries = [
            entry(5, 4, said(Mark::Present, youssef), said(Mark::Late, salma)),
            new(4, 3),
            new(3, 2),
            entry(2, 1, said(Mark::Present, salma), said(Mark::Absent, salma)),
            new(1, 1),
        ];
        let stands = [
            (1, Mark::Absent, salma),
            (2, Mark::Present, salma),
            (3, Mark::Excused, youssef),
            (4, Mark::Late, salma),
        ];
        let records = stands.map(|(person, status, by)| Record {
            kind: Kind::Attendance,
            id: id(person),
            version: 9,
            fields: mark(person, status, by).fields(),
        });
        let mut replica = Replica::new();
        let me = Me {
            association: id(80),
            member: id(81),
            device: id(82),
        };
        replica.apply(&replica.sign_in(me));
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: records.into(),
            ..SlicePart::empty(Slice::Register, 9)
        })]));
        let asked = (&Sought::default(), "", &LogTexts::default());
        let back = |entries: &[Record], ended| {
            let (groups, _) = log_gathered(&replica, (entries, ended), asked, true, 9);
            assert_eq!(groups.len(), 1);
            groups.into_iter().next().unwrap().back
        };
        let left: Vec<(Id, Mark, Option<Id>)> = back(&entries, true)
            .into_iter()
            .map(|edit| {
                let status = Mark::read(edit.set.get(attendance::STATUS));
                (
                    edit.record,
                    status,
                    FieldValue::read(edit.set.get(attendance::BY)),
                )
            })
            .collect();
        let taken_back = |person: u8| (id(person), Mark::Unmarked, Some(id(81)));
        let before = (id(4), Mark::Present, Some(youssef));
        assert_eq!(left, [taken_back(1), taken_back(2), before]);
        assert_eq!(
            back(&entries[..4], false),
            [],
            "of which not all is known is not put back as a whole"
        );
    }

    #[test]
    fn only_a_clock_that_was_far_off_is_told() {
        let member = Id::v7(Millis(1), [1; 10]);
        assert_eq!(far_off(&LogEntry::of(&record(1, member, 61_000))), None);
        assert_eq!(
            far_off(&LogEntry::of(&record(1, member, 500_000))),
            Some(Millis(500_000))
        );
    }
}
