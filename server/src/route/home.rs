//! The front door: what Hadir is, and the way into the app.

use std::sync::Arc;

use app::i18n::Lang;
use app::site::home;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse};
use serde::Deserialize;

use crate::site::Site;

/// The language a link asks for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    lang: Option<String>,
}

/// `GET /`, in the language of `?lang=`, else in the browser's.
pub async fn show(
    State(site): State<Arc<Site>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> impl IntoResponse {
    let lang = language(asked.lang.as_deref(), &headers);
    (
        [(header::VARY, "accept-language")],
        Html(home::draw(lang, &site.stylesheet)),
    )
}

fn language(asked: Option<&str>, headers: &HeaderMap) -> Lang {
    let spoken = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    asked
        .and_then(Lang::from_code)
        .unwrap_or_else(|| Lang::choose(spoken.split(',')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_link_wins_over_the_browser_and_arabic_over_nothing() {
        let mut headers = HeaderMap::new();
        assert_eq!(language(None, &headers), Lang::Ar);
        headers.insert(
            header::ACCEPT_LANGUAGE,
            HeaderValue::from_static("fr-FR,en;q=0.5"),
        );
        assert_eq!(language(None, &headers), Lang::Fr);
        assert_eq!(language(Some("en"), &headers), Lang::En);
        assert_eq!(language(Some("klingon"), &headers), Lang::Fr);
    }
}
