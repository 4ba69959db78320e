//! For whoever watches over the server: is it alive, is it ready, what does it do?

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::metrics::Metrics;
use crate::store::Store;

/// How Prometheus names its text.
const PROMETHEUS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// `GET /healthz`: the process answers. Says nothing about the database.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers and is up to date.
pub async fn ready(State(store): State<Store>) -> Response {
    match store.ready().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// `GET /metrics`.
pub async fn metrics(State(metrics): State<Metrics>) -> Response {
    ([(header::CONTENT_TYPE, PROMETHEUS)], metrics.text()).into_response()
}
