//! Who was likely recorded twice, and on what grounds. It proposes; a person decides.

use std::collections::BTreeSet;

use crate::fold::fold;
use crate::names::{Bearing, Fit, Hearing};
use crate::record::{Beneficiary, Sex};

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

    /// Words of the name by which those who may be the same are found: any two of them, or an only one.
    pub(super) fn words(&self) -> Vec<(u32, u32)> {
        let keys: Vec<u32> = self.name.keys().collect::<BTreeSet<u32>>().into_iter().collect();
        let alone = keys.first().filter(|_| keys.len() == 1).map(|key| (*key, 0));
        let pairs = keys
            .iter()
            .enumerate()
            .flat_map(|(nth, key)| keys[nth + 1..].iter().map(move |other| (*key, *other)));
        pairs.chain(alone).collect()
    }

    /// Their phones.
    pub(super) fn numbers(&self) -> &[String] {
        &self.numbers
    }

    /// Whether enough could come together, if their names and their parents' were the same.
    pub(super) fn may_be(&self, other: &Known) -> bool {
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
