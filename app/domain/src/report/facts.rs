//! What a report is computed from: records, read once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Digest, handed};
use crate::id::{Id, IdMap};
use crate::kind::Kind;
use crate::project::of_donor;
use crate::record::{
    Beneficiary, Delivery, Disability, HeadCount, Mark, Pair, Project, Record, Registration, Session,
    SessionStatus, Sex, View, VolunteerHours, activity, attendance,
};
use crate::same::{self, joined};
use crate::time::Day;

/// Who stands for each person that was recorded twice.
pub fn stand_ins<'a>(records: impl Iterator<Item = &'a Record>) -> IdMap<Id> {
    let mut pairs: IdMap<Vec<Pair>> = IdMap::default();
    for record in records.filter(|record| record.kind == Kind::Pair) {
        let pair = Pair::of(record);
        pairs.entry(pair.one).or_default().push(pair.clone());
        pairs.entry(pair.other).or_default().push(pair);
    }
    let of = |id| pairs.get(&id).cloned().unwrap_or_default();
    let first = |id: &Id| Some((*id, joined(of, *id).one()?));
    pairs.keys().filter_map(first).collect()
}

/// A person, as far as reports tell people apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// Sex.
    pub sex: Sex,
    /// Year of birth.
    pub born: Option<i64>,
    /// Commune, as the record says it.
    pub commune: String,
    /// Difficulties in doing things; none: nobody asked.
    pub disability: Option<Disability>,
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
    /// Whether goods were handed over at it, and not taken back.
    pub handed: bool,
    /// Members who recorded at it.
    pub by: BTreeSet<Id>,
}

impl Meeting {
    /// What was said of a person; of one recorded twice the heavier mark counts.
    fn say(&mut self, person: Id, mark: Mark, by: Option<Id>) {
        if mark == Mark::Unmarked {
            return;
        }
        let said = self.marks.entry(person).or_insert(mark);
        if same::weight(mark) > same::weight(*said) {
            *said = mark;
        }
        self.by.extend(by);
    }

    /// Whether it took place, was called off, or is as it was planned: by what is said at it.
    pub fn became(&self) -> SessionStatus {
        let said = !self.marks.is_empty() || !self.counts.is_empty() || self.handed;
        self.session.became(said)
    }

    /// Whether it took place: something is said at it, and it was not called off.
    pub fn is_held(&self) -> bool {
        self.became() == SessionStatus::Held
    }
}

/// Time a member gave outside sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// Who.
    pub member: Id,
    /// When.
    pub day: Day,
    /// How long.
    pub minutes: u64,
    /// For which activity, where it was for one.
    pub activity: Option<Id>,
}

/// Records of an association, arranged. They may come in any order, and people by any of the ids they are known by.
#[derive(Debug, Default, PartialEq)]
pub struct Facts {
    /// People, by the id they are counted under.
    pub people: IdMap<Served>,
    /// Sessions.
    pub meetings: IdMap<Meeting>,
    /// Registrations, by activity.
    pub registrations: IdMap<Vec<Registration>>,
    /// What was handed over, and not taken back; each item written one way.
    pub deliveries: IdMap<Delivery>,
    /// Projects.
    pub projects: IdMap<Project>,
    /// The project of each activity that has one.
    pub project_of: IdMap<Id>,
    /// Time that was written down by hand and not taken back.
    pub by_hand: IdMap<ByHand>,
}

impl Facts {
    /// Reads records. Whoever was recorded twice is counted under the id that stands for them.
    pub fn read<'a>(records: impl Iterator<Item = &'a Record> + Clone) -> Self {
        let stands = stand_ins(records.clone());
        let one = |id: Id| stands.get(&id).copied().unwrap_or(id);
        let mut facts = Facts::default();
        for record in records.clone() {
            match record.kind {
                Kind::Beneficiary => facts.person(record, &one),
                Kind::Session => facts.session(record),
                Kind::Registration => facts.registration(record, &one),
                Kind::Project => {
                    facts.projects.insert(record.id, Project::of(record));
                }
                Kind::Activity => facts.activity(record),
                Kind::VolunteerHours => facts.time(record),
                Kind::Delivery => facts.delivery(record, &one),
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
        for delivery in facts.deliveries.values() {
            let meeting = delivery.session.and_then(|id| facts.meetings.get_mut(&id));
            if let Some(meeting) = meeting {
                meeting.handed = true;
                meeting.by.extend(delivery.by);
            }
        }
        handed::spell(&mut facts.deliveries);
        facts
    }

    /// Reads what was packed: the same as reading the records.
    pub fn unpack(digest: &Digest) -> Self {
        let records = digest.records();
        let stands = stand_ins(records.clone());
        let mut facts = Facts::read(records);
        for (session, all) in digest.said() {
            let Some(meeting) = facts.meetings.get_mut(&session) else {
                continue;
            };
            for said in all {
                let person = stands.get(&said.person).copied().unwrap_or(said.person);
                meeting.say(person, said.mark, said.by);
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
            disability: person.disability.map(Disability::from_number),
        };
        // Of somebody recorded twice, the record they are counted under says who they are.
        if known == record.id || !self.people.contains_key(&known) {
            self.people.insert(known, served);
        }
    }

    fn delivery(&mut self, record: &Record, one: &impl Fn(Id) -> Id) {
        let delivery = handed::read(Delivery::of(record), one);
        self.deliveries
            .extend(delivery.map(|delivery| (record.id, delivery)));
    }

    fn activity(&mut self, record: &Record) {
        if let Some(project) = record.read(activity::PROJECT) {
            self.project_of.insert(record.id, project);
        }
    }

    fn time(&mut self, record: &Record) {
        let time = VolunteerHours::of(record);
        if !time.taken_back {
            let minutes = u64::try_from(time.minutes).unwrap_or_default();
            let (member, day, activity) = (time.member, time.day, time.activity);
            let by_hand = ByHand {
                member,
                day,
                minutes,
                activity,
            };
            self.by_hand.insert(record.id, by_hand);
        }
    }

    fn session(&mut self, record: &Record) {
        let meeting = Meeting {
            session: Session::of(record),
            marks: BTreeMap::new(),
            counts: Vec::new(),
            handed: false,
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
        if let Some(meeting) = self.meetings.get_mut(&record.read(attendance::SESSION)) {
            let person = one(record.read(attendance::BENEFICIARY));
            meeting.say(
                person,
                record.read(attendance::STATUS),
                record.read(attendance::BY),
            );
        }
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

    /// The projects that somebody funds.
    pub fn of_donor(&self, donor: &str) -> BTreeSet<Id> {
        of_donor(self.projects.iter().map(|(id, project)| (*id, project)), donor)
    }

    /// The first day on which each person came.
    pub fn first_days(&self) -> IdMap<Day> {
        let mut first: IdMap<Day> = IdMap::default();
        for meeting in self.meetings.values().filter(|meeting| meeting.is_held()) {
            let day = meeting.session.day;
            for (person, _) in meeting.marks.iter().filter(|(_, mark)| mark.came()) {
                let known = first.entry(*person).or_insert(day);
                *known = day.min(*known);
            }
        }
        first
    }
}
