//! Whether a browser will keep the cookie of who signs in: it keeps a secure one of an HTTPS page, or of a page of
//! its own machine.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::http::{HeaderMap, StatusCode, Uri, header};

use crate::error::ApiError;

/// Refuses a sign-in from a page that would lose it at once.
pub fn needed(headers: &HeaderMap) -> Result<(), ApiError> {
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok());
    if origin.is_none_or(keeps_cookies) {
        return Ok(());
    }
    let message = "A browser keeps no sign-in that came by plain http: open Hadir by its https:// address. \
                   Whoever runs this server can put an HTTPS proxy in front of it.";
    Err(ApiError::new(StatusCode::FORBIDDEN, "needs_https", message))
}

fn keeps_cookies(origin: &str) -> bool {
    let Ok(uri) = origin.parse::<Uri>() else {
        return true;
    };
    uri.scheme_str() != Some("http") || uri.host().is_some_and(is_this_machine)
}

fn is_this_machine(host: &str) -> bool {
    let v6 = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.to_ascii_lowercase().ends_with(".localhost")
        || host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || v6.parse().is_ok_and(|address: Ipv6Addr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_keeps_a_sign_in_on_this_machine_only() {
        for origin in [
            "https://hadir.example",
            "http://localhost:3000",
            "http://127.0.0.1",
            "http://127.8.0.1:3000",
            "http://[::1]:3000",
        ] {
            assert!(keeps_cookies(origin), "{origin}");
        }
        for origin in [
            "http://192.168.1.4:8080",
            "http://hadir.example",
            "http://localhost.evil.example",
            "http://[fe80::1]:3000",
        ] {
            assert!(!keeps_cookies(origin), "{origin}");
        }
    }
}
