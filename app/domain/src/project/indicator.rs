//! What a project is to reach: what is counted, of whom, and how many there are to be.

use super::permille;
use crate::record::{Sex, codes};
use crate::rules::text_fault;
use crate::value::{FieldValue, Fields, Value};

/// Indicators that one project may have.
const INDICATORS: usize = 40;
/// Characters that the words of one may have.
const NAME: usize = 160;
/// No target is higher.
const MOST: i64 = 100_000_000;
/// No age is higher.
const OLDEST: i64 = 150;

codes! {
    /// What an indicator counts.
    Measure {
        /// People, each once.
        People = 1 "people";
        /// Times somebody came.
        Participations = 2 "participations";
        /// Sessions that were held.
        Sessions = 3 "sessions";
        /// Their whole hours.
        Hours = 4 "hours";
        /// Whole hours somebody sat in one, all of them together.
        LearnerHours = 5 "learner_hours";
        /// Members who recorded at one.
        Volunteers = 6 "volunteers";
    }
}

impl Measure {
    /// Whether it can be of one sex or of some ages only.
    pub const fn tells_people_apart(self) -> bool {
        !matches!(
            self,
            Self::Sessions | Self::Hours | Self::LearnerHours | Self::Volunteers
        )
    }
}

/// Ages from one to another, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    /// The first.
    pub first: i64,
    /// The last; none: and over.
    pub last: Option<i64>,
}

impl Ages {
    /// Whether an age is one of them.
    pub fn has(self, age: i64) -> bool {
        self.first <= age && self.last.is_none_or(|last| age <= last)
    }
}

/// A number that a project is to reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicator {
    /// What the agreement calls it; empty: what it counts is its name.
    pub name: String,
    /// What is counted.
    pub measure: Measure,
    /// Of which sex only.
    pub sex: Option<Sex>,
    /// Of which ages only.
    pub ages: Option<Ages>,
    /// How many there are to be.
    pub target: i64,
}

/// Fields of an indicator on the wire.
const WORDS: u16 = 1;
const MEASURE: u16 = 2;
const SEX: u16 = 3;
const FIRST_AGE: u16 = 4;
const LAST_AGE: u16 = 5;
const TARGET: u16 = 6;

impl Indicator {
    /// Whether it counts somebody of a sex and an age, where that is known.
    pub fn counts(&self, sex: Sex, age: Option<i64>) -> bool {
        self.sex.is_none_or(|of| of == sex)
            && self.ages.is_none_or(|ages| age.is_some_and(|age| ages.has(age)))
    }

    /// How far towards its target a number is, in thousandths; more than a thousand past it.
    pub fn permille(&self, value: u64) -> u64 {
        permille(value, self.target.unsigned_abs())
    }

    /// The indicators that a value holds; `None` where it holds anything else.
    pub fn list(value: &Value) -> Option<Vec<Indicator>> {
        let Value::List(items) = value else { return None };
        if items.len() > INDICATORS {
            return None;
        }
        items.iter().map(Indicator::of).collect()
    }

    fn of(value: &Value) -> Option<Indicator> {
        let Value::Map(fields) = value else { return None };
        let number = |field| Option::<i64>::read(fields.get(field));
        let indicator = Indicator {
            name: String::read(fields.get(WORDS)),
            measure: Measure::from_number(number(MEASURE)?),
            sex: number(SEX).map(Sex::from_number),
            ages: number(FIRST_AGE).map(|first| Ages {
                first,
                last: number(LAST_AGE),
            }),
            target: number(TARGET)?,
        };
        indicator.is_fit().then_some(indicator)
    }

    fn is_fit(&self) -> bool {
        let known = (0..=OLDEST).contains(&self.ages.map_or(0, |ages| ages.first));
        let ordered = self
            .ages
            .is_none_or(|ages| ages.last.is_none_or(|last| (ages.first..=OLDEST).contains(&last)));
        let whom = self.sex.is_some() || self.ages.is_some();
        (self.name.is_empty() || text_fault(&self.name, NAME).is_none())
            && (1..=MOST).contains(&self.target)
            && self.sex.is_none_or(|sex| matches!(sex, Sex::Female | Sex::Male))
            && known
            && ordered
            && (!whom || self.measure.tells_people_apart())
    }

    fn value(self) -> Value {
        let said = [
            (WORDS, self.name.write()),
            (MEASURE, self.measure.write()),
            (SEX, self.sex.map(Sex::number).write()),
            (FIRST_AGE, self.ages.map(|ages| ages.first).write()),
            (LAST_AGE, self.ages.and_then(|ages| ages.last).write()),
            (TARGET, self.target.write()),
        ];
        let said: Fields = said
            .into_iter()
            .filter(|(_, value)| *value != Value::Null)
            .collect();
        Value::Map(said)
    }
}

impl FieldValue for Vec<Indicator> {
    fn read(value: Option<&Value>) -> Self {
        value.and_then(Indicator::list).unwrap_or_default()
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::List(self.into_iter().map(Indicator::value).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn girls() -> Indicator {
        Indicator {
            name: "OS1: girls at school".into(),
            measure: Measure::People,
            sex: Some(Sex::Female),
            ages: Some(Ages {
                first: 6,
                last: Some(14),
            }),
            target: 120,
        }
    }

    #[test]
    fn indicators_are_read_as_they_were_written_and_nothing_else_is() {
        let hours = Indicator {
            measure: Measure::Hours,
            target: 300,
            ..Indicator::default()
        };
        let list = vec![girls(), hours.clone()];
        assert_eq!(Indicator::list(&list.clone().write()), Some(list));
        let ages = |first, last| Some(Ages { first, last });
        for odd in [
            Indicator { target: 0, ..girls() },
            Indicator {
                target: MOST + 1,
                ..girls()
            },
            Indicator {
                sex: Some(Sex::Unknown),
                ..girls()
            },
            Indicator {
                ages: ages(15, Some(14)),
                ..girls()
            },
            Indicator {
                ages: ages(-1, None),
                ..girls()
            },
            Indicator {
                measure: Measure::Sessions,
                ..girls()
            },
            Indicator {
                ages: ages(6, None),
                ..hours
            },
        ] {
            assert_eq!(Indicator::list(&vec![odd.clone()].write()), None, "{odd:?}");
        }
        assert_eq!(Indicator::list(&vec![girls(); INDICATORS + 1].write()), None);
    }

    #[test]
    fn it_counts_whom_it_names_and_nobody_of_an_unknown_age() {
        let counts = |sex, age| girls().counts(sex, age);
        assert!(counts(Sex::Female, Some(6)) && counts(Sex::Female, Some(14)));
        assert!(!counts(Sex::Male, Some(10)) && !counts(Sex::Female, Some(15)));
        assert!(!counts(Sex::Female, None));
        let everyone = Indicator::default();
        assert!(everyone.counts(Sex::Unknown, None));
    }

    #[test]
    fn a_target_is_reached_at_a_thousand_thousandths() {
        assert_eq!(girls().permille(60), 500);
        assert_eq!(girls().permille(120), 1_000);
        assert_eq!(girls().permille(121), 1_008);
        assert_eq!(girls().permille(0), 0);
    }
}
