//! Activities, their sessions and the people in them.

use super::people::{People, person_line};
use super::today::{SessionLine, session_line};
use crate::id::{Id, IdSet};
use crate::kind::Kind;
use crate::record::{Activity, Group, Member, Registration, Role, Schedule, Session, View, session};
use crate::replica::Replica;
use crate::same;
use crate::time::Day;

/// One activity in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityLine {
    /// Which activity.
    pub id: Id,
    /// What it says of itself.
    pub activity: Activity,
    /// People in it today.
    pub people: usize,
    /// The next session, today's included.
    pub next: Option<(Day, i64)>,
}

/// The activities the phone has, by name, those that are over left out.
pub fn activities(replica: &Replica, today: Day) -> Vec<ActivityLine> {
    let mut lines: Vec<ActivityLine> = replica
        .all(Kind::Activity)
        .map(|record| {
            let registered = replica
                .referring(record.id, Kind::Registration)
                .map(Registration::of);
            let sessions = replica.referring(record.id, Kind::Session);
            ActivityLine {
                id: record.id,
                activity: Activity::of(record),
                people: registered
                    .filter(|one| one.belongs_on(today))
                    .map(|one| same::one(replica, one.beneficiary))
                    .collect::<IdSet>()
                    .len(),
                next: sessions
                    .filter(|record| !Session::of(record).is_moved())
                    .map(|held| (held.read::<Day>(session::DAY), held.read::<i64>(session::SLOT)))
                    .filter(|(day, _)| *day >= today)
                    .min(),
            }
        })
        .filter(|line| !line.activity.archived)
        .collect();
    lines.sort_by(|a, b| (&a.activity.title, a.id).cmp(&(&b.activity.title, b.id)));
    lines
}

/// An activity's sessions: those to come in order, then those past, newest first.
pub fn sessions_of(replica: &Replica, activity: Id, today: Day) -> (Vec<SessionLine>, Vec<SessionLine>) {
    let mut lines: Vec<SessionLine> = replica
        .referring(activity, Kind::Session)
        .filter_map(|record| session_line(replica, record))
        .collect();
    lines.sort_by_key(|line| (line.day, line.slot, line.id));
    let (coming, mut past): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.day >= today);
    past.reverse();
    (coming, past)
}

/// The people who belong to an activity on a day.
pub fn members_of(replica: &Replica, activity: Id, arabic: bool, today: Day) -> People {
    let registered = replica
        .referring(activity, Kind::Registration)
        .map(Registration::of);
    let people: IdSet = registered
        .filter(|one| one.belongs_on(today))
        .map(|one| same::one(replica, one.beneficiary))
        .collect();
    let lines = people
        .into_iter()
        .filter_map(|person| Some(person_line(replica.get(person)?, arabic, today)));
    People::new(lines.collect())
}

/// An activity's groups, by name; an only group has none.
pub fn groups_of(replica: &Replica, activity: Id) -> Vec<(Id, String)> {
    let mut groups: Vec<(Id, String)> = replica
        .referring(activity, Kind::Group)
        .map(|record| (record.id, Group::of(record).name))
        .collect();
    groups.sort_by(|(a_id, a), (b_id, b)| (a, a_id).cmp(&(b, b_id)));
    groups
}

/// The rules that made an activity's sessions.
pub fn schedules_of(replica: &Replica, activity: Id) -> Vec<Schedule> {
    let mut rules: Vec<Schedule> = replica
        .referring(activity, Kind::Schedule)
        .map(Schedule::of)
        .collect();
    rules.sort_by_key(|rule| (rule.from, rule.slot));
    rules
}

impl Replica {
    /// The association's team: open accounts first, heads before others, then by name.
    pub fn team(&self) -> Vec<(Id, Member)> {
        let mut team: Vec<(Id, Member)> = self
            .all(Kind::Member)
            .map(|record| (record.id, Member::of(record)))
            .collect();
        let rank = |role: Role| core::cmp::Reverse(role.number());
        team.sort_by(|(a_id, a), (b_id, b)| {
            (a.closed, rank(a.role), &a.name, a_id).cmp(&(b.closed, rank(b.role), &b.name, b_id))
        });
        team
    }
}
