//! The roll call of a session: who belongs on its day, what was said of each, and how many.

use std::collections::{BTreeMap, BTreeSet};

use super::people::{People, person_line};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Activity, Attendance, Excuse, Group, HeadCount, Mark, Member, Record, Registration, RegistrationStatus,
    RollStart, Session, View, attendance,
};
use crate::replica::Replica;
use crate::same;
use crate::seats::Terms;

/// The sheet of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// The session.
    pub session: Session,
    /// Name of the activity.
    pub title: String,
    /// Name of the group; empty for an only group.
    pub group: String,
    /// How the roll call begins.
    pub start: RollStart,
    /// Everyone who belonged on that day, and walk-ins; nobody else.
    pub people: People,
}

/// The sheet of a session, for a reader of Arabic or Latin script; `None` when the phone does not have it.
pub fn roll(replica: &Replica, id: Id, arabic: bool) -> Option<Roll> {
    let session: Session = replica.view(id)?;
    let activity: Activity = replica.view(session.activity)?;
    let group = replica
        .view::<Group>(session.group)
        .map_or_else(String::new, |group| group.name);
    let belongs = belonging(replica, &session);
    let walk_ins = walk_ins(replica, id, &belongs);
    let line = |person: &Id, walk_in| {
        let mut line = person_line(replica.get(*person)?, arabic, session.day);
        line.walk_in = walk_in;
        Some(line)
    };
    let lines = belongs.iter().filter_map(|person| line(person, false));
    let people = People::new(
        lines
            .chain(walk_ins.iter().filter_map(|person| line(person, true)))
            .collect(),
    );
    Some(Roll {
        session,
        title: activity.title,
        group,
        start: activity.roll_start,
        people,
    })
}

/// Those who belong to a session's group on its day, of the people this phone knows.
pub fn belonging(replica: &Replica, session: &Session) -> BTreeSet<Id> {
    let registered = replica
        .referring(session.activity, Kind::Registration)
        .map(Registration::of);
    registered
        .filter(|one| one.belongs_to(session.group, session.day))
        .map(|one| same::one(replica, one.beneficiary))
        .filter(|person| replica.get(*person).is_some())
        .collect()
}

/// Those marked at a session without belonging to it, of the people this phone knows.
pub fn walk_ins(replica: &Replica, session: Id, belongs: &BTreeSet<Id>) -> BTreeSet<Id> {
    let marked = marked(replica, session).into_keys();
    marked.filter(|person| !belongs.contains(person)).collect()
}

/// Why somebody at the door may have no place, which whoever calls the roll is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsettled {
    /// They wait for a place.
    Waits,
    /// A head has yet to approve them.
    Applied,
    /// They were registered without a network: the server has yet to count the places.
    Provisional,
}

/// What is not settled about the place of a person in the activity of a session, if anything. Who was recorded twice
/// is settled where one of their registrations is.
pub fn unsettled(replica: &Replica, session: Id, person: Id) -> Option<Unsettled> {
    let activity = replica.view::<Session>(session)?.activity;
    let everyone = same::everyone(replica, person).into_iter();
    let said: Vec<_> = everyone
        .filter_map(|person| registered(replica, activity, person))
        .collect();
    let first = said.first().copied().flatten();
    first.filter(|_| !said.contains(&None))
}

/// What is not settled about one registration, if anything; none where there is none.
fn registered(replica: &Replica, activity: Id, person: Id) -> Option<Option<Unsettled>> {
    let id = Id::of_registration(activity, person);
    let registration: Registration = replica.view(id)?;
    let counts = || {
        let terms = replica.get(activity).map(Terms::of);
        terms.is_some_and(|terms| terms.decide())
    };
    Some(if registration.waits() {
        Some(Unsettled::Waits)
    } else if registration.status == RegistrationStatus::Applied {
        Some(Unsettled::Applied)
    } else {
        let waits_for_server = registration.holds_seat() && replica.is_pending(id);
        (waits_for_server && counts()).then_some(Unsettled::Provisional)
    })
}

