//! How a written word sounds: one row of signs for both scripts, so that they can be laid beside each other.
//!
//! Arabic writes consonants and long vowels, Latin writes vowels one way or another; so each sign also says what it
//! costs to be missing on the other side, in hundredths of a consonant.

/// A sound, one of [`SIGNS`].
pub(super) type Sign = u8;
/// Number of signs.
pub(super) const SIGNS: usize = 32;
/// Most signs of a word; what follows is not heard.
pub(super) const LONGEST: usize = 24;

pub(super) const B: Sign = 0;
pub(super) const P: Sign = 1;
pub(super) const T: Sign = 2;
pub(super) const D: Sign = 3;
pub(super) const J: Sign = 4;
pub(super) const H: Sign = 5;
pub(super) const X: Sign = 6;
pub(super) const S: Sign = 7;
pub(super) const Z: Sign = 8;
/// As in «chat»: ش.
pub(super) const C: Sign = 9;
/// غ.
pub(super) const Q: Sign = 10;
pub(super) const F: Sign = 11;
pub(super) const V: Sign = 12;
pub(super) const K: Sign = 13;
pub(super) const G: Sign = 14;
pub(super) const L: Sign = 15;
pub(super) const M: Sign = 16;
pub(super) const N: Sign = 17;
pub(super) const R: Sign = 18;
/// Letters of a third script, each for itself as far as that goes.
const OTHER: Sign = 19;
const LAST_CONSONANT: Sign = 20;

/// Vowels of Latin script.
pub(super) const A: Sign = 21;
pub(super) const E: Sign = 22;
pub(super) const I: Sign = 23;
pub(super) const O: Sign = 24;
pub(super) const U: Sign = 25;
/// Long vowels of Arabic script: ا, ي, و.
pub(super) const ALIF: Sign = 26;
pub(super) const YEH: Sign = 27;
pub(super) const WAW: Sign = 28;
/// ع, which Latin writes as a vowel or not at all.
pub(super) const AIN: Sign = 29;
/// ة.
pub(super) const TEH: Sign = 30;
/// ي at the end of a word, where people write it for ى too.
pub(super) const END: Sign = 31;

/// Whether a sign is a consonant.
pub(super) const fn is_consonant(sign: Sign) -> bool {
    sign <= LAST_CONSONANT
}

/// Whether a sign is of Arabic script alone.
const fn is_arabic_vowel(sign: Sign) -> bool {
    matches!(sign, ALIF | YEH | WAW | AIN | TEH | END)
}

/// A word as it sounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sounds {
    /// The signs, at most [`LONGEST`].
    pub(super) signs: Vec<Sign>,
    /// Whether it was written in Arabic script.
    pub(super) arabic: bool,
}

/// What is said otherwise than it is written.
const SAID: [(&str, &str); 13] = [
    ("med", "mohamed"),
    ("fatim", "fatima"),
    ("mhd", "mohamed"),
    ("mohd", "mohamed"),
    ("my", "moulay"),
    ("si", "sidi"),
    ("سي", "سيدي"),
    ("للا", "لالا"),
    ("لالة", "لالا"),
    ("لاله", "لالا"),
    ("طه", "طاها"),
    ("soraya", "thoraya"),
    ("jasmine", "yasmine"),
];

/// The sounds of one folded word; the vowels ة and ى of Arabic may still stand in it.
pub(super) fn sounds(word: &str) -> Sounds {
    let word = SAID
        .iter()
        .find(|(written, _)| *written == word)
        .map_or(word, |(_, said)| said);
    let arabic = word.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
    let mut signs = if arabic { of_arabic(word) } else { of_latin(word) };
    signs.truncate(LONGEST);
    Sounds { signs, arabic }
}

