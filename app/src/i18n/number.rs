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
    fn storage_is_said_in_megabytes() {
        assert_eq!(storage(Lang::Fr, 12_400_000), "12,4\u{a0}Mo");
        assert_eq!(storage(Lang::En, 3_000_000), "3\u{a0}MB");
        assert_eq!(storage(Lang::En, 1), "0.1\u{a0}MB");
        assert_eq!(storage(Lang::Fr, 2_345_678_901), "2.345\u{a0}Mo");
    }
}
