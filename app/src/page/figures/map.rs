//! A map of provinces: each a square about where it lies, of a stronger colour where more people are from, and the way to them.

use std::collections::BTreeMap;

use domain::places::{GRID_SIZE, Tile, tile_beside, tiles};
use domain::report::{Number, Tally};
use leptos::ev::{MouseEvent, click};
use leptos::prelude::*;
use leptos::svg;
use leptos_router::hooks::use_navigate;

use super::super::here::{Here, dotted};
use super::Figures;
use super::asked::Open;
use crate::component::Card;

/// How long a square's side is, with what parts it from the next.
const SIDE: usize = 20;
/// Half of what parts two squares.
const GAP: usize = 1;
/// Shades from the fewest to the most.
const SHADES: u64 = 4;

/// What is said of a province.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nobody,
    Hidden,
    People(Tally),
}

/// The map; nothing where no province is known of anybody.
pub(super) fn map(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let words = here.words.figures;
    let known = figures.report.by_province();
    let said = |tile: Tile| said_of(figures, &known, tile.code);
    let most = tiles().filter_map(|tile| match said(tile) {
        Said::People(tally) => Some(tally.people),
        _ => None,
    });
    let most = most.max().unwrap_or_default();
    (most > 0).then(|| {
        let (columns, rows) = GRID_SIZE;
        let squares = tiles()
            .map(|tile| square(here, figures, tile, said(tile), most))
            .collect_view();
        view! {
            <Card title=words.map>
                <svg class="map" viewBox=format!("-1 -1 {} {}", columns * SIDE + 2, rows * SIDE + 2) role="group" aria-label=words.map>
                    {squares}
                    <path class="map__regions" d=regions() />
                </svg>
                <p class="muted">{words.map_hint}</p>
            </Card>
        }
    })
}

fn said_of(figures: &Figures, known: &BTreeMap<String, Tally>, code: &str) -> Said {
    let shown = match &figures.masked {
        Some(masked) => masked.by_province.get(code).copied(),
        None => known.get(code).copied().map(Some),
    };
    match shown {
        Some(None) => Said::Hidden,
        Some(Some(tally)) if tally.people > 0 => Said::People(tally),
        _ => Said::Nobody,
    }
}

/// A province: its name and number for whoever points at it or has it read, and the list behind it.
fn square(here: Here, figures: &Figures, tile: Tile, said: Said, most: u64) -> AnyView {
    let words = here.words.figures;
    let (shade, number) = match said {
        Said::Nobody => ("map__tile".to_owned(), String::new()),
        Said::Hidden => ("map__tile map__tile--hidden".to_owned(), words.hidden.to_owned()),
        Said::People(tally) => {
            let shade = (tally.people * SHADES).div_ceil(most);
            (format!("map__tile map__tile--{shade}"), words.came(tally.people))
        }
    };
    let name = dotted([here.place(tile.code), number]);
    let side = SIDE - 2 * GAP;
    let drawn = view! {
        <rect class=shade x=tile.column * SIDE + GAP y=tile.row * SIDE + GAP width=side height=side rx="3" />
    };
    let titled = svg::title().child(name.clone());
    match said {
        Said::People(_) if !figures.asked.outside => {
            let href = figures
                .asked
                .behind(Open::People(Number::Province(tile.code.to_owned())));
            let (navigate, to) = (use_navigate(), href.clone());
            // The router follows links of HTML alone.
            let follow = move |event: MouseEvent| {
                event.prevent_default();
                navigate(&to, Default::default());
            };
            svg::a()
                .attr("href", href)
                .attr("aria-label", name)
                .on(click, follow)
                .child((titled, drawn))
                .into_any()
        }
        _ => svg::g().child((titled, drawn)).into_any(),
    }
}

/// The lines between regions, and around the whole.
fn regions() -> String {
    let mut lines = String::new();
    for tile in tiles() {
        let (left, top) = (tile.column * SIDE, tile.row * SIDE);
        let (right, bottom) = (left + SIDE, top + SIDE);
        let sides = [
            ((-1, 0), (left, top, left, bottom)),
            ((0, -1), (left, top, right, top)),
            ((1, 0), (right, top, right, bottom)),
            ((0, 1), (left, bottom, right, bottom)),
        ];
        for ((columns, rows), (x, y, to_x, to_y)) in sides {
            let beside = tile_beside(tile, columns, rows).map(Tile::region);
            if beside != Some(tile.region()) {
                lines.push_str(&format!("M{x} {y}L{to_x} {to_y}"));
            }
        }
    }
    lines
}
