//! A list of any length that draws only what is seen.

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Rows drawn above and below what is seen, so that a quick scroll meets no blank.
const OVERSCAN: usize = 8;
/// Rows drawn before the list has been measured.
const FIRST: usize = 20;

/// Draws the rows in sight of `each`, in a list as tall as all of them; the page is what scrolls.
///
/// Every row is as tall as the custom property `--row-size` (4.5rem unless the page says otherwise), measured on the
/// screen, so larger text makes larger rows. A row is made again when its place or its key changes: let it read
/// what else changes through signals.
#[component]
pub fn WindowedList<T, K, V>(
    /// The rows' data, usually ids; cheap to clone.
    #[prop(into)]
    each: Signal<Arc<Vec<T>>>,
    /// What tells a row from another.
    key: fn(&T) -> K,
    /// What the list holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Draws one row.
    children: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    K: Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let (list, probe) = (NodeRef::<html::Ul>::new(), NodeRef::<html::Li>::new());
    let count = Memo::new(move |_| each.with(|rows| rows.len()));
    let seen = RwSignal::new(0..FIRST);
    // A frame may come after the screen was left: then there is nothing to measure.
    let measure = move || {
        let (list, probe) = (
            list.try_get_untracked().flatten(),
            probe.try_get_untracked().flatten(),
        );
        if let (Some(list), Some(probe)) = (list, probe) {
            let now = in_sight(&list, &probe);
            if seen.with_untracked(|before| *before != now) {
                seen.set(now);
            }
        }
    };
    follow_page(measure);
    Effect::new(move || {
        count.track();
        request_animation_frame(measure);
    });
    let drawn = move || {
        each.with(|rows| {
            let Range { start, end } = clamp(seen.get(), rows.len());
            rows[start..end].iter().cloned().zip(start..).collect::<Vec<_>>()
        })
    };
    view! {
        <ul class="windowed" role="list" node_ref=list aria-label=label style:--rows=move || count.get().to_string()>
            <li class="windowed__probe" node_ref=probe aria-hidden="true"></li>
            <For each=drawn key=move |(row, at)| (*at, key(row)) let((row, at))>
                <li
                    class="windowed__row" style:--at=at.to_string()
                    aria-posinset=(at + 1).to_string() aria-setsize=move || count.get().to_string()
                >{children(row)}</li>
            </For>
        </ul>
    }
}

/// Measures again whenever the page scrolls or changes its size, as long as the list stands.
fn follow_page(measure: impl Fn() + Copy + Send + Sync + 'static) {
    Effect::new(move || {
        let scroll = window_event_listener(leptos::ev::scroll, move |_| measure());
        let resize = window_event_listener(leptos::ev::resize, move |_| measure());
        on_cleanup(move || {
            scroll.remove();
            resize.remove();
        });
    });
}

/// Which rows the page shows now, the spare ones included.
fn in_sight(list: &HtmlElement, probe: &HtmlElement) -> Range<usize> {
    let scrolled = window().scroll_y().unwrap_or_default();
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or_default();
    rows_between(scrolled - top_of(list), height, f64::from(probe.offset_height()))
}

/// The rows from `above` pixels into the list over `height` pixels, with spare rows on both sides.
fn rows_between(above: f64, height: f64, row: f64) -> Range<usize> {
    if row < 1.0 {
        return 0..FIRST;
    }
    // A float becomes an integer by saturating: negative and absurd values end at 0 and at the last row.
    let first = (above / row).floor() as usize;
    let last = ((above + height) / row).ceil() as usize;
    first.saturating_sub(OVERSCAN)..last.saturating_add(OVERSCAN)
}

/// `range` cut to a list of `len` rows.
fn clamp(range: Range<usize>, len: usize) -> Range<usize> {
    range.start.min(len)..range.end.min(len)
}

/// How far the element is from the top of the page, in pixels.
fn top_of(element: &HtmlElement) -> f64 {
    let mut top = f64::from(element.offset_top());
    let mut parent = element.offset_parent();
    while let Some(outer) = parent.and_then(|parent| parent.dyn_into::<HtmlElement>().ok()) {
        top += f64::from(outer.offset_top());
        parent = outer.offset_parent();
    }
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_is_drawn_at_any_depth() {
        assert_eq!(rows_between(-120.0, 740.0, 72.0), 0..9 + OVERSCAN);
        assert_eq!(rows_between(7_200.0, 720.0, 72.0), 92..118);
        assert_eq!(rows_between(7_200_000.0, 720.0, 72.0).start, 100_000 - OVERSCAN);
    }

    #[test]
    fn a_list_shorter_than_the_screen_ends_where_it_ends() {
        assert_eq!(clamp(0..20, 3), 0..3);
        assert_eq!(clamp(92..118, 10), 10..10);
    }

    #[test]
    fn an_unmeasured_row_draws_the_first_screen() {
        assert_eq!(rows_between(500.0, 740.0, 0.0), 0..FIRST);
    }
}
