//! Unsent work of one phone that another of its association delivers, sealed.

use domain::change::Change;
use domain::id::Id;
use domain::record::{Device, View};
use domain::time::Millis;
use domain::verdict::{Answer, Verdict};
use domain::wire::{PUSH_CHANGES, Parcel, ParcelContents, ParcelError, ParcelHeader, ParcelKey};
use serde::Serialize;

use super::push::decide_all;
use crate::store::{Hand, Session, Store, StoreError};

/// Why a parcel was not delivered. Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum Undelivered {
    /// It cannot be opened.
    #[error(transparent)]
    Unopened(#[from] ParcelError),
    /// It is of another association.
    #[error("the file is of another association: give it to someone of that one")]
    Foreign,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of a parcel, in numbers: whoever carries it is told nothing of what is in it.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// Changes recorded now.
    pub received: usize,
    /// Changes the server had already.
    pub known: usize,
    /// Changes that wait for a head.
    pub held: usize,
    /// Changes that cannot stand: the log has them, and their phone will be told.
    pub refused: usize,
    /// Changes left for later: after a restore, another phone may be yet to bring what they need.
    pub later: usize,
    /// The answers given now.
    #[serde(skip)]
    pub answers: Vec<Answer>,
}

/// Opens a parcel and decides about its changes as if its sender had sent them now, with the sender's rights.
///
/// A change that was answered before keeps its answer, so it matters to nobody how often a parcel is delivered,
/// nor whether its sender comes first. The log says on whose phone the changes came.
pub async fn deliver(
    store: &Store,
    carrier: &Session,
    bytes: &[u8],
    received: Millis,
) -> Result<Delivered, Undelivered> {
    let parcel = Parcel::read(bytes)?;
    if parcel.header.association != carrier.association {
        return Err(Undelivered::Foreign);
    }
    let (sender, secret) = sender(store, &parcel.header).await?.ok_or(ParcelError::Damaged)?;
    let ParcelContents { skew_ms, changes } = parcel.open(&ParcelKey::of(&secret))?;
    let hand = Hand {
        member: sender.member,
        device: parcel.header.device,
        skew_ms,
        at: received,
    };
    let changes = as_known_here(store, &parcel.header, changes).await?;
    let mut delivered = Delivered::default();
    for part in changes.chunks(PUSH_CHANGES) {
        let mut book = store.book(carrier.association).await?;
        book.carried_by(carrier.device);
        let answers = decide_all(&mut book, &hand, part).await?;
        book.close().await?;
        delivered.count(part.len(), answers);
    }
    Ok(delivered)
}

/// The phone a parcel comes from, and what the server keeps for it.
async fn sender(store: &Store, header: &ParcelHeader) -> Result<Option<(Device, String)>, StoreError> {
    let records = store.records(header.association, &[header.device]).await?;
    let secret = store.phone_secret(header.association, header.device).await?;
    Ok(records.first().map(Device::of).zip(secret))
}

/// The changes as this database can take them: where it was restored since, a version that is gone was not seen.
async fn as_known_here(
    store: &Store,
    header: &ParcelHeader,
    mut changes: Vec<Change>,
) -> Result<Vec<Change>, StoreError> {
    let past: Option<Id> = header.epoch.filter(|epoch| *epoch != store.epoch);
    if let Some(epoch) = past {
        let upto = store.shared_upto(header.association, epoch).await?;
        changes
            .iter_mut()
            .for_each(|change| change.base = change.base.min(upto));
    }
    Ok(changes)
}

impl Delivered {
    fn count(&mut self, brought: usize, answers: Vec<(Answer, bool)>) {
        self.later += brought - answers.len();
        for (answer, is_new) in answers {
            match answer.verdict {
                _ if !is_new => self.known += 1,
                Verdict::Held { .. } => self.held += 1,
                Verdict::Refused { .. } => self.refused += 1,
                _ => self.received += 1,
            }
            self.answers.extend(is_new.then_some(answer));
        }
    }
}
