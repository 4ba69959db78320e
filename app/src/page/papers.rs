//! The way to papers that the server makes: PDF to print, workbooks, CSV. They need a network, and say so.

use leptos::prelude::*;

use super::here::Here;
use crate::component::{ButtonKind, IconName, LinkButton};

/// Leads to a paper in the reader's language. `path` is its address, with what it asks.
#[component]
pub(super) fn PaperLink(here: Here, path: String, #[prop(into)] label: String) -> impl IntoView {
    let joint = if path.contains('?') { '&' } else { '?' };
    let href = format!("{path}{joint}lang={}", here.lang().code());
    view! { <LinkButton href label icon=IconName::Print kind=ButtonKind::Quiet outside=true /> }
}
