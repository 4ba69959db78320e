//! What is counted, for Prometheus. No label ever says who.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use domain::verdict::Answer;
use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Upper bounds of the histogram of durations, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// Names of verdicts, by their numbers.
const VERDICTS: [&str; 5] = ["accepted", "parallel", "conflict", "held", "refused"];

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Asked {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Judged {
    verdict: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Place {
    route: String,
}

/// What is counted; cheap to clone.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Arc<Registry>,
    requests: Family<Asked, Counter>,
    changes: Family<Judged, Counter>,
    durations: Family<Place, Histogram, fn() -> Histogram>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("hadir");
        let requests = Family::<Asked, Counter>::default();
        let changes = Family::<Judged, Counter>::default();
        let durations: Family<Place, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(SECONDS));
        registry.register("requests", "Requests by route and status", requests.clone());
        registry.register(
            "sync_changes",
            "Changes that phones sent, by verdict",
            changes.clone(),
        );
        registry.register(
            "request_duration_seconds",
            "Time to an answer, by route",
            durations.clone(),
        );
        Metrics {
            registry: Arc::new(registry),
            requests,
            changes,
            durations,
        }
    }
}

impl Metrics {
    /// Counts answers given to changes.
    pub fn judged(&self, answers: &[Answer]) {
        for answer in answers {
            let verdict = VERDICTS[answer.verdict.number() as usize % VERDICTS.len()];
            self.changes.get_or_create(&Judged { verdict }).inc();
        }
    }

    /// Everything, as Prometheus reads it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// The name of a method; anybody can make one up, and those share one name.
fn named(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}

/// Counts a request and its time, by its route: never by its path.
#[expect(
    clippy::disallowed_methods,
    reason = "how long an answer took is measured where it is given"
)]
pub async fn count(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("file", MatchedPath::as_str)
        .to_owned();
    let method = named(request.method());
    let response = next.run(request).await;
    metrics
        .durations
        .get_or_create(&Place { route: route.clone() })
        .observe(began.elapsed().as_secs_f64());
    metrics
        .requests
        .get_or_create(&Asked {
            method,
            route,
            status: response.status().as_u16(),
        })
        .inc();
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use axum::{Router, routing::any};
    use tower::ServiceExt;

    #[tokio::test]
    async fn methods_that_someone_made_up_share_one_line() {
        let metrics = Metrics::default();
        let routes = Router::new()
            .route("/", any(|| async { "" }))
            .layer(from_fn_with_state(metrics.clone(), count));
        for method in ["GET", "BREW", "WHEN"] {
            let request = Request::builder().method(method).body(Body::empty()).unwrap();
            routes.clone().oneshot(request).await.unwrap();
        }
        let text = metrics.text();
        let requests = text
            .lines()
            .filter(|line| line.starts_with("hadir_requests_total{"));
        let mut requests: Vec<&str> = requests.collect();
        requests.sort_unstable();
        assert_eq!(requests.len(), 2, "{text}");
        assert!(
            requests[0].contains("method=\"GET\"") && requests[0].ends_with(" 1"),
            "{text}"
        );
        assert!(
            requests[1].contains("method=\"OTHER\"") && requests[1].ends_with(" 2"),
            "{text}"
        );
    }
}
