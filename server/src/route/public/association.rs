//! `GET /a/{association}`: who they are, and what is open.

use app::site::association;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::Id;
use domain::record::{Activity, Admission, View};
use serde::Deserialize;

use super::{Reader, page};
use crate::error::ApiError;
use crate::store::Store;
use crate::{clock, public};

/// Which association.
#[derive(Debug, Deserialize)]
pub struct Named {
    association: Id,
}

impl Named {
    /// Its id.
    pub(super) const fn association(&self) -> Id {
        self.association
    }
}

/// The page of an association.
pub async fn show(
    State(store): State<Store>,
    reader: Reader,
    named: Result<Path<Named>, PathRejection>,
) -> Result<Response, ApiError> {
    let (lang, now) = (reader.lang(), clock::now());
    let found = match named {
        Ok(Path(named)) => public::profile(&store, named.association, lang).await?,
        Err(_) => None,
    };
    let Some(association) = found else {
        return Ok(reader.nothing());
    };
    let mut offers = Vec::new();
    for record in store.activities(association.id).await? {
        let activity = Activity::of(&record);
        if activity.is_open() && activity.admission != Admission::Invited {
            offers.push(public::shown(&store, association.id, &record, lang, now).await?);
        }
    }
    offers.sort_by_key(|offer| offer.meetings.first().map(|next| next.day));
    Ok(page(
        StatusCode::OK,
        association::draw(reader.listed(), association, offers),
    ))
}
