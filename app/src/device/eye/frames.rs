//! Frames as a phone's camera makes them of a card: turned, tilted, dim, out of focus, grainy.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

use qrcode::{Color, EcLevel, QrCode};

use super::reader::Grey;

const WIDTH: usize = 640;
const HEIGHT: usize = 480;

/// Numbers that look drawn by lot and are the same each time.
#[derive(Clone, Debug)]
struct Lot(u64);

impl Lot {
    /// Between the two, the second left out.
    fn between(&mut self, least: f64, most: f64) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        least + (most - least) * ((self.0 >> 33) as f64 / f64::from(1_u32 << 31))
    }
}

/// How a frame looks.
#[derive(Clone, Debug)]
pub(super) struct Look {
    lot: Lot,
    /// Side of the code in points.
    side: f64,
    /// By how much it is turned.
    turn: f64,
    /// How much farther its far edge is.
    tilt: (f64, f64),
    /// Shades of ink and paper.
    ink: f64,
    paper: f64,
    /// Shade of what lies around, at its darkest.
    around: f64,
    /// How far each point is smeared.
    blur: usize,
    grain: f64,
}

impl Look {
    /// A card held before the camera by a steady hand, upright or nearly so.
    pub(super) fn clear(seed: u64) -> Self {
        let mut lot = Lot(seed.wrapping_add(17));
        lot.between(0.0, 1.0);
        let paper = lot.between(180.0, 240.0);
        Look {
            side: lot.between(150.0, 280.0),
            turn: lot.between(-0.3, 0.3),
            tilt: (0.0, 0.0),
            ink: lot.between(20.0, 50.0),
            paper,
            around: 0.45 * paper,
            blur: 0,
            grain: 4.0,
            lot,
        }
    }

    /// Turned by any angle and held at a slant.
    pub(super) fn tilted(mut self) -> Self {
        self.turn = self.lot.between(-3.1, 3.1);
        self.tilt = (self.lot.between(-0.35, 0.35), self.lot.between(-0.35, 0.35));
        self
    }

    /// In the evening, without a lamp.
    pub(super) fn dim(mut self) -> Self {
        self.ink = self.lot.between(8.0, 16.0);
        self.paper = self.lot.between(45.0, 70.0);
        self.around = 0.45 * self.paper;
        self.grain = 3.0;
        self
    }

    /// Against the light.
    pub(super) fn before_a_bright_wall(mut self) -> Self {
        self.around = 130.0;
        self
    }

    /// Before the camera has found its focus.
    pub(super) fn blurred(mut self) -> Self {
        self.side = self.lot.between(190.0, 300.0);
        self.blur = 1 + (self.lot.between(0.0, 1.99) as usize);
        self
    }

    /// The same card so many frames later: the hand has moved a little, and the grain is another.
    pub(super) fn a_moment_later(mut self, frame: u64) -> Self {
        self.lot.0 ^= frame;
        self.turn += 0.02 * frame as f64;
        self.side *= 1.0 + 0.03 * frame as f64;
        self
    }

    /// One card among several.
    pub(super) fn smaller(mut self) -> Self {
        self.side = 130.0;
        self
    }
}

/// A frame in the making.
pub(super) struct Frame {
    look: Look,
    shades: Vec<f64>,
}

impl Frame {
    /// A table top, lighter on one side.
    pub(super) fn new(look: Look) -> Self {
        let shade = |at: usize| look.around * (1.0 + 0.6 * (at % WIDTH) as f64 / WIDTH as f64);
        let shades = (0..WIDTH * HEIGHT).map(shade).collect();
        Frame { look, shades }
    }

    /// The same with a code around a point.
    pub(super) fn with(mut self, text: &str, x: f64, y: f64) -> Self {
        let code = QrCode::with_error_correction_level(text, EcLevel::Q).unwrap();
        let width = code.width() as i64;
        let modules = code.to_colors();
        let all = (width + 8) as f64;
        let (sin, cos) = self.look.turn.sin_cos();
        for (at, shade) in self.shades.iter_mut().enumerate() {
            let (across, down) = ((at % WIDTH) as f64 - x, (at / WIDTH) as f64 - y);
            let (across, down) = (across * cos + down * sin, down * cos - across * sin);
            let (across, down) = (across / self.look.side, down / self.look.side);
            // Farther points are drawn smaller.
            let far = 1.0 + self.look.tilt.0 * across + self.look.tilt.1 * down;
            let module = |of: f64| ((of / far + 0.5) * all).floor() as i64 - 4;
            let (column, row) = (module(across), module(down));
            let on_card = |of: i64| (-4..width + 4).contains(&of);
            if far > 0.2 && on_card(column) && on_card(row) {
                let inside = (0..width).contains(&column) && (0..width).contains(&row);
                let dark = inside && modules[(row * width + column) as usize] == Color::Dark;
                *shade = if dark { self.look.ink } else { self.look.paper };
            }
        }
        self
    }

    /// The frame as the camera gives it.
    pub(super) fn grey(mut self) -> Grey {
        for _ in 0..2 {
            self.shades = smear(&self.shades, self.look.blur, 1, WIDTH);
            self.shades = smear(&self.shades, self.look.blur, WIDTH, WIDTH * HEIGHT);
        }
        let grain = self.look.grain;
        let mut lot = self.look.lot;
        let shade = |shade: &f64| (shade + lot.between(-grain, grain)).clamp(0.0, 255.0) as u8;
        Grey {
            width: WIDTH,
            height: HEIGHT,
            shades: self.shades.iter().map(shade).collect(),
        }
    }
}

/// Each point as the mean of those around it along a line of so many points.
fn smear(shades: &[f64], by: usize, step: usize, line: usize) -> Vec<f64> {
    let mean = |at: usize| {
        let start = at / line * line + at % step;
        let end = start + (line - step) / step * step;
        let near = (0..=2 * by).map(|n| (at + n * step).saturating_sub(by * step).clamp(start, end));
        near.map(|near| shades[near]).sum::<f64>() / (2 * by + 1) as f64
    };
    (0..shades.len()).map(mean).collect()
}
