//! How alike two words sound: the cheapest way to lay one beside the other.

use super::sound::{
    A, AIN, ALIF, B, C, D, E, END, F, G, H, I, J, K, L, LONGEST, M, N, O, P, Q, R, S, SIGNS, Sign, Sounds, T,
    TEH, U, V, WAW, X, YEH, Z, costs, is_consonant, weight,
};

/// What two signs cost where one stands for the other, in hundredths of a consonant; either way round.
const NEAR: [(Sign, Sign, u8); 72] = [
    (B, P, 15),
    (F, V, 15),
    (T, D, 50),
    (S, Z, 45),
    (S, C, 60),
    (T, S, 65),
    (D, Z, 45),
    (Z, J, 65),
    (J, C, 65),
    (J, G, 35),
    (K, G, 30),
    (K, X, 50),
    (K, Q, 50),
    (X, H, 45),
    (X, Q, 55),
    (Q, G, 20),
    (Q, R, 40),
    (H, Q, 70),
    (N, M, 65),
    (L, R, 75),
    (L, N, 75),
    // Vowels among themselves.
    (A, E, 12),
    (A, I, 38),
    (A, O, 30),
    (A, U, 38),
    (E, I, 12),
    (E, O, 30),
    (E, U, 35),
    (I, O, 40),
    (I, U, 40),
    (O, U, 6),
    // Long vowels of Arabic among themselves.
    (ALIF, YEH, 45),
    (ALIF, WAW, 55),
    (YEH, WAW, 55),
    (ALIF, TEH, 12),
    (TEH, YEH, 60),
    (AIN, ALIF, 40),
    (AIN, YEH, 60),
    (AIN, WAW, 60),
    (TEH, H, 10),
    // Between the scripts.
    (A, ALIF, 0),
    (E, ALIF, 6),
    (I, ALIF, 30),
    (O, ALIF, 30),
    (U, ALIF, 35),
    (I, YEH, 0),
    (E, YEH, 12),
    (A, YEH, 40),
    (O, YEH, 50),
    (U, YEH, 50),
    (U, WAW, 0),
    (O, WAW, 0),
    (A, WAW, 50),
    (E, WAW, 50),
    (I, WAW, 50),
    (A, TEH, 0),
    (E, TEH, 12),
    (A, AIN, 0),
    (E, AIN, 0),
    (I, AIN, 4),
    (O, AIN, 6),
    (U, AIN, 12),
    // `Najat` ends as it is said, `نجاة` as it is written.
    (T, TEH, 12),
    (K, S, 75),
    // ي at the end, which may stand for ى.
    (END, YEH, 0),
    (END, ALIF, 22),
    (END, I, 0),
    (END, E, 12),
    (END, A, 22),
    (END, TEH, 55),
    (END, WAW, 55),
    (END, U, 50),
];
/// Two letters that changed places.
const SWAP: u16 = 60;
/// What stands for nothing like it.
const FAR: u8 = 100;

/// The costs of [`NEAR`] as a table.
static SUBSTITUTE: [[u8; SIGNS]; SIGNS] = table();

const fn table() -> [[u8; SIGNS]; SIGNS] {
    let mut table = [[FAR; SIGNS]; SIGNS];
    let mut at = 0;
    while at < SIGNS {
        let mut other = 0;
        while other < SIGNS {
            if at == other {
                table[at][other] = 0;
            } else if is_consonant(at as Sign) != is_consonant(other as Sign) {
                // Dearer than leaving out both vowels beside it.
                table[at][other] = 130;
            }
            other += 1;
        }
        at += 1;
    }
    let mut at = 0;
    while at < NEAR.len() {
        let (one, other, cost) = NEAR[at];
        table[one as usize][other as usize] = cost;
        table[other as usize][one as usize] = cost;
        at += 1;
    }
    table
}

/// A word ready to be laid beside others.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    pub(super) sounds: Sounds,
    /// What each sign costs to be missing beside a word of the same script, and of the other.
    same: Vec<u8>,
    other: Vec<u8>,
    /// How much there is of it.
    pub(super) weight: u32,
}

impl Heard {
    pub(super) fn new(sounds: Sounds) -> Self {
        let (same, other) = costs(&sounds);
        Heard {
            weight: weight(&sounds.signs),
            sounds,
            same,
            other,
        }
    }

    /// Bytes it has on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.sounds.signs.capacity() + self.same.capacity() + self.other.capacity()
    }

    fn missing(&self, from: &Heard) -> &[u8] {
        if self.sounds.arabic == from.sounds.arabic {
            &self.same
        } else {
            &self.other
        }
    }
}

/// How alike two words are, in thousandths: 1000 for what sounds the same.
pub(super) fn likeness(one: &Heard, other: &Heard) -> u32 {
    let whole = one.weight.max(other.weight).max(1);
    let most = whole / 2;
    rows(one, other, most).map_or(0, |(cost, _)| share(cost, whole))
}

/// How alike a word that is still being typed is to the beginning of another, in thousandths.
pub(super) fn beginning(typed: &Heard, word: &Heard) -> u32 {
    let whole = typed.weight.max(1);
    rows(typed, word, whole / 2).map_or(0, |(_, cost)| share(cost, whole))
}

fn share(cost: u32, whole: u32) -> u32 {
    1000 - (1000 * cost / whole).min(1000)
}

/// The cost of laying all of one beside all of the other, and beside the best beginning of the other; `None` where both
/// are more than `most`.
fn rows(one: &Heard, other: &Heard, most: u32) -> Option<(u32, u32)> {
    let (a, b) = (&one.sounds.signs, &other.sounds.signs);
    let (gone, come) = (one.missing(other), other.missing(one));
    let mut rows = [[0_u16; LONGEST + 1]; 3];
    for at in 0..b.len() {
        rows[0][at + 1] = rows[0][at] + u16::from(come[at]);
    }
    let (mut before, mut last, mut now) = (2, 0, 1);
    for i in 0..a.len() {
        rows[now][0] = rows[last][0] + u16::from(gone[i]);
        let mut least = rows[now][0];
        for j in 0..b.len() {
            let mut cost = (rows[last][j] + u16::from(SUBSTITUTE[a[i] as usize][b[j] as usize]))
                .min(rows[last][j + 1] + u16::from(gone[i]))
                .min(rows[now][j] + u16::from(come[j]));
            if i > 0
                && j > 0
                && a[i] == b[j - 1]
                && a[i - 1] == b[j]
                && is_consonant(a[i]) | is_consonant(b[j])
            {
                cost = cost.min(rows[before][j - 1] + SWAP);
            }
            rows[now][j + 1] = cost;
            least = least.min(cost);
        }
        if u32::from(least) > most + u32::from(SWAP) {
            return None;
        }
        (before, last, now) = (last, now, before);
    }
    let best = rows[last][..=b.len()].iter().min().copied().unwrap_or_default();
    Some((rows[last][b.len()].into(), best.into()))
}
