//! `/a/{association}/card.png` and `/r/{activity}/card.png`: what a shared link shows.

use app::i18n::Public;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{Reader, association, register};
use crate::clock;
use crate::error::ApiError;
use crate::picture::{Card, PictureError, Pictures};
use crate::public;
use crate::store::Store;

/// How long whoever shows links may keep a picture.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The picture of an association.
pub async fn of_association(
    State(store): State<Store>,
    State(pictures): State<Pictures>,
    reader: Reader,
    named: Result<Path<association::Named>, PathRejection>,
) -> Result<Response, ApiError> {
    let lang = reader.lang();
    let found = match named {
        Ok(Path(named)) => public::profile(&store, named.association(), lang).await?,
        Err(_) => None,
    };
    let Some(found) = found else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let card = Card {
        title: found.name(&reader.listed()),
        below: vec![found.commune],
        foot: "حاضر · Hadir".to_owned(),
        ..Card::default()
    };
    Ok(answer(pictures.of(card).await))
}

/// The picture of an activity whose page was opened.
pub async fn of_activity(
    State(store): State<Store>,
    State(pictures): State<Pictures>,
    reader: Reader,
    named: Result<Path<register::Named>, PathRejection>,
) -> Result<Response, ApiError> {
    let (lang, now) = (reader.lang(), clock::now());
    let found = match named {
        Ok(Path(named)) => public::exhibit(&store, named.activity(), lang, now).await?,
        Err(_) => None,
    };
    let Some(found) = found else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let words = Public::of(lang);
    let frame = reader.listed();
    let open = found.activity.is_open();
    let card = Card {
        above: found.association.name(&frame),
        title: found.offer.title.clone(),
        below: found.offer.lines(&frame),
        foot: if open { words.register } else { words.closed_title }.to_owned(),
    };
    Ok(answer(pictures.of(card).await))
}

fn answer(picture: Result<crate::picture::Png, PictureError>) -> Response {
    match picture {
        Ok(png) => {
            let kind = HeaderValue::from_static("image/png");
            (
                [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, AN_HOUR)],
                png.to_vec(),
            )
                .into_response()
        }
        Err(PictureError::Busy) => {
            let soon = HeaderValue::from_static("3");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, soon)]).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a picture could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
