//! `POST /api/v1/token`: a head gives a program the right to read. Withdrawing it is a change like any other.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::Reach;
use domain::time::Millis;
use serde::{Deserialize, Serialize};

use super::body::Asked;
use crate::auth::Signed;
use crate::clock;
use crate::data::{self, LONGEST_DAYS, SHORTEST_DAYS};
use crate::error::ApiError;
use crate::store::{Store, StoreError};

/// What a token is for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    name: String,
    reach: String,
    days: i64,
}

/// A token that was made.
#[derive(Debug, Serialize)]
pub struct Made {
    id: Id,
    /// Shown here and never again.
    token: String,
    expires: Millis,
}

/// Makes one.
pub async fn make(
    State(store): State<Store>,
    signed: Signed,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Made>, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    let reach = Reach::from_name(&wanted.reach)
        .ok_or_else(|| unfit("reach", "A token reads outside, numbers or people."))?;
    if !(SHORTEST_DAYS..=LONGEST_DAYS).contains(&wanted.days) {
        return Err(unfit("days", "A token lasts two years at most."));
    }
    let (association, by) = (signed.session.association, signed.session.member);
    let named = (wanted.name.trim().to_owned(), reach);
    let made = data::make(&store, association, Some(by), named, wanted.days, clock::now()).await;
    let made = made.map_err(at_fault)?;
    Ok(Json(Made {
        id: made.id,
        token: made.secret.text().to_owned(),
        expires: made.expires,
    }))
}

fn at_fault(error: StoreError) -> ApiError {
    match error {
        StoreError::Fault(fault) => ApiError::fault(Kind::DataToken, fault),
        other => other.into(),
    }
}

fn unfit(field: &'static str, message: &str) -> ApiError {
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_value", message).at(field)
}
