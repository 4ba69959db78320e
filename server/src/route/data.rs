//! `GET /api/v1/data/…`: flat tables for spreadsheets and other programs, by a token. Each is an array of objects, whose
//! keys are those of every row.

use std::collections::BTreeSet;

use app::i18n::Lang;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::id::Id;
use domain::record::Reach;
use domain::report::{BANDS, Month, Query as Numbers};
use domain::time::Day;
use serde::{Deserialize, Serialize};
use tokio::sync::OwnedSemaphorePermit;

use super::body::JSON;
use crate::auth::Reader;
use crate::clock;
use crate::data::{self, DataFault, MOST, Rows, Untold, Within};
use crate::error::ApiError;
use crate::report::{Asked as Wished, Names, Told};
use crate::state::Readers;
use crate::store::Store;

/// What is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// First day; the first of the year where there is none, for outside of that of the last month that is told.
    from: Option<String>,
    /// Last day; today where there is none.
    to: Option<String>,
    /// Activities, a comma between; all where there are none.
    activity: Option<String>,
    /// Whether numbers are for outside.
    #[serde(default)]
    outside: bool,
    /// The language of what is called by words.
    lang: Option<String>,
    /// Rows of a page; all of them where there is none.
    limit: Option<usize>,
    /// Rows after this id.
    after: Option<Id>,
}

/// What a route is given besides who reads.
type Wanted = Result<Query<Asked>, QueryRejection>;

/// `GET /api/v1/data/report`. For outside it is told month by month: see [`data::outside`].
pub async fn report(
    State(store): State<Store>,
    State(readers): State<Readers>,
    reader: Reader,
    asked: Wanted,
) -> Result<Response, ApiError> {
    reader.must_reach(Reach::Outside)?;
    let asked = understood(asked)?;
    let names = names(&store, reader.association).await?;
    let lang = asked.lang.as_deref().and_then(Lang::from_code);
    let lang = lang.unwrap_or_default();
    let turn = || async { readers.turn().await.map_err(|error| ApiError::internal(&error)) };
    if asked.outside || !reader.reach.covers(Reach::Numbers) {
        let today = clock::day(clock::now());
        let months = asked.months(&names, today)?;
        let _turn = turn().await?;
        let told = data::outside(&store, reader.association, &names, &months, (today, lang)).await?;
        return json(&told);
    }
    let query = asked.query(&names)?;
    let _turn = turn().await?;
    let told = Told::of(&store, reader.association, names, query, false).await?;
    let lines = data::lines(&told.report, None, (told.query.from, told.query.to));
    let named = lines.into_iter().map(|line| line.named(&told.names, lang));
    json(&named.collect::<Vec<_>>())
}

/// `GET /api/v1/data/activities`.
pub async fn activities(
    State(store): State<Store>,
    State(readers): State<Readers>,
    reader: Reader,
    uri: Uri,
    asked: Wanted,
) -> Result<Response, ApiError> {
    let (within, _turn) = begun(&store, &readers, &reader, asked, Reach::Numbers).await?;
    answer(&uri, data::activities(&store, reader.association, &within).await?)
}

/// `GET /api/v1/data/sessions`.
pub async fn sessions(
    State(store): State<Store>,
    State(readers): State<Readers>,
    reader: Reader,
    uri: Uri,
    asked: Wanted,
) -> Result<Response, ApiError> {
    let (within, _turn) = begun(&store, &readers, &reader, asked, Reach::Numbers).await?;
    answer(&uri, data::sessions(&store, reader.association, &within).await?)
}

/// `GET /api/v1/data/people`.
pub async fn people(
    State(store): State<Store>,
    State(readers): State<Readers>,
    reader: Reader,
    uri: Uri,
    asked: Wanted,
) -> Result<Response, ApiError> {
    let (within, _turn) = begun(&store, &readers, &reader, asked, Reach::People).await?;
    answer(&uri, data::people(&store, reader.association, &within).await?)
}

/// `GET /api/v1/data/attendances`.
pub async fn attendances(
    State(store): State<Store>,
    State(readers): State<Readers>,
    reader: Reader,
    uri: Uri,
    asked: Wanted,
) -> Result<Response, ApiError> {
    let (within, _turn) = begun(&store, &readers, &reader, asked, Reach::People).await?;
    answer(
        &uri,
        data::attendances(&store, reader.association, &within).await?,
    )
}

