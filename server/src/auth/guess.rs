//! Passwords that somebody else would soon guess: common ones, keyboards' rows, names and years.

use zxcvbn::{Score, zxcvbn};

/// Words that stand near every password here.
const HERE: [&str; 2] = ["hadir", "حاضر"];

/// Whether fewer than a million tries would do, by zxcvbn's lists and rules, with the words of `near` among the first.
pub fn is_guessable(password: &str, near: &[String]) -> bool {
    let words = near.iter().flat_map(|text| text.split_whitespace());
    let near: Vec<&str> = near.iter().map(String::as_str).chain(words).chain(HERE).collect();
    zxcvbn(password, &near).score() < Score::Two
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_people_take_is_guessable() {
        for password in [
            "12345678",
            "password",
            "azertyuiop",
            "qwerty123",
            "iloveyou1",
            "aaaaaaaa",
            "20262026",
        ] {
            assert!(is_guessable(password, &[]), "{password}");
        }
    }

    #[test]
    fn who_somebody_is_is_no_secret() {
        let near = ["Zhor Benkirane".to_owned(), "جمعية النور".to_owned()];
        for password in [
            "benkirane",
            "zhorbenkirane",
            "Benkirane1",
            "جمعية النور",
            "hadirhadir",
        ] {
            assert!(is_guessable(password, &near), "{password}");
        }
        assert!(!is_guessable("zhor benkirane", &[]), "of another it says nothing");
    }

    #[test]
    fn what_nobody_thinks_of_is_taken() {
        for password in [
            "قهوة الصباح في الدار",
            "trois chevres bleues",
            "x7!qLm2w",
            "taḍangga n yiḍ",
        ] {
            assert!(!is_guessable(password, &[]), "{password}");
        }
    }
}
