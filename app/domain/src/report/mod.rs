//! Reports: what an association can show of a period, computed by one rule on the phone and on the server.
//!
//! A report counts **people** (each once, however often and to however many activities they came) beside
//! **participations** (each time somebody came). Every table adds up to its total. Age is the one a person reaches in
//! the year in which the period ends, so that a birth year is as good as a day and the same for everybody.

mod behind;
mod count;
mod digest;
mod facts;
mod funded;
mod handed;
mod json;
mod milieu;
mod outside;
mod places;
mod rolls;
mod sittings;
mod tree;

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

pub use behind::{Number, behind};
pub use count::report;
pub use digest::{Digest, FORMAT, KINDS};
pub use facts::{ByHand, Facts, Meeting, Served, stand_ins};
pub use funded::{Funded, Reached};
pub use handed::{Handed, Item};
pub use milieu::Milieu;
pub use outside::{Cell, Masked, SMALL, bared, masked};
pub use sittings::{Sittings, State, attendances, given_by_hand, meetings, unnamed_deliveries};

use crate::id::Id;
use crate::record::{Disability, Project, Sex};
use crate::time::Day;

/// First ages of the bands where nothing else is asked: 0-5, 6-14, 15-17, 18-24, 25-35, 36-59, 60 and more.
pub const BANDS: [i64; 7] = [0, 6, 15, 18, 25, 36, 60];

/// Whether ages are first ages of bands that leave nobody out: ascending from 0.
pub fn are_bands(ages: &[i64]) -> bool {
    ages.first() == Some(&0) && ages.is_sorted_by(|one, next| one < next)
}

/// First ages of bands as people write them, a comma between; none where they are not.
pub fn bands(text: &str) -> Option<Vec<i64>> {
    let ages = text.split([',', '،']).map(|age| age.trim().parse().ok());
    ages.collect::<Option<Vec<i64>>>().filter(|ages| are_bands(ages))
}

/// What a report is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Which activities; none: all of them.
    pub activities: Option<BTreeSet<Id>>,
    /// Which projects: their activities, each on its project's own days; none: whoever funds them.
    pub projects: Option<BTreeSet<Id>>,
    /// First ages of the bands, ascending from 0.
    pub bands: Vec<i64>,
    /// The day it is: later sessions are still to come.
    pub today: Day,
}

impl Query {
    /// All activities of a period, in the usual bands.
    pub fn of(from: Day, to: Day, today: Day) -> Self {
        Query {
            from,
            to,
            activities: None,
            projects: None,
            bands: BANDS.to_vec(),
            today,
        }
    }

    /// A project from its first day to its last.
    pub fn of_whole(id: Id, project: &Project, today: Day) -> Self {
        Query::of(project.from, project.to, today).of_project(id)
    }

    /// The same of one project alone.
    pub fn of_project(&self, project: Id) -> Self {
        Query {
            projects: Some([project].into()),
            ..self.clone()
        }
    }

    /// The band of an age: which of [`Query::bands`]; none where no age is known.
    fn band(&self, age: Option<i64>) -> Option<usize> {
        let age = age?;
        self.bands.iter().rposition(|first| *first <= age)
    }
}

/// A month of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// Year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
}

impl Month {
    /// The month a day is in.
    pub fn of(day: Day) -> Self {
        let (year, month, _) = day.ymd();
        Month { year, month }
    }

    /// From `2026-03`.
    pub fn from_iso(text: &str) -> Option<Self> {
        Day::from_iso(&format!("{text}-01")).map(Month::of)
    }

    /// Its first day.
    pub fn first(self) -> Day {
        Day::from_ymd(self.year, self.month, 1).unwrap_or(Day::RANGE.1)
    }

    /// Its last day.
    pub fn last(self) -> Day {
        self.next().first().plus(-1)
    }

    /// The month after it.
    pub fn next(self) -> Self {
        match self.month {
            12 => Month {
                year: self.year + 1,
                month: 1,
            },
            month => Month {
                month: month + 1,
                ..self
            },
        }
    }

    /// The month before it.
    pub fn before(self) -> Self {
        Month::of(self.first().plus(-1))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// One day on which sessions were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnDay {
    /// Its sessions.
    pub sessions: Sessions,
    /// Times somebody came.
    pub came: u64,
}

/// How many people, and how often they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// People, each once.
    pub people: u64,
    /// Times somebody came.
    pub participations: u64,
}

impl Report {
    /// Whether anybody was asked about difficulties.
    pub fn asked_disability(&self) -> bool {
        self.by_disability.keys().any(Option::is_some)
    }
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.people += other.people;
        self.participations += other.participations;
    }
}

