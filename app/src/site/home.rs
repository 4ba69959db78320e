//! The front door: what Hadir is, where to find an association, and the way into the app.

use leptos::prelude::*;

use super::directory::{Directory, DirectoryPart};
use super::page::{Frame, Page};
use super::words::HomeWords;

/// The page at `/`, whole.
pub fn draw(frame: Frame, directory: Directory) -> String {
    let asked = directory.asked();
    let frame = Frame { asked, ..frame };
    Owner::new().with(|| view! { <Home frame directory /> }.to_html())
}

#[component]
fn Home(
    /// What the server knows of the page.
    frame: Frame,
    /// The directory as it stands.
    directory: Directory,
) -> impl IntoView {
    let words = HomeWords::of(frame.lang);
    let points = words.points.map(|(title, text)| {
        view! {
            <li class="site__point">
                <h2>{title}</h2>
                <p>{text}</p>
            </li>
        }
    });
    let directory = view! { <DirectoryPart frame=frame.clone() directory /> }.into_any();
    view! {
        <Page frame title=words.title description=words.promise>
            <img class="site__mark" src="/icons/mark.svg" alt="" width="112" height="112" />
            <h1>{words.headline}</h1>
            <p class="site__promise">{words.promise}</p>
            <a class="button button--primary site__enter" href="/app">{words.enter}</a>
            {directory}
            <ul class="site__points">{points.collect_view()}</ul>
        </Page>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::site::testing::frame;

    #[test]
    fn the_page_is_in_the_language_and_direction_it_is_asked_in() {
        for (lang, opening) in [
            (Lang::Ar, r#"<html lang="ar" dir="rtl">"#),
            (Lang::Fr, r#"<html lang="fr" dir="ltr">"#),
        ] {
            let page = draw(frame(lang), Directory::default());
            assert!(
                page.starts_with("<!DOCTYPE html>") && page.contains(opening),
                "{page}"
            );
        }
    }

    #[test]
    fn the_page_runs_nothing_and_leads_into_the_app() {
        let page = draw(frame(Lang::En), Directory::default());
        assert!(!page.contains("<script") && !page.contains("style="), "{page}");
        assert!(page.contains(r#"href="/app""#), "{page}");
    }
}
