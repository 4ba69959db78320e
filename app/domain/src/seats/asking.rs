//! What becomes of a registration that somebody records where seats are counted.

use super::stay::stays;
use super::{Terms, Traits};
use crate::change::Change;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Admission, Matter, Record, Registration, RegistrationStatus as Status, ReviewItem, Source, Standing,
    StatusClass, View, registration,
};
use crate::referee::Kept;
use crate::slice::Ledger;
use crate::time::{Day, Millis};
use crate::value::{FieldNo, FieldValue, Fields, Value};
use crate::verdict::Reason;

/// What only the count says of a registration.
pub const COUNTED: [FieldNo; 4] = [
    registration::WHY,
    registration::ASKED,
    registration::TURN,
    registration::STAYS,
];

/// A registration as somebody wants it, and who asks.
pub(crate) struct Asking<'a, L> {
    /// What is known of the association.
    pub(crate) ledger: &'a L,
    /// The registration as it stood.
    pub(crate) kept: Option<&'a Kept>,
    /// Version of it that whoever asks saw.
    pub(crate) base: u64,
    /// The phone on which they ask.
    pub(crate) device: Id,
    /// Whether they may approve, and give places beyond the count.
    pub(crate) leads: bool,
    /// Whether a head decided so, of what was to decide.
    pub(crate) by_decision: bool,
    /// When it was recorded, corrected.
    pub(crate) at: Millis,
    /// Minutes the wall clock was ahead of UTC there.
    pub(crate) offset_min: i64,
    /// Its number in the log.
    pub(crate) seq: u64,
}

/// Where a registration stands, to whoever counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Was {
    Out,
    Applied,
    Waits,
    Seated,
}

fn was(before: Option<&Registration>) -> Was {
    match before {
        Some(before) if before.holds_seat() => Was::Seated,
        Some(before) if before.waits() => Was::Waits,
        Some(before) if before.status.class() == StatusClass::Pending => Was::Applied,
        _ => Was::Out,
    }
}

/// Where it comes to stand.
struct Outcome {
    status: Status,
    why: Option<Standing>,
    /// When and in which turn it asked, where that is said anew.
    asked: Option<(Millis, i64)>,
}

