//! The front door: what Hadir is, and the way into the app.

use leptos::prelude::*;

use super::page::Page;
use super::words::HomeWords;
use crate::i18n::Lang;

/// The page at `/`, whole: pass it the address of the stylesheet.
pub fn draw(lang: Lang, stylesheet: &str) -> String {
    let stylesheet = stylesheet.to_owned();
    Owner::new().with(|| view! { <Home lang stylesheet /> }.to_html())
}

#[component]
fn Home(
    /// The language of the page.
    lang: Lang,
    /// The address of the stylesheet.
    stylesheet: String,
) -> impl IntoView {
    let words = HomeWords::of(lang);
    let points = words.points.map(|(title, text)| {
        view! {
            <li class="site__point">
                <h2>{title}</h2>
                <p>{text}</p>
            </li>
        }
    });
    view! {
        <Page lang stylesheet title=words.title description=words.promise>
            <img class="site__mark" src="/icons/mark.svg" alt="" width="112" height="112" />
            <h1>{words.headline}</h1>
            <p class="site__promise">{words.promise}</p>
            <a class="button button--primary site__enter" href="/app">{words.enter}</a>
            <ul class="site__points">{points.collect_view()}</ul>
        </Page>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_in_the_language_and_direction_it_is_asked_in() {
        for (lang, opening) in [
            (Lang::Ar, r#"<html lang="ar" dir="rtl">"#),
            (Lang::Fr, r#"<html lang="fr" dir="ltr">"#),
        ] {
            let page = draw(lang, "/pkg/hadir.css");
            assert!(
                page.starts_with("<!DOCTYPE html>") && page.contains(opening),
                "{page}"
            );
        }
    }

    #[test]
    fn the_page_runs_nothing_and_leads_into_the_app() {
        let page = draw(Lang::En, "/pkg/hadir.css");
        assert!(!page.contains("<script") && !page.contains("style="), "{page}");
        assert!(page.contains(r#"href="/app""#), "{page}");
    }
}
