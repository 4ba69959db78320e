//! Telling that two lists may name one person, where what they say differs.

use domain::fold::fold;
use domain::record::{Beneficiary, Sex};

use super::identity::sorted;
use crate::places;

/// What stands for a person's name in each script it is written in; people alike share one of these.
pub fn name_keys(person: &Beneficiary) -> impl Iterator<Item = String> {
    let arabic = sorted(&person.given_ar, &person.family_ar);
    let latin = sorted(&person.given_la, &person.family_la);
    [arabic, latin].into_iter().filter(|name| !name.is_empty())
}

/// Whether two people of one name are likely one: nothing that both lists say parts them.
///
/// An association's own code decides where both have one. Where neither birth nor phone is known to both,
/// what is said of their family and where they live must agree too.
pub fn alike(one: &Beneficiary, other: &Beneficiary) -> bool {
    if !agree(one.sex, other.sex, Sex::Unknown) {
        return false;
    }
    if !one.code.is_empty() && !other.code.is_empty() {
        return fold(&one.code) == fold(&other.code);
    }
    let phones = agree(&one.phone, &other.phone, &String::new());
    phones && born_alike(one, other) && (is_sure(one, other) || live_alike(one, other))
}

/// Whether what is said twice is the same.
fn agree<T: PartialEq>(one: T, other: T, unknown: T) -> bool {
    one == other || one == unknown || other == unknown
}

fn born_alike(one: &Beneficiary, other: &Beneficiary) -> bool {
    agree(one.birth_day, other.birth_day, None) && agree(one.year(), other.year(), None)
}

fn is_sure(one: &Beneficiary, other: &Beneficiary) -> bool {
    let phone = !one.phone.is_empty() && !other.phone.is_empty();
    phone || (one.year().is_some() && other.year().is_some())
}

fn live_alike(one: &Beneficiary, other: &Beneficiary) -> bool {
    let communes = [one, other].map(|person| places::held(&person.commune));
    [
        (&one.father, &other.father),
        (&one.guardian, &other.guardian),
        (&communes[0], &communes[1]),
        (&one.douar, &other.douar),
    ]
    .into_iter()
    .all(|(one, other)| agree(fold(one), fold(other), String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Day;

    fn someone() -> Beneficiary {
        Beneficiary {
            given_ar: "فاطمة الزهراء".into(),
            family_ar: "بنعلي".into(),
            sex: Sex::Female,
            birth_year: Some(1985),
            phone: "+212600112233".into(),
            commune: "تافراوت".into(),
            ..Beneficiary::default()
        }
    }

    fn bare() -> Beneficiary {
        Beneficiary {
            birth_year: None,
            phone: String::new(),
            ..someone()
        }
    }

    #[test]
    fn what_was_filled_in_later_does_not_part_anyone() {
        let day = Day::from_iso("1985-03-15");
        for other in [
            Beneficiary {
                phone: String::new(),
                ..someone()
            },
            Beneficiary {
                birth_year: None,
                ..someone()
            },
            Beneficiary {
                birth_year: None,
                birth_day: day,
                ..someone()
            },
            Beneficiary {
                code: "12".into(),
                ..someone()
            },
            Beneficiary {
                sex: Sex::Unknown,
                commune: "أملن".into(),
                ..someone()
            },
            bare(),
        ] {
            assert!(
                alike(&someone(), &other) && alike(&other, &someone()),
                "{other:?}"
            );
        }
    }

    #[test]
    fn what_both_say_parts_namesakes() {
        for other in [
            Beneficiary {
                phone: "+212600112234".into(),
                ..someone()
            },
            Beneficiary {
                birth_year: Some(1986),
                ..someone()
            },
            Beneficiary {
                sex: Sex::Male,
                ..someone()
            },
            Beneficiary {
                commune: "أملن".into(),
                ..bare()
            },
        ] {
            assert!(!alike(&someone(), &other), "{other:?}");
        }
    }

    #[test]
    fn a_code_decides_where_both_have_one() {
        let coded = |code: &str, phone: &str| Beneficiary {
            code: code.into(),
            phone: phone.into(),
            ..someone()
        };
        assert!(alike(
            &coded("TF-1", "+212600112233"),
            &coded("tf-1", "+212600999999")
        ));
        assert!(!alike(&coded("TF-1", ""), &coded("TF-2", "")));
    }

    #[test]
    fn a_name_has_a_key_in_each_script() {
        let both = Beneficiary {
            given_la: "Fatima".into(),
            ..someone()
        };
        assert_eq!(name_keys(&both).count(), 2);
        assert_eq!(name_keys(&someone()).next(), name_keys(&both).next());
    }

    #[test]
    fn a_commune_in_the_other_script_parts_nobody() {
        let from = |commune: &str| Beneficiary {
            commune: commune.into(),
            ..bare()
        };
        assert!(alike(&from("أملن"), &from("Ammelne")));
        assert!(alike(&from(&places::held("أملن")), &from("أملن")));
    }
}
