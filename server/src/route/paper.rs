//! `GET /api/v1/paper/…`: papers to print, as PDF, for whoever may read the activity they are of; what is of the whole
//! association, for those who see all of it, and of its team, for heads.

use app::i18n::Lang;
use app::paper::{Paper, Team};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query as HttpQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Member, Record, View, group, registration, session};
use domain::report::{Month, Query};
use domain::time::Day;
use domain::value::FieldNo;
use domain::view::{self, CardsOf};
use serde::Deserialize;
use tokio::sync::OwnedSemaphorePermit;

use super::report::{Wanted as Numbers, numbers};
use crate::auth::Signed;
use crate::clock;
use crate::error::ApiError;
use crate::paper::{self, Known, PDF, PaperError};
use crate::report::{Names, Told};
use crate::state::Readers;
use crate::store::Store;

/// How a paper is wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// Its language.
    lang: Option<String>,
    /// Whether a sheet is to be filled in by hand.
    #[serde(default)]
    blank: bool,
    /// The month of a register, as 2026-03; this one where there is none.
    month: Option<String>,
}

type Asked<T> = Result<T, PathRejection>;
type Wish<T> = Result<HttpQuery<T>, QueryRejection>;

/// The attendance sheet of a session.
pub async fn attendance(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    id: Asked<Path<Id>>,
    wanted: Wish<Wanted>,
) -> Result<Response, ApiError> {
    let desk = Desk::open(store, readers, signed, wanted)?;
    let id = of(id)?;
    let known = desk.known(id, Kind::Session, session::ACTIVITY).await?;
    let (lang, blank) = (desk.lang(), desk.wanted.blank);
    print(&desk.readers, "attendance", lang, move || {
        known.papers(lang).attendance(id, blank)
    })
    .await
}

/// The attendance list of a general assembly.
pub async fn assembly(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    id: Asked<Path<Id>>,
    wanted: Wish<Wanted>,
) -> Result<Response, ApiError> {
    let desk = Desk::open(store, readers, signed, wanted)?;
    let id = of(id)?;
    let known = desk.known(id, Kind::Session, session::ACTIVITY).await?;
    let lang = desk.lang();
    print(&desk.readers, "assembly", lang, move || {
        known.papers(lang).assembly(id)
    })
    .await
}

/// The register of a group for a month.
pub async fn register(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    id: Asked<Path<Id>>,
    wanted: Wish<Wanted>,
) -> Result<Response, ApiError> {
    let desk = Desk::open(store, readers, signed, wanted)?;
    let id = of(id)?;
    let month = match &desk.wanted.month {
        Some(month) => {
            Month::from_iso(month).ok_or_else(|| unfit("month", "a month is written as 2026-03"))?
        }
        None => Month::of(clock::day(clock::now())),
    };
    let known = desk.known(id, Kind::Group, group::ACTIVITY).await?;
    let lang = desk.lang();
    print(&desk.readers, "register", lang, move || {
        known.papers(lang).register(id, month)
    })
    .await
}

/// The certificate of a registration: that its person took part in its activity.
pub async fn certificate(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    id: Asked<Path<Id>>,
    wanted: Wish<Wanted>,
) -> Result<Response, ApiError> {
    let desk = Desk::open(store, readers, signed, wanted)?;
    let id = of(id)?;
    let known = desk.known(id, Kind::Registration, registration::ACTIVITY).await?;
    let registration = known.replica.get(id).ok_or_else(not_there)?;
    let (activity, person) = (
        registration.read(registration::ACTIVITY),
        registration.read(registration::BENEFICIARY),
    );
    let (lang, today) = (desk.lang(), clock::day(clock::now()));
    print(&desk.readers, "certificate", lang, move || {
        known.papers(lang).certificate(activity, person, today)
    })
    .await
}

/// A period in numbers.
pub async fn report(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    wanted: Wish<Numbers>,
) -> Result<Response, ApiError> {
    let (wanted, told) = numbers(&store, &readers, &signed, wanted).await?;
    let lang = wanted.lang();
    make(&readers, "report", move || paper::report(&told, lang).map(Some)).await
}

