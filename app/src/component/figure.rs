//! Numbers of a report: a big one, and one in a table with a bar.

use leptos::prelude::*;

use super::Tone;

/// A big number with its word; where a list stands behind it, it leads there.
#[component]
pub fn Figure(
    /// What it counts.
    #[prop(into)]
    label: String,
    /// The number as it is written.
    #[prop(into)]
    value: String,
    /// The list behind it.
    href: Option<String>,
) -> impl IntoView {
    let inner =
        view! { <strong class="figure__number">{value}</strong><span class="figure__word">{label}</span> };
    match href {
        Some(href) => view! { <a class="figure" href=href>{inner}</a> }.into_any(),
        None => view! { <div class="figure">{inner}</div> }.into_any(),
    }
}

/// A cell of a table: a number over a bar that shows its size beside the others.
#[component]
pub fn BarCell(
    /// The number as it is written.
    #[prop(into)]
    value: String,
    /// The number.
    share: u64,
    /// The largest of the table.
    most: u64,
    /// The bar's colour.
    tone: Tone,
    /// The list behind it.
    href: Option<String>,
) -> impl IntoView {
    let width = format!("{}%", share * 100 / most.max(1));
    let inner = view! {
        <span class="bars__number">{value}</span>
        <span class="bars__bar" aria-hidden="true"><span style:inline-size=width></span></span>
    };
    view! { <td class=tone.class()>{leading(href, inner)}</td> }
}

/// A cell of a table that sums others up: its number alone.
#[component]
pub fn SumCell(
    /// The number as it is written.
    #[prop(into)]
    value: String,
    /// The list behind it.
    href: Option<String>,
) -> impl IntoView {
    let inner = view! { <span class="bars__number">{value}</span> };
    view! { <td>{leading(href, inner)}</td> }
}

/// What a cell shows, as the way to the list behind it where there is one.
fn leading(href: Option<String>, inner: impl IntoView + 'static) -> AnyView {
    match href {
        Some(href) => view! { <a class="bars__cell" href=href>{inner}</a> }.into_any(),
        None => view! { <span class="bars__cell">{inner}</span> }.into_any(),
    }
}
