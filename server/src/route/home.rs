//! The front door: what Hadir is, and the way into the app.

use app::site::home;
use axum::http::StatusCode;
use axum::response::Response;

use super::public::{Reader, page};

/// `GET /`.
pub async fn show(reader: Reader) -> Response {
    page(StatusCode::OK, home::draw(reader.listed()))
}
