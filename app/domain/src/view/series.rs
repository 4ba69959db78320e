//! What follows a session by the same rule: what is moved or called off together.

use super::held::became;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Session, SessionStatus, View};
use crate::replica::Replica;
use crate::time::Day;

/// The planned sessions of the rule of one, in a period, in their order; of one that no rule made, those of its group
/// on the same weekday at the same time. What was marked, closed or called off stays as it is.
pub fn series(replica: &Replica, session: Id, from: Day, until: Option<Day>) -> Vec<(Id, Session)> {
    let Some(one) = replica.view::<Session>(session) else {
        return Vec::new();
    };
    let ruled = |other: &Session| match one.schedule {
        Some(rule) => other.schedule == Some(rule),
        None => (other.day.weekday(), other.slot) == (one.day.weekday(), one.slot),
    };
    let within = |day: Day| day >= from && until.is_none_or(|until| day <= until);
    let all = replica.referring(one.activity, Kind::Session);
    let mut all: Vec<(Id, Session)> = all
        .map(|record| (record.id, Session::of(record)))
        .filter(|(_, other)| other.group == one.group && ruled(other) && within(other.day))
        .filter(|(id, other)| became(replica, *id, other) == SessionStatus::Planned)
        .collect();
    all.sort_by_key(|(id, session)| (session.day, session.slot, *id));
    all
}