/// The mark that counts of everybody marked at a session, once a person. A mark taken back is none.
pub(super) fn marked(replica: &Replica, session: Id) -> BTreeMap<Id, Mark> {
    let mut marked = BTreeMap::new();
    for record in replica.referring(session, Kind::Attendance) {
        let person = same::one(replica, record.read(attendance::BENEFICIARY));
        let mark: Mark = record.read(attendance::STATUS);
        if mark != Mark::Unmarked && replica.get(person).is_some() {
            let stands = marked.entry(person).or_insert(mark);
            if same::weight(mark) > same::weight(*stands) {
                *stands = mark;
            }
        }
    }
    marked
}

/// What was said of one person at one session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkLine {
    /// Present, late, excused, absent or unmarked.
    pub status: Mark,
    /// Minutes after midnight at which they came.
    pub arrived_minute: Option<i64>,
    /// Why excused.
    pub excuse: Option<Excuse>,
    /// Why excused, in words: what phones wrote before reasons had codes.
    pub note: String,
    /// Name of the member who marked.
    pub by: String,
    /// Whether the server has not answered yet.
    pub pending: bool,
}

/// What was said of one person at one session.
pub fn mark(replica: &Replica, session: Id, person: Id) -> MarkLine {
    let marks: Vec<&Record> = same::marks(replica, session, person).collect();
    let Some(attendance) = same::heaviest(marks.iter().copied()).map(Attendance::of) else {
        return MarkLine::default();
    };
    let by = attendance.by.and_then(|by| replica.view::<Member>(by));
    MarkLine {
        status: attendance.status,
        arrived_minute: attendance.arrived_minute,
        excuse: attendance.excuse.map(Excuse::from_number),
        note: attendance.note,
        by: by.map_or_else(String::new, |member| member.name),
        pending: marks.iter().any(|mark| replica.is_pending(mark.id)),
    }
}

/// How many are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Present.
    pub present: usize,
    /// Late.
    pub late: usize,
    /// Excused.
    pub excused: usize,
    /// Absent.
    pub absent: usize,
    /// Not marked: not the same as absent.
    pub unmarked: usize,
}

impl Counts {
    /// One more person in a state.
    pub(super) fn add(&mut self, mark: Mark) {
        let count = match mark {
            Mark::Present => &mut self.present,
            Mark::Late => &mut self.late,
            Mark::Excused => &mut self.excused,
            Mark::Absent => &mut self.absent,
            Mark::Unmarked | Mark::Other(_) => &mut self.unmarked,
        };
        *count += 1;
    }

    /// Those who came.
    pub fn came(&self) -> usize {
        self.present + self.late
    }

    /// Everybody on the sheet.
    pub fn all(&self) -> usize {
        self.came() + self.excused + self.absent + self.unmarked
    }
}

/// How many on a session's sheet are in each state; `belongs` are those expected.
pub fn counts(replica: &Replica, session: Id, belongs: &BTreeSet<Id>) -> Counts {
    let (mut counts, mut seen) = (Counts::default(), 0);
    for (person, mark) in marked(replica, session) {
        if matches!(mark, Mark::Unmarked | Mark::Other(_)) {
            continue;
        }
        counts.add(mark);
        // A walk-in leaves nobody of those expected unmarked.
        seen += usize::from(belongs.contains(&person));
    }
    counts.unmarked = belongs.len().saturating_sub(seen);
    counts
}

/// People counted without names at a session: everybody's counts added up, and those of one member.
pub fn head_count(replica: &Replica, session: Id, member: Option<Id>) -> (HeadCount, HeadCount) {
    let mut all = HeadCount {
        session,
        ..HeadCount::default()
    };
    for record in replica.referring(session, Kind::HeadCount) {
        let one = HeadCount::of(record);
        all.women += one.women;
        all.men += one.men;
        all.girls += one.girls;
        all.boys += one.boys;
    }
    let own = member.and_then(|member| replica.view(Id::of_headcount(session, member)));
    (all, own.unwrap_or_default())
}
