//! One synchronisation: what a phone recorded goes in, what is new to it comes out.
//!
//! Neither half depends on the other, and no change stops another.

mod pull;
mod push;

use domain::access::Asker;
use domain::record::{Device, Record, View};
use domain::text::is_invisible;
use domain::time::Millis;
use domain::wire::{PROTOCOL, SyncRequest, SyncResponse};

use crate::store::{Session, Store, StoreError};

/// A phone is written down as seen at most this often.
const SEEN_EVERY_MS: i64 = 15 * 60_000;
/// Room used on a phone is written down anew when it moved by more than this.
const USED_STEP_KB: u64 = 1_024;

/// Why a synchronisation did not take place.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The account was closed or the phone revoked meanwhile.
    #[error("this phone is signed out")]
    SignedOut,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Answers one request of a signed-in phone, received at an instant.
pub async fn sync(
    store: &Store,
    session: &Session,
    request: &SyncRequest,
    received: Millis,
) -> Result<SyncResponse, SyncError> {
    let (mut asker, device) = standing(store, session).await?;
    let heard = heard(&device, request, received);
    let (mut verdicts, mut news) = (Vec::new(), None);
    if !request.changes.is_empty() || heard.is_some() {
        let (answers, written) = push::push(store, session, request, heard.is_some(), received).await?;
        (verdicts, news) = (answers, Some(written));
        (asker, _) = standing(store, session).await?;
    }
    let handed = pull::pull(store, session, &asker, request, news).await?;
    Ok(SyncResponse {
        protocol: PROTOCOL,
        epoch: store.epoch,
        server_time: received,
        verdicts,
        slices: handed.parts,
        more: handed.more,
        head: Some(handed.head),
    })
}

/// The rights of the session's member, and the record of its phone.
async fn standing(store: &Store, session: &Session) -> Result<(Asker, Record), SyncError> {
    let records = store
        .records(session.association, &[session.member, session.device])
        .await?;
    let of = |id| records.iter().find(|record| record.id == id);
    match (of(session.member), of(session.device)) {
        (Some(member), Some(device)) => Ok((Asker::of(member), device.clone())),
        _ => Err(SyncError::SignedOut),
    }
}

/// The phone's record with what was heard of it now; `None` when that is not worth writing down.
fn heard(record: &Record, request: &SyncRequest, now: Millis) -> Option<Record> {
    let known = Device::of(record);
    let mut device = known.clone();
    if let Some(report) = &request.report {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        // What this request brings waits no longer.
        device.waiting = number(report.waiting.saturating_sub(request.changes.len() as u64));
        device.refused = number(report.refused);
        device.persisted = report.persisted;
        device.version = report
            .version
            .chars()
            .filter(|c| !c.is_control() && !is_invisible(*c))
            .take(40)
            .collect();
        let used_kb = number(report.used_kb);
        if used_kb.abs_diff(known.used_kb) > USED_STEP_KB {
            device.used_kb = used_kb;
        }
    }
    let stale = known.seen.is_none_or(|seen| now.since(seen) > SEEN_EVERY_MS);
    if device == known && !stale {
        return None;
    }
    device.seen = Some(now);
    let mut record = record.clone();
    record.fields.lay(&device.fields());
    Some(record)
}
