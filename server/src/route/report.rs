//! `GET /api/v1/report`: a period in numbers, as JSON, as a workbook, as CSV.

use app::i18n::Lang;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::Id;
use domain::report::BANDS;
use serde::Deserialize;

use super::body::JSON;
use crate::auth::Signed;
use crate::clock;
use crate::error::ApiError;
use crate::report::{self, AskedFault, ReportError, Separator, Told, XLSX};
use crate::state::Readers;
use crate::store::Store;

/// What is asked for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// First day; the first of the year where there is none.
    from: Option<String>,
    /// Last day; today where there is none.
    to: Option<String>,
    /// Activities, a comma between; all where there are none.
    activity: Option<String>,
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
    let query = wanted.query()?;
    let _turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
    let told = Told::of(store, signed.session.association, query, wanted.outside).await?;
    let mut asked = told.query.activities.iter().flatten();
    if asked.any(|activity| !told.names.has_activity(*activity)) {
        let (status, message) = (StatusCode::UNPROCESSABLE_ENTITY, "There is no such activity.");
        return Err(ApiError::new(status, "unknown_reference", message).at("activity"));
    }
    Ok((wanted, told))
}

impl Wanted {
    fn query(&self) -> Result<domain::report::Query, ApiError> {
        let today = clock::day(clock::now());
        let parts = |list: &Option<String>| -> Vec<String> {
            let parts = list.iter().flat_map(|list| list.split(','));
            parts.map(str::to_owned).collect()
        };
        let activities: Result<_, _> = parts(&self.activity).iter().map(|id| id.parse::<Id>()).collect();
        let activities = activities.map_err(|_| ApiError::malformed("activity names no id"))?;
        let bands: Result<_, _> = parts(&self.bands).iter().map(|age| age.parse::<i64>()).collect();
        let bands = match &self.bands {
            Some(_) => bands.unwrap_or_default(),
            None => BANDS.to_vec(),
        };
        let from = self
            .from
            .clone()
            .unwrap_or_else(|| format!("{:04}-01-01", today.ymd().0));
        let to = self.to.clone().unwrap_or_else(|| today.to_string());
        Ok(report::query((&from, &to), activities, bands, today)?)
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
            AskedFault::Day | AskedFault::Order => ApiError::new(status, "bad_period", message).at("from"),
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
