//! `/api/v1/document/{id}`: the bytes of a document of the association's file, brought and fetched by its heads.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Document, DocumentKind, View};
use domain::time::Day;
use serde::{Deserialize, Serialize};

use super::body::{attachment, unread};
use crate::auth::Signed;
use crate::clock;
use crate::document::{self, DocumentFault, MediaFault};
use crate::error::ApiError;
use crate::state::Readers;
use crate::store::Store;

/// A page that opened such bytes as one of its own would run nothing and load nothing.
const SANDBOX: &str = "default-src 'none'; sandbox";

/// What a head says of the document in the body.
#[derive(Debug, Deserialize)]
pub struct Said {
    title: String,
    sort: String,
    day: Option<String>,
    /// The name of the file.
    #[serde(default)]
    name: String,
}

impl Said {
    /// What is known of the document before its bytes are looked at.
    fn known(self) -> Result<Document, ApiError> {
        let sort = DocumentKind::from_name(&self.sort).ok_or_else(|| {
            misput(
                "sort",
                "A document is statutes, receipt, minutes, cndp, agreement or other.",
            )
        })?;
        let day = match self.day.filter(|day| !day.is_empty()) {
            Some(day) => {
                Some(Day::from_iso(&day).ok_or_else(|| misput("day", "A day is said as 2026-03-05."))?)
            }
            None => None,
        };
        let title = self.title.trim().to_owned();
        let file_name = document::file_name(&self.name).unwrap_or_else(|| String::from("document"));
        Ok(Document {
            title,
            sort,
            day,
            file_name,
            ..Document::default()
        })
    }
}

/// A document that is kept.
#[derive(Debug, Serialize)]
pub struct Kept {
    id: Id,
    media: &'static str,
    size: i64,
    /// SHA-256 of its bytes.
    hash: String,
}

/// `POST`: keeps the document in the body under an id of the sender's own; sent again it is answered the same.
pub async fn keep(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    id: Result<Path<Id>, PathRejection>,
    said: Result<Query<Said>, QueryRejection>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Kept>, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    let Path(id) = id.map_err(|_| not_there())?;
    let Query(said) = said.map_err(|_| ApiError::malformed("the address says title, sort, day and name"))?;
    let bytes = body.map_err(too_large)?;
    let known = said.known()?;
    let turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
    let looked_at = bytes.clone();
    let examined = tokio::task::spawn_blocking(move || document::examined(&looked_at)).await;
    let examined = examined.map_err(|error| ApiError::internal(&error))??;
    drop(turn);
    let said = Document {
        media: examined.media,
        size: examined.size,
        hash: examined.hash,
        ..known
    };
    let whose = (signed.session.association, signed.session.member);
    let kept = document::keep(&store, whose, id, said, &bytes, clock::now()).await?;
    Ok(Json(Kept {
        id,
        media: kept.media.mime(),
        size: kept.size,
        hash: kept.hash,
    }))
}

/// `GET`: the bytes as they came, to be saved.
pub async fn fetch(
    State(store): State<Store>,
    signed: Signed,
    id: Result<Path<Id>, PathRejection>,
) -> Result<Response, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    let (Path(id), association) = (id.map_err(|_| not_there())?, signed.session.association);
    let found = store.records(association, &[id]).await?;
    let found = found.iter().find(|record| record.kind == Kind::Document);
    let known = found.map(Document::of).filter(|known| !known.withdrawn);
    let known = known.ok_or_else(not_there)?;
    let bytes = store.document(association, id).await?.ok_or_else(not_there)?;
    let plain = format!("document.{}", known.media.ending());
    let head = [
        (header::CONTENT_TYPE, known.media.mime().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            attachment(&plain, &document::saved_as(&known)),
        ),
        (header::CONTENT_SECURITY_POLICY, SANDBOX.to_owned()),
    ];
    Ok((head, bytes).into_response())
}

fn not_there() -> ApiError {
    let message = "There is no such document: it was not kept, or was withdrawn.";
    ApiError::new(StatusCode::NOT_FOUND, "not_found", message)
}

fn misput(field: &'static str, message: impl Into<String>) -> ApiError {
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_value", message).at(field)
}

/// A body that was too large is a document that is.
fn too_large(rejection: BytesRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return DocumentFault::TooLarge.into();
    }
    unread(rejection)
}

fn unfit(code: &'static str, status: StatusCode, fault: &DocumentFault) -> ApiError {
    ApiError::new(status, code, format!("Nothing was kept: {fault}."))
}

impl From<DocumentFault> for ApiError {
    fn from(fault: DocumentFault) -> Self {
        let unread = StatusCode::UNPROCESSABLE_ENTITY;
        match fault {
            DocumentFault::Said(fault) => ApiError::fault(Kind::Document, fault),
            DocumentFault::Store(error) => error.into(),
            DocumentFault::Empty => unfit("empty_file", unread, &fault),
            DocumentFault::Media(MediaFault::Unknown) => unfit("document_media", unread, &fault),
            DocumentFault::Media(MediaFault::Macros) => unfit("document_macros", unread, &fault),
            DocumentFault::TooLarge => unfit("document_too_large", StatusCode::PAYLOAD_TOO_LARGE, &fault),
            DocumentFault::Full(_) => unfit("documents_full", StatusCode::CONFLICT, &fault),
            DocumentFault::Taken => unfit("document_taken", StatusCode::CONFLICT, &fault),
        }
    }
}
