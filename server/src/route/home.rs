//! The front door: what Hadir is, where to find an association, and the way into the app.

use app::site::home;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::public::{Reader, page};
use crate::error::ApiError;
use crate::public::{self, Sought};
use crate::store::Store;

/// Where somebody looks for an association, as the form asks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Where {
    region: String,
    province: String,
    commune: String,
    after: String,
}

/// `GET /`.
pub async fn show(
    State(store): State<Store>,
    reader: Reader,
    asked: Result<Query<Where>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(Where {
        region,
        province,
        commune,
        after,
    }) = asked.unwrap_or_default();
    let sought = Sought {
        region,
        province,
        commune,
        after,
    };
    let directory = public::directory(&store, sought, reader.lang()).await?;
    Ok(page(StatusCode::OK, home::draw(reader.listed(), directory)))
}
