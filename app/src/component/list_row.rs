//! One row of a list, and the medallion at its start.

use leptos::prelude::*;

use super::{Icon, IconName};

/// A row that leads somewhere: a name, a line under it, something at its end.
#[component]
pub fn ListRow(
    /// Where it leads; without it the row only shows.
    #[prop(optional, into)]
    href: Option<String>,
    /// The name, in any script.
    #[prop(into)]
    title: Signal<String>,
    /// The line under it.
    #[prop(optional, into)]
    detail: Signal<String>,
    /// What stands before the name: an [`Avatar`], an icon.
    #[prop(optional, into)]
    start: ViewFn,
    /// What stands at the end: a chip, a number.
    #[prop(optional, into)]
    end: ViewFn,
) -> impl IntoView {
    let leads = href.is_some();
    let inner = view! {
        {start.run()}
        <span class="row__words">
            <bdi class="row__title">{title}</bdi>
            <span class="row__detail" hidden=move || detail.with(String::is_empty)>{detail}</span>
        </span>
        <span class="row__end">{end.run()}</span>
        {leads.then(|| view! { <Icon name=IconName::Next /> })}
    };
    match href {
        Some(href) => view! { <a class="row" href=href>{inner}</a> }.into_any(),
        None => view! { <div class="row">{inner}</div> }.into_any(),
    }
}

/// A person's first letter on an eight-pointed star.
#[component]
pub fn Avatar(
    /// The name it stands for.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let letter = name
        .chars()
        .find(|letter| letter.is_alphabetic())
        .map(|letter| letter.to_uppercase().to_string());
    view! { <span class="avatar" aria-hidden="true"><span>{letter}</span></span> }
}
