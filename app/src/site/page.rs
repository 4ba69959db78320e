//! The frame of every public page.

use leptos::prelude::*;

use crate::i18n::Lang;

/// A whole document: head, the languages on offer, the page's content, nothing that runs.
#[component]
pub fn Page(
    /// The language of the page.
    lang: Lang,
    /// The address of the stylesheet.
    stylesheet: String,
    /// What the browser's tab says.
    title: &'static str,
    /// What a search engine or a shared link shows.
    description: &'static str,
    /// The content, inside `<main>`.
    children: Children,
) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() dir=lang.dir()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
                <meta name="description" content=description />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#0b6e69" />
                <link rel="stylesheet" href=stylesheet />
                <link rel="icon" href="/icons/mark.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/apple-touch-180.png" />
            </head>
            <body class="site">
                <header class="site__top">
                    <a class="site__brand" href="/">
                        <img src="/icons/mark.svg" alt="" width="40" height="40" />
                        "حاضر · Hadir"
                    </a>
                    <Languages current=lang />
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
) -> impl IntoView {
    let links = Lang::ALL
        .into_iter()
        .filter(move |lang| *lang != current)
        .map(|lang| {
            view! {
                <a href=format!("?lang={}", lang.code()) lang=lang.code() hreflang=lang.code() dir=lang.dir()>
                    {lang.name()}
                </a>
            }
        });
    view! { <nav class="site__languages" aria-label="Language">{links.collect_view()}</nav> }
}
