//! The frame of every public page.

use leptos::html::meta;
use leptos::prelude::*;

use crate::i18n::{Lang, Public};

/// What the server knows of a page besides its content.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language of the page.
    pub lang: Lang,
    /// The address of the stylesheet.
    pub stylesheet: String,
    /// Where people open the server: scheme and host.
    pub origin: String,
    /// The page's own address, from the host on, without a language.
    pub path: String,
    /// Whether search engines may list it.
    pub listed: bool,
    /// What else its address asks, to follow the language there: `&region=01`, or nothing.
    pub asked: String,
}

impl Frame {
    /// The page's address as it is shared: whoever opens it reads their own language.
    pub fn address(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }

    /// An address of this server in the language of the page.
    pub fn link(&self, path: &str) -> String {
        format!("{path}?lang={}", self.lang.code())
    }

    /// The words of public pages.
    pub fn words(&self) -> &'static Public {
        Public::of(self.lang)
    }
}

/// A whole document: head, the languages on offer, the page's content. Nothing runs unless a script is named.
#[component]
pub fn Page(
    /// What the server knows of it.
    frame: Frame,
    /// What the browser's tab says, and a shared link shows.
    #[prop(into)]
    title: String,
    /// What a search engine or a shared link shows below.
    #[prop(into)]
    description: String,
    /// The address of what runs in it: the page is whole without.
    #[prop(optional)]
    script: Option<&'static str>,
    /// Whether a shared link shows a picture of its own, drawn by the server.
    #[prop(optional)]
    picture: bool,
    /// The content, inside `<main>`.
    children: Children,
) -> impl IntoView {
    let lang = frame.lang;
    let robots = (!frame.listed).then(|| view! { <meta name="robots" content="noindex" /> });
    let graph = [
        ("og:type", "website".to_owned()),
        ("og:site_name", "حاضر · Hadir".to_owned()),
        ("og:title", title.clone()),
        ("og:description", description.clone()),
        ("og:url", frame.address()),
    ];
    let shown = if picture {
        let card = format!("{}/card.png?lang={}", frame.address(), lang.code());
        vec![
            ("og:image", card),
            ("og:image:width", "1200".to_owned()),
            ("og:image:height", "630".to_owned()),
        ]
    } else {
        vec![("og:image", format!("{}/icons/icon-512.png", frame.origin))]
    };
    let graph = graph.into_iter().chain(shown).collect::<Vec<_>>();
    let graph = graph
        .into_iter()
        .map(|(property, content)| meta().attr("property", property).content(content))
        .collect_view();
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() dir=lang.dir()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
                {script.map(|src| view! { <script src=src defer></script> })}
                <meta name="description" content=description />
                {robots}
                {graph}
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#0b6e69" />
                <link rel="stylesheet" href=frame.stylesheet.clone() />
                <link rel="icon" href="/icons/mark.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/apple-touch-180.png" />
            </head>
            <body class="site">
                <header class="site__top">
                    <a class="site__brand" href=frame.link("/")>
                        <img src="/icons/mark.svg" alt="" width="40" height="40" />
                        "حاضر · Hadir"
                    </a>
                    <Languages current=lang asked=frame.asked.clone() />
                </header>
                <main class="site__main">{children()}</main>
            </body>
        </html>
    }
}

/// The other languages of the same page, each under its own name.
#[component]
fn Languages(
    /// The one being read.
    current: Lang,
    /// What else the address asks.
    asked: String,
) -> impl IntoView {
    let links = Lang::ALL
        .into_iter()
        .filter(move |lang| *lang != current)
        .map(move |lang| {
            view! {
                <a href=format!("?lang={}{asked}", lang.code()) lang=lang.code() hreflang=lang.code() dir=lang.dir()>
                    {lang.name()}
                </a>
            }
        });
    view! { <nav class="site__languages" aria-label=Public::of(current).languages>{links.collect_view()}</nav> }
}
