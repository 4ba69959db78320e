//! What a report is computed from: records, read once.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{Id, IdMap};
use crate::kind::Kind;
use crate::record::{
    Beneficiary, HeadCount, Mark, Record, Registration, Session, SessionStatus, Sex, View, attendance,
};
use crate::time::Day;

/// A person, as far as reports tell people apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// Sex.
    pub sex: Sex,
    /// Year of birth.
    pub born: Option<i64>,
    /// Commune, as the record says it.
    pub commune: String,
}

/// A session, and what was said at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The session.
    pub session: Session,
    /// What was said of each person.
    pub marks: BTreeMap<Id, Mark>,
    /// People counted without names.
    pub counts: Vec<HeadCount>,
    /// Members who recorded at it.
    pub by: BTreeSet<Id>,
}

impl Meeting {
    /// Whether it took place: somebody said so, or was there.
    pub fn is_held(&self) -> bool {
        match self.session.status {
            SessionStatus::Cancelled => false,
            SessionStatus::Held => true,
            _ => self.session.closed || !self.marks.is_empty() || !self.counts.is_empty(),
        }
    }
}

/// Whether a mark says that somebody came.
pub(super) fn came(mark: Mark) -> bool {
    matches!(mark, Mark::Present | Mark::Late)
}

/// Of two marks of one person at one session the one that says more of their coming.
fn stronger(one: Mark, other: Mark) -> Mark {
    let rank = |mark: Mark| match mark {
        Mark::Present => 4,
        Mark::Late => 3,
        Mark::Excused => 2,
        Mark::Absent => 1,
        Mark::Unmarked | Mark::Other(_) => 0,
    };
    if rank(other) > rank(one) { other } else { one }
}

/// Records of an association, arranged. They may come in any order, and people by any of the ids they are known by.
#[derive(Debug, Default)]
pub struct Facts {
    /// People, by the id they are counted under.
    pub people: IdMap<Served>,
    /// Sessions.
    pub meetings: IdMap<Meeting>,
    /// Registrations, by activity.
    pub registrations: IdMap<Vec<Registration>>,
}

impl Facts {
    /// Reads records. `one` gives the id under which a person is counted: another, where they were recorded twice.
    pub fn read<'a>(records: impl Iterator<Item = &'a Record> + Clone, one: impl Fn(Id) -> Id) -> Self {
        let mut facts = Facts::default();
        for record in records.clone() {
            match record.kind {
                Kind::Beneficiary => facts.person(record, &one),
                Kind::Session => facts.session(record),
                Kind::Registration => facts.registration(record, &one),
                _ => {}
            }
        }
        for record in records {
            match record.kind {
                Kind::Attendance => facts.mark(record, &one),
                Kind::HeadCount => facts.count(record),
                _ => {}
            }
        }
        facts
    }

    fn person(&mut self, record: &Record, one: &impl Fn(Id) -> Id) {
        let person = Beneficiary::of(record);
        let known = one(record.id);
        let served = Served {
            sex: person.sex,
            born: person.year(),
            commune: person.commune,
        };
        // Of somebody recorded twice, the record they are counted under says who they are.
        if known == record.id || !self.people.contains_key(&known) {
            self.people.insert(known, served);
        }
    }

    fn session(&mut self, record: &Record) {
        let meeting = Meeting {
            session: Session::of(record),
            marks: BTreeMap::new(),
            counts: Vec::new(),
            by: BTreeSet::new(),
        };
        self.meetings.insert(record.id, meeting);
    }

    fn registration(&mut self, record: &Record, one: &impl Fn(Id) -> Id) {
        let mut registration = Registration::of(record);
        registration.beneficiary = one(registration.beneficiary);
        let of = self.registrations.entry(registration.activity).or_default();
        of.push(registration);
    }

    fn mark(&mut self, record: &Record, one: &impl Fn(Id) -> Id) {
        let mark: Mark = record.read(attendance::STATUS);
        let Some(meeting) = self.meetings.get_mut(&record.read(attendance::SESSION)) else {
            return;
        };
        if mark == Mark::Unmarked {
            return;
        }
        let person = one(record.read(attendance::BENEFICIARY));
        let said = meeting.marks.entry(person).or_insert(mark);
        *said = stronger(*said, mark);
        meeting.by.extend(record.read::<Option<Id>>(attendance::BY));
    }

    fn count(&mut self, record: &Record) {
        let count = HeadCount::of(record);
        if let Some(meeting) = self.meetings.get_mut(&count.session)
            && count.total() > 0
        {
            meeting.by.insert(count.member);
            meeting.counts.push(count);
        }
    }

    /// The first day on which each person came.
    pub(super) fn first_days(&self) -> IdMap<Day> {
        let mut first: IdMap<Day> = IdMap::default();
        for meeting in self.meetings.values().filter(|meeting| meeting.is_held()) {
            let day = meeting.session.day;
            for (person, _) in meeting.marks.iter().filter(|(_, mark)| came(**mark)) {
                let known = first.entry(*person).or_insert(day);
                *known = day.min(*known);
            }
        }
        first
    }
}