impl<L: Ledger> Asking<'_, L> {
    /// What the count says of a registration once a change has set these fields of it.
    pub(crate) fn settled(&self, id: Id, set: &[(FieldNo, &Value)]) -> Vec<(FieldNo, Value)> {
        let touches = |field| set.iter().any(|(no, _)| *no == field);
        if !touches(registration::STATUS) && !touches(registration::TO) {
            return Vec::new();
        }
        let mut after = self.kept.map_or_else(
            || Record::empty(Kind::Registration, id),
            |kept| kept.record.clone(),
        );
        after.fields.lay(
            &set.iter()
                .map(|(field, value)| (*field, (*value).clone()))
                .collect(),
        );
        let after = Registration::of(&after);
        let before = self.kept.map(|kept| Registration::of(&kept.record));
        let terms = self
            .ledger
            .record(after.activity)
            .map(Terms::of)
            .unwrap_or_default();
        let known = before
            .as_ref()
            .is_some_and(|before| before.asked.is_some() || before.why.is_some());
        let ended = |status| {
            let after = Registration {
                status,
                ..after.clone()
            };
            let stays = stays(before.as_ref()?, &after, self.today())?;
            Some((registration::STAYS, stays.write()))
        };
        if !terms.decide() && !known {
            return ended(after.status).into_iter().collect();
        }
        let outcome = self.outcome(id, &terms, before.as_ref(), &after);
        let mut said: Vec<_> = ended(outcome.status).into_iter().collect();
        if outcome.status != after.status {
            said.push((registration::STATUS, outcome.status.write()));
        }
        if outcome.why != after.standing() {
            said.push((registration::WHY, outcome.why.map(Standing::number).write()));
        }
        if let Some((asked, turn)) = outcome.asked {
            said.push((registration::ASKED, Some(asked).write()));
            said.push((registration::TURN, Some(turn).write()));
        }
        said
    }

    /// The day on which it was recorded, on the wall where that was.
    fn today(&self) -> Day {
        self.at.on_wall(self.offset_min.clamp(-1_440, 1_440)).0
    }

    fn outcome(&self, id: Id, terms: &Terms, before: Option<&Registration>, after: &Registration) -> Outcome {
        let stands = |status, why| Outcome {
            status,
            why,
            asked: None,
        };
        let stood = before.map_or(after.status, |before| before.status);
        let because = before.and_then(Registration::standing);
        if after.status.class() == StatusClass::Negative {
            return stands(after.status, None);
        }
        if after.to.is_some_and(|to| to <= self.today()) {
            return stands(stood, Some(Standing::Left));
        }
        match was(before) {
            Was::Seated if after.status.takes_seat() => stands(after.status, because),
            // What was given is taken back by hand alone, by who saw that it was given.
            Was::Seated if self.by_decision => stands(Status::Waitlisted, Some(Standing::Full)),
            Was::Seated if self.leads && (self.saw() || self.said_so()) => Outcome {
                asked: (!self.unapproves(before, after)).then(|| self.turn()),
                ..stands(after.status, None)
            },
            Was::Seated => stands(stood, because),
            Was::Waits if after.status.takes_seat() && self.gives_by_hand() => {
                stands(after.status, Some(Standing::ByHand))
            }
            Was::Waits => stands(stood, because),
            was => {
                let keeps_turn = |before: &&Registration| was == Was::Applied || self.reopens(before);
                self.counted(id, terms, before.filter(keeps_turn), after)
            }
        }
    }

    /// Where somebody comes to stand who was in no list before, or had only applied.
    fn counted(
        &self,
        id: Id,
        terms: &Terms,
        applied: Option<&Registration>,
        after: &Registration,
    ) -> Outcome {
        let asked = applied.and_then(|applied| Some((applied.asked?, applied.turn?)));
        let (at, turn) = asked.unwrap_or_else(|| self.turn());
        let by_head = self.leads && after.status != Status::Applied;
        let (status, why) = if terms.admission == Admission::Approval && !by_head {
            (Status::Applied, Some(Standing::Unapproved))
        } else {
            match self.defers(id, terms, (at, turn), after) {
                Some(_) if self.by_decision => (Status::Confirmed, Some(Standing::ByHand)),
                Some(why) => (Status::Waitlisted, Some(why)),
                None if after.status.takes_seat() => (after.status, None),
                None => (Status::Confirmed, None),
            }
        };
        Outcome {
            status,
            why,
            asked: asked.is_none().then_some((at, turn)),
        }
    }

    fn defers(
        &self,
        id: Id,
        terms: &Terms,
        (at, turn): (Millis, i64),
        after: &Registration,
    ) -> Option<Standing> {
        terms.capacity?;
        let who = self
            .ledger
            .record(after.beneficiary)
            .map(Traits::of)
            .unwrap_or_default();
        match self.ledger.seating(after.activity) {
            Some(seating) => seating.defers(id, at, turn, &who),
            None => Some(Standing::Full),
        }
    }

    fn turn(&self) -> (Millis, i64) {
        (self.at, i64::try_from(self.seq).unwrap_or(i64::MAX))
    }

    fn gives_by_hand(&self) -> bool {
        self.by_decision || (self.leads && self.saw())
    }

    /// Whether it was said on the same phone, and is taken back there before its answer came.
    fn said_so(&self) -> bool {
        let stamp = self.kept.and_then(|kept| kept.stamp(registration::STATUS));
        stamp.is_some_and(|stamp| stamp.device == self.device)
    }

    /// Whether an approval is taken back: they applied when they applied.
    fn unapproves(&self, before: Option<&Registration>, after: &Registration) -> bool {
        after.status == Status::Applied && before.is_some_and(|before| before.asked.is_some())
    }

    /// Whether what a head declined is looked at again: whoever asked never went away.
    fn reopens(&self, before: &Registration) -> bool {
        self.leads && before.status == Status::Declined
    }

    /// Whether they saw where it stood.
    fn saw(&self) -> bool {
        let stamped = |kept: &Kept| {
            let seq = |field| kept.stamp(field).map_or(0, |stamp| stamp.seq);
            seq(registration::STATUS).max(seq(registration::WHY))
        };
        self.base > 0 && self.kept.is_some_and(|kept| stamped(kept) <= self.base)
    }
}

