//! How far towards a target something has come.

use leptos::prelude::*;

use super::{Icon, IconName, Tone};

/// A number on its way to a target: its name, what is said of it, and a bar that is full once the target is reached.
#[component]
pub fn TargetBar(
    /// What is counted.
    #[prop(into)]
    title: String,
    /// A line under it.
    #[prop(into)]
    detail: String,
    /// How many of how many.
    #[prop(into)]
    said: String,
    /// The share of the target as it is written.
    #[prop(into)]
    share: String,
    /// The share of the target, in thousandths; none where it is not shown.
    permille: Option<u64>,
    /// Whether it is on its way, there (leaf), or past what there is (brick).
    tone: Tone,
    /// The list behind it.
    href: Option<String>,
) -> impl IntoView {
    let width = format!("{}%", permille.unwrap_or_default().min(1_000) / 10);
    let icon = match tone {
        Tone::Leaf => Some(IconName::Check),
        Tone::Brick => Some(IconName::Alert),
        _ => None,
    };
    let inner = view! {
        <span class="target__words">
            <bdi class="target__name">{title}</bdi>
            {(!detail.is_empty()).then(|| view! { <span class="target__detail">{detail}</span> })}
        </span>
        <span class="target__bar" aria-hidden="true"><span style:inline-size=width></span></span>
        <span class="target__said">
            <strong>{said}</strong>
            <span class="target__share">{icon.map(|name| view! { <Icon name /> })}{share}</span>
        </span>
    };
    let class = format!("target {}", tone.class());
    match href {
        Some(href) => view! { <a class=class href=href>{inner}</a> }.into_any(),
        None => view! { <div class=class>{inner}</div> }.into_any(),
    }
}
