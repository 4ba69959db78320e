//! The staff app's three entrances: the shell, the service worker, the manifest.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use axum_extra::TypedHeader;
use axum_extra::headers::IfNoneMatch;

use crate::site::Site;

type Known = Option<TypedHeader<IfNoneMatch>>;

/// `GET /app` and everything under it.
pub async fn page(State(site): State<Arc<Site>>, known: Known) -> Response {
    site.shell.answer(known.as_deref())
}

/// `GET /sw.js`.
pub async fn worker(State(site): State<Arc<Site>>, known: Known) -> Response {
    site.worker.answer(known.as_deref())
}

/// `GET /manifest.webmanifest`.
pub async fn manifest(State(site): State<Arc<Site>>, known: Known) -> Response {
    site.manifest.answer(known.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::built;
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, StatusCode, header};
    use axum::routing::get;
    use tower::ServiceExt;

    async fn ask(path: &str, known: &str) -> Response {
        let site = Arc::new(Site::read(built().path()).unwrap());
        let routes = Router::new()
            .route("/app", get(page))
            .route("/sw.js", get(worker))
            .with_state(site);
        let request = Request::get(path)
            .header(header::IF_NONE_MATCH, known)
            .body(Body::empty())
            .unwrap();
        routes.oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn a_phone_that_has_the_shell_is_only_told_so() {
        let first = ask("/app", "W/\"another\"").await;
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CACHE_CONTROL], "no-cache");
        let tag = first.headers()[header::ETAG].to_str().unwrap();
        assert_eq!(ask("/app", tag).await.status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn the_shell_runs_nothing_that_is_written_in_it() {
        let body = to_bytes(ask("/app", "W/\"\"").await.into_body(), 100_000)
            .await
            .unwrap();
        let shell = String::from_utf8_lossy(&body);
        assert_eq!(shell.matches("<script").count(), 1, "{shell}");
        assert!(
            shell.contains(r#"<script src="/boot.js""#) && shell.contains("></script>"),
            "{shell}"
        );
        assert!(!shell.contains("style=") && !shell.contains("<style"), "{shell}");
    }
}
