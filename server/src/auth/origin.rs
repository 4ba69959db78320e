//! Whether a request that alters something comes from this server's own pages.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;
use crate::state::AppState;

/// Lets through what only reads, what comes from this origin, and what carries neither cookie nor origin.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let host = request
        .uri()
        .authority()
        .map(|authority| authority.as_str().to_owned());
    if reads || comes_from_here(request.headers(), host.as_deref(), state.config.origin()) {
        return next.run(request).await;
    }
    let message = "The request came from another site. Open Hadir at its own address and try again.";
    ApiError::new(StatusCode::FORBIDDEN, "other_origin", message).into_response()
}

fn comes_from_here(headers: &HeaderMap, authority: Option<&str>, public: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(origin) = text(header::ORIGIN.as_str()) {
        let host = text(header::HOST.as_str()).or(authority);
        let named = public.is_some_and(|public| public.eq_ignore_ascii_case(origin));
        return named || same_host(origin, host);
    }
    match text("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => !headers.contains_key(header::COOKIE),
    }
}

fn same_host(origin: &str, host: Option<&str>) -> bool {
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    matches!((authority, host), (Some(authority), Some(host)) if authority.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(&'static str, &str)], public: Option<&str>) -> bool {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        comes_from_here(&headers, None, public)
    }

    #[test]
    fn only_this_origin_may_send_with_a_cookie() {
        let cookie = ("cookie", "__Host-hadir=x");
        let host = ("host", "hadir.example");
        assert!(asked(&[cookie, host, ("origin", "https://hadir.example")], None));
        assert!(!asked(&[cookie, host, ("origin", "https://evil.example")], None));
        assert!(!asked(
            &[cookie, host, ("origin", "https://hadir.example.evil")],
            None
        ));
        assert!(!asked(&[cookie, host, ("origin", "null")], None));
        assert!(!asked(&[cookie, host], None));
        assert!(asked(&[cookie, host, ("sec-fetch-site", "same-origin")], None));
        assert!(!asked(&[cookie, host, ("sec-fetch-site", "same-site")], None));
        assert!(asked(&[host], None));
        assert!(!asked(&[host, ("origin", "https://evil.example")], None));
    }

    #[test]
    fn behind_a_proxy_the_public_address_counts() {
        let inner = ("host", "127.0.0.1:3000");
        assert!(asked(
            &[inner, ("origin", "https://hadir.example")],
            Some("https://hadir.example")
        ));
    }
}
