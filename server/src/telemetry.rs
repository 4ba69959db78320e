//! Logs: what happened, never to whom.

use std::io::{IsTerminal, stderr};

use axum::extract::MatchedPath;
use axum::http::Request;
use tower_http::classify::{ServerErrorsAsFailures, SharedClassifier};
use tower_http::trace::{DefaultOnResponse, MakeSpan, TraceLayer};
use tracing::{Level, Span, info_span};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::{FromEnvError, LevelFilter};

/// `RUST_LOG` is not understood.
#[derive(Debug, thiserror::Error)]
#[error("RUST_LOG is not understood ({0}); set it to off, error, warn, info or debug, or leave it unset")]
pub struct LogFault(#[from] FromEnvError);

/// Starts the logs on standard error: text in a terminal, JSON lines elsewhere. `RUST_LOG` sets how much.
pub fn start() -> Result<(), LogFault> {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::INFO.into())
        .from_env()?;
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr);
    if stderr().is_terminal() {
        logs.init();
    } else {
        logs.json().init();
    }
    Ok(())
}

/// Names a request by its route. Never by its path or query: those can carry an invitation or a ticket.
#[derive(Debug, Clone, Copy)]
pub struct ByRoute;

impl<B> MakeSpan<B> for ByRoute {
    fn make_span(&mut self, request: &Request<B>) -> Span {
        let route = request
            .extensions()
            .get::<MatchedPath>()
            .map_or("file", MatchedPath::as_str);
        info_span!("request", method = %request.method(), route)
    }
}

/// The layer that logs each request with its route, status and time.
pub fn requests() -> TraceLayer<SharedClassifier<ServerErrorsAsFailures>, ByRoute> {
    TraceLayer::new_for_http()
        .make_span_with(ByRoute)
        .on_response(DefaultOnResponse::new().level(Level::INFO))
}
