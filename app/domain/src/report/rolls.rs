//! People by number. A report adds to tables: it finds each mark's person once, not for each table again.

use super::{Attendance, Facts, Meeting, Served};
use crate::id::{Id, IdMap};
use crate::record::{Mark, Registration};
use crate::time::Day;

/// A session, and what was said at it of the people that are known.
pub(super) struct Roll<'a> {
    pub(super) id: Id,
    pub(super) meeting: &'a Meeting,
    pub(super) held: bool,
    /// By the number of the person, each once.
    pub(super) said: Vec<(usize, Mark)>,
}

impl Roll<'_> {
    /// The numbers of those who came.
    pub(super) fn coming(&self) -> impl Iterator<Item = usize> {
        self.said
            .iter()
            .filter(|(_, mark)| mark.came())
            .map(|(person, _)| *person)
    }
}

/// Somebody who was at a session, or could be.
pub(super) struct Known<'a> {
    pub(super) id: Id,
    pub(super) served: &'a Served,
    /// The first day on which they came.
    pub(super) first: Option<Day>,
}

/// Facts with the people numbered.
pub(super) struct Rolls<'a> {
    pub(super) facts: &'a Facts,
    pub(super) people: Vec<Known<'a>>,
    /// Those of an activity after each other, and within it those of a group.
    pub(super) rolls: Vec<Roll<'a>>,
    registered: IdMap<Vec<(usize, &'a Registration)>>,
}

impl<'a> Rolls<'a> {
    pub(super) fn of(facts: &'a Facts) -> Self {
        let mut numbers: IdMap<usize> = IdMap::default();
        let mut people = Vec::with_capacity(facts.people.len());
        for (id, served) in &facts.people {
            numbers.insert(*id, people.len());
            people.push(Known {
                id: *id,
                served,
                first: None,
            });
        }
        let roll = |(id, meeting): (&Id, &'a Meeting)| Roll {
            id: *id,
            held: meeting.is_held(),
            said: said(meeting, &numbers),
            meeting,
        };
        let mut rolls: Vec<Roll<'_>> = facts.meetings.iter().map(roll).collect();
        rolls.sort_unstable_by_key(|roll| (roll.meeting.session.activity, roll.meeting.session.group));
        for roll in rolls.iter().filter(|roll| roll.held) {
            let day = roll.meeting.session.day;
            for person in roll.coming() {
                let first = &mut people[person].first;
                *first = Some(first.map_or(day, |first| first.min(day)));
            }
        }
        let registered = |(activity, all): (&Id, &'a Vec<Registration>)| {
            let known = all.iter();
            let known = known.filter_map(|one| Some((*numbers.get(&one.beneficiary)?, one)));
            (*activity, known.collect())
        };
        Rolls {
            registered: facts.registrations.iter().map(registered).collect(),
            facts,
            people,
            rolls,
        }
    }

    /// What was said at a session of those who belonged to its group on its day.
    pub(super) fn attendance(
        &self,
        roll: &Roll<'_>,
        slate: &mut Slate,
        attending: &mut Attending,
    ) -> Attendance {
        let session = &roll.meeting.session;
        slate.wipe();
        for (person, mark) in &roll.said {
            slate.lines[*person] = (slate.turn, Some(*mark));
        }
        let mut attendance = Attendance::default();
        let registered = self.registered.get(&session.activity).into_iter().flatten();
        let belonging = registered.filter(|(_, one)| one.belongs_to(session.group, session.day));
        for (person, _) in belonging {
            let (count, people) = match slate.call(*person) {
                Some(Some(Mark::Present | Mark::Late)) => (&mut attendance.came, &mut attending.came),
                Some(Some(Mark::Absent | Mark::Excused)) => (&mut attendance.absent, &mut attending.absent),
                Some(_) => (&mut attendance.unmarked, &mut attending.unmarked),
                None => continue,
            };
            *count += 1;
            people[*person] = true;
        }
        for (person, mark) in &roll.said {
            attending.guests[*person] |= mark.came() && !slate.was_called(*person);
        }
        attendance
    }
}

fn said(meeting: &Meeting, numbers: &IdMap<usize>) -> Vec<(usize, Mark)> {
    let known = meeting.marks.iter();
    known
        .filter_map(|(person, mark)| Some((*numbers.get(person)?, *mark)))
        .collect()
}

/// Of whom what was said, at any of the sessions of a report.
pub(super) struct Attending {
    came: Vec<bool>,
    absent: Vec<bool>,
    unmarked: Vec<bool>,
    guests: Vec<bool>,
}

impl Attending {
    pub(super) fn of(people: usize) -> Self {
        Attending {
            came: vec![false; people],
            absent: vec![false; people],
            unmarked: vec![false; people],
            guests: vec![false; people],
        }
    }

    /// How many people each is.
    pub(super) fn counted(&self) -> Attendance {
        let people = |of: &[bool]| of.iter().filter(|one| **one).count() as u64;
        Attendance {
            came: people(&self.came),
            absent: people(&self.absent),
            unmarked: people(&self.unmarked),
        }
    }

    /// How many people came where they did not belong.
    pub(super) fn guests(&self) -> u64 {
        self.guests.iter().filter(|one| **one).count() as u64
    }
}

/// What one session says of each person; wiped for the next without touching a line.
pub(super) struct Slate {
    turn: u32,
    /// In which turn a line was written, and what; `None` once the person was called in it.
    lines: Vec<(u32, Option<Mark>)>,
    called: Vec<u32>,
}

impl Slate {
    pub(super) fn of(people: usize) -> Self {
        Slate {
            turn: 0,
            lines: vec![(0, None); people],
            called: vec![0; people],
        }
    }

    fn wipe(&mut self) {
        self.turn += 1;
    }

    fn was_called(&self, person: usize) -> bool {
        self.called[person] == self.turn
    }

    /// What was said of a person; `None` the second time they are called.
    fn call(&mut self, person: usize) -> Option<Option<Mark>> {
        if core::mem::replace(&mut self.called[person], self.turn) == self.turn {
            return None;
        }
        let (turn, mark) = self.lines[person];
        Some(mark.filter(|_| turn == self.turn))
    }
}

/// People seen in a stretch of sessions, each counted once in it.
pub(super) struct Seen<K> {
    stretch: Option<K>,
    turn: u32,
    last: Vec<u32>,
}

impl<K: PartialEq> Seen<K> {
    pub(super) fn of(people: usize) -> Self {
        Seen {
            stretch: None,
            turn: 0,
            last: vec![0; people],
        }
    }

    /// Begins a stretch, unless it goes on.
    pub(super) fn within(&mut self, stretch: K) {
        if self.stretch.as_ref() != Some(&stretch) {
            self.stretch = Some(stretch);
            self.turn += 1;
        }
    }

    /// Whether a person is seen for the first time in the stretch.
    pub(super) fn is_first(&mut self, person: usize) -> bool {
        core::mem::replace(&mut self.last[person], self.turn) != self.turn
    }
}
