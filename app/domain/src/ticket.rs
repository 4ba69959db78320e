//! The code of a ticket or a card: opaque, and it shows when it was mistyped or made up.
//!
//! Sixty bits drawn by lot and twenty that check them, as sixteen characters that are easily read out:
//! `7K3M-9QWX-0RTE-4HJN`. No bit of it says who holds it. A phone without a network tells what is no code of Hadir's
//! at once; whose a code is, only those know who keep it.

use core::fmt;
use core::str::FromStr;

/// Crockford's base 32: no I, L, O or U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters that are drawn.
const DRAWN: usize = 12;
/// Characters that check them.
const CHECKS: usize = 4;
/// Characters between two hyphens.
const GROUP: usize = 4;
/// The bits that are drawn.
const BITS: u64 = (1 << (5 * DRAWN)) - 1;
/// The field's polynomial, x⁵ + x² + 1, in which 2 generates all but 0.
const FIELD: u8 = 0b10_0101;
/// Added to the checks, so that a row of zeros is no code.
const SALT: [u8; CHECKS] = [8, 1, 4, 18];
/// The code's polynomial, (x − 2)(x − 4)(x − 8)(x − 16), without its first coefficient: a Reed-Solomon code of
/// distance five. So up to four wrong characters are recognised, and any two that changed places.
const CODE: [u8; CHECKS] = polynomial();

/// A code whose checks are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketFault {
    /// It has not the sixteen letters and digits of one.
    #[error("a code has sixteen letters and digits: check that none is missing")]
    Shape,
    /// It was mistyped, or made up.
    #[error("this code is not right: check each letter and digit")]
    Check,
}

impl Ticket {
    /// The code of bits drawn by lot; the first four are left out.
    pub const fn of(drawn: u64) -> Self {
        Ticket(drawn & BITS)
    }

    fn symbols(self) -> [u8; DRAWN] {
        core::array::from_fn(|at| (self.0 >> (5 * (DRAWN - 1 - at)) & 31) as u8)
    }
}

impl FromStr for Ticket {
    type Err = TicketFault;

    /// Reads a code as people type it: any case, with or without hyphens and spaces, O for 0, I or L for 1.
    fn from_str(text: &str) -> Result<Self, TicketFault> {
        let mut symbols = [0; DRAWN + CHECKS];
        let mut count = 0;
        for letter in text.chars().filter(|c| !is_between(*c)) {
            let place = symbols.get_mut(count).ok_or(TicketFault::Shape)?;
            *place = symbol(letter).ok_or(TicketFault::Shape)?;
            count += 1;
        }
        if count < symbols.len() {
            return Err(TicketFault::Shape);
        }
        let (drawn, said) = symbols.split_at(DRAWN);
        if checks(drawn) != said {
            return Err(TicketFault::Check);
        }
        Ok(Ticket(
            drawn
                .iter()
                .fold(0, |bits, symbol| bits << 5 | u64::from(*symbol)),
        ))
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drawn = self.symbols();
        for (at, symbol) in drawn.iter().chain(&checks(&drawn)).enumerate() {
            if at > 0 && at % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(LETTERS[usize::from(*symbol)]))?;
        }
        Ok(())
    }
}

/// What may stand between the characters of a code: spaces, hyphens, and the marks of direction that copying brings.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn symbol(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    let at = LETTERS.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(at).ok()
}

/// The characters that check the drawn ones: the remainder of their division by the code's polynomial.
fn checks(drawn: &[u8]) -> [u8; CHECKS] {
    let mut rest = [0; CHECKS];
    for symbol in drawn {
        let first = symbol ^ rest[0];
        rest.rotate_left(1);
        rest[CHECKS - 1] = 0;
        for (place, coefficient) in rest.iter_mut().zip(CODE) {
            *place ^= times(first, coefficient);
        }
    }
    core::array::from_fn(|at| rest[at] ^ SALT[at])
}

/// The product of two symbols in the field of 32.
const fn times(mut one: u8, mut other: u8) -> u8 {
    let mut product = 0;
    while other > 0 {
        if other & 1 == 1 {
            product ^= one;
        }
        one <<= 1;
        if one & 32 != 0 {
            one ^= FIELD;
        }
        other >>= 1;
    }
    product
}

const fn polynomial() -> [u8; CHECKS] {
    // Coefficients from the highest power down, the first of them 1.
    let mut all = [0; CHECKS + 1];
    all[0] = 1;
    let mut degree = 0;
    let mut root = 1;
    while degree < CHECKS {
        root = times(root, 2);
        let mut at = degree + 1;
        while at > 0 {
            all[at] ^= times(all[at - 1], root);
            at -= 1;
        }
        degree += 1;
    }
    [all[1], all[2], all[3], all[4]]
}
