//! `/privacy/{association}`: the notice of law 09-08, and requests about personal data.

use app::i18n::Public;
use app::intent::AskAboutData;
use app::site::association::Shown;
use app::site::privacy::{self, Asking};
use axum::Form;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::Id;
use domain::ticket::Ticket;
use serde::Deserialize;

use super::{Reader, Sent, fresh, page, stamp};
use crate::auth::session::From;
use crate::clock;
use crate::error::ApiError;
use crate::public::{self, Arrived, PublicLimits, StampFault};
use crate::store::Store;

/// Which association.
#[derive(Debug, Deserialize)]
pub struct Named {
    association: Id,
}

/// A request somebody follows.
#[derive(Debug, Deserialize)]
pub struct Followed {
    number: Option<String>,
}

/// The notice, the form, and where a request stands whose number is given.
pub async fn show(
    State(store): State<Store>,
    State(limits): State<PublicLimits>,
    From(address): From,
    reader: Reader,
    named: Result<Path<Named>, PathRejection>,
    Query(followed): Query<Followed>,
) -> Result<Response, ApiError> {
    let now = clock::now();
    let Some(association) = find(&store, &reader, named).await? else {
        return Ok(reader.nothing());
    };
    let typed = followed.number.unwrap_or_default();
    let mut asking = Asking {
        stamp: fresh(&store, association.id, now),
        ..Asking::default()
    };
    if let Ok(number) = typed.parse::<Ticket>() {
        if let Err(seconds) = limits.look(address, now) {
            return Ok(wait(reader, association, asking, seconds));
        }
        asking.followed = public::followed(&store, association.id, number).await?;
        if asking.followed.is_some() {
            limits.found(address);
        }
    }
    asking.number = typed;
    Ok(draw(reader, association, StatusCode::OK, asking))
}

/// A request: a number to follow it by, or the form again with all that was typed.
pub async fn send(
    State(store): State<Store>,
    State(limits): State<PublicLimits>,
    From(address): From,
    reader: Reader,
    named: Result<Path<Named>, PathRejection>,
    sent: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, ApiError> {
    let now = clock::now();
    let Some(association) = find(&store, &reader, named).await? else {
        return Ok(reader.nothing());
    };
    let sent = Sent::of(sent);
    let words = Public::of(reader.lang());
    let mut asking = Asking {
        form: AskAboutData {
            right: sent.text("right"),
            name: sent.text("name"),
            phone: sent.text("phone"),
            details: sent.text("details"),
        },
        stamp: sent.text("form"),
        ..Asking::default()
    };
    let stamp = stamp(&sent, &store, association.id, now);
    if stamp == Err(StampFault::Unknown) {
        asking.stamp = fresh(&store, association.id, now);
    }
    let number = stamp.as_ref().map_or(Ticket::of(0), public::number);
    let asked = match asking.form.check(number, clock::day(now)) {
        Ok(asked) if stamp.is_ok() => asked,
        Ok(_) => {
            asking.trouble = Some(words.check_again.to_owned());
            return Ok(draw(
                reader,
                association,
                StatusCode::UNPROCESSABLE_ENTITY,
                asking,
            ));
        }
        Err(faults) => {
            asking.faults = faults;
            return Ok(draw(
                reader,
                association,
                StatusCode::UNPROCESSABLE_ENTITY,
                asking,
            ));
        }
    };
    if let Err(seconds) = limits.register(address, association.id, now) {
        return Ok(wait(reader, association, asking, seconds));
    }
    match public::request(&store, association.id, number, asked, now).await? {
        Arrived::Registered(number) => {
            let link = reader.listed().link(&privacy::path(&association));
            Ok(Redirect::to(&format!("{link}&number={number}")).into_response())
        }
        Arrived::Closed | Arrived::Refused(_) => {
            asking.trouble = Some(words.busy.to_owned());
            Ok(draw(
                reader,
                association,
                StatusCode::UNPROCESSABLE_ENTITY,
                asking,
            ))
        }
    }
}

fn draw(reader: Reader, association: Shown, status: StatusCode, asking: Asking) -> Response {
    page(status, privacy::draw(reader.listed(), association, asking))
}

/// The form again, to be sent in so many seconds.
fn wait(reader: Reader, association: Shown, mut asking: Asking, seconds: u64) -> Response {
    let words = Public::of(reader.lang());
    asking.trouble = Some(words.too_many(&words.seconds(seconds)));
    let mut response = draw(reader, association, StatusCode::TOO_MANY_REQUESTS, asking);
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

async fn find(
    store: &Store,
    reader: &Reader,
    named: Result<Path<Named>, PathRejection>,
) -> Result<Option<Shown>, ApiError> {
    match named {
        Ok(Path(named)) => Ok(public::profile(store, named.association, reader.lang()).await?),
        Err(_) => Ok(None),
    }
}
