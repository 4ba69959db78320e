//! The headers every answer carries.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;

/// What a page may load: its own origin only, no inline script or style, wasm but no `eval`.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; object-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
     media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; \
     frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// What a page may ask of the phone: nothing.
const PERMISSIONS_POLICY: &str =
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()";

/// What the staff app may ask for: the camera, to scan cards.
pub const APP_PERMISSIONS: (HeaderName, HeaderValue) = (
    HeaderName::from_static("permissions-policy"),
    HeaderValue::from_static(
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    ),
);

/// Sent everywhere. `same-origin` for the referrer: links carry secrets, and forms still need their `Origin`.
const EVERYWHERE: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Two years, as the preload lists ask, for the names below this one too.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

/// Adds the security headers; a route that set one itself keeps its own.
///
/// What says nothing about caching must be asked for again each time: no stale page, no page kept by a proxy.
pub fn secure(router: Router, https: bool) -> Router {
    let transport = https.then_some((header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT_SECURITY));
    EVERYWHERE
        .into_iter()
        .chain(transport)
        .chain([(header::CACHE_CONTROL, "no-cache")])
        .fold(router, |router, (name, value)| router.layer(layer(name, value)))
}

fn layer(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::{HeaderMap, Request};
    use axum::routing::get;
    use tower::ServiceExt;

    async fn headers_of(path: &str, https: bool) -> HeaderMap {
        let own = [(header::CACHE_CONTROL, "immutable")];
        let routes = Router::new()
            .route("/", get(|| async { "" }))
            .route("/own", get(move || async move { own }));
        let request = Request::get(path).body(Body::empty()).unwrap();
        secure(routes, https)
            .oneshot(request)
            .await
            .unwrap()
            .headers()
            .clone()
    }

    #[tokio::test]
    async fn every_answer_is_secured_even_when_nothing_is_there() {
        for path in ["/", "/own", "/nothing"] {
            let headers = headers_of(path, false).await;
            let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(
                policy.contains("script-src 'self' 'wasm-unsafe-eval';"),
                "{path}: {policy}"
            );
            assert!(
                !policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"),
                "{path}: {policy}"
            );
            assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        }
    }

    #[tokio::test]
    async fn only_https_promises_https() {
        assert!(
            headers_of("/", true)
                .await
                .contains_key(header::STRICT_TRANSPORT_SECURITY)
        );
        assert!(
            !headers_of("/", false)
                .await
                .contains_key(header::STRICT_TRANSPORT_SECURITY)
        );
    }

    #[tokio::test]
    async fn nothing_is_kept_unless_a_route_says_so() {
        assert_eq!(headers_of("/", false).await[header::CACHE_CONTROL], "no-cache");
        assert_eq!(
            headers_of("/own", false).await[header::CACHE_CONTROL],
            "immutable"
        );
    }
}
