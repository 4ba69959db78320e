//! The half that comes out: what is new in the slices a member may hold.

use domain::access::Asker;
use domain::id::Id;
use domain::slice::Slice;
use domain::wire::{LOG_FOLLOWED, LOG_LINES, LOG_OLDER, LogHead, PULL_RECORDS, SlicePart, SyncRequest};

use super::SyncError;
use crate::store::{News, Pulled, Session, Store};

/// What a phone is handed.
pub(super) struct Handed {
    pub(super) parts: Vec<SlicePart>,
    pub(super) more: bool,
    pub(super) head: LogHead,
    pub(super) backed_up: u64,
}

/// What an association has come to: read once, then every slice is handed out up to there.
///
/// Without a push the database is read without an upper end, and this seq is what the phone is told it
/// has: what is committed meanwhile may come along, and comes again. After a push the database is read up
/// to where the push began, and the rest is what the push itself did.
struct State {
    seq: u64,
    head: LogHead,
    backed_up: u64,
    news: Option<News>,
}

/// Reads what is new in each slice, as much as one answer carries.
pub(super) async fn pull(
    store: &Store,
    session: &Session,
    asker: &Asker,
    request: &SyncRequest,
    news: Option<News>,
) -> Result<Handed, SyncError> {
    let state = match news {
        Some(news) => State {
            seq: news.seq,
            head: news.head.clone(),
            backed_up: news.backed_up,
            news: Some(news),
        },
        None => {
            let (seq, head, backed_up) = store.standing(session.association).await?;
            State {
                seq,
                head,
                backed_up,
                news: None,
            }
        }
    };
    let entitled = asker.slices();
    let mut handed = Handed {
        parts: dropped(request, &entitled),
        more: false,
        head: state.head.clone(),
        backed_up: state.backed_up,
    };
    let mut room = PULL_RECORDS;
    for slice in entitled {
        if room == 0 || (slice == Slice::Log && room < LOG_LINES) {
            handed.more = true;
            break;
        }
        let (after, fresh) = position(request, slice, store.epoch);
        let follows = state.follows(request, slice, after);
        let mut pulled = state
            .read(store, session.association, slice, (after, follows), room)
            .await?;
        let goes_on = !fresh && !pulled.fresh && pulled.cut.is_none() && pulled.len() + LOG_OLDER <= room;
        if let Some(before) = wanted(request, slice).filter(|_| goes_on) {
            // After the news: what was erased meanwhile is read as it stands now.
            let older = store.older_log(session.association, before).await?;
            pulled.records.splice(0..0, older);
        }
        room = room.saturating_sub(pulled.len());
        handed.more |= pulled.cut.is_some();
        if fresh || after == 0 || !pulled.is_empty() {
            let upto = pulled.cut.unwrap_or(state.seq);
            let part = SlicePart::empty(slice, upto);
            handed.parts.push(SlicePart {
                fresh: fresh || pulled.fresh,
                records: pulled.records,
                gone: pulled.gone,
                ..part
            });
        }
    }
    Ok(handed)
}

/// Slices the phone holds and may hold no longer.
fn dropped(request: &SyncRequest, entitled: &[Slice]) -> Vec<SlicePart> {
    let held = request.cursors.iter().map(|cursor| cursor.slice);
    let lost = held.filter(|slice| !entitled.contains(slice));
    lost.map(|slice| SlicePart {
        dropped: true,
        ..SlicePart::empty(slice, 0)
    })
    .collect()
}

/// How far the phone has come in a slice, and whether it begins anew.
fn position(request: &SyncRequest, slice: Slice, epoch: Id) -> (u64, bool) {
    let cursor = request.cursors.iter().find(|cursor| cursor.slice == slice);
    match cursor {
        Some(cursor) if request.epoch == Some(epoch) => (cursor.upto, false),
        _ => (0, true),
    }
}

/// Before which line the phone wants older ones of the log.
fn wanted(request: &SyncRequest, slice: Slice) -> Option<u64> {
    let cursor = request.cursors.iter().find(|cursor| cursor.slice == slice);
    let before = cursor.filter(|_| slice == Slice::Log)?.before;
    before.filter(|before| *before > 0)
}

impl State {
    /// Whether the phone is handed all that follows what it holds, in parts. Of the log a phone that has long been away,
    /// and one that holds the newest lines alone, begins anew with those.
    fn follows(&self, request: &SyncRequest, slice: Slice, after: u64) -> bool {
        let cursor = request.cursors.iter().find(|cursor| cursor.slice == slice);
        let holds_more = cursor.is_some_and(|cursor| cursor.before.is_some());
        slice != Slice::Log || (holds_more && after > 0 && self.seq.saturating_sub(after) <= LOG_FOLLOWED)
    }

    async fn read(
        &self,
        store: &Store,
        association: Id,
        slice: Slice,
        (after, follows): (u64, bool),
        room: usize,
    ) -> Result<Pulled, SyncError> {
        let (upto, newest) = match &self.news {
            Some(news) => (news.before, news.before),
            None => (u64::MAX, self.seq),
        };
        let mut pulled = match slice {
            // The phone has come as far as this was read: there is nothing to look for.
            _ if after >= newest => Pulled::default(),
            Slice::Log if follows => store.follow_log(association, (after, upto), room).await?,
            Slice::Log => store.pull_log(association, (after, upto)).await?,
            slice => store.pull(association, slice, (after, upto), room).await?,
        };
        let Some(news) = &self.news else { return Ok(pulled) };
        if pulled.cut.is_some() {
            return Ok(pulled);
        }
        let mine = news.of(slice);
        if follows && pulled.len() + mine.len() > room {
            pulled.cut = Some(upto);
            return Ok(pulled);
        }
        pulled.records.extend(mine.records);
        pulled.gone.extend(mine.gone);
        if !follows {
            let passed_over = pulled.fresh;
            pulled = Pulled::of_log(pulled.records);
            pulled.fresh |= passed_over;
        }
        Ok(pulled)
    }
}
