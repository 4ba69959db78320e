//! Finding the QR codes in a picture, where the browser has no detector of its own.

use rqrr::PreparedImage;

use super::Found;

/// A picture in shades of grey, row by row.
#[derive(Clone, Debug)]
pub(super) struct Grey {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) shades: Vec<u8>,
}

impl Grey {
    /// From a canvas's own bytes: red, green, blue and opacity of each point.
    pub(super) fn of_rgba(width: usize, height: usize, rgba: &[u8]) -> Self {
        let shade = |point: &[u8; 4]| {
            let [red, green, blue, _] = point.map(u32::from);
            // What the eye sees of each colour, in 256ths.
            ((red * 77 + green * 150 + blue * 29) >> 8) as u8
        };
        let (points, _) = rgba.as_chunks::<4>();
        Grey {
            width,
            height,
            shades: points.iter().map(shade).collect(),
        }
    }

    /// The same picture at half the size: what is out of focus, or noise, becomes clearer.
    fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut shades = Vec::with_capacity(width * height);
        for rows in self.shades.chunks_exact(2 * self.width) {
            let (upper, lower) = rows.split_at(self.width);
            for (above, below) in upper.chunks_exact(2).zip(lower.chunks_exact(2)) {
                let sum = above
                    .iter()
                    .chain(below)
                    .map(|shade| u32::from(*shade))
                    .sum::<u32>();
                shades.push((sum / 4) as u8);
            }
        }
        Grey {
            width,
            height,
            shades,
        }
    }

    /// The same picture with nothing brighter than the paper in its middle: a card in the shade before a bright wall
    /// is dark all over without this. `None` where nothing is brighter.
    fn as_bright_as_its_middle(&self) -> Option<Self> {
        let (across, down) = (self.width / 5, self.height / 5);
        let rows = self
            .shades
            .chunks_exact(self.width.max(1))
            .skip(2 * down)
            .take(down);
        let mut middle: Vec<u8> = rows
            .flat_map(|row| row.iter().skip(2 * across).take(across))
            .copied()
            .collect();
        middle.sort_unstable();
        let paper = *middle.get(middle.len() * 95 / 100)?;
        let brighter = self.shades.iter().filter(|shade| **shade > paper).count();
        (brighter > self.shades.len() / 4).then(|| Grey {
            shades: self.shades.iter().map(|shade| paper.min(*shade)).collect(),
            ..*self
        })
    }
}

/// The codes in a picture, the nearest to its middle first.
pub(super) fn read(grey: &Grey) -> Vec<Found> {
    let mut found = read_at(grey, 1);
    if found.is_empty() && grey.width.min(grey.height) > 1 {
        found = read_at(&grey.halved(), 2);
    }
    if found.is_empty() {
        found = grey
            .as_bright_as_its_middle()
            .map_or(found, |grey| read_at(&grey, 1));
    }
    found.sort_by_key(|found| found.off);
    found
}