/// What became of the period's sessions. A session of a past day about which nobody said anything is unmarked, which
/// is neither held nor cancelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    /// Held.
    pub held: u64,
    /// Cancelled, by the number of the reason; `None` where none was said.
    pub cancelled: BTreeMap<Option<i64>, u64>,
    /// Past, and nobody said anything.
    pub unmarked: u64,
    /// Still to come.
    pub to_come: u64,
    /// Minutes of those held.
    pub minutes: u64,
}

impl Sessions {
    /// All that the period's schedule foresaw, whatever became of it. One at another time now counts where it is.
    pub fn planned(&self) -> u64 {
        self.held + self.cancelled.values().sum::<u64>() + self.unmarked + self.to_come
    }
}

/// Of those who belonged to a session's group on its day and of whom something was said: how many came. Who was not
/// marked counts on neither side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Came.
    pub came: u64,
    /// Said to be absent, excused or not.
    pub absent: u64,
    /// Nothing was said of them at a session that was held.
    pub unmarked: u64,
}

impl Attendance {
    /// Of a hundred of those who were marked.
    pub(crate) fn of_a_hundred(&self) -> Self {
        let marked = self.came + self.absent;
        let came = (marked > 0).then(|| (self.came * 100 + marked / 2) / marked);
        Attendance {
            came: came.unwrap_or_default(),
            absent: came.map_or(0, |came| 100 - came),
            unmarked: 0,
        }
    }

    /// In thousandths; none where nobody was marked.
    pub fn permille(&self) -> Option<u64> {
        let marked = self.came + self.absent;
        (marked > 0).then(|| (self.came * 1_000 + marked / 2) / marked)
    }
}

/// People counted without names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unnamed {
    /// Women.
    pub women: u64,
    /// Men.
    pub men: u64,
    /// Girls.
    pub girls: u64,
    /// Boys.
    pub boys: u64,
}

impl Unnamed {
    /// All of them.
    pub fn total(&self) -> u64 {
        self.women + self.men + self.girls + self.boys
    }
}

/// How often somebody came, and how long all of it lasted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Times.
    pub times: u64,
    /// Minutes of the sessions they came to.
    pub minutes: u64,
}

/// What a member gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Sessions that were held at which they recorded.
    pub sessions: u64,
    /// Minutes of these.
    pub minutes: u64,
    /// Minutes that were written down by hand, apart from sessions.
    pub by_hand: u64,
}

impl Given {
    /// All minutes.
    pub fn total(&self) -> u64 {
        self.minutes + self.by_hand
    }
}

/// One activity, or group of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Who came.
    pub tally: Tally,
    /// Its sessions.
    pub sessions: Sessions,
    /// How well it was attended.
    pub attendance: Attendance,
    /// Minutes somebody sat in it, all of them together.
    pub learner_minutes: u64,
}

/// A period in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// First ages of its bands.
    pub bands: Vec<i64>,
    /// Who came.
    pub total: Tally,
    /// Counted without names, apart from people.
    pub unnamed: Unnamed,
    /// Its sessions.
    pub sessions: Sessions,
    /// How well they were attended.
    pub attendance: Attendance,
    /// The people behind each of these numbers, each once.
    pub attending: Attendance,
    /// People who came to a session they did not belong to, each once.
    pub guests: u64,
    /// Minutes somebody sat in a session, all of them together.
    pub learner_minutes: u64,
    /// By sex and band of age; `None` where no age is known.
    pub by_sex_and_age: BTreeMap<(Sex, Option<usize>), Tally>,
    /// By what the record says of the commune: an HCP code, or words; empty where it says nothing.
    pub by_commune: BTreeMap<String, Tally>,
    /// By difficulties in doing things; `None`: nobody asked.
    pub by_disability: BTreeMap<Option<Disability>, Tally>,
    /// New in this period, against those who had come before it.
    pub by_new: BTreeMap<bool, Tally>,
    /// By month. A person is in each month in which they came, and once in the total.
    pub by_month: BTreeMap<Month, Tally>,
    /// By day, of the days that have sessions.
    pub by_day: BTreeMap<Day, OnDay>,
    /// By activity. A person in two of them is in both, and once in the total.
    pub by_activity: BTreeMap<Id, Part>,
    /// By group.
    pub by_group: BTreeMap<Id, Part>,
    /// Members who recorded at sessions that were held, or gave time that was written down.
    pub volunteers: BTreeMap<Id, Given>,
    /// What was handed over, whether or not at a session.
    pub handed: BTreeMap<Item, Handed>,
    /// The projects it was asked for.
    pub funded: Vec<Funded>,
}
