//! How languages count: the plural rules of CLDR for whole numbers.

use super::{Lang, number::group};

/// The form a counted sentence takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// Arabic 0.
    Zero,
    /// Arabic and English 1; French 0 and 1.
    One,
    /// Arabic 2.
    Two,
    /// Arabic 3 to 10, and the same after hundreds.
    Few,
    /// Arabic 11 to 99, and the same after hundreds; French whole millions.
    Many,
    /// Every other number.
    Other,
}

/// The category of `n` in `lang`, by the cardinal rules of CLDR.
pub const fn plural(lang: Lang, n: u64) -> Category {
    match lang {
        Lang::Ar => arabic(n),
        Lang::Fr => french(n),
        Lang::En if n == 1 => Category::One,
        Lang::En => Category::Other,
    }
}

const fn arabic(n: u64) -> Category {
    match (n, n % 100) {
        (0, _) => Category::Zero,
        (1, _) => Category::One,
        (2, _) => Category::Two,
        (_, 3..=10) => Category::Few,
        (_, 11..=99) => Category::Many,
        _ => Category::Other,
    }
}

const fn french(n: u64) -> Category {
    match n {
        0 | 1 => Category::One,
        _ if n.is_multiple_of(1_000_000) => Category::Many,
        _ => Category::Other,
    }
}

/// The forms of one counted sentence in each language; `{}` is where the number goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Forms {
    /// Zero, one, two, few, many, other.
    pub(super) ar: [&'static str; 6],
    /// One (and none), other.
    pub(super) fr: [&'static str; 2],
    /// One, other.
    pub(super) en: [&'static str; 2],
}

impl Forms {
    /// The sentence for `n`, the number written as the language writes it.
    pub(super) fn count(&self, lang: Lang, n: u64) -> String {
        self.form(lang, n).replace("{}", &group(lang, n))
    }

    fn form(&self, lang: Lang, n: u64) -> &'static str {
        let category = plural(lang, n);
        match lang {
            Lang::Ar => self.ar[category as usize],
            Lang::Fr => self.fr[usize::from(category != Category::One)],
            Lang::En => self.en[usize::from(category != Category::One)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_has_six_forms() {
        use Category::{Few, Many, One, Other, Two, Zero};
        let expected = [
            (0, Zero),
            (1, One),
            (2, Two),
            (3, Few),
            (10, Few),
            (11, Many),
            (99, Many),
            (100, Other),
            (102, Other),
        ];
        for (n, category) in expected {
            assert_eq!(plural(Lang::Ar, n), category, "{n}");
        }
        assert_eq!(plural(Lang::Ar, 103), Few);
        assert_eq!(plural(Lang::Ar, 1011), Many);
    }

    #[test]
    fn french_counts_zero_as_one_and_millions_apart() {
        assert_eq!(plural(Lang::Fr, 0), Category::One);
        assert_eq!(plural(Lang::Fr, 1), Category::One);
        assert_eq!(plural(Lang::Fr, 2), Category::Other);
        assert_eq!(plural(Lang::Fr, 2_000_000), Category::Many);
    }

    #[test]
    fn english_has_one_and_other() {
        assert_eq!(plural(Lang::En, 0), Category::Other);
        assert_eq!(plural(Lang::En, 1), Category::One);
        assert_eq!(plural(Lang::En, 21), Category::Other);
    }

    #[test]
    fn a_counted_sentence_takes_the_form_of_its_number() {
        let count = |n| Lang::Ar.words().common.people(n);
        assert_eq!([count(0), count(1), count(2)], ["لا أحد", "شخص واحد", "شخصان"]);
        assert_eq!(
            [count(7), count(40), count(1_500)],
            ["7 أشخاص", "40 شخصا", "1.500 شخص"]
        );
        assert_eq!(Lang::Fr.words().common.people(0), "0 personne");
        assert_eq!(Lang::En.words().common.people(2), "2 people");
    }
}
