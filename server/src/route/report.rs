//! `GET /api/v1/report`: a period in numbers, as JSON, as a workbook, as CSV.

use std::collections::BTreeSet;

use app::i18n::Lang;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::Id;
use domain::report::{BANDS, bands};
use serde::Deserialize;

use super::body::JSON;
use crate::auth::Signed;
use crate::clock;
use crate::error::ApiError;
use crate::report::{Asked, AskedFault, Names, ReportError, Separator, Told, XLSX};
use crate::state::Readers;
use crate::store::Store;

/// What is asked for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// First day; where there is none, the first of the projects asked for, or of the year.
    from: Option<String>,
    /// Last day; where there is none, the last of the projects asked for, or today.
    to: Option<String>,
    /// Activities, a comma between; all where there are none.
    activity: Option<String>,
    /// Projects, a comma between: what they fund alone.
    project: Option<String>,
    /// Who funds: what their projects fund alone.
    donor: Option<String>,
    /// Ages at which the bands begin, a comma between.
    bands: Option<String>,
    /// Whether it is for others than the association's own people.
    #[serde(default)]
    outside: bool,
    /// What kind of file.
    #[serde(default)]
    format: Format,
    /// The language of a file for people.
    lang: Option<String>,
    /// What stands between two cells of CSV.
    #[serde(default)]
    separator: Separator,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Json,
    Xlsx,
    Csv,
}

/// The report of an association, for those who see its whole register.
pub async fn show(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, ApiError> {
    let (wanted, told) = numbers(&store, &readers, &signed, wanted).await?;
    wanted.answer(&told)
}

/// What was asked for, counted.
pub(super) async fn numbers(
    store: &Store,
    readers: &Readers,
    signed: &Signed,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<(Wanted, Told), ApiError> {
    if !signed.asker().sees_all() {
        return Err(ApiError::not_allowed());
    }
    let Query(wanted) = wanted.map_err(|_| ApiError::malformed("the address asks for something unknown"))?;
    let asked = wanted.asked()?;
    let association = signed.session.association;
    let names = Names::of(&store.named(association).await?);
    let query = asked.query(&names, clock::day(clock::now()))?;
    let _turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
    let told = Told::of(store, association, names, query, wanted.outside).await?;
    if told.unpacked {
        pack(store.clone(), association);
    }
    Ok((wanted, told))
}

/// Packs what was read, for the next report. Nobody waits for it.
fn pack(store: Store, association: Id) {
    tokio::spawn(async move {
        if let Err(error) = store.pack_facts(association).await {
            tracing::warn!(%error, "what reports read was not packed");
        }
    });
}

impl Wanted {
    fn asked(&self) -> Result<Asked, ApiError> {
        let parts = |list: &Option<String>| -> Vec<String> {
            let parts = list.iter().flat_map(|list| list.split(','));
            parts.map(str::to_owned).collect()
        };
        let ids = |list: &Option<String>, why| -> Result<BTreeSet<Id>, ApiError> {
            let ids = parts(list)
                .iter()
                .map(|id| id.parse::<Id>())
                .collect::<Result<_, _>>();
            ids.map_err(|_| ApiError::malformed(why))
        };
        // What is no bands is none, which no report can be asked for in.
        let bands = match &self.bands {
            Some(ages) => bands(ages).unwrap_or_default(),
            None => BANDS.to_vec(),
        };
        let mut asked = Asked {
            from: self.from.clone(),
            to: self.to.clone(),
            activities: ids(&self.activity, "activity names no id")?,
            projects: ids(&self.project, "project names no id")?,
            donor: self.donor.clone().filter(|donor| !donor.is_empty()),
            bands,
        };
        // Projects have days of their own.
        if asked.projects.is_empty() && asked.donor.is_none() {
            let today = clock::day(clock::now());
            let first = || format!("{:04}-01-01", today.ymd().0);
            asked.from = Some(asked.from.unwrap_or_else(first));
            asked.to = Some(asked.to.unwrap_or_else(|| today.to_string()));
        }
        Ok(asked)
    }

    /// The language of what is for people.
    pub(super) fn lang(&self) -> Lang {
        let lang = self.lang.as_deref().and_then(Lang::from_code);
        lang.unwrap_or_default()
    }

    fn answer(&self, told: &Told) -> Result<Response, ApiError> {
        let lang = self.lang();
        let (kind, ending, bytes) = match self.format {
            Format::Json => {
                return Ok(([(header::CONTENT_TYPE, JSON)], told.to_json().to_string()).into_response());
            }
            Format::Xlsx => (XLSX, "xlsx", told.to_xlsx(lang)?),
            Format::Csv => (
                "text/csv; charset=utf-8",
                "csv",
                told.to_csv(lang, self.separator)?,
            ),
        };
        let (from, to) = (told.query.from, told.query.to);
        let named = format!("attachment; filename=\"hadir-{from}-{to}.{ending}\"");
        let head = [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, named),
        ];
        Ok((head, bytes).into_response())
    }
}

impl From<AskedFault> for ApiError {
    fn from(fault: AskedFault) -> Self {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let message = format!("No report was made: {fault}.");
        match fault {
            AskedFault::Day | AskedFault::Order | AskedFault::Period => {
                ApiError::new(status, "bad_period", message).at("from")
            }
            AskedFault::Activity => ApiError::new(status, "unknown_reference", message).at("activity"),
            AskedFault::Project => ApiError::new(status, "unknown_reference", message).at("project"),
            AskedFault::Donor => ApiError::new(status, "unknown_reference", message).at("donor"),
            AskedFault::Bands => ApiError::new(status, "bad_bands", message).at("bands"),
        }
    }
}

impl From<ReportError> for ApiError {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Store(error) => error.into(),
            other => ApiError::internal(&other),
        }
    }
}
