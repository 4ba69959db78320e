//! The time one member gave: at sessions, and written down by hand.

use core::cmp::Reverse;
use std::collections::BTreeSet;

use super::shown::name_of;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Delivery, HeadCount, Mark, Record, Session, SessionStatus, View, VolunteerHours, attendance,
};
use crate::replica::Replica;
use crate::report::Given;
use crate::time::Day;

/// Time that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeLine {
    /// The record.
    pub id: Id,
    /// What it says.
    pub time: VolunteerHours,
    /// Name of the activity; empty where it was for none.
    pub title: String,
}

/// All that a member gave in a period, as far as this phone knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberHours {
    /// As a report of the period counts it.
    pub given: Given,
    /// What was written down at any time, the newest day first; what was taken back too.
    pub lines: Vec<TimeLine>,
}

/// What a member gave between two days, both counted; what was written down of other days is told too.
pub fn member_hours(replica: &Replica, member: Id, (from, to): (Day, Day), arabic: bool) -> MemberHours {
    let within = |day: Day| from <= day && day <= to;
    let line = |record: &Record| {
        let time = VolunteerHours::of(record);
        let title = time
            .activity
            .map_or_else(String::new, |id| name_of(replica, id, arabic));
        TimeLine {
            id: record.id,
            time,
            title,
        }
    };
    let known = replica.referring(member, Kind::VolunteerHours).map(line);
    let mut lines: Vec<TimeLine> = known.collect();
    lines.sort_by_key(|line| (Reverse(line.time.day), line.id));
    let count = |minutes: i64| u64::try_from(minutes).unwrap_or_default();
    let counting = lines
        .iter()
        .filter(|line| within(line.time.day) && !line.time.taken_back);
    let mut given = Given {
        by_hand: counting.map(|line| count(line.time.minutes)).sum(),
        ..Given::default()
    };
    for session in led(replica, member) {
        if session.became(true) == SessionStatus::Held && within(session.day) {
            given.sessions += 1;
            given.minutes += count(session.minutes);
        }
    }
    MemberHours { given, lines }
}

/// The sessions at which a member recorded.
fn led(replica: &Replica, member: Id) -> Vec<Session> {
    let marked = |record: &&Record| {
        record.read::<Option<Id>>(attendance::BY) == Some(member)
            && record.read::<Mark>(attendance::STATUS) != Mark::Unmarked
    };
    let marks = replica.referring(member, Kind::Attendance).filter(marked);
    let counts = replica.referring(member, Kind::HeadCount).map(HeadCount::of);
    let counted = counts
        .filter(|count| count.total() > 0)
        .map(|count| count.session);
    let handed = replica.referring(member, Kind::Delivery).map(Delivery::of);
    let handed = handed
        .filter(|one| one.by == Some(member) && one.quantity > 0)
        .filter_map(|one| one.session);
    let sessions: BTreeSet<Id> = marks
        .map(|record| record.read(attendance::SESSION))
        .chain(counted)
        .chain(handed)
        .collect();
    sessions.into_iter().filter_map(|id| replica.view(id)).collect()
}
