//! The half that comes out: what is new in the slices a member may hold.

use domain::access::Asker;
use domain::id::Id;
use domain::slice::Slice;
use domain::wire::{LogHead, PULL_RECORDS, SlicePart, SyncRequest};

use super::SyncError;
use crate::store::{LOG_LINES, Session, Store};

/// News for a phone.
pub(super) struct News {
    pub(super) parts: Vec<SlicePart>,
    pub(super) more: bool,
    pub(super) head: LogHead,
}

/// Reads what is new in each slice, as much as one answer carries.
///
/// The association's seq is read first: what is committed meanwhile may come along, and comes again.
pub(super) async fn pull(
    store: &Store,
    session: &Session,
    asker: &Asker,
    request: &SyncRequest,
) -> Result<News, SyncError> {
    let (seq, head) = store.head(session.association).await?;
    let entitled = asker.slices();
    let known = request.cursors.iter().map(|cursor| cursor.slice);
    let dropped = known.filter(|slice| !entitled.contains(slice));
    let mut news = News {
        parts: dropped
            .map(|slice| SlicePart {
                dropped: true,
                ..SlicePart::empty(slice, 0)
            })
            .collect(),
        more: false,
        head,
    };
    let mut room = PULL_RECORDS;
    for slice in entitled {
        if room == 0 || (slice == Slice::Log && room < LOG_LINES) {
            news.more = true;
            break;
        }
        let (after, fresh) = position(request, slice, store.epoch);
        let part = part(
            store,
            session.association,
            slice,
            after,
            seq,
            &mut room,
            &mut news.more,
        )
        .await?;
        if fresh || after == 0 || !part.records.is_empty() || !part.gone.is_empty() {
            news.parts.push(SlicePart { fresh, ..part });
        }
    }
    Ok(news)
}

/// How far the phone has come in a slice, and whether it begins anew.
fn position(request: &SyncRequest, slice: Slice, epoch: Id) -> (u64, bool) {
    let cursor = request.cursors.iter().find(|cursor| cursor.slice == slice);
    match cursor {
        Some(cursor) if request.epoch == Some(epoch) => (cursor.upto, false),
        _ => (0, true),
    }
}

async fn part(
    store: &Store,
    association: Id,
    slice: Slice,
    after: u64,
    seq: u64,
    room: &mut usize,
    more: &mut bool,
) -> Result<SlicePart, SyncError> {
    let pulled = match slice {
        Slice::Log => store.pull_log(association, after).await?,
        slice => store.pull(association, slice, after, *room).await?,
    };
    *room = room.saturating_sub(pulled.records.len() + pulled.gone.len());
    *more |= pulled.cut.is_some();
    let upto = pulled.cut.unwrap_or(seq);
    Ok(SlicePart {
        upto,
        records: pulled.records,
        gone: pulled.gone,
        ..SlicePart::empty(slice, upto)
    })
}
