//! What waits on this phone, item by item.

use super::shown::name_of;
use crate::change::Change;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Mark, Session, SessionStatus, View, attendance, consent, headcount, registration, session,
};
use crate::replica::{Replica, State};
use crate::time::{Day, Millis};
use crate::value::{FieldValue, Fields};
use crate::verdict::Answer;

/// What a change does, and to whom or what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doing {
    /// Name of the kind of record.
    pub kind: &'static str,
    /// `added`, `changed` or `cancelled`.
    pub action: &'static str,
    /// Whom or what it is about: a person, an activity, a member.
    pub subject: String,
    /// Where it happened: the activity of the session, for attendance and the like.
    pub place: String,
    /// The day of the session, where there is one.
    pub day: Option<Day>,
    /// What was said of the person, for attendance.
    pub mark: Option<Mark>,
    /// The activity it belongs to.
    pub activity: Option<Id>,
}

/// What a change of these fields does. `created` tells a new record from a changed one.
pub fn doing(replica: &Replica, kind: Kind, record: Id, set: &Fields, created: bool, arabic: bool) -> Doing {
    let seen = replica.get(record);
    let id =
        |field| Option::<Id>::read(set.get(field)).or_else(|| seen.and_then(|record| record.read(field)));
    let name = |id: Option<Id>| id.map_or_else(String::new, |id| name_of(replica, id, arabic));
    let session = match kind {
        Kind::Session => Some(record),
        Kind::Attendance => id(attendance::SESSION),
        Kind::HeadCount => id(headcount::SESSION),
        _ => None,
    };
    let held = session.and_then(|session| replica.get(session)).map(Session::of);
    let activity = match kind {
        Kind::Activity => Some(record),
        Kind::Registration => id(registration::ACTIVITY),
        Kind::Session => id(session::ACTIVITY),
        Kind::Group | Kind::Schedule => id(crate::record::group::ACTIVITY),
        _ => held.as_ref().map(|session| session.activity),
    };
    let subject = match kind {
        Kind::Attendance => name(id(attendance::BENEFICIARY)),
        Kind::Registration => name(id(registration::BENEFICIARY)),
        Kind::Consent => name(id(consent::BENEFICIARY)),
        Kind::Session | Kind::Group | Kind::Schedule | Kind::HeadCount => name(activity),
        _ => name(Some(record)),
    };
    let cancelled =
        kind == Kind::Session && SessionStatus::read(set.get(session::STATUS)) == SessionStatus::Cancelled;
    Doing {
        kind: kind.name(),
        action: if cancelled {
            "cancelled"
        } else if created {
            "added"
        } else {
            "changed"
        },
        subject,
        place: if matches!(kind, Kind::Attendance | Kind::Registration) {
            name(activity)
        } else {
            String::new()
        },
        day: held
            .map(|session| session.day)
            .or_else(|| Option::read(set.get(session::DAY)).filter(|_| kind == Kind::Session)),
        mark: (kind == Kind::Attendance).then(|| Mark::read(set.get(attendance::STATUS))),
        activity,
    }
}

/// One change that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxLine {
    /// The change.
    pub change: Change,
    /// What it does.
    pub doing: Doing,
    /// When it was recorded, by this phone's clock.
    pub recorded: Millis,
    /// The answer, where the server gave one.
    pub answer: Option<Answer>,
}

/// Everything that waits on this phone: what needs a person first, then oldest first.
pub fn outbox(replica: &Replica, arabic: bool) -> Vec<OutboxLine> {
    let mut lines: Vec<OutboxLine> = replica
        .outbox()
        .filter(|item| !matches!(&item.state, State::Answered(answer) if answer.verdict.settles()))
        .map(|item| {
            let change = &item.change;
            let answer = match &item.state {
                State::Answered(answer) => Some(answer.clone()),
                State::Pending => None,
            };
            let created = replica.server_record(change.record).is_none();
            OutboxLine {
                doing: doing(replica, change.kind, change.record, &change.set, created, arabic),
                recorded: change.clock.now,
                change: change.clone(),
                answer,
            }
        })
        .collect();
    lines.sort_by_key(|line| (line.answer.is_none(), line.change.counter));
    lines
}
