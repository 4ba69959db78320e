//! Files of the built site, compressed when they were built.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::site::FOR_EVER;

/// Fonts, icons and places change rarely, and the service worker asks again by itself.
const A_WEEK: &str = "public, max-age=604800";

const MISSING: &str = "هذه الصفحة غير موجودة.\nCette page n'existe pas.\nThere is no such page.\n";

/// The scripts and styles of `/pkg`, whose names carry their hash.
pub fn hashed(root: &Path) -> Router {
    kept(folder(&root.join("pkg")), FOR_EVER)
}

/// The files with a name of their own: fonts, icons and places are kept a week, the rest asked for each time.
pub fn named(root: &Path) -> Router {
    let week = |folder_name: &str| kept(folder(&root.join(folder_name)), A_WEEK);
    Router::new()
        .nest_service("/fonts", week("fonts"))
        .nest_service("/icons", week("icons"))
        .nest_service("/places", week("places"))
        .nest_service("/screenshots", week("screenshots"))
        .fallback_service(folder(root))
}

fn folder(path: &Path) -> Router {
    let files = ServeDir::new(path)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(get(missing));
    Router::new().fallback_service(files)
}

/// Says how long to keep a file that was found; what was not found is not kept.
fn kept(files: Router, how_long: &'static str) -> Router {
    files.layer(SetResponseHeaderLayer::if_not_present(
        header::CACHE_CONTROL,
        move |response: &Response| {
            let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
            found.then(|| HeaderValue::from_static(how_long))
        },
    ))
}

pub(super) async fn missing() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, MISSING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::built;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use tower::ServiceExt;
    use tower_http::compression::CompressionLayer;

    const STYLE: &str = "/pkg/hadir.AAAAAAAAAAAAAAAAAAAAAA.css";

    async fn get(path: &str) -> Response {
        let folder = built();
        let files = Router::new()
            .nest_service("/pkg", hashed(folder.path()))
            .fallback_service(named(folder.path()));
        let request = Request::get(path)
            .header(header::ACCEPT_ENCODING, "br")
            .body(Body::empty())
            .unwrap();
        files.oneshot(request).await.unwrap()
    }

    async fn text(response: Response) -> String {
        String::from_utf8(to_bytes(response.into_body(), 10_000).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn only_a_name_with_a_hash_is_kept_for_ever() {
        assert_eq!(get(STYLE).await.headers()[header::CACHE_CONTROL], FOR_EVER);
        assert_eq!(
            get("/fonts/noto-sans.woff2").await.headers()[header::CACHE_CONTROL],
            A_WEEK
        );
        for path in ["/boot.js", "/pkg/missing.js", "/fonts/missing.woff2", "/"] {
            assert!(
                !get(path).await.headers().contains_key(header::CACHE_CONTROL),
                "{path}"
            );
        }
    }

    #[tokio::test]
    async fn a_file_compressed_by_the_build_is_sent_as_it_is() {
        let response = get(STYLE).await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(text(response).await, "compressed");
    }

    #[tokio::test]
    async fn what_is_not_there_is_said_in_three_languages() {
        for path in [
            "/nothing",
            "/pkg/nothing",
            "/../Cargo.toml",
            "/pkg/%2e%2e/%2e%2e/Cargo.toml",
        ] {
            let response = get(path).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(text(response).await, MISSING, "{path}");
        }
    }

    /// What a phone on a poor line fetches once: the same that the server's own compression sends at its quickest.
    #[tokio::test]
    async fn the_places_of_morocco_cost_a_phone_at_most_fifty_kilobytes() {
        let public = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../public"));
        let request = Request::get("/places/hcp-2024.txt")
            .header(header::ACCEPT_ENCODING, "br")
            .body(Body::empty())
            .unwrap();
        let compressed = named(public).layer(CompressionLayer::new());
        let response = compressed.oneshot(request).await.unwrap();
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(response.headers()[header::CACHE_CONTROL], A_WEEK);
        let sent = to_bytes(response.into_body(), 1_000_000).await.unwrap();
        assert!((10_000..50_000).contains(&sent.len()), "{} bytes", sent.len());
    }
}
