//! Numbers as each language writes them, always in Western digits.

use super::Lang;

/// `n` with its thousands grouped: `1.234` in Arabic and French as Morocco writes them, `1,234` in English.
pub fn group(lang: Lang, n: u64) -> String {
    let separator = match lang {
        Lang::Ar | Lang::Fr => '.',
        Lang::En => ',',
    };
    let digits = n.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

/// An amount of centimes in dirhams: `1.234,50` in Arabic and French, `1,234.50` in English.
pub fn dirhams(lang: Lang, centimes: i64) -> String {
    let point = match lang {
        Lang::Ar | Lang::Fr => ',',
        Lang::En => '.',
    };
    let size = centimes.unsigned_abs();
    format!("{}{point}{:02}", group(lang, size / 100), size % 100)
}

/// A number given in hundredths, with the decimals it needs: `3`, `1,5`, `1.25`.
pub fn hundredths(lang: Lang, hundredths: u64) -> String {
    with_decimals(lang, group(lang, hundredths / 100), hundredths)
}

/// The same as a field takes it: nothing sets thousands apart.
pub fn typed_hundredths(lang: Lang, hundredths: u64) -> String {
    with_decimals(lang, (hundredths / 100).to_string(), hundredths)
}

/// Minutes in hours, to a tenth: `3`, `1,5`.
pub fn hours(lang: Lang, minutes: u64) -> String {
    hundredths(lang, (minutes * 10 + 30) / 60 * 10)
}

fn with_decimals(lang: Lang, whole: String, hundredths: u64) -> String {
    let point = match lang {
        Lang::Ar | Lang::Fr => ',',
        Lang::En => '.',
    };
    match (hundredths % 100, hundredths % 10) {
        (0, _) => whole,
        (part, 0) => format!("{whole}{point}{}", part / 10),
        (part, _) => format!("{whole}{point}{part:02}"),
    }
}

/// An amount of storage in megabytes, at least one tenth: `12,4 Mo`, `12,4 ميغا`, `12.4 MB`.
pub fn storage(lang: Lang, bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    let (point, unit) = match lang {
        Lang::Ar => (',', "ميغا"),
        Lang::Fr => (',', "Mo"),
        Lang::En => ('.', "MB"),
    };
    let whole = group(lang, tenths / 10);
    match tenths % 10 {
        _ if tenths >= 1_000 => format!("{whole}\u{a0}{unit}"),
        0 => format!("{whole}\u{a0}{unit}"),
        tenth => format!("{whole}{point}{tenth}\u{a0}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_as_the_language_groups_them() {
        assert_eq!(group(Lang::Ar, 1_234_567), "1.234.567");
        assert_eq!(group(Lang::Fr, 999), "999");
        assert_eq!(group(Lang::En, 1_000), "1,000");
        assert_eq!(group(Lang::En, 0), "0");
    }

    #[test]
    fn dirhams_are_read_again_as_they_are_written() {
        for lang in [Lang::Ar, Lang::Fr, Lang::En] {
            for amount in [5, 100, 123_456, 123_456_789] {
                assert_eq!(domain::project::centimes(&dirhams(lang, amount)), Some(amount));
            }
        }
        assert_eq!(dirhams(Lang::Fr, 123_450), "1.234,50");
        assert_eq!(dirhams(Lang::En, 123_450), "1,234.50");
    }

    #[test]
    fn hours_are_said_to_a_tenth() {
        assert_eq!(hours(Lang::Fr, 90), "1,5");
        assert_eq!(hours(Lang::En, 125), "2.1");
        assert_eq!(hours(Lang::Ar, 75_000), "1.250");
    }

    #[test]
    fn storage_is_said_in_megabytes() {
        assert_eq!(storage(Lang::Fr, 12_400_000), "12,4\u{a0}Mo");
        assert_eq!(storage(Lang::En, 3_000_000), "3\u{a0}MB");
        assert_eq!(storage(Lang::En, 1), "0.1\u{a0}MB");
        assert_eq!(storage(Lang::Fr, 2_345_678_901), "2.345\u{a0}Mo");
    }
}