/// The period of a register of volunteers.
#[derive(Debug, Default, Deserialize)]
pub struct Period {
    /// First day; where there is none, that of the year.
    from: Option<String>,
    /// Last day; where there is none, today.
    to: Option<String>,
    /// Its language.
    lang: Option<String>,
}

impl Period {
    fn asked(&self, today: Day) -> Result<Query, ApiError> {
        let day = |field: &'static str, said: &Option<String>, otherwise: Option<Day>| match said {
            Some(said) => Day::from_iso(said).ok_or_else(|| unfit(field, "a day is written as 2026-03-31")),
            None => Ok(otherwise.unwrap_or(today)),
        };
        let from = day("from", &self.from, Day::from_ymd(today.ymd().0, 1, 1))?;
        let to = day("to", &self.to, None)?;
        if to < from {
            return Err(unfit("to", "the last day is before the first"));
        }
        Ok(Query::of(from, to, today))
    }
}

/// The register of volunteers, with the time each gave in a period: for heads.
pub async fn volunteers(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    wanted: Wish<Period>,
) -> Result<Response, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    let HttpQuery(wanted) = wanted.map_err(|_| unknown())?;
    let query = wanted.asked(clock::day(clock::now()))?;
    let association = signed.session.association;
    let named = store.named(association).await?;
    let told = {
        let _turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
        Told::of(&store, association, Names::of(&named), query, false).await?
    };
    let given = |id: &Id| told.report.volunteers.get(id).copied().unwrap_or_default();
    let team = named.iter().filter(|record| record.kind == Kind::Member);
    let team = team.map(|record| (Member::of(record), given(&record.id)));
    let days = (told.query.from, told.query.to);
    let (association, team) = (told.names.association.clone(), Team::of(days, team));
    let lang = lang_of(wanted.lang.as_deref());
    print(&readers, "volunteers", lang, move || {
        Some(team.register(&association, lang))
    })
    .await
}

/// Cards that one file may have: five hundred sheets.
const CARDS: usize = 5_000;

/// Whose cards.
#[derive(Debug, Default, Deserialize)]
pub struct Whose {
    /// Those of an activity's people.
    activity: Option<Id>,
    /// One person's.
    person: Option<Id>,
    /// The language of the sheets.
    lang: Option<String>,
}

/// Sheets of cards, of everybody or of some, for those who give them: those who see the whole register.
pub async fn cards(
    State(store): State<Store>,
    State(readers): State<Readers>,
    signed: Signed,
    wanted: Wish<Whose>,
) -> Result<Response, ApiError> {
    if !signed.asker().sees_all() {
        return Err(ApiError::not_allowed());
    }
    let HttpQuery(wanted) = wanted.map_err(|_| unknown())?;
    let association = signed.session.association;
    let (lang, today) = (lang_of(wanted.lang.as_deref()), clock::day(clock::now()));
    let turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
    let (known, of) = match (wanted.person, wanted.activity) {
        (Some(person), _) => (
            Known::of_person(&store, association, person).await?,
            CardsOf::Person(person),
        ),
        (None, Some(activity)) => (
            Known::of(&store, association, activity).await?,
            CardsOf::Activity(activity),
        ),
        (None, None) => (Known::of_everyone(&store, association).await?, CardsOf::Everyone),
    };
    // Everybody of a large association, in the order of their names: apart from the threads that answer requests.
    let sorting = tokio::task::spawn_blocking(move || {
        let mut lines = view::cards(&known.replica, of, lang == Lang::Ar, today);
        lines.retain(|line| line.code.is_some());
        (lines, known.association)
    });
    let (lines, association) = sorting.await.map_err(|error| ApiError::internal(&error))?;
    if lines.len() > CARDS {
        let message =
            format!("More than {CARDS} cards do not go into one file: ask for those of one activity.");
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "too_many_cards",
            message,
        ));
    }
    making(turn, "cards", move || {
        if lines.is_empty() {
            return Ok(None);
        }
        paper::cards(&lines, &association, lang).map(Some)
    })
    .await
}

fn lang_of(code: Option<&str>) -> Lang {
    code.and_then(Lang::from_code).unwrap_or_default()
}

fn unknown() -> ApiError {
    ApiError::malformed("the address asks for something unknown")
}

