//! Text that people type or paste: made clean on the way in, harmless on the way out.

use std::borrow::Cow;

/// Why a text cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TextFault {
    /// A NUL or another control character, which no keyboard writes.
    #[error("the text has a hidden control character: type it again instead of pasting it")]
    Control,
    /// More characters than the field holds.
    #[error("the text has {chars} characters and the field holds {max}: shorten it")]
    TooLong {
        /// How many there are.
        chars: usize,
        /// How many there may be.
        max: usize,
    },
}

/// One clean line: ends trimmed, each run of white space (line breaks too) one space, invisible marks
/// gone. Empty text stays empty; the length is counted in characters, after cleaning.
pub fn clean_line(text: &str, max_chars: usize) -> Result<String, TextFault> {
    let mut line = String::with_capacity(text.len().min(4 * max_chars + 4));
    let mut chars = 0;
    let mut gap = false;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            gap = chars > 0;
            continue;
        }
        if c.is_control() {
            return Err(TextFault::Control);
        }
        if gap {
            chars += 1;
            gap = false;
            if chars <= max_chars {
                line.push(' ');
            }
        }
        chars += 1;
        if chars <= max_chars {
            line.push(c);
        }
    }
    if chars > max_chars {
        Err(TextFault::TooLong {
            chars,
            max: max_chars,
        })
    } else {
        Ok(line)
    }
}

/// The same text with Western digits, whichever digits it was typed in.
pub fn western_digits(text: &str) -> String {
    let western = |c: char| {
        let digit = match c {
            '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
            '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
            other => return other,
        };
        char::from_digit(digit, 10).unwrap_or(c)
    };
    text.chars().map(western).collect()
}

/// Whether a character has no shape of its own and no place in a name: direction marks and overrides,
/// zero-width spaces and joiners, the soft hyphen, the byte order mark and invisible tags.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Whether a spreadsheet may take this text for a formula when it is opened.
pub fn is_formula(text: &str) -> bool {
    let first = text
        .chars()
        .find(|c| !(*c == ' ' || *c == '\u{00A0}' || is_invisible(*c)));
    matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    )
}

/// A text for a cell of an export: what a spreadsheet may run as a formula gets an apostrophe in front,
/// which spreadsheets read as "this is text". Negative numbers must be written as numbers, not as text.
pub fn neutralise_formula(text: &str) -> Cow<'_, str> {
    if is_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn white_space_is_trimmed_and_joined() {
        assert_eq!(
            clean_line("  Aït \u{00A0} Baha\r\n\t (centre) ", 80).as_deref(),
            Ok("Aït Baha (centre)")
        );
        assert_eq!(clean_line(" \t\n ", 80).as_deref(), Ok(""));
        assert_eq!(clean_line("a\u{2028}b\u{0085}c", 80).as_deref(), Ok("a b c"));
    }

    #[test]
    fn invisible_marks_are_dropped() {
        let hidden = "\u{FEFF}\u{202E}فا\u{200B}طمة\u{200F} \u{2066}الزهراء\u{2069}\u{061C}\u{E0041}";
        assert_eq!(clean_line(hidden, 80).as_deref(), Ok("فاطمة الزهراء"));
        assert_eq!(clean_line("a \u{200B} b", 80).as_deref(), Ok("a b"));
    }

    #[test]
    fn control_characters_are_refused() {
        for c in ['\0', '\u{1B}', '\u{7}', '\u{7F}', '\u{9B}'] {
            assert_eq!(
                clean_line(&format!("Ali{c}"), 80),
                Err(TextFault::Control),
                "{c:?}"
            );
        }
    }

    #[test]
    fn length_is_counted_in_characters_after_cleaning() {
        assert_eq!(clean_line("  حسن  علي  ", 7).as_deref(), Ok("حسن علي"));
        assert_eq!(
            clean_line("حسن علي", 6),
            Err(TextFault::TooLong { chars: 7, max: 6 })
        );
        assert_eq!(clean_line("a", 0), Err(TextFault::TooLong { chars: 1, max: 0 }));
    }

    #[test]
    fn exports_never_carry_a_live_formula() {
        for live in [
            "=cmd|'/C calc'!A0",
            "+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "＝1",
            "\u{200F}=1",
        ] {
            assert_eq!(neutralise_formula(live), format!("'{live}"), "{live:?}");
        }
        for dull in ["", "Ali", "a=b", "فاطمة", "'=1", "12-3"] {
            assert!(
                matches!(neutralise_formula(dull), Cow::Borrowed(same) if same == dull),
                "{dull:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent_and_bounded(text in any::<String>(), max in 0usize..40) {
            if let Ok(clean) = clean_line(&text, max) {
                prop_assert!(clean.chars().count() <= max);
                prop_assert!(!clean.chars().any(|c| c.is_control() || is_invisible(c)));
                prop_assert_eq!(clean_line(&clean, max), Ok(clean.clone()));
            }
        }

        #[test]
        fn a_neutralised_text_is_no_formula(text in any::<String>()) {
            prop_assert!(!is_formula(&neutralise_formula(&text)));
        }
    }
}