fn of_arabic(word: &str) -> Vec<Sign> {
    let mut out: Vec<Sign> = Vec::with_capacity(word.len() / 2);
    let word = word.strip_prefix("عبدال").map_or_else(
        || word.to_owned(),
        // The article is not heard before a sun letter, and weak before any other.
        |rest| {
            if begins_with_sun(rest) {
                format!("عبد{rest}")
            } else {
                format!("عبدل{rest}")
            }
        },
    );
    let letters: Vec<char> = word.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let last = at + 1 == letters.len();
        let sign = match letter {
            'ب' => B,
            'پ' => P,
            'ت' | 'ط' | 'ث' => T,
            'د' | 'ض' | 'ذ' => D,
            'ظ' => Z,
            'ج' => J,
            'ح' => H,
            'ه' if last && at > 1 => TEH,
            'ه' => H,
            'خ' => X,
            'س' | 'ص' => S,
            'ز' => Z,
            'ش' => C,
            'غ' => Q,
            'ف' => F,
            'ق' | 'ك' => K,
            'گ' => G,
            'ل' => L,
            'م' => M,
            'ن' => N,
            'ر' => R,
            'ا' | 'ى' => ALIF,
            'ي' if last => END,
            'ي' => YEH,
            'و' => WAW,
            'ع' => AIN,
            'ة' => TEH,
            _ => OTHER,
        };
        push(&mut out, sign);
    }
    out
}

fn begins_with_sun(rest: &str) -> bool {
    rest.starts_with([
        'ت', 'ث', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ل', 'ن',
    ])
}

/// Doubled letters are one sound.
fn push(out: &mut Vec<Sign>, sign: Sign) {
    if out.last() != Some(&sign) {
        out.push(sign);
    }
}

/// Letters that together are one sound; the longer first.
const TOGETHER: [(&str, &[Sign]); 25] = [
    ("sch", &[C]),
    ("tch", &[C]),
    ("ou", &[U]),
    ("oo", &[U]),
    ("ee", &[I]),
    ("ch", &[C]),
    ("sh", &[C]),
    ("kh", &[X]),
    ("gh", &[Q]),
    ("dj", &[J]),
    ("dh", &[D]),
    ("th", &[T]),
    ("ph", &[F]),
    ("gue", &[G, E]),
    ("gui", &[G, I]),
    ("qu", &[K]),
    ("ck", &[K]),
    ("ce", &[S, E]),
    ("ci", &[S, I]),
    ("cy", &[S, I]),
    ("x", &[K, S]),
    // How names are typed on phones without Arabic letters.
    ("3", &[AIN]),
    ("7", &[H]),
    ("9", &[K]),
    ("5", &[X]),
];

fn of_latin(word: &str) -> Vec<Sign> {
    let mut out = Vec::with_capacity(word.len());
    let spoken = servant(word);
    let mut rest = spoken.as_deref().unwrap_or(word);
    if let Some(after) = rest.strip_prefix("rh") {
        out.push(Q);
        rest = after;
    }
    while let Some(letter) = rest.chars().next() {
        if let Some((letters, signs)) = TOGETHER.iter().find(|(letters, _)| rest.starts_with(letters)) {
            signs.iter().for_each(|sign| push(&mut out, *sign));
            rest = &rest[letters.len()..];
            continue;
        }
        if let Some(sign) = of_letter(letter) {
            push(&mut out, sign);
        }
        rest = &rest[letter.len_utf8()..];
    }
    long_end(&mut out);
    out
}

/// `abdelrahim` is said `abderahim`: the article is not heard before a sun letter. One `l` is all there is of it before
/// any other.
fn servant(word: &str) -> Option<String> {
    let rest = word.strip_prefix("abd")?;
    let after = rest.trim_start_matches(['e', 'a', 'o', 'u', 'i']);
    let name = after.strip_prefix('l').filter(|_| after.len() < rest.len())?;
    let sun = name.starts_with(['t', 'd', 'r', 'z', 's', 'n', 'l']) || name.starts_with("ch");
    sun.then(|| format!("abde{name}"))
}

