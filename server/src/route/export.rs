//! `POST /api/v1/export`: a head takes all of their association away, as the lines that `hadir import` takes in. It is
//! sent as it is read, and that it was taken is in the log before.

use core::time::Duration;
use std::io;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::change::Edit;
use domain::id::Id;
use domain::record::{Association, View, association};
use domain::time::Millis;
use serde::Deserialize;
use tokio::io::{DuplexStream, duplex};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::timeout;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};
use tokio_util::io::ReaderStream;

use super::account::confirm;
use super::body::{Asked, attachment};
use super::session::too_many_tries;
use crate::auth::{Signed, session::From};
use crate::clock;
use crate::document;
use crate::error::ApiError;
use crate::export::{self, WriteError};
use crate::state::AppState;
use crate::store::Store;

/// JSON, one object a line.
const LINES: &str = "application/x-ndjson";
/// How much waits for a slow line.
const WAITING_BYTES: usize = 64 * 1024;
/// Longer than this nobody holds a connection to the database.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// Who takes it, once more.
#[derive(Debug, Deserialize)]
pub struct Taking {
    password: String,
}

/// Everything that is kept, for heads, without what lets anybody in.
pub async fn take_away(
    State(state): State<AppState>,
    signed: Signed,
    from: From,
    Asked(asked): Asked<Taking>,
) -> Result<Response, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    confirm(&state, &signed.session, from, asked.password).await?;
    let (association, member, now) = (signed.session.association, signed.session.member, clock::now());
    state.limits.take_export(member, now).map_err(too_many_tries)?;
    let turn = state.departures.clone().acquire_owned().await;
    let turn = turn.map_err(|error| ApiError::internal(&error))?;
    let profile = note(&state.store, association, member, now).await?;
    let day = clock::day(now);
    let named = format!("{}-{day}.jsonl", profile.name(false));
    let named = document::file_name(&named).unwrap_or_default();
    let head = [
        (header::CONTENT_TYPE, LINES.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            attachment(&format!("hadir-{day}.jsonl"), &named),
        ),
    ];
    let lines = Body::from_stream(lines(state.store, association, turn));
    Ok((head, lines).into_response())
}

/// Writes into the log that a head took everything away.
async fn note(store: &Store, association: Id, by: Id, now: Millis) -> Result<Association, ApiError> {
    let mut book = store.book(association).await?;
    book.load([association].into()).await?;
    let profile = book.record(association).map(Association::of);
    let taken = Edit::new(Association::KIND, association).set(association::EXPORTED, Some(now));
    book.record_own(Some(by), &[taken], now).await?;
    book.close().await?;
    Ok(profile.unwrap_or_default())
}

/// What is sent. Where it cannot be read to its end the answer breaks off, so that nobody takes it for whole; where
/// nobody takes it any more, the reading ends.
fn lines(store: Store, association: Id, turn: OwnedSemaphorePermit) -> impl Stream<Item = io::Result<Bytes>> {
    let (to, from) = duplex(WAITING_BYTES);
    let (break_off, broken) = mpsc::channel(1);
    tokio::spawn(async move {
        let _turn = turn;
        if let Err(error) = hand_over(&store, association, to).await {
            // Whoever is gone does not hear it.
            let _ = break_off.send(Err(error)).await;
        }
    });
    ReaderStream::new(from).chain(ReceiverStream::new(broken))
}

async fn hand_over(store: &Store, association: Id, to: DuplexStream) -> io::Result<()> {
    match timeout(LONGEST, export::hand_over(store, association, to)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(WriteError::Output(gone))) => Err(gone),
        Ok(Err(WriteError::Store(error))) => {
            tracing::error!(%error, "an association could not be read to its end");
            Err(io::Error::other(error))
        }
        Err(late) => Err(io::Error::new(io::ErrorKind::TimedOut, late)),
    }
}
