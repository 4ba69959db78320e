//! One synchronisation: what a phone recorded goes in, what is new to it comes out.
//!
//! Neither half depends on the other, and no change stops another.

mod parcel;
mod pull;
mod push;

pub use parcel::{Delivered, Undelivered, deliver};

use std::collections::BTreeSet;

use domain::id::Id;
use domain::record::{Device, Record, View, device, review_item};
use domain::review::last_word;
use domain::text::is_invisible;
use domain::time::Millis;
use domain::verdict::Answer;
use domain::wire::{HELD_ASKED, PROTOCOL, SyncRequest, SyncResponse};

use crate::auth::session::standing;
use crate::store::{Session, Store, StoreError};

/// A phone is written down as seen at most this often.
const SEEN_EVERY_MS: i64 = 15 * 60_000;
/// Room used on a phone is written down anew when it moved by more than this.
const USED_STEP_KB: u64 = 1_024;

/// Why a synchronisation did not take place.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// There is no such member, or no such phone.
    #[error("this phone is signed out")]
    SignedOut,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a synchronisation came to.
#[derive(Debug)]
pub struct Synced {
    /// What the phone is told.
    pub response: SyncResponse,
    /// Whether it was written down that the session was used: it lasts longer from here.
    pub session_used: bool,
}

/// Answers one request of a phone with a session, received at an instant.
///
/// A phone that was revoked, or whose member's account was closed, is rid of what it recorded: all of it is
/// held for a head. It is handed nothing any more.
pub async fn sync(
    store: &Store,
    session: &Session,
    request: &SyncRequest,
    received: Millis,
) -> Result<Synced, SyncError> {
    let (mut asker, device) = standing(store, session, received)
        .await?
        .ok_or(SyncError::SignedOut)?;
    let past = request.epoch.filter(|epoch| *epoch != store.epoch);
    let shared_upto = match past {
        Some(epoch) => Some(store.shared_upto(session.association, epoch).await?),
        None => None,
    };
    // What was recorded before comes first, and the phone learns only now that it must bring it again.
    let unheard = past.map(|_| SyncRequest {
        changes: Vec::new(),
        ..request.clone()
    });
    let request = unheard.as_ref().unwrap_or(request);
    let heard = heard(&device, request, received).is_some();
    let (mut verdicts, mut news) = (Vec::new(), None);
    if !request.changes.is_empty() || heard || request.head.is_some() {
        let (answers, written) = push::push(store, session, request, heard, received).await?;
        (verdicts, news) = (answers, Some(written));
        (asker, _) = standing(store, session, received)
            .await?
            .ok_or(SyncError::SignedOut)?;
    }
    let handed = pull::pull(store, session, &asker, request, news).await?;
    let response = SyncResponse {
        protocol: PROTOCOL,
        epoch: store.epoch,
        server_time: received,
        verdicts,
        slices: handed.parts,
        more: handed.more,
        head: Some(handed.head),
        revoked: asker.closed,
        shared_upto,
        backed_up_upto: handed.backed_up,
        decided: decided(store, session, request).await?,
    };
    Ok(Synced {
        session_used: heard && !response.revoked,
        response,
    })
}

/// The last word on those held changes that a head has decided: of the phone, or of another device of its member's.
/// Whoever signs in anew does so as a new device.
async fn decided(store: &Store, session: &Session, request: &SyncRequest) -> Result<Vec<Answer>, SyncError> {
    if request.held.is_empty() {
        return Ok(Vec::new());
    }
    let asked = request.held.iter().take(HELD_ASKED);
    let ids: Vec<Id> = asked.map(|change| Id::of_review(*change, None)).collect();
    let items = store.records(session.association, &ids).await?;
    let sent_from = |item: &Record| item.read::<Option<Id>>(review_item::WAITS_DEVICE);
    let mut devices: Vec<Id> = items.iter().filter_map(sent_from).collect();
    devices.sort();
    devices.dedup();
    let devices = store.records(session.association, &devices).await?;
    let theirs = |device: &&Record| device.read::<Id>(device::MEMBER) == session.member;
    let theirs: BTreeSet<Id> = devices.iter().filter(theirs).map(|device| device.id).collect();
    let own = |item: &&Record| sent_from(item).is_some_and(|device| theirs.contains(&device));
    Ok(items.iter().filter(own).filter_map(last_word).collect())
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
