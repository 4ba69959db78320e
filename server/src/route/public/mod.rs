//! Pages for everybody, in the language they are asked in.

pub mod association;
pub mod picture;
pub mod privacy;
pub mod register;
mod sent;
pub mod ticket;

use std::convert::Infallible;

use app::i18n::Lang;
use app::site::message::{self, Message};
use app::site::page::Frame;
use axum::extract::{FromRequestParts, OriginalUri, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::state::AppState;

use self::sent::{Sent, fresh, stamp};

/// Who reads a page: in which language, and where they opened it.
#[derive(Debug, Clone)]
pub struct Reader {
    frame: Frame,
}

/// The language a link asks for.
#[derive(Debug, Deserialize)]
struct Asked {
    lang: Option<String>,
}

impl FromRequestParts<AppState> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let host = parts
            .headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let (by_path, path) = split(uri.path());
        let frame = Frame {
            lang: by_path.unwrap_or_else(|| language(&uri, &parts.headers)),
            stylesheet: state.site.stylesheet.clone(),
            origin: state.config.public(host),
            path: path.to_owned(),
            listed: true,
            asked: String::new(),
        };
        Ok(Reader { frame })
    }
}

impl Reader {
    /// Their language.
    pub fn lang(&self) -> Lang {
        self.frame.lang
    }

    /// The frame of a page that anybody may find.
    pub fn listed(self) -> Frame {
        self.frame
    }

    /// The frame of a page that only those find who have its link.
    pub fn unlisted(self) -> Frame {
        Frame {
            listed: false,
            ..self.frame
        }
    }

    /// A page that is not there.
    pub fn nothing(self) -> Response {
        let words = self.frame.words();
        let message = Message {
            title: words.unknown_title,
            text: words.unknown_text.to_owned(),
            way: None,
        };
        self.say(StatusCode::NOT_FOUND, message)
    }

    /// A page that says one thing.
    pub fn say(self, status: StatusCode, message: Message) -> Response {
        page(status, message::draw(self.unlisted(), message))
    }
}

/// A page as it is sent: in the language of who asks.
pub fn page(status: StatusCode, text: String) -> Response {
    (status, [(header::VARY, "accept-language")], Html(text)).into_response()
}

/// The language that begins a path, and the rest of it.
fn split(path: &str) -> (Option<Lang>, &str) {
    let first = path
        .get(1..3)
        .zip(path.get(3..))
        .filter(|(_, rest)| rest.starts_with('/'));
    let known = first.and_then(|(code, rest)| {
        let lang = Lang::ALL.into_iter().find(|lang| lang.code() == code)?;
        Some((lang, rest))
    });
    known.map_or((None, path), |(lang, rest)| (Some(lang), rest))
}

/// The language of `?lang=`, else the browser's.
fn language(uri: &Uri, headers: &HeaderMap) -> Lang {
    let spoken = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let asked = Query::<Asked>::try_from_uri(uri).ok();
    asked
        .and_then(|Query(asked)| Lang::from_code(&asked.lang?))
        .unwrap_or_else(|| Lang::choose(spoken.split(',')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_link_wins_over_the_browser_and_arabic_over_nothing() {
        let asked = |uri: &str, headers: &HeaderMap| language(&uri.parse().unwrap(), headers);
        let mut headers = HeaderMap::new();
        assert_eq!(asked("/", &headers), Lang::Ar);
        headers.insert(
            header::ACCEPT_LANGUAGE,
            HeaderValue::from_static("fr-FR,en;q=0.5"),
        );
        assert_eq!(asked("/", &headers), Lang::Fr);
        assert_eq!(asked("/?lang=en", &headers), Lang::En);
        assert_eq!(asked("/?lang=klingon", &headers), Lang::Fr);
    }

    #[test]
    fn a_path_may_begin_with_a_language() {
        assert_eq!(split("/fr/a/1"), (Some(Lang::Fr), "/a/1"));
        assert_eq!(split("/a/1"), (None, "/a/1"));
        assert_eq!(split("/xx/a/1"), (None, "/xx/a/1"));
        assert_eq!(split("/fr"), (None, "/fr"));
        assert_eq!(split("/é"), (None, "/é"));
    }
}