/// The codes in a picture that is so many times smaller than what was seen.
fn read_at(grey: &Grey, times: i64) -> Vec<Found> {
    if grey.shades.len() < grey.width * grey.height || grey.shades.is_empty() {
        return Vec::new();
    }
    let shade = |x: usize, y: usize| grey.shades[y * grey.width + x];
    let mut prepared = PreparedImage::prepare_from_greyscale(grey.width, grey.height, shade);
    let grids = prepared.detect_grids();
    let found = grids.iter().filter_map(|grid| {
        let (_, text) = grid.decode().ok()?;
        let middle = |of: fn(&rqrr::Point) -> i32| grid.bounds.iter().map(of).sum::<i32>() / 4;
        let off = |middle: i32, side: usize| (i64::from(middle) - side as i64 / 2) * times;
        let (across, down) = (
            off(middle(|p| p.x), grey.width),
            off(middle(|p| p.y), grey.height),
        );
        Some(Found {
            text,
            off: across * across + down * down,
        })
    });
    found.collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::frames::{Frame, Look};
    use super::*;
    use proptest::prelude::*;

    const CARD: &str = "HADIR:28T5CY4TQKFFM7TD";
    const TICKET: &str = "https://hadir.example.ma/t/28T5-CY4T-QKFF-M7TD";
    /// Cards of each kind.
    const CARDS: u64 = 20;
    /// Frames that a slow phone looks at in a second.
    const A_SECOND: u64 = 5;

    /// How many of a hundred cards, each held so, are read within a second by a hand that is not quite still.
    fn read_of(look: impl Fn(Look) -> Look) -> u64 {
        let read_one = |card: u64| {
            let text = if card.is_multiple_of(2) { CARD } else { TICKET };
            (0..A_SECOND).any(|frame| {
                let look = look(Look::clear(card)).a_moment_later(frame);
                let frame = Frame::new(look).with(text, 320.0, 240.0);
                read(&frame.grey()).iter().any(|found| found.text == text)
            })
        };
        (0..CARDS).filter(|card| read_one(*card)).count() as u64 * 100 / CARDS
    }

    #[test]
    fn clear_frames_are_read() {
        let read = read_of(|look| look);
        assert!(read >= 98, "{read}");
    }

    #[test]
    fn frames_of_a_tilted_card_are_read() {
        let read = read_of(Look::tilted);
        assert!(read >= 95, "{read}");
    }

    #[test]
    fn frames_in_poor_light_are_read() {
        let read = read_of(Look::dim);
        assert!(read >= 95, "{read}");
    }

    #[test]
    fn frames_of_a_card_in_the_shade_before_a_bright_wall_are_read() {
        let read = read_of(|look| look.dim().before_a_bright_wall());
        assert!(read >= 95, "{read}");
    }

    #[test]
    fn frames_out_of_focus_are_read() {
        let read = read_of(Look::blurred);
        assert!(read >= 95, "{read}");
    }

    #[test]
    fn of_several_codes_all_are_read_and_the_middle_one_first() {
        let [left, right] = ["HADIR:0000000000000000", "HADIR:ZZZZZZZZZZZZZZZZ"];
        let frame = Frame::new(Look::clear(1).smaller())
            .with(left, 130.0, 240.0)
            .with(CARD, 340.0, 250.0)
            .with(right, 540.0, 230.0);
        let found: Vec<String> = read(&frame.grey()).into_iter().map(|found| found.text).collect();
        assert_eq!(found, [CARD, left, right]);
    }

    #[test]
    fn a_picture_without_a_code_holds_none() {
        assert!(read(&Frame::new(Look::clear(3)).grey()).is_empty());
        let nothing = Grey {
            width: 0,
            height: 0,
            shades: Vec::new(),
        };
        assert!(read(&nothing).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// A panic would take the whole app with it.
        #[test]
        fn whatever_a_camera_sees_nothing_panics(
            width in 1usize..120,
            height in 1usize..120,
            block in 1usize..9,
            shades in proptest::collection::vec(any::<u8>(), 1..400),
        ) {
            let shade = |at: usize| shades[(at % width / block + at / width / block * 31) % shades.len()];
            let grey = Grey { width, height, shades: (0..width * height).map(shade).collect() };
            let _ = read(&grey);
        }

        #[test]
        fn a_code_that_is_torn_or_painted_over_panics_nothing(
            seed in any::<u64>(),
            patches in proptest::collection::vec((0usize..640, 0usize..480, 1usize..90, any::<u8>()), 0..12),
        ) {
            let mut grey = Frame::new(Look::clear(seed)).with(CARD, 320.0, 240.0).grey();
            for (x, y, side, shade) in patches {
                for row in y..(y + side).min(480) {
                    for column in x..(x + side).min(640) {
                        grey.shades[row * 640 + column] = shade;
                    }
                }
            }
            let _ = read(&grey);
        }
    }
}
