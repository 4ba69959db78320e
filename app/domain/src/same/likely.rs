//! Who was likely recorded twice, and on what grounds. It proposes; a person decides.

use std::collections::{BTreeMap, BTreeSet};

use super::{everyone, is_behind};
use crate::erasure::is_erased;
use crate::fold::fold;
use crate::id::Id;
use crate::kind::Kind;
use crate::names::{Bearing, Fit, Hearing};
use crate::record::{Beneficiary, Pair, Sameness, Sex, View};
use crate::replica::Replica;

/// What speaks for two people being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// Their names are the same, in whichever spelling.
    SameName,
    /// Their names are alike, or one says less of it.
    LikeName,
    /// The association's own code.
    Code,
    /// The day of birth.
    BirthDay,
    /// The year of birth.
    BirthYear,
    /// A phone, their own or their guardian's.
    Phone,
    /// The father's name.
    Father,
    /// The guardian's name.
    Guardian,
    /// The commune.
    Commune,
    /// The douar.
    Douar,
}

impl Ground {
    /// Its name, a key for words.
    pub const fn name(self) -> &'static str {
        match self {
            Ground::SameName => "same_name",
            Ground::LikeName => "like_name",
            Ground::Code => "code",
            Ground::BirthDay => "birth_day",
            Ground::BirthYear => "birth_year",
            Ground::Phone => "phone",
            Ground::Father => "father",
            Ground::Guardian => "guardian",
            Ground::Commune => "commune",
            Ground::Douar => "douar",
        }
    }

    /// How much it says. A family shares its phone, its douar and its name: none of them says enough alone.
    const fn weight(self) -> u32 {
        match self {
            Ground::Code => 4,
            Ground::BirthDay => 3,
            Ground::SameName | Ground::BirthYear | Ground::Phone | Ground::Father => 2,
            Ground::LikeName | Ground::Guardian | Ground::Commune | Ground::Douar => 1,
        }
    }
}

/// What must come together before somebody is asked.
const ENOUGH: u32 = 4;
/// Least likeness of names that are the same in another spelling, in thousandths.
const SAME_NAME: u32 = 980;
/// People whose names share two words, above which these words say too little to compare everybody.
const CROWD: usize = 150;
/// Bearers of a name above which it is a common one, of which there are many.
const COMMON: usize = 6;

/// How alike two people are, and in what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// What speaks for it, the name first.
    pub grounds: Vec<Ground>,
}

impl Likeness {
    /// How much speaks for it.
    pub fn weight(&self) -> u32 {
        self.grounds.iter().map(|ground| ground.weight()).sum()
    }

    /// Whether it is worth asking somebody.
    pub fn is_enough(&self) -> bool {
        self.weight() >= ENOUGH
    }
}

/// What is known of a person, ready to be laid beside others.
#[derive(Clone, Debug, Default)]
pub struct Known {
    name: Bearing,
    father: Bearing,
    guardian: Bearing,
    sex: Sex,
    year: Option<i64>,
    day: Option<crate::time::Day>,
    numbers: Vec<String>,
    code: String,
    commune: String,
    douar: String,
}

impl Known {
    /// What a person's record says; `hearing` hears each name once.
    pub fn of<'a>(person: &'a Beneficiary, hearing: &mut Hearing<'a>) -> Self {
        let numbers = [&person.phone, &person.guardian_phone].into_iter();
        Known {
            name: hearing.hear(
                [&person.given_ar, &person.family_ar],
                [&person.given_la, &person.family_la],
            ),
            father: hearing.hear_one(&person.father),
            guardian: hearing.hear_one(&person.guardian),
            sex: person.sex,
            year: person.year(),
            day: person.birth_day,
            numbers: numbers.filter(|number| !number.is_empty()).cloned().collect(),
            code: fold(&person.code),
            commune: fold(&person.commune),
            douar: fold(&person.douar),
        }
    }

    /// What speaks for two being one; `None` where something speaks against it, or their names are two.
    pub fn likeness(&self, other: &Known) -> Option<Likeness> {
        if self.contradicts(other) {
            return None;
        }
        let fit = self.name.fit(&other.name)?;
        let heard = !self.father.is_empty() && !other.father.is_empty();
        let father = heard && self.father.fit(&other.father).is_some();
        if heard && !father {
            return None;
        }
        let name = if is_same(fit) {
            Ground::SameName
        } else {
            Ground::LikeName
        };
        let kin = [
            (Ground::Father, father),
            (Ground::Guardian, self.guardian.fit(&other.guardian).is_some()),
        ];
        let found = self
            .plain(other)
            .into_iter()
            .chain(kin)
            .filter(|(_, holds)| *holds);
        Some(Likeness {
            grounds: core::iter::once(name)
                .chain(found.map(|(ground, _)| ground))
                .collect(),
        })
    }

    /// What can be told without hearing a name.
    fn plain(&self, other: &Known) -> [(Ground, bool); 6] {
        let same = |one: &str, other: &str| !one.is_empty() && one == other;
        let day = self.day.is_some() && self.day == other.day;
        let year = self.year.is_some() && self.year == other.year;
        let number = |number: &String| other.numbers.contains(number);
        [
            (Ground::Code, same(&self.code, &other.code)),
            (Ground::BirthDay, day),
            (Ground::BirthYear, year && !day),
            (Ground::Phone, self.numbers.iter().any(number)),
            (Ground::Commune, same(&self.commune, &other.commune)),
            (Ground::Douar, same(&self.douar, &other.douar)),
        ]
    }

    /// Whether what both say cannot be true of one person. An age told in years may be one off.
    fn contradicts(&self, other: &Known) -> bool {
        let sexes = self.sex != Sex::Unknown && other.sex != Sex::Unknown && self.sex != other.sex;
        let years = self
            .year
            .zip(other.year)
            .is_some_and(|(one, other)| (one - other).abs() > 1);
        let days = self.day.zip(other.day).is_some_and(|(one, other)| one != other);
        sexes || years || days
    }

    /// Whether enough could come together, if their names and their parents' were the same.
    fn may_be(&self, other: &Known) -> bool {
        let parents = [(&self.father, &other.father), (&self.guardian, &other.guardian)];
        let parents = parents.into_iter().zip([Ground::Father, Ground::Guardian]);
        let parents = parents.filter(|((one, other), _)| !one.is_empty() && !other.is_empty());
        let plain = self.plain(other).into_iter().filter(|(_, holds)| *holds);
        let beside = parents
            .map(|(_, ground)| ground)
            .chain(plain.map(|(ground, _)| ground));
        let beside: u32 = beside.map(Ground::weight).sum();
        !self.contradicts(other) && beside + Ground::SameName.weight() >= ENOUGH
    }
}

