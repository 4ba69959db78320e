//! What the server decides about one incoming change, given the record as it stands and who is asking.
//!
//! Same inputs, same verdict, everywhere.

mod decide;

use minicbor::{Decode, Encode};

pub use decide::{Decided, Register, decide};

use crate::access::Asker;
use crate::bonds::{check_bonds, check_lead};
use crate::change::Change;
use crate::erasure;
use crate::id::Id;
use crate::kind::Kind;
use crate::log::Line;
use crate::record::{
    LogEntry, Meeting, Member, Pair, Record, Sameness, SessionStatus, View, attendance, delivery, headcount,
    leading, member, pair, session, spec, undertaken_text, volunteer_hours,
};
use crate::review;
use crate::rules::{Fault, abridged, check, check_size};
use crate::same;
use crate::seats::{self, Asking};
use crate::slice::Ledger;
use crate::time::{DAY_MS, Day, Millis, corrected};
use crate::value::{FieldNo, Fields, Value};
use crate::verdict::{Answer, Reason, Verdict};

/// What a device says of the same mark within so many milliseconds is still one saying.
const TAPS_MS: i64 = 15 * 60_000;

/// Who last set some fields of a record, and when.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Stamp {
    /// The association's seq of that change.
    #[n(0)]
    pub seq: u64,
    /// The corrected time of that change.
    #[n(1)]
    pub at: Millis,
    /// The device it came from.
    #[n(2)]
    pub device: Id,
    /// The device's counter.
    #[n(3)]
    pub counter: u64,
    /// The fields it set that nobody set since.
    #[n(4)]
    pub fields: Vec<FieldNo>,
}

/// A record as the server keeps it: with who last set each field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The record.
    pub record: Record,
    /// Who set what; every field that was ever set is in exactly one stamp.
    pub stamps: Vec<Stamp>,
}

impl Kept {
    /// Who last set a field.
    pub(crate) fn stamp(&self, field: FieldNo) -> Option<&Stamp> {
        self.stamps.iter().find(|stamp| stamp.fields.contains(&field))
    }
}

/// The circumstances in which a change arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The device that sent it.
    pub device: Id,
    /// How far that device's clock is ahead of the server's, in milliseconds, as this sync measured it.
    pub skew_ms: i64,
    /// When the server received it.
    pub at: Millis,
    /// The association's next seq.
    pub seq: u64,
    /// The device that delivered it in a parcel of the sender's; none where the sender did.
    pub carrier: Option<Id>,
}

impl Receipt {
    /// The receipt of what follows, once this seq was given.
    pub fn after(&self, seq: u64) -> Self {
        Receipt {
            seq: seq + 1,
            ..self.clone()
        }
    }
}

/// What was decided, and what there is to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The record as it now stands, when the change altered it.
    pub kept: Option<Kept>,
    /// The log's new line, with the answer.
    pub line: Line,
    /// What there now is to decide.
    pub opened: Vec<Kept>,
}

/// Decides about one change. `kept` is the record it names, as it stands.
pub fn judge(
    ledger: &impl Ledger,
    asker: &Asker,
    rights_changed: Option<Millis>,
    kept: Option<&Kept>,
    change: &Change,
    receipt: &Receipt,
) -> Ruling {
    let at = corrected(change.clock.now, receipt.skew_ms, receipt.at);
    let bared = erasure::bared(change, ledger);
    let case = Case {
        ledger,
        asker,
        rights_changed,
        kept,
        change: bared.as_ref().unwrap_or(change),
        receipt,
        at,
        by_decision: false,
        of_erased: bared.is_some(),
    };
    case.ruling()
}

/// For how long after a restore a phone may still bring what the database lacks; phones keep receipts as long.
pub const RESTORED_MS: i64 = 30 * 86_400_000;

/// Whether a refusal may come only from what a restored database lacks and another phone is yet to bring: the
/// record itself, what it refers to, the right to record it.
pub fn may_be_lacking(verdict: &Verdict, exists: bool) -> bool {
    let Verdict::Refused { reason, .. } = verdict else {
        return false;
    };
    match reason {
        Reason::UnknownReference | Reason::NotAllowed | Reason::LastHead => true,
        Reason::Required => !exists,
        _ => false,
    }
}