/// Who asks for a paper, and how they want it.
struct Desk {
    store: Store,
    readers: Readers,
    signed: Signed,
    wanted: Wanted,
}

impl Desk {
    fn open(store: Store, readers: Readers, signed: Signed, wanted: Wish<Wanted>) -> Result<Self, ApiError> {
        let HttpQuery(wanted) = wanted.map_err(|_| unknown())?;
        Ok(Desk {
            store,
            readers,
            signed,
            wanted,
        })
    }

    fn lang(&self) -> Lang {
        lang_of(self.wanted.lang.as_deref())
    }

    /// What is known of the activity of a record, where the member may read it.
    async fn known(&self, id: Id, kind: Kind, activity: FieldNo) -> Result<Known, ApiError> {
        let association = self.signed.session.association;
        let found = self.store.records(association, &[id]).await?;
        let record: &Record = found
            .iter()
            .find(|record| record.kind == kind)
            .ok_or_else(not_there)?;
        let activity: Id = record.read(activity);
        if !self.signed.asker().reads(activity) {
            return Err(ApiError::not_allowed());
        }
        Ok(Known::of(&self.store, association, activity).await?)
    }
}

/// Lays out a paper, once there is one.
async fn print(
    readers: &Readers,
    name: &str,
    lang: Lang,
    paper: impl FnOnce() -> Option<Paper> + Send + 'static,
) -> Result<Response, ApiError> {
    make(readers, name, move || {
        paper().map(|paper| paper::sheet(&paper, lang)).transpose()
    })
    .await
}

/// Makes a paper apart from the threads that answer requests, a few at once. Whoever no longer waits for it leaves the
/// queue; one whose letters are being laid is finished first, and keeps its turn until then.
async fn make(
    readers: &Readers,
    name: &str,
    make: impl FnOnce() -> Result<Option<Vec<u8>>, PaperError> + Send + 'static,
) -> Result<Response, ApiError> {
    let turn = readers.turn().await.map_err(|error| ApiError::internal(&error))?;
    making(turn, name, make).await
}

/// The same of whoever has a turn already.
async fn making(
    turn: OwnedSemaphorePermit,
    name: &str,
    make: impl FnOnce() -> Result<Option<Vec<u8>>, PaperError> + Send + 'static,
) -> Result<Response, ApiError> {
    let made = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        make()
    });
    let made = made.await.map_err(|error| ApiError::internal(&error))?;
    let bytes = made
        .map_err(|error| ApiError::internal(&error))?
        .ok_or_else(not_there)?;
    let named = format!("inline; filename=\"hadir-{name}.pdf\"");
    let head = [
        (header::CONTENT_TYPE, PDF.to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((head, bytes).into_response())
}

fn of(id: Asked<Path<Id>>) -> Result<Id, ApiError> {
    let Path(id) = id.map_err(|_| not_there())?;
    Ok(id)
}

fn not_there() -> ApiError {
    let message = "There is no such paper: what it would be of is not here, or nobody came to it yet.";
    ApiError::new(StatusCode::NOT_FOUND, "no_paper", message)
}

fn unfit(field: &'static str, why: &str) -> ApiError {
    let message = format!("No paper was made: {why}.");
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_day", message).at(field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use tokio::sync::oneshot;

    /// Whether there is a turn at once.
    async fn has_turn(readers: &Readers) -> bool {
        tokio::select! {
            biased;
            turn = readers.turn() => turn.is_ok(),
            () = core::future::ready(()) => false,
        }
    }

    #[tokio::test]
    async fn a_paper_that_nobody_waits_for_any_more_keeps_its_turn_until_it_is_made_and_no_longer() {
        let readers = Readers::default();
        let (begun, begins) = oneshot::channel();
        let (end, ends) = mpsc::channel::<()>();
        let making = make(&readers, "sheet", move || {
            begun.send(()).expect("somebody to hear it");
            // It ends as the other end is dropped.
            ends.recv().unwrap_err();
            Ok(None)
        });
        tokio::select! {
            _ = making => panic!("it was made before it could be"),
            begun = begins => begun.expect("a beginning"),
        }
        let _other = readers.turn().await.unwrap();
        assert!(!has_turn(&readers).await, "one is made, the other is taken");
        drop(end);
        drop(readers.turn().await.unwrap());
    }
}
