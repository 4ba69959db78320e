//! Sessions of a day.

use super::held::became;
use super::roll::{Counts, belonging, counts};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Activity, ActivityKind, Group, Record, Session, SessionStatus, View, session};
use crate::replica::Replica;
use crate::time::Day;

/// One session in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// Which session.
    pub id: Id,
    /// Of which activity.
    pub activity: Id,
    /// Name of the activity.
    pub title: String,
    /// What sort of activity.
    pub sort: ActivityKind,
    /// Name of the group; empty for an only group.
    pub group: String,
    /// Where.
    pub place: String,
    /// On which day.
    pub day: Day,
    /// Minutes after midnight at which it begins.
    pub slot: i64,
    /// Minutes it takes; 0 when not said.
    pub minutes: i64,
    /// What became of it: planned, held or cancelled.
    pub status: SessionStatus,
    /// Why it was cancelled: the number of a reason.
    pub reason: Option<i64>,
    /// Whether its sheet was closed.
    pub closed: bool,
    /// How many are in each state; unmarked counts those who belong and are not marked.
    pub counts: Counts,
}

/// One session as a list shows it.
pub(super) fn session_line(replica: &Replica, record: &Record) -> Option<SessionLine> {
    let session = Session::of(record);
    if session.is_moved() {
        return None;
    }
    let activity: Activity = replica.view(session.activity)?;
    let group = replica
        .view::<Group>(session.group)
        .map_or_else(String::new, |group| group.name);
    let belongs = belonging(replica, &session);
    let status = became(replica, record.id, &session);
    Some(SessionLine {
        id: record.id,
        activity: session.activity,
        title: activity.title,
        sort: activity.sort,
        group,
        place: if session.place.is_empty() {
            activity.place
        } else {
            session.place
        },
        day: session.day,
        slot: session.slot,
        minutes: session.minutes,
        status,
        reason: session.reason,
        closed: session.closed,
        counts: counts(replica, record.id, &belongs),
    })
}

/// The sessions of a day, in the order in which they begin.
pub fn today(replica: &Replica, day: Day) -> Vec<SessionLine> {
    let of_day = replica
        .all(Kind::Session)
        .filter(|record| record.read::<Day>(session::DAY) == day);
    let mut lines: Vec<SessionLine> = of_day
        .filter_map(|record| session_line(replica, record))
        .collect();
    lines.sort_by(|a, b| (a.slot, &a.title, a.id).cmp(&(b.slot, &b.title, b.id)));
    lines
}

/// Sessions of the last seven days whose sheet has people nobody marked, newest first.
pub fn unfinished(replica: &Replica, today: Day) -> Vec<SessionLine> {
    let recent = replica.all(Kind::Session).filter(|record| {
        let day: Day = record.read(session::DAY);
        day < today && day >= today.plus(-7)
    });
    let open = |line: &SessionLine| {
        line.status != SessionStatus::Cancelled && !line.closed && line.counts.unmarked > 0
    };
    let mut lines: Vec<SessionLine> = recent
        .filter_map(|record| session_line(replica, record))
        .filter(open)
        .collect();
    lines.sort_by_key(|line| core::cmp::Reverse((line.day, line.slot, line.id)));
    lines
}
