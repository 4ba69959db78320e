//! A page that says one thing: closed, by invitation, not found.

use leptos::prelude::*;

use super::page::{Frame, Page};
use crate::component::{Icon, IconName};

/// What such a page says, and where it leads.
#[derive(Debug, Clone)]
pub struct Message {
    /// A few words.
    pub title: &'static str,
    /// What happened, what is safe, what to do.
    pub text: String,
    /// Where to go from here: an address and what it is.
    pub way: Option<(String, &'static str)>,
}

/// The page, whole.
pub fn draw(frame: Frame, message: Message) -> String {
    Owner::new().with(|| view! { <Said frame message /> }.to_html())
}

#[component]
fn Said(
    /// What the server knows of the page.
    frame: Frame,
    /// What it says.
    message: Message,
) -> impl IntoView {
    let Message { title, text, way } = message;
    view! {
        <Page frame title=title description=text.clone()>
            <Icon name=IconName::Info />
            <h1>{title}</h1>
            <p class="site__promise">{text}</p>
            {way.map(|(link, words)| view! { <a class="button button--quiet site__enter" href=link>{words}</a> })}
        </Page>
    }
}
