//! `GET /api/v1/log`: older lines than a phone holds.

use axum::extract::{Query, State, rejection::QueryRejection};
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::Record;
use domain::sought::Sought;
use domain::time::Day;
use domain::wire::{CBOR, json, to_cbor};
use serde::Deserialize;

use super::body::JSON;
use crate::auth::Signed;
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::Traced;

/// Entries one answer carries at most.
const MOST: u32 = 500;

/// Where an answer says, where there is more, before which number to go on.
const NEXT: HeaderName = HeaderName::from_static("hadir-next");

/// Where to read, and what is looked for.
#[derive(Debug, Deserialize)]
pub struct Where {
    /// Entries older than this number.
    before: Option<u64>,
    /// How many.
    limit: Option<u32>,
    /// Of a member.
    member: Option<Id>,
    /// Of a device.
    device: Option<Id>,
    /// About an activity, a session, a person, a record; about each of several, parted by commas.
    about: Option<String>,
    /// About records of a kind, by its name.
    kind: Option<String>,
    /// Of a day.
    day: Option<String>,
    /// Only what sets anew what was said before.
    #[serde(default)]
    corrections: bool,
    /// Only what was received on a later day than it happened.
    #[serde(default)]
    late: bool,
}

impl Where {
    fn sought(&self) -> Result<Sought, ApiError> {
        let kind = |name: &String| {
            let kind = Kind::from_name(name)
                .ok_or_else(|| ApiError::malformed("kind is the name of a kind of record"))?;
            Ok::<_, ApiError>(i64::from(kind.number()))
        };
        let day = |day: &String| {
            Day::from_iso(day).ok_or_else(|| ApiError::malformed("day is written as 2026-01-31"))
        };
        let about = self.about.iter().flat_map(|ids| ids.split(','));
        let about: Result<Vec<Id>, _> = about.map(str::parse).collect();
        Ok(Sought {
            member: self.member,
            device: self.device,
            about: about.map_err(|_| ApiError::malformed("about is ids, parted by commas"))?,
            kind: self.kind.as_ref().map(kind).transpose()?,
            day: self.day.as_ref().map(day).transpose()?,
            corrections: self.corrections,
            late: self.late,
        })
    }
}

/// The newest entries before a number that are looked for, the newest first, as JSON or as CBOR.
pub async fn show(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
    query: Result<Query<Where>, QueryRejection>,
) -> Result<Response, ApiError> {
    if !signed.asker().sees_all() {
        return Err(ApiError::not_allowed());
    }
    let Query(place) = query.map_err(|_| {
        ApiError::malformed(
            "before and limit are whole numbers, member and device ids, corrections and late true or false",
        )
    })?;
    let before = place.before.unwrap_or(u64::MAX);
    let most = place.limit.unwrap_or(100).clamp(1, MOST);
    let (sought, association) = (place.sought()?, signed.session.association);
    let traced = if sought.is_empty() {
        let entries = state.store.log_before(association, before, most).await?;
        let next = entries
            .last()
            .map(|last| last.version)
            .filter(|_| entries.len() == most as usize);
        Traced {
            entries,
            next,
            unsieved: false,
        }
    } else {
        state
            .store
            .log_sought(association, before, most as usize, &sought)
            .await?
    };
    if traced.unsieved {
        let store = state.store.clone();
        // Nobody waits for it: until it is done more is read than need be.
        tokio::spawn(async move {
            if let Err(error) = store.sieve_log(association).await {
                tracing::warn!(%error, "the log was not sieved");
            }
        });
    }
    let next = traced.next.map(|next| [(NEXT, next.to_string())]);
    Ok((next.map(AppendHeaders), told(&headers, &traced.entries)?).into_response())
}

/// Entries as whoever asks reads them.
fn told(headers: &HeaderMap, entries: &[Record]) -> Result<Response, ApiError> {
    let cbor = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains(CBOR));
    if cbor {
        return Ok(([(header::CONTENT_TYPE, CBOR)], to_cbor(&entries)).into_response());
    }
    let entries: Result<Vec<_>, _> = entries.iter().map(json::record_value).collect();
    let entries = entries.map_err(|error| ApiError::internal(&error))?;
    let text = serde_json::json!({ "entries": entries }).to_string();
    Ok(([(header::CONTENT_TYPE, JSON)], text).into_response())
}
