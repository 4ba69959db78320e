//! `POST /api/v1/import`: people from a file, first to look at, then for good.

use app::i18n::Lang;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use domain::id::Id;
use domain::kind::Kind;
use domain::time::Day;
use serde::Deserialize;

use super::body::unread;
use crate::auth::Signed;
use crate::clock;
use crate::error::ApiError;
use crate::import::{self, FileFault, Mapping, Options, Parsed};
use crate::intake::{self, By, Report, Wish};
use crate::state::Readers;
use crate::store::{Hand, Store};

/// What to do with the file.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// The activity people are registered for.
    activity: Option<Id>,
    /// Columns mapped by hand, as JSON.
    mapping: Option<String>,
    /// Whether to do it; otherwise it is a preview.
    #[serde(default)]
    commit: bool,
    /// Whether to import the good lines although others are refused.
    #[serde(default)]
    skip_refused: bool,
    /// Whether to add those who are likely known already as new people.
    #[serde(default)]
    add_likely: bool,
    /// The language of reasons.
    lang: Option<String>,
}

/// Reads the file in the body, and imports it when told to: all of it, or nothing.
pub async fn import(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    wanted: Result<Query<Wanted>, QueryRejection>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Report>, ApiError> {
    if !signed.asker().sees_all() {
        return Err(ApiError::not_allowed());
    }
    let Query(wanted) = wanted.map_err(|_| ApiError::malformed("the address asks for something unknown"))?;
    let lang = wanted
        .lang
        .as_deref()
        .and_then(Lang::from_code)
        .unwrap_or(Lang::Ar);
    let now = clock::now();
    let turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
    let parsed = parse(
        body.map_err(unread)?,
        wanted.mapping.as_deref(),
        clock::day(now),
        lang,
    )
    .await?;
    drop(turn);
    let session = &signed.session;
    check_activity(&store, session.association, wanted.activity).await?;
    let hand = Hand {
        member: session.member,
        device: session.device,
        skew_ms: 0,
        at: now,
    };
    let mut book = store.book(session.association).await?;
    let by = By::Member(hand);
    let wish = Wish {
        activity: wanted.activity,
        add_likely: wanted.add_likely,
    };
    let taken = intake::take(&mut book, session.association, by, &parsed.rows, wish, now).await?;
    let mut report = Report::new(&parsed, &taken, lang, intake::SHOWN);
    if wanted.commit && (report.refused.is_empty() || wanted.skip_refused) {
        book.close().await?;
        report.committed = true;
    }
    Ok(Json(report))
}

/// Large files take a while: they are read apart from the threads that answer requests.
async fn parse(body: Bytes, mapping: Option<&str>, today: Day, lang: Lang) -> Result<Parsed, ApiError> {
    let mapping = match mapping {
        Some(json) => {
            Mapping::from_json(json).map_err(|fault| unfit("bad_mapping", "mapping", fault.to_string()))?
        }
        None => Mapping::default(),
    };
    let read = tokio::task::spawn_blocking(move || import::read(&body, &Options { mapping, today })).await;
    let fault = |fault: FileFault| unfit("bad_file", "file", fault.sentence(lang));
    read.map_err(|error| ApiError::internal(&error))?.map_err(fault)
}

async fn check_activity(store: &Store, association: Id, activity: Option<Id>) -> Result<(), ApiError> {
    let Some(activity) = activity else { return Ok(()) };
    let found = store.records(association, &[activity]).await?;
    if found.iter().any(|record| record.kind == Kind::Activity) {
        return Ok(());
    }
    Err(unfit(
        "unknown_reference",
        "activity",
        "There is no such activity.".to_owned(),
    ))
}

fn unfit(code: &'static str, field: &'static str, message: String) -> ApiError {
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, message).at(field)
}