/// What the count says of a registration that the server itself records, for the association.
pub fn settled(
    ledger: &impl Ledger,
    kept: Option<&Kept>,
    change: &Change,
    at: Millis,
    seq: u64,
) -> Vec<(FieldNo, Value)> {
    if change.kind != Kind::Registration {
        return Vec::new();
    }
    let asking = Asking {
        ledger,
        kept,
        base: change.base,
        device: Id::MIN,
        leads: true,
        by_decision: false,
        at,
        offset_min: change.clock.offset_min,
        seq,
    };
    let set: Vec<_> = change.set.iter().collect();
    asking.settled(change.record, &set)
}

/// Why a person may not register themselves, if this is that.
pub(crate) fn objection(
    change: &Change,
    before: Option<&Record>,
    after: &Record,
    ledger: &impl Ledger,
    at: Millis,
) -> Option<Reason> {
    let view = Registration::of(after);
    let asks = view.status.class() != StatusClass::Negative && change.set.get(registration::STATUS).is_some();
    let is_in = before
        .map(Registration::of)
        .is_some_and(|before| was(Some(&before)) != Was::Out);
    if view.source != Source::SelfService || !asks || is_in {
        return None;
    }
    let today = at.on_wall(change.clock.offset_min.clamp(-1_440, 1_440)).0;
    ledger.record(view.activity).map(Terms::of)?.keep_out(today)
}

/// Whether two who differ about where a registration stands both ask for a place: the count has answered both.
pub(crate) fn both_ask(kept: &Record, field: FieldNo, said: &Value, value: &Value) -> bool {
    let asks = |value: &Value| Status::read(Some(value)).class() != StatusClass::Negative;
    kept.kind == Kind::Registration
        && field == registration::STATUS
        && kept.fields.get(registration::ASKED).is_some()
        && asks(said)
        && asks(value)
}

/// What a line of the log says besides what its change set: where the registration came to stand.
pub(crate) fn told(change: &Change, before: Option<&Record>, after: Option<&Kept>) -> Fields {
    let Some(after) = after.filter(|kept| kept.record.kind == Kind::Registration) else {
        return Fields::new();
    };
    let stood = |field| before.and_then(|record| record.fields.get(field));
    let said = |field| change.set.get(field).or(stood(field)).unwrap_or(&Value::Null);
    let stands = |field| after.record.fields.get(field).unwrap_or(&Value::Null);
    [registration::STATUS]
        .into_iter()
        .chain(COUNTED)
        .filter(|field| said(*field) != stands(*field))
        .map(|field| (field, stands(field).clone()))
        .collect()
}

/// What a head is told where somebody was promised a place that there was not: the change set `set`.
pub(crate) fn waits_in_vain(
    change: &Change,
    before: Option<&Record>,
    after: Option<&Kept>,
) -> Option<ReviewItem> {
    let record = &after
        .filter(|kept| kept.record.kind == Kind::Registration)?
        .record;
    let view = Registration::of(record);
    let promised = Status::read(change.set.get(registration::STATUS));
    let was = was(before.map(Registration::of).as_ref());
    let by_volunteer = view.source == Source::Volunteer && matches!(was, Was::Out);
    let in_vain = view.waits() && promised.takes_seat() && by_volunteer;
    in_vain.then(|| ReviewItem {
        matter: Matter::Held,
        field: Some(registration::STATUS.into()),
        stands: [(registration::STATUS, view.status.write())]
            .into_iter()
            .collect(),
        waits: [(registration::STATUS, promised.write())].into_iter().collect(),
        reason: Some(Reason::CapacityPassed.number()),
        ..ReviewItem::default()
    })
}