/// When a member's rights last changed, by a day: from the stamps of the member's record, and by the end of what was
/// assigned until a day.
pub fn rights_changed(member: &Kept, today: Day) -> Option<Millis> {
    let view = Member::of(&member.record);
    let ended = view
        .assigned()
        .filter_map(|one| one.until)
        .filter(|until| *until < today);
    let ended = ended
        .max()
        .map(|until| Millis(i64::from(until.plus(1).0) * DAY_MS));
    [
        member::ROLE,
        member::ACTIVITIES,
        member::CLOSED,
        member::ASSIGNED_FROM,
        member::ASSIGNED_UNTIL,
        member::ASSIGNMENTS,
    ]
    .into_iter()
    .filter_map(|field| member.stamp(field))
    .map(|stamp| stamp.at)
    .chain(ended)
    .max()
}

#[derive(Clone, Copy)]
pub(crate) struct Case<'a, L> {
    ledger: &'a L,
    pub(crate) asker: &'a Asker,
    rights_changed: Option<Millis>,
    pub(crate) kept: Option<&'a Kept>,
    pub(crate) change: &'a Change,
    pub(crate) receipt: &'a Receipt,
    pub(crate) at: Millis,
    /// Whether a head's decision makes the change: then only what no head may do stands in its way.
    by_decision: bool,
    /// Whether it speaks of somebody whose data was erased: then it is the change without what identified them.
    of_erased: bool,
}

/// How one field of a change meets the record.
enum Meets {
    /// Nobody stands in the way.
    Free,
    /// Someone else said the same meanwhile; whether this change says it later.
    Agrees { later: bool },
    /// The same device said something newer already, or anybody something where the first word stands.
    Superseded,
    /// Someone else set it meanwhile; whether this change is the later one.
    Conflict { stands: bool },
}

