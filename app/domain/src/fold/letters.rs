//! One character at a time: what it folds to.

use crate::text::is_invisible;

/// What one character becomes.
pub(super) enum Folded {
    /// A border between words.
    Gap,
    /// It is dropped.
    Nothing,
    /// One letter or digit.
    Letter(char),
    /// Several letters.
    Letters(&'static str),
}

use Folded::{Gap, Letter, Letters, Nothing};

/// U+00C0 to U+00FF without accents, upper-case half first; `?` is not a single letter.
const LATIN_1: &[u8; 64] = b"aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y";
/// U+0100 to U+017F without accents; `?` is not a single letter.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkk\
llllllllllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Arabic presentation forms B: where each letter's forms begin. Old documents paste them.
const FORMS: [(u16, &str); 36] = [
    (0xFE80, ""),
    (0xFE81, "ا"),
    (0xFE85, "و"),
    (0xFE87, "ا"),
    (0xFE89, "ي"),
    (0xFE8D, "ا"),
    (0xFE8F, "ب"),
    (0xFE93, "ه"),
    (0xFE95, "ت"),
    (0xFE99, "ث"),
    (0xFE9D, "ج"),
    (0xFEA1, "ح"),
    (0xFEA5, "خ"),
    (0xFEA9, "د"),
    (0xFEAB, "ذ"),
    (0xFEAD, "ر"),
    (0xFEAF, "ز"),
    (0xFEB1, "س"),
    (0xFEB5, "ش"),
    (0xFEB9, "ص"),
    (0xFEBD, "ض"),
    (0xFEC1, "ط"),
    (0xFEC5, "ظ"),
    (0xFEC9, "ع"),
    (0xFECD, "غ"),
    (0xFED1, "ف"),
    (0xFED5, "ق"),
    (0xFED9, "ك"),
    (0xFEDD, "ل"),
    (0xFEE1, "م"),
    (0xFEE5, "ن"),
    (0xFEE9, "ه"),
    (0xFEED, "و"),
    (0xFEEF, "ي"),
    (0xFEF1, "ي"),
    (0xFEF5, "لا"),
];

pub(super) fn fold_char(c: char) -> Folded {
    match c {
        'a'..='z' | '0'..='9' => Letter(c),
        'A'..='Z' => Letter(c.to_ascii_lowercase()),
        '\'' | '`' => Nothing,
        '\0'..='\u{7F}' => Gap,
        '\u{80}'..='\u{24F}' => latin(c),
        '\u{0600}'..='\u{06FF}' => arabic(c),
        '\u{FE80}'..='\u{FEFC}' => form(c),
        '\u{FDF2}' => Letters("الله"),
        _ if is_invisible(c) => Nothing,
        _ => other(c),
    }
}

fn latin(c: char) -> Folded {
    let plain = match c as u32 {
        at @ 0xC0..=0xFF => LATIN_1[at as usize - 0xC0],
        at @ 0x100..=0x17F => LATIN_A[at as usize - 0x100],
        _ => b'?',
    };
    if plain != b'?' {
        return Letter(plain.into());
    }
    match c {
        'Æ' | 'æ' => Letters("ae"),
        'Œ' | 'œ' => Letters("oe"),
        'ß' => Letters("ss"),
        'Þ' | 'þ' => Letters("th"),
        'Ĳ' | 'ĳ' => Letters("ij"),
        'ª' => Letter('a'),
        'º' => Letter('o'),
        'Ǧ' | 'ǧ' | 'Ɣ' => Letter('g'),
        'Ɛ' => Letter('e'),
        '´' | '\u{AD}' => Nothing,
        '\u{80}'..='\u{FF}' => Gap,
        _ => Letter(c),
    }
}

fn arabic(c: char) -> Folded {
    match c {
        'أ' | 'إ' | 'آ' | '\u{0671}'..='\u{0673}' | '\u{0675}' => Letter('ا'),
        'ة' | 'ۀ' | 'ہ' | 'ۂ' | 'ۃ' | 'ە' => Letter('ه'),
        'ى' | 'ئ' | 'ی' | 'ې' => Letter('ي'),
        'ؤ' => Letter('و'),
        'ڭ' | 'گ' | 'ک' => Letter('ك'),
        'ڤ' | 'ڥ' => Letter('ف'),
        'پ' => Letter('ب'),
        'ء' | 'ـ' | '\u{0674}' | '\u{061C}' => Nothing,
        '\u{0660}'..='\u{0669}' => digit(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(c as u32 - 0x06F0),
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' => Nothing,
        '\u{0600}'..='\u{060F}' | '\u{061B}'..='\u{061F}' | '\u{066A}'..='\u{066D}' | '\u{06D4}' => Gap,
        _ => Letter(c),
    }
}

fn digit(value: u32) -> Folded {
    char::from_digit(value, 10).map_or(Nothing, Letter)
}

fn form(c: char) -> Folded {
    let after = FORMS.partition_point(|(start, _)| u32::from(*start) <= c as u32);
    match FORMS.get(after.wrapping_sub(1)) {
        Some((_, "")) | None => Nothing,
        Some((_, letters)) => Letters(letters),
    }
}

fn other(c: char) -> Folded {
    match c {
        'ݣ' => Letter('ك'),
        // Letters of Tamazight in Latin script.
        'ɛ' | 'ε' => Letter('e'),
        'ɣ' | 'γ' => Letter('g'),
        'Ḍ' | 'ḍ' => Letter('d'),
        'Ḥ' | 'ḥ' => Letter('h'),
        'Ṛ' | 'ṛ' => Letter('r'),
        'Ṣ' | 'ṣ' => Letter('s'),
        'Ṭ' | 'ṭ' => Letter('t'),
        'Ẓ' | 'ẓ' => Letter('z'),
        '\u{02B0}'..='\u{036F}' | '‘' | '’' | '\u{08D3}'..='\u{08FF}' | '\u{FE00}'..='\u{FE0F}' => {
            Nothing
        }
        '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{303F}' | '\u{FD3E}' | '\u{FD3F}' => Gap,
        _ if c.is_whitespace() || c.is_control() => Gap,
        _ => Letter(c),
    }
}
