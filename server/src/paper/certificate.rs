//! How a certificate looks: a frame, the name from afar, and what is certified.

use app::paper::Certified;

use super::pages::{Align, FOOT, Ink, Pages, Style};

/// Height of what stands at the foot: the day, and the signature.
const SIGNED: f32 = 130.0;
/// How far outside the margin the frame stands.
const OUT: f32 = 14.0;

/// A frame around all of it.
pub(super) fn frame(pages: &mut Pages) {
    let (width, height) = (pages.width(), pages.left() + FOOT);
    let (top, out, line) = (pages.y - OUT, OUT, 1.5);
    for y in [top, top + height + 2.0 * out - line] {
        pages.fill((-out, width + 2.0 * out), (y, line), Ink::Teal);
    }
    for start in [-out, width + out - line] {
        pages.fill((start, line), (top, height + 2.0 * out), Ink::Teal);
    }
}

/// What is certified, in the middle of the page.
pub(super) fn certified(pages: &mut Pages, certified: &Certified) {
    pages.y += 44.0;
    pages.paragraph(&certified.name, Style::of(26.0).bold().own(), Align::Middle);
    pages.y += 24.0;
    pages.paragraph(&certified.attests, Style::of(14.0), Align::Middle);
    pages.y += 10.0;
    let soft = Style::of(12.0).ink(Ink::Soft);
    pages.paragraph(&certified.came_to, soft, Align::Middle);
    pages.y += (pages.left() - SIGNED).max(20.0);
    pages.paragraph(&certified.made_on, Style::of(10.0), Align::Start);
}