const fn of_letter(letter: char) -> Option<Sign> {
    Some(match letter {
        'a' => A,
        'b' => B,
        'c' | 'k' | 'q' => K,
        'd' => D,
        'e' => E,
        'f' => F,
        'g' => G,
        'h' => H,
        'i' | 'y' => I,
        'j' => J,
        'l' => L,
        'm' => M,
        'n' => N,
        'o' => O,
        'p' => P,
        'r' => R,
        's' => S,
        't' => T,
        'u' | 'w' => U,
        'v' => V,
        'z' => Z,
        '0'..='9' => return None,
        _ => OTHER,
    })
}

/// `Wafae`, `Wafaa` and `Wafa` end alike.
fn long_end(signs: &mut Vec<Sign>) {
    if let [.., A, E] = signs[..] {
        signs.pop();
    }
}

/// What each sign costs to be missing from a word of the same script, and of the other, by where it stands.
pub(super) fn costs(sounds: &Sounds) -> (Vec<u8>, Vec<u8>) {
    let signs = &sounds.signs;
    let last = signs.len().wrapping_sub(1);
    let at = |(at, sign): (usize, &Sign)| {
        let (before, after) = (at.checked_sub(1).map(|at| signs[at]), signs.get(at + 1).copied());
        match (before, *sign, after) {
            // `Aïcha` and `Icha`, `إيمان` and `Imane`.
            (None, ALIF | A | E, Some(YEH | WAW | END | I | U)) => (30, 15),
            // `Fathi` may be two letters or one.
            (Some(T | S | D | K | G), H, _) if sounds.arabic => (80, 25),
            (_, sign, _) => cost(sign, at == 0, at == last, sounds.arabic),
        }
    };
    signs.iter().enumerate().map(at).unzip()
}

fn cost(sign: Sign, first: bool, last: bool, arabic: bool) -> (u8, u8) {
    match sign {
        H if arabic => (80, 75),
        H if last => (10, 10),
        H => (55, 55),
        _ if is_consonant(sign) => (100, 100),
        _ if is_arabic_vowel(sign) => arabic_cost(sign, first, last),
        _ if first => (60, 45),
        A if last => (80, 80),
        E if last => (20, 6),
        I | O | U if last => (65, 65),
        I => (35, 20),
        U => (30, 12),
        O => (25, 8),
        _ => (25, 3),
    }
}

fn arabic_cost(sign: Sign, first: bool, last: bool) -> (u8, u8) {
    match sign {
        AIN => (65, 8),
        TEH if last => (80, 80),
        TEH => (40, 10),
        ALIF if first => (70, 60),
        ALIF if last => (65, 65),
        ALIF => (45, 35),
        _ if first => (80, 70),
        _ if last => (70, 65),
        _ => (55, 45),
    }
}

/// How much of a word a sign is, in hundredths of a consonant.
pub(super) fn weight(signs: &[Sign]) -> u32 {
    signs
        .iter()
        .map(|sign| match *sign {
            sign if is_consonant(sign) => 100,
            ALIF | YEH | WAW | TEH | END => 50,
            AIN => 30,
            _ => 40,
        })
        .sum()
}

/// Which consonants a word has, those that are easily taken for each other as one.
pub(super) fn consonants(signs: &[Sign]) -> u32 {
    signs
        .iter()
        .filter(|sign| is_consonant(**sign))
        .fold(0, |seen, sign| seen | 1 << class(*sign))
}

/// The first consonants of a word in order, five bits each, those easily taken for each other as one.
pub(super) fn skeleton(signs: &[Sign]) -> u32 {
    let firm = signs
        .iter()
        .filter(|sign| is_consonant(**sign))
        .map(|sign| match class(*sign) {
            Q => K,
            class => class,
        });
    let mut bones: Vec<u8> = firm.filter(|class| *class != H).collect();
    bones.dedup();
    bones
        .iter()
        .take(6)
        .fold(1, |key, class| key << 5 | u32::from(*class))
}

const fn class(sign: Sign) -> u8 {
    match sign {
        P => B,
        D => T,
        Z | C => S,
        V => F,
        G => K,
        X => H,
        sign => sign,
    }
}