impl<L: Ledger> Case<'_, L> {
    fn ruling(&self) -> Ruling {
        match self.objection() {
            Some(verdict) => self.ruled(verdict, None),
            None => {
                let (verdict, kept) = self.merge();
                self.ruled(verdict, kept)
            }
        }
    }

    fn ruled(&self, verdict: Verdict, kept: Option<Kept>) -> Ruling {
        let mut opened = review::opened(self, &verdict);
        if !self.by_decision && opened.is_empty() {
            opened.extend(review::in_vain(self, kept.as_ref()));
        }
        Ruling {
            opened,
            line: self.line(verdict, self.told(kept.as_ref())),
            kept,
        }
    }

    /// What the log says in the place of what was sent: where a registration came to stand, when somebody undertook.
    fn told(&self, kept: Option<&Kept>) -> Fields {
        let mut told = seats::told(self.change, self.existing(), kept);
        let undertaken = review::undertaken(self).into_iter();
        undertaken.for_each(|(field, value)| told.set(field, value));
        told
    }

    fn existing(&self) -> Option<&Record> {
        self.kept.map(|kept| &kept.record)
    }

    /// Why the change cannot stand now, if it cannot.
    fn objection(&self) -> Option<Verdict> {
        if let Err(Fault { field, reason }) = check_size(self.change) {
            return Some(Verdict::Refused { field, reason });
        }
        if let Kind::Other(_) = self.change.kind {
            return Some(Verdict::Held {
                reason: Reason::UnknownKind,
            });
        }
        if self.change.kind == Kind::ReviewItem {
            return self.decision_objection();
        }
        if let Some(Fault { field, reason }) = erasure::objection(self.change).filter(|_| self.of_erased) {
            return Some(Verdict::Refused { field, reason });
        }
        // All that a revoked phone or a closed account still brings waits for a head, what is wrong with it
        // too: what it refers to is held beside it.
        if self.asker.closed {
            return Some(Verdict::Held {
                reason: Reason::RightWithdrawn,
            });
        }
        if let Err(Fault { field, reason }) = check(self.change, self.existing()) {
            return Some(Verdict::Refused { field, reason });
        }
        let after = self.change.laid(self.existing());
        if let Err(Fault { field, reason }) = check_bonds(self.change, &after, self.ledger) {
            return Some(Verdict::Refused { field, reason });
        }
        if !self
            .asker
            .may(self.change, &after, self.kept.is_some(), self.ledger)
        {
            return Some(if self.had_the_right_before() {
                Verdict::Held {
                    reason: Reason::RightWithdrawn,
                }
            } else {
                Verdict::Refused {
                    field: None,
                    reason: Reason::NotAllowed,
                }
            });
        }
        // What a decision takes was said by whoever recorded it, not by whoever decides.
        let forged = self.asker.forged(self.change, &after);
        if let Some(field) = forged.filter(|_| !self.by_decision) {
            return Some(Verdict::Refused {
                field: Some(field),
                reason: Reason::NotAllowed,
            });
        }
        if let Err(Fault { field, reason }) = check_lead(self.existing(), &after, self.ledger) {
            return Some(Verdict::Refused { field, reason });
        }
        self.parting_objection(&after)
            .or_else(|| self.hours_objection(&after))
            .or_else(|| self.session_objection(&after))
            .or_else(|| self.admission_objection(&after))
    }

    /// Whether two people who were said to be one can be parted still.
    fn parting_objection(&self, after: &Record) -> Option<Verdict> {
        let kept = self.kept.filter(|kept| kept.record.kind == Kind::Pair)?;
        let parts = Pair::of(&kept.record).said == Sameness::Same && Pair::of(after).said != Sameness::Same;
        let joined = kept.stamp(pair::SAID)?.at;
        (parts && !same::can_be_parted(joined, self.at)).then_some(Verdict::Refused {
            field: Some(pair::SAID),
            reason: Reason::Fixed,
        })
    }

    /// Whether people may register themselves now.
    fn admission_objection(&self, after: &Record) -> Option<Verdict> {
        if after.kind != Kind::Registration || self.by_decision {
            return None;
        }
        let reason = seats::objection(self.change, self.existing(), after, self.ledger, self.receipt.at)?;
        Some(Verdict::Refused { field: None, reason })
    }

    /// Whether it may have been recorded before the member's rights changed. A clock that was ahead, and was
    /// set right since, tells nothing of when.
    fn had_the_right_before(&self) -> bool {
        let ahead = self.change.clock.now.plus(self.receipt.skew_ms.saturating_neg()) > self.receipt.at;
        self.rights_changed
            .is_some_and(|changed| ahead || self.at < changed)
    }

    /// Nobody gave time on a day that is still to come. By the time of receipt, as for sessions.
    fn hours_objection(&self, after: &Record) -> Option<Verdict> {
        let says = after.kind == Kind::VolunteerHours && self.change.set.get(volunteer_hours::DAY).is_some();
        let comes = || self.is_to_come(after.read(volunteer_hours::DAY));
        (says && comes()).then_some(Verdict::Refused {
            field: Some(volunteer_hours::DAY),
            reason: Reason::BadDay,
        })
    }

    /// Attendance, counts and what is handed over are of sessions held or today's, or of days that are there.
    fn session_objection(&self, after: &Record) -> Option<Verdict> {
        let field = match after.kind {
            Kind::Attendance => attendance::SESSION,
            Kind::HeadCount => headcount::SESSION,
            Kind::Delivery if after.fields.get(delivery::SESSION).is_none() => {
                return self.day_objection(after);
            }
            Kind::Delivery => delivery::SESSION,
            _ => return None,
        };
        let held = self.ledger.record(after.read(field))?;
        if held.read::<SessionStatus>(session::STATUS) == SessionStatus::Cancelled && !self.by_decision {
            return Some(Verdict::Held {
                reason: Reason::SessionCancelled,
            });
        }
        self.is_to_come(held.read(session::DAY))
            .then_some(Verdict::Refused {
                field: Some(field),
                reason: Reason::SessionInFuture,
            })
    }

    fn day_objection(&self, after: &Record) -> Option<Verdict> {
        self.is_to_come(after.read(delivery::DAY))
            .then_some(Verdict::Refused {
                field: Some(delivery::DAY),
                reason: Reason::BadDay,
            })
    }

    /// Whether a day is still to come. By the time of receipt: the phone's clock may be years off. A day's grace: the
    /// wall clock where it was recorded may be ahead of this one.
    fn is_to_come(&self, day: Day) -> bool {
        let offset = self.change.clock.offset_min.clamp(-1_440, 1_440);
        day > self.receipt.at.on_wall(offset).0.plus(1)
    }

    fn meets(&self, field: FieldNo, value: &Value) -> Meets {
        if spec(self.change.kind, field).is_some_and(|spec| spec.meeting == Meeting::Undertaken) {
            let stands = self.existing().and_then(|record| undertaken_text(&record.fields));
            return if undertaken_text(&self.change.set) > stands {
                Meets::Free
            } else {
                Meets::Superseded
            };
        }
        let Some((kept, stamp)) = self.kept.and_then(|kept| Some((kept, kept.stamp(field)?))) else {
            return Meets::Free;
        };
        if stamp.device == self.receipt.device {
            return if stamp.counter > self.change.counter {
                Meets::Superseded
            } else {
                Meets::Free
            };
        }
        // Whose decision stands was settled before: see `decision_objection`.
        if stamp.seq <= self.change.base || self.change.kind == Kind::ReviewItem {
            return Meets::Free;
        }
        let said = kept.record.fields.get(field).unwrap_or(&Value::Null);
        let later = (self.at, self.receipt.device) > (stamp.at, stamp.device);
        if said == value || seats::both_ask(&kept.record, field, said, value) {
            Meets::Agrees { later }
        } else {
            Meets::Conflict { stands: later }
        }
    }

    /// Sets what may be set, field by field, and says how the change met the others.
    fn merge(&self) -> (Verdict, Option<Kept>) {
        let lead = leading(self.change.kind).and_then(|field| {
            let value = self.change.set.get(field)?;
            Some((field, self.meets(field, value)))
        });
        let mut set = Vec::new();
        let mut conflicts = Vec::new();
        let mut stands = true;
        let whole = self.change.whole(self.existing());
        for (field, value) in whole.iter() {
            let follows = spec(self.change.kind, field).is_some_and(|spec| spec.meeting == Meeting::Follows);
            let meets = match &lead {
                Some((_, lead)) if follows => follow(lead),
                _ => self.meets(field, value),
            };
            match meets {
                // Saying the same later moves the stamp, so that the order of arrival does not matter.
                Meets::Free | Meets::Agrees { later: true } => set.push((field, value)),
                Meets::Agrees { later: false } | Meets::Superseded => {}
                Meets::Conflict { stands: mine } => {
                    if !follows {
                        conflicts.push(field);
                        stands &= mine;
                    }
                    if mine {
                        set.push((field, value));
                    }
                }
            }
        }
        let verdict = if !conflicts.is_empty() {
            Verdict::Conflict {
                fields: conflicts,
                stands,
            }
        } else if self.others_wrote(&whole) && self.change.kind != Kind::ReviewItem {
            Verdict::Parallel
        } else {
            Verdict::Accepted
        };
        (verdict, self.write(&set))
    }

    /// Whether someone else set other fields since the version the person saw.
    fn others_wrote(&self, whole: &Fields) -> bool {
        self.kept.is_some_and(|kept| {
            kept.stamps.iter().any(|stamp| {
                stamp.seq > self.change.base
                    && stamp.device != self.receipt.device
                    && stamp.fields.iter().any(|field| whole.get(*field).is_none())
            })
        })
    }

    /// The record with these fields set and stamped; `None` when that alters nothing.
    fn write(&self, set: &[(FieldNo, &Value)]) -> Option<Kept> {
        if set.is_empty() && self.kept.is_some() {
            return None;
        }
        let mut kept = self.kept.cloned().unwrap_or_else(|| Kept {
            record: Record::empty(self.change.kind, self.change.record),
            stamps: Vec::new(),
        });
        let by_server = [review::signed(self), self.counted(set)].concat();
        let set = [
            set,
            &by_server
                .iter()
                .map(|(field, value)| (*field, value))
                .collect::<Vec<_>>(),
        ]
        .concat();
        let laid: Fields = set
            .iter()
            .map(|(field, value)| (*field, (*value).clone()))
            .collect();
        kept.record.fields.lay(&laid);
        kept.record.version = self.receipt.seq;
        for stamp in &mut kept.stamps {
            stamp.fields.retain(|field| laid.get(*field).is_none());
        }
        kept.stamps.retain(|stamp| !stamp.fields.is_empty());
        kept.stamps.push(Stamp {
            seq: self.receipt.seq,
            at: self.at,
            device: self.receipt.device,
            counter: self.change.counter,
            fields: laid.iter().map(|(field, _)| field).collect(),
        });
        match erasure::begins(self.existing(), &kept.record) {
            true => erasure::bare(&kept, self.at).or(Some(kept)),
            false => Some(kept),
        }
    }

    /// Where a registration comes to stand, once these fields of it are set.
    fn counted(&self, set: &[(FieldNo, &Value)]) -> Vec<(FieldNo, Value)> {
        if self.change.kind != Kind::Registration {
            return Vec::new();
        }
        let asking = Asking {
            ledger: self.ledger,
            kept: self.kept,
            base: self.change.base,
            device: self.receipt.device,
            leads: self.asker.sees_all(),
            by_decision: self.by_decision,
            at: self.at,
            offset_min: self.change.clock.offset_min,
            seq: self.receipt.seq,
        };
        asking.settled(self.change.record, set)
    }

    /// Whether the change says a mark, a count or goods anew that the same device said just before: an absence is two
    /// taps, and a count of forty is forty.
    fn taps_again(&self) -> bool {
        let tapped = matches!(
            self.change.kind,
            Kind::Attendance | Kind::HeadCount | Kind::Delivery
        );
        let just_said = |stamp: &Stamp| {
            stamp.device == self.receipt.device && self.at.since(stamp.at).saturating_abs() <= TAPS_MS
        };
        let mut said = self
            .change
            .set
            .iter()
            .filter_map(|(field, _)| self.kept?.stamp(field))
            .peekable();
        tapped && said.peek().is_some() && said.all(just_said)
    }

    fn line(&self, verdict: Verdict, counted: Fields) -> Line {
        let before = self.existing().map_or_else(Fields::new, |record| {
            let whole = self.change.whole(Some(record));
            let touched = whole
                .iter()
                .filter_map(|(field, _)| Some((field, record.fields.get(field)?)));
            touched.map(|(field, value)| (field, value.clone())).collect()
        });
        let mut after = abridged(&self.change.set);
        counted
            .iter()
            .for_each(|(field, value)| after.set(field, value.clone()));
        let entry = LogEntry {
            member: Some(self.asker.member),
            device: Some(self.receipt.device),
            kind: self.change.kind.number().into(),
            record: self.change.record,
            claimed: Some(self.change.clock.now),
            offset_min: self.change.clock.offset_min,
            corrected: Some(self.at),
            received: Some(self.receipt.at),
            verdict: verdict.number(),
            reason: verdict
                .reason()
                .map_or_else(String::new, |reason| reason.name().into()),
            before,
            after,
            carrier: self.receipt.carrier,
            tapped: self.taps_again(),
            ..LogEntry::default()
        };
        Line {
            entry: Record {
                kind: Kind::LogEntry,
                id: self.change.id,
                version: self.receipt.seq,
                fields: entry.fields(),
            },
            answer: Answer {
                change: self.change.id,
                seq: self.receipt.seq,
                received: self.receipt.at,
                verdict,
            },
        }
    }
}

/// How a field that follows the leading one fares. Where two people agree, the first evidence stands.
fn follow(lead: &Meets) -> Meets {
    match lead {
        Meets::Free | Meets::Agrees { later: false } => Meets::Free,
        Meets::Agrees { later: true } | Meets::Superseded => Meets::Superseded,
        Meets::Conflict { stands } => Meets::Conflict { stands: *stands },
    }
}
