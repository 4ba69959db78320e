//! The staff app's three entrances: the shell, the service worker, the manifest.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum_extra::TypedHeader;
use axum_extra::headers::IfNoneMatch;

use super::file::missing;
use crate::headers::APP_PERMISSIONS;
use crate::site::Site;

type Known = Option<TypedHeader<IfNoneMatch>>;

/// `GET /app` and everything under it.
pub async fn page(State(site): State<Arc<Site>>, known: Known) -> Response {
    ([APP_PERMISSIONS], site.shell.answer(known.as_deref())).into_response()
}

/// `GET /boot/{name}`: what starts the app, where it is the one that the name is of.
pub async fn boot(State(site): State<Arc<Site>>, Path(name): Path<String>) -> Response {
    let (named, boot) = &site.boot;
    if *named == name {
        boot.for_ever()
    } else {
        missing().await.into_response()
    }
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
            .route("/boot/{name}", get(boot))
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
    async fn a_shell_starts_with_what_it_was_built_with_or_not_at_all() {
        let body = to_bytes(ask("/app", "W/\"\"").await.into_body(), 100_000)
            .await
            .unwrap();
        let shell = String::from_utf8_lossy(&body).into_owned();
        let address = shell.split_once("<script src=\"").unwrap().1;
        let address = address.split_once('"').unwrap().0;
        let boot = ask(address, "W/\"\"").await;
        assert_eq!(boot.status(), StatusCode::OK);
        assert_eq!(boot.headers()[header::CACHE_CONTROL], crate::site::FOR_EVER);
        let of_another = ask("/boot/0123456789abcdef.js", "W/\"\"").await;
        assert_eq!(of_another.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn the_shell_runs_nothing_that_is_written_in_it() {
        let body = to_bytes(ask("/app", "W/\"\"").await.into_body(), 100_000)
            .await
            .unwrap();
        let shell = String::from_utf8_lossy(&body);
        assert_eq!(shell.matches("<script").count(), 1, "{shell}");
        assert!(
            shell.contains(r#"<script src="/boot/"#) && shell.contains("></script>"),
            "{shell}"
        );
        assert!(!shell.contains("style=") && !shell.contains("<style"), "{shell}");
    }
}