const fn is_same(fit: Fit) -> bool {
    fit.unsaid == 0 && fit.likeness >= SAME_NAME
}

/// Two people who are likely one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The one whose id is lower.
    pub one: Id,
    /// The one whose id is higher.
    pub other: Id,
    /// Why.
    pub likeness: Likeness,
}

/// Everybody on this phone who was likely recorded twice, the likeliest first. Of whom a head said that they are two
/// people, nobody asks again.
pub fn candidates(replica: &Replica) -> Vec<Candidate> {
    let records = replica.all(Kind::Beneficiary);
    let mut people: Vec<(Id, Beneficiary)> = records
        .filter(|record| !is_erased(record) && !is_behind(replica, record.id))
        .map(|record| (record.id, Beneficiary::of(record)))
        .collect();
    people.sort_by_key(|(id, _)| *id);
    let mut hearing = Hearing::default();
    let known: Vec<Known> = people
        .iter()
        .map(|(_, person)| Known::of(person, &mut hearing))
        .collect();
    let mut found = Vec::new();
    for (at, beside, crowd) in worth_comparing(&known) {
        let Some(mut likeness) = known[at].likeness(&known[beside]) else {
            continue;
        };
        if crowd > COMMON {
            // Many bear this name: that two do says less.
            for ground in likeness
                .grounds
                .iter_mut()
                .filter(|ground| **ground == Ground::SameName)
            {
                *ground = Ground::LikeName;
            }
        }
        let (one, other) = (people[at].0, people[beside].0);
        if likeness.is_enough() && !are_two(replica, one, other) {
            found.push(Candidate { one, other, likeness });
        }
    }
    found.sort_by_key(|candidate| {
        (
            core::cmp::Reverse(candidate.likeness.weight()),
            candidate.one,
            candidate.other,
        )
    });
    found
}

/// Whether a head said of these two, or of others they are one with, that they are two people.
fn are_two(replica: &Replica, one: Id, other: Id) -> bool {
    let theirs = everyone(replica, other);
    let mine = everyone(replica, one).into_iter();
    mine.flat_map(|id| {
        replica
            .referring(id, Kind::Pair)
            .map(move |pair| (id, Pair::of(pair)))
    })
    .any(|(id, pair)| pair.said == Sameness::Different && theirs.contains(&pair.beside(id)))
}

/// Who shares two words of a name, or a number, with whom, and may be one: each two once, with how many share that.
fn worth_comparing(known: &[Known]) -> Vec<(usize, usize, usize)> {
    let mut named: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    let mut numbered: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in known.iter().enumerate() {
        let keys: Vec<u32> = one.name.keys().collect::<BTreeSet<u32>>().into_iter().collect();
        let alone = keys.first().filter(|_| keys.len() == 1).map(|key| (*key, 0));
        let pairs = keys
            .iter()
            .enumerate()
            .flat_map(|(nth, key)| keys[nth + 1..].iter().map(move |other| (*key, *other)));
        for key in pairs.chain(alone) {
            named.entry(key).or_default().push(at);
        }
        for number in &one.numbers {
            numbered.entry(number).or_default().push(at);
        }
    }
    let mut all: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for group in named
        .values()
        .chain(numbered.values())
        .filter(|group| group.len() <= CROWD)
    {
        for (nth, at) in group.iter().enumerate() {
            let others = group[nth + 1..].iter().filter(|beside| *beside != at);
            for beside in others.filter(|beside| known[*at].may_be(&known[**beside])) {
                // The fewer share it, the more it says.
                let crowd = all.entry((*at, *beside)).or_insert(group.len());
                *crowd = (*crowd).min(group.len());
            }
        }
    }
    all.into_iter()
        .map(|((at, beside), crowd)| (at, beside, crowd))
        .collect()
}
