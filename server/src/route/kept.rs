//! `/api/v1/reports`: reports kept as they were made.

use app::i18n::Lang;
use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::calendar::offset_in_morocco;
use domain::change::Edit;
use domain::id::Id;
use domain::record::{Association, View, association};
use domain::time::Millis;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::body::JSON;
use super::report::{Wanted, numbers};
use crate::auth::Signed;
use crate::clock;
use crate::error::ApiError;
use crate::kept::{self, KeptFault, Whose};
use crate::paper::PDF;
use crate::report::{ReportError, XLSX};
use crate::state::Readers;
use crate::store::{KeptReport, Store};

/// A kept report, as it is listed.
#[derive(Debug, Serialize)]
pub struct Shown {
    id: Id,
    made: Millis,
    made_by: Option<Id>,
    outside: bool,
    /// The newest seq of the data it was made of.
    seq: u64,
    /// The newest line of the log then, and its hash.
    log_seq: u64,
    log_hash: String,
    /// What was asked.
    asked: Value,
    /// People and participations; null where they are hidden.
    total: Value,
}

impl Shown {
    fn of(report: &KeptReport) -> Self {
        let told: Value = serde_json::from_str(&report.told).unwrap_or_default();
        let numbers = if report.outside {
            &told["outside"]
        } else {
            &told["report"]
        };
        let hash: Vec<String> = report
            .head
            .hash
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Shown {
            id: report.id,
            made: report.made,
            made_by: report.made_by,
            outside: report.outside,
            seq: report.seq,
            log_seq: report.head.seq,
            log_hash: hash.concat(),
            asked: told["asked"].clone(),
            total: numbers["total"].clone(),
        }
    }
}

/// The kept reports, the newest first.
#[derive(Debug, Serialize)]
pub struct All {
    reports: Vec<Shown>,
    /// Whether there are as many as may be: none is made by itself until some are deleted.
    full: bool,
}

/// `GET /api/v1/reports`.
pub async fn list(State(store): State<Store>, signed: Signed) -> Result<Json<All>, ApiError> {
    if !signed.asker().sees_all() {
        return Err(ApiError::not_allowed());
    }
    let reports = store.kept_reports(signed.session.association).await?;
    let full = reports.len() >= kept::MOST;
    let reports = reports.iter().map(Shown::of).collect();
    Ok(Json(All { reports, full }))
}

/// `POST /api/v1/reports`: makes the report that is asked for, as `GET /api/v1/report` is, and keeps it.
pub async fn keep(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<Shown>, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    let (_, told) = numbers(&store, &readers, &signed, wanted).await?;
    let (session, outside) = (&signed.session, told.masked.is_some());
    let _turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
    let whose = Whose::new(session.association, Some(session.member));
    let kept = kept::keep(&store, whose, &told.query, outside, clock::now()).await?;
    Ok(Json(Shown::of(&kept)))
}

/// As what a kept report is opened.
#[derive(Debug, Deserialize)]
pub struct Opened {
    #[serde(default)]
    format: Format,
    lang: Option<String>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Json,
    Xlsx,
    Csv,
    Pdf,
}

impl Format {
    const fn named(self) -> (&'static str, &'static str) {
        match self {
            Format::Json => ("json", JSON),
            Format::Xlsx => ("xlsx", XLSX),
            Format::Csv => ("csv", "text/csv; charset=utf-8"),
            Format::Pdf => ("pdf", PDF),
        }
    }
}

/// `GET /api/v1/reports/{id}`: as it was made.
pub async fn open(
    State(store): State<Store>,
    signed: Signed,
    id: Result<Path<Id>, PathRejection>,
    opened: Result<Query<Opened>, QueryRejection>,
) -> Result<Response, ApiError> {
    if !signed.asker().sees_all() {
        return Err(ApiError::not_allowed());
    }
    let Query(opened) = opened.map_err(|_| ApiError::malformed("format is json, xlsx, csv or pdf"))?;
    let (Path(id), association) = (id.map_err(|_| not_there())?, signed.session.association);
    let report = store.kept_report(association, id).await?.ok_or_else(not_there)?;
    let (ending, media) = opened.format.named();
    if opened.format == Format::Json {
        return Ok(([(header::CONTENT_TYPE, media)], report.told).into_response());
    }
    let lang = opened
        .lang
        .as_deref()
        .and_then(Lang::from_code)
        .unwrap_or_default();
    let file = store
        .kept_file(association, id, &format!("{}.{ending}", lang.code()))
        .await?;
    let bytes = file.ok_or_else(not_there)?;
    let day = clock::day(report.made);
    let named = format!("attachment; filename=\"hadir-{day}.{ending}\"");
    let head = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((head, bytes).into_response())
}

/// `DELETE /api/v1/reports/{id}`, and the log says so, or neither.
pub async fn delete(
    State(store): State<Store>,
    signed: Signed,
    id: Result<Path<Id>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    let (Path(id), session) = (id.map_err(|_| not_there())?, &signed.session);
    let report = store
        .kept_report(session.association, id)
        .await?
        .ok_or_else(not_there)?;
    let mut book = store.book(session.association).await?;
    // Another head may have been quicker.
    if !book.drop_report(id).await? {
        return Err(not_there());
    }
    book.load([session.association].into()).await?;
    let deleted =
        Edit::new(Association::KIND, session.association).set(association::REPORT_DELETED, named(&report));
    book.record_own(Some(session.member), &[deleted], clock::now())
        .await?;
    book.close().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which report it was: of which days, and made when, by Morocco's clock.
fn named(report: &KeptReport) -> String {
    let told: Value = serde_json::from_str(&report.told).unwrap_or_default();
    let day = |name: &str| told["asked"][name].as_str().unwrap_or_default().to_owned();
    let (made, minute) = report.made.on_wall(offset_in_morocco(report.made));
    let second = report.made.0.div_euclid(1_000).rem_euclid(60);
    let (hour, minute) = (minute / 60, minute % 60);
    format!(
        "{} – {} · {made} {hour:02}:{minute:02}:{second:02}",
        day("from"),
        day("to")
    )
}

fn not_there() -> ApiError {
    let message = "There is no such report: it was not kept, or was deleted.";
    ApiError::new(StatusCode::NOT_FOUND, "not_found", message)
}

impl From<KeptFault> for ApiError {
    fn from(fault: KeptFault) -> Self {
        match fault {
            KeptFault::Store(error) | KeptFault::Report(ReportError::Store(error)) => error.into(),
            KeptFault::Full => {
                let message = format!("Nothing was kept: {fault}.");
                ApiError::new(StatusCode::CONFLICT, "kept_full", message)
            }
            other => ApiError::internal(&other),
        }
    }
}
