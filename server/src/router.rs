//! Every route, on one screen.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};
use domain::record::DOCUMENT_BYTES;
use domain::wire::{PARCEL_BYTES, REQUEST_BYTES};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::decompression::RequestDecompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::paper::PDF;
use crate::report::XLSX;
use crate::{auth::origin, error::ApiError, headers, import, metrics, route, state::AppState, telemetry};

/// A form is never larger, with an answer to each question of an activity.
const FORM_BYTES: usize = 64 * 1024;

/// Everything the server answers.
pub fn router(state: AppState) -> Router {
    let https = state.config.is_https();
    let site_root = state.site.root.clone();
    let routes = Router::new()
        // Public pages, drawn here.
        .route("/", get(route::home::show))
        .merge(public())
        .nest("/{lang}", public())
        // The staff app: one shell, the rest happens on the phone.
        .route("/app", get(route::shell::page))
        .route("/app/", get(route::shell::page))
        .route("/app/{*place}", get(route::shell::page))
        .route("/boot/{name}", get(route::shell::boot))
        .route("/sw.js", get(route::shell::worker))
        .route("/manifest.webmanifest", get(route::shell::manifest))
        // For whoever watches over the server.
        .route("/healthz", get(route::health::alive))
        .route("/readyz", get(route::health::ready))
        .route("/metrics", get(route::health::metrics))
        .merge(api())
        .layer(from_fn_with_state(state.clone(), origin::guard))
        .layer(from_fn_with_state(state.metrics.clone(), metrics::count))
        // Scripts, styles, fonts, icons.
        .nest_service("/pkg", route::file::hashed(&site_root))
        .fallback_service(route::file::named(&site_root))
        .with_state(state);
    headers::secure(routes, https)
        .layer(CompressionLayer::new().compress_when(packs()))
        .layer(telemetry::requests())
}

/// What is worth packing. Papers and workbooks are packed within: as they are, whoever fetches one knows how much is to
/// come.
fn packs() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new(PDF))
        .and(NotForContentType::const_new(XLSX))
}

/// Pages for everybody, each also below its language: `/fr/a/…`.
fn public() -> Router<AppState> {
    use route::public::{association, picture, privacy, register, ticket};
    Router::new()
        .route("/a/{association}", get(association::show))
        .route("/a/{association}/card.png", get(picture::of_association))
        .route("/r/{activity}/card.png", get(picture::of_activity))
        .route("/r/{activity}", get(register::show).post(register::send))
        .route("/privacy/{association}", get(privacy::show).post(privacy::send))
        .route("/t/{ticket}", get(ticket::show).post(ticket::cancel))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// What the staff app, and other people's programs, talk to. Nothing of it is kept by anyone on the way.
fn api() -> Router<AppState> {
    let file = DefaultBodyLimit::max(import::MAX_BYTES);
    let parcel = DefaultBodyLimit::max(PARCEL_BYTES);
    let document = DefaultBodyLimit::max(DOCUMENT_BYTES);
    let no_store = HeaderValue::from_static("no-store");
    Router::new()
        .route(
            "/api/v1/session",
            get(route::session::show)
                .post(route::session::sign_in)
                .delete(route::session::sign_out),
        )
        .route("/api/v1/session/secret", post(route::session::secret))
        .route("/api/v1/session/pass", post(route::session::pass))
        .route("/api/v1/password", post(route::account::password))
        .route("/api/v1/password/link", post(route::forgotten::link))
        .route("/api/v1/password/reset", post(route::forgotten::reset))
        .route("/api/v1/sessions", get(route::account::sessions))
        .route("/api/v1/sessions/end", post(route::account::end))
        .route("/api/v1/factor", get(route::factor::show))
        .route("/api/v1/factor/begin", post(route::factor::begin))
        .route("/api/v1/factor/confirm", post(route::factor::confirm_code))
        .route("/api/v1/factor/end", post(route::factor::end))
        .route("/api/v1/sync", post(route::sync::sync))
        .route("/api/v1/parcel", post(route::parcel::deliver).layer(parcel))
        .route("/api/v1/parcel/key", post(route::parcel::key))
        .route("/api/v1/invitation", post(route::invitation::make))
        .route("/api/v1/invitation/open", post(route::invitation::open))
        .route("/api/v1/invitation/accept", post(route::invitation::accept))
        .route("/api/v1/log", get(route::log::show))
        .route("/api/v1/cin", post(route::cin::keep))
        .route("/api/v1/cin/view", post(route::cin::view))
        .route("/api/v1/cin/find", post(route::cin::find))
        .route("/api/v1/report", get(route::report::show))
        .route("/api/v1/reports", get(route::kept::list).post(route::kept::keep))
        .route(
            "/api/v1/reports/{id}",
            get(route::kept::open).delete(route::kept::delete),
        )
        .route("/api/v1/token", post(route::token::make))
        .route("/api/v1/data/report", get(route::data::report))
        .route("/api/v1/data/activities", get(route::data::activities))
        .route("/api/v1/data/sessions", get(route::data::sessions))
        .route("/api/v1/data/people", get(route::data::people))
        .route("/api/v1/data/attendances", get(route::data::attendances))
        .route(
            "/api/v1/paper/attendance/{session}",
            get(route::paper::attendance),
        )
        .route("/api/v1/paper/assembly/{session}", get(route::paper::assembly))
        .route("/api/v1/paper/register/{group}", get(route::paper::register))
        .route(
            "/api/v1/paper/certificate/{registration}",
            get(route::paper::certificate),
        )
        .route("/api/v1/paper/cards", get(route::paper::cards))
        .route("/api/v1/paper/report", get(route::paper::report))
        .route(
            "/api/v1/document/{id}",
            get(route::document::fetch)
                .post(route::document::keep)
                .layer(document),
        )
        .route("/api/v1/paper/volunteers", get(route::paper::volunteers))
        .route("/api/v1/export", post(route::export::take_away))
        .route("/api/v1/import", post(route::import::import).layer(file))
        .route("/api/v1/openapi.json", get(route::openapi::show))
        .route("/api/{*nothing}", any(nothing))
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(REQUEST_BYTES))
        .layer(RequestDecompressionLayer::new().pass_through_unaccepted(true))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            no_store,
        ))
}

async fn nothing() -> ApiError {
    ApiError::unknown_route()
}

async fn wrong_method() -> ApiError {
    let message = "This address is not asked in this way.";
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", message)
}
