//! Recognising one person in two lists.

use domain::fold::fold;
use domain::record::Beneficiary;
use sha2::{Digest, Sha256};

use crate::places;

/// What is one and the same for one person each time a list is imported; names no one by itself.
///
/// It is made of the folded names, in any order of words, the birth, and the code and phone. Where neither
/// code nor phone is known, namesakes are told apart by their father, guardian, commune and douar. A commune is one,
/// whether its HCP code is known or its name in either script.
pub fn identity_key(person: &Beneficiary) -> [u8; 32] {
    let birth = match (person.birth_day, person.birth_year) {
        (Some(day), _) => day.to_string(),
        (None, Some(year)) => year.to_string(),
        (None, None) => String::new(),
    };
    let mut parts = vec![
        sorted(&person.given_ar, &person.family_ar),
        sorted(&person.given_la, &person.family_la),
        birth,
        fold(&person.code),
        person.phone.clone(),
    ];
    if person.code.is_empty() && person.phone.is_empty() {
        let commune = places::held(&person.commune);
        let others = [
            &person.father,
            &person.guardian,
            &person.guardian_phone,
            &commune,
            &person.douar,
        ];
        parts.extend(others.map(|text| fold(text)));
    }
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// The folded words of a name in one order.
pub(super) fn sorted(given: &str, family: &str) -> String {
    let folded = fold(&format!("{given} {family}"));
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn someone() -> Beneficiary {
        Beneficiary {
            given_ar: "فاطمة الزهراء".into(),
            family_ar: "بنعلي".into(),
            birth_year: Some(1985),
            phone: "+212600112233".into(),
            commune: "تافراوت".into(),
            ..Beneficiary::default()
        }
    }

    #[test]
    fn spelling_and_order_do_not_make_another_person() {
        let other = Beneficiary {
            given_ar: "بنعلي".into(),
            family_ar: "فاطمه  الزهراء".into(),
            commune: "أملن".into(),
            ..someone()
        };
        assert_eq!(identity_key(&someone()), identity_key(&other));
    }

    #[test]
    fn birth_phone_or_name_make_another_person() {
        let key = identity_key(&someone());
        for other in [
            Beneficiary {
                birth_year: Some(1986),
                ..someone()
            },
            Beneficiary {
                phone: "+212600112234".into(),
                ..someone()
            },
            Beneficiary {
                given_ar: "فاطمة".into(),
                ..someone()
            },
            Beneficiary {
                given_la: "Fatima".into(),
                ..someone()
            },
            Beneficiary {
                code: "12".into(),
                ..someone()
            },
        ] {
            assert_ne!(identity_key(&other), key, "{other:?}");
        }
    }

    #[test]
    fn namesakes_without_a_phone_are_told_apart_by_where_they_live() {
        let here = Beneficiary {
            phone: String::new(),
            ..someone()
        };
        let there = Beneficiary {
            commune: "أملن".into(),
            ..here.clone()
        };
        assert_ne!(identity_key(&here), identity_key(&there));
    }

    #[test]
    fn a_commune_is_one_in_either_script_and_by_its_code() {
        let from = |commune: &str| {
            identity_key(&Beneficiary {
                phone: String::new(),
                commune: commune.into(),
                ..someone()
            })
        };
        assert_eq!(from("أملن"), from("Ammelne, Tiznit"));
        assert_eq!(from("أملن"), from(&places::held("Ammelne")));
        assert_ne!(from("أملن"), from("تافراوت"));
    }
}
