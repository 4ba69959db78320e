//! Seats kept for some: half for women, so many for each douar.

use crate::fold::fold;
use crate::record::{Beneficiary, Record, Sex, View};
use crate::value::{FieldValue, Fields, Value};

/// How many quotas one activity may have.
pub const QUOTAS: usize = 32;
/// How many characters a douar's name may have, as a person's record says.
const DOUAR: usize = 80;

/// For whom seats are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// For people of one sex.
    Sex(Sex),
    /// For people of one douar, written in whatever spelling folds to the same.
    Douar(String),
}

/// Seats of an activity that only some may take, as long as others than they want them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// For whom.
    pub share: Share,
    /// How many.
    pub seats: i64,
}

/// What of a person a quota asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Their sex.
    pub sex: Sex,
    /// Their douar, folded.
    pub douar: String,
}

impl Traits {
    /// Those of a person's record.
    pub fn of(person: &Record) -> Self {
        Traits::from(&Beneficiary::of(person))
    }
}

impl From<&Beneficiary> for Traits {
    fn from(person: &Beneficiary) -> Self {
        Traits {
            sex: person.sex,
            douar: fold(&person.douar),
        }
    }
}

/// Fields of a quota on the wire.
const SEX: u16 = 1;
const DOUAR_NAME: u16 = 2;
const SEATS: u16 = 3;

impl Quota {
    /// Whether a person is one of those for whom the seats are kept.
    pub fn is_for(&self, who: &Traits) -> bool {
        match &self.share {
            Share::Sex(sex) => *sex == who.sex,
            Share::Douar(douar) => !who.douar.is_empty() && fold(douar) == who.douar,
        }
    }

    /// The quotas that a value holds; `None` where it holds anything else.
    pub fn list(value: &Value) -> Option<Vec<Quota>> {
        let Value::List(items) = value else { return None };
        if items.len() > QUOTAS {
            return None;
        }
        items.iter().map(Quota::of).collect()
    }

    fn of(value: &Value) -> Option<Quota> {
        let Value::Map(fields) = value else { return None };
        let sex = Option::<i64>::read(fields.get(SEX)).map(Sex::from_number);
        let douar = String::read(fields.get(DOUAR_NAME));
        let share = match (sex, douar.trim()) {
            (Some(sex @ (Sex::Female | Sex::Male)), "") => Share::Sex(sex),
            (None, name) if !name.is_empty() && name.chars().count() <= DOUAR => Share::Douar(name.into()),
            _ => return None,
        };
        let seats = Option::<i64>::read(fields.get(SEATS)).filter(|seats| (1..=100_000).contains(seats))?;
        Some(Quota { share, seats })
    }

    fn value(self) -> Value {
        let (field, who) = match self.share {
            Share::Sex(sex) => (SEX, sex.write()),
            Share::Douar(name) => (DOUAR_NAME, name.write()),
        };
        let fields: Fields = [(field, who), (SEATS, self.seats.write())].into_iter().collect();
        Value::Map(fields)
    }
}

impl FieldValue for Vec<Quota> {
    fn read(value: Option<&Value>) -> Self {
        value.and_then(Quota::list).unwrap_or_default()
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::List(self.into_iter().map(Quota::value).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotas_are_read_as_they_were_written_and_nothing_else_is() {
        let quotas = vec![
            Quota {
                share: Share::Sex(Sex::Female),
                seats: 15,
            },
            Quota {
                share: Share::Douar("دوار أيت عيسى".into()),
                seats: 3,
            },
        ];
        let value = quotas.clone().write();
        assert_eq!(Quota::list(&value), Some(quotas));
        let odd = |fields: &[(u16, Value)]| Value::List(vec![Value::Map(fields.iter().cloned().collect())]);
        for value in [
            Value::Int(3),
            odd(&[(SEX, Value::Int(0)), (SEATS, Value::Int(3))]),
            odd(&[(SEX, Value::Int(1)), (SEATS, Value::Int(0))]),
            odd(&[(DOUAR_NAME, Value::Text(" ".into())), (SEATS, Value::Int(3))]),
            Value::List(vec![Value::Null; 2]),
        ] {
            assert_eq!(Quota::list(&value), None, "{value:?}");
        }
    }

    #[test]
    fn a_douar_is_one_whatever_its_spelling() {
        let quota = Quota {
            share: Share::Douar("دوار أيت عيسى".into()),
            seats: 1,
        };
        let of = |douar: &str| Traits {
            sex: Sex::Unknown,
            douar: fold(douar),
        };
        assert!(quota.is_for(&of("دوار ايت عيسي")));
        assert!(!quota.is_for(&of("دوار أولاد موسى")) && !quota.is_for(&of("")));
    }
}