/// What of a table is asked for, by who may read it, once it is their turn.
async fn begun(
    store: &Store,
    readers: &Readers,
    reader: &Reader,
    asked: Wanted,
    reach: Reach,
) -> Result<(Within, OwnedSemaphorePermit), ApiError> {
    reader.must_reach(reach)?;
    let within = understood(asked)?.within(&names(store, reader.association).await?)?;
    let turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
    Ok((within, turn))
}

fn understood(asked: Wanted) -> Result<Asked, ApiError> {
    let Query(asked) = asked
        .map_err(|_| ApiError::malformed("limit is a whole number, after an id, outside true or false"))?;
    if asked.limit.is_some_and(|limit| !(1..=MOST).contains(&limit)) {
        return Err(ApiError::malformed(format!("limit is between 1 and {MOST}")));
    }
    Ok(asked)
}

impl Asked {
    fn query(&self, names: &Names) -> Result<Numbers, ApiError> {
        let today = clock::day(clock::now());
        let (from, to) = self.days(today);
        let wished = Wished {
            from: Some(from),
            to: Some(to),
            activities: self.activities()?,
            bands: BANDS.to_vec(),
            ..Wished::default()
        };
        Ok(wished.query(names, today)?)
    }

    /// The months that are told for outside.
    fn months(&self, names: &Names, today: Day) -> Result<Vec<Month>, ApiError> {
        if self.activity.is_some() {
            return Err(ApiError::malformed(
                "for outside all activities are told together: leave activity out",
            ));
        }
        let year = data::last_month(today).year;
        let from = self.from.clone().unwrap_or_else(|| format!("{year:04}-01-01"));
        let wished = Wished {
            from: Some(from),
            to: Some(self.days(today).1),
            bands: BANDS.to_vec(),
            ..Wished::default()
        };
        let query = wished.query(names, today)?;
        Ok(data::months((query.from, query.to), today)?)
    }

    fn within(&self, names: &Names) -> Result<Within, ApiError> {
        let query = self.query(names)?;
        Ok(Within {
            days: Some((query.from, query.to)),
            activities: query.activities,
            after: self.after,
            limit: self.limit,
        })
    }

    fn days(&self, today: Day) -> (String, String) {
        let year = format!("{:04}-01-01", today.ymd().0);
        let to = self.to.clone().unwrap_or_else(|| today.to_string());
        (self.from.clone().unwrap_or(year), to)
    }

    fn activities(&self) -> Result<BTreeSet<Id>, ApiError> {
        let named = self.activity.iter().flat_map(|list| list.split(','));
        let ids: Result<_, _> = named.map(str::parse::<Id>).collect();
        ids.map_err(|_| ApiError::malformed("activity names no id"))
    }
}

async fn names(store: &Store, association: Id) -> Result<Names, ApiError> {
    Ok(Names::of(&store.named(association).await?))
}

/// Rows, and in `Link` where to go on.
fn answer<T: Serialize>(uri: &Uri, found: Rows<T>) -> Result<Response, ApiError> {
    let mut response = json(&found.rows)?;
    if let Some(next) = found.next.and_then(|next| link(uri, next)) {
        response.headers_mut().insert(header::LINK, next);
    }
    Ok(response)
}

fn json<T: Serialize>(rows: &[T]) -> Result<Response, ApiError> {
    let text = serde_json::to_string(rows).map_err(|error| ApiError::internal(&error))?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    Ok((headers, text).into_response())
}

/// The same address, after an id.
fn link(uri: &Uri, next: Id) -> Option<HeaderValue> {
    let asked = uri.query().unwrap_or_default().split('&');
    let kept = asked.filter(|part| !part.is_empty() && !part.starts_with("after="));
    let kept: Vec<&str> = kept.collect();
    let address = format!("<{}?{}&after={next}>; rel=\"next\"", uri.path(), kept.join("&"));
    HeaderValue::from_str(&address).ok()
}

impl From<Untold> for ApiError {
    fn from(fault: Untold) -> Self {
        let message = format!("Nothing was read: {fault}.");
        ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_period", message).at("from")
    }
}

impl From<DataFault> for ApiError {
    fn from(fault: DataFault) -> Self {
        match fault {
            DataFault::Store(error) => error.into(),
            DataFault::Stopped(error) => ApiError::internal(&error),
            DataFault::TooMany => {
                let message = format!("Nothing was read: {fault}.");
                ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "too_many_rows", message)
            }
        }
    }
}
