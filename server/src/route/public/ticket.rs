//! `/t/{ticket}`: a ticket, and giving its place back.

use app::i18n::Public;
use app::site::message::Message;
use app::site::ticket;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ticket::Ticket;
use serde::Deserialize;

use super::{Reader, page};
use crate::auth::session::From;
use crate::clock;
use crate::error::ApiError;
use crate::public::{self, Held, PublicLimits};
use crate::store::Store;

/// Which ticket, as it was typed.
#[derive(Debug, Deserialize)]
pub struct Named {
    ticket: String,
}

/// The ticket.
pub async fn show(
    State(store): State<Store>,
    State(limits): State<PublicLimits>,
    from: From,
    reader: Reader,
    named: Result<Path<Named>, PathRejection>,
) -> Result<Response, ApiError> {
    Ok(match find(&store, &limits, from, &reader, named).await? {
        Ok(held) => page(StatusCode::OK, ticket::draw(reader.unlisted(), held.stub)),
        Err(missing) => missing.page(reader),
    })
}

/// The place given back.
pub async fn cancel(
    State(store): State<Store>,
    State(limits): State<PublicLimits>,
    from: From,
    reader: Reader,
    named: Result<Path<Named>, PathRejection>,
) -> Result<Response, ApiError> {
    let held = match find(&store, &limits, from, &reader, named).await? {
        Ok(held) => held,
        Err(missing) => return Ok(missing.page(reader)),
    };
    public::cancel(&store, held.place.association, held.place.record, clock::now()).await?;
    let link = reader.listed().link(&ticket::path(held.stub.ticket));
    Ok(Redirect::to(&link).into_response())
}

/// Why no ticket is shown.
enum Missing {
    /// Nobody was given it.
    Unknown,
    /// Too many were asked for that nobody was given: to be tried again in so many seconds.
    Wait(u64),
}

impl Missing {
    fn page(self, reader: Reader) -> Response {
        let words = Public::of(reader.lang());
        let (status, text) = match self {
            Missing::Unknown => (StatusCode::NOT_FOUND, words.ticket_unknown_text.to_owned()),
            Missing::Wait(seconds) => {
                let wait = words.seconds(seconds);
                (StatusCode::TOO_MANY_REQUESTS, words.too_many_tickets(&wait))
            }
        };
        let message = Message {
            title: words.ticket_unknown_title,
            text,
            way: None,
        };
        let mut response = reader.say(status, message);
        if let Missing::Wait(seconds) = self {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The ticket of a code. A code that is none costs nothing; one that nobody was given costs a chance.
async fn find(
    store: &Store,
    limits: &PublicLimits,
    From(address): From,
    reader: &Reader,
    named: Result<Path<Named>, PathRejection>,
) -> Result<Result<Held, Missing>, ApiError> {
    let typed = named
        .ok()
        .and_then(|Path(named)| named.ticket.parse::<Ticket>().ok());
    let Some(ticket) = typed else {
        return Ok(Err(Missing::Unknown));
    };
    let now = clock::now();
    if let Err(seconds) = limits.look(address, now) {
        return Ok(Err(Missing::Wait(seconds)));
    }
    let held = public::held(store, ticket, reader.lang(), now).await?;
    if held.is_some() {
        limits.found(address);
    }
    Ok(held.ok_or(Missing::Unknown))
}
