//! The half that goes in: every change is answered, in one transaction.

use domain::change::Change;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{device, member};
use domain::time::Millis;
use domain::verdict::Answer;
use domain::wire::SyncRequest;

use super::{SyncError, heard};
use crate::store::{Book, Hand, News, Session, Store, StoreError, Touched};

/// Decides about each change of a request, and writes down what was heard of the phone and what it saw of the log.
///
/// A change that was answered before, in this request or another, gets its first answer again.
pub(super) async fn push(
    store: &Store,
    session: &Session,
    request: &SyncRequest,
    was_heard: bool,
    received: Millis,
) -> Result<(Vec<Answer>, News), SyncError> {
    let hand = Hand {
        member: session.member,
        device: session.device,
        skew_ms: request.now.since(received),
        at: received,
    };
    let mut book = store.book(session.association).await?;
    let answers = decide_all(&mut book, &hand, &request.changes).await?;
    let verdicts = answers.into_iter().map(|(answer, _)| answer).collect();
    if was_heard {
        let known = book.record(session.device).ok_or(SyncError::SignedOut)?;
        if let Some(record) = heard(known, request, received) {
            let revoked = record.read::<bool>(device::REVOKED) || closed(&book, session.member);
            book.put_unlogged(record);
            // A session that only brings what was not sent yet is not made to last.
            if !revoked {
                book.session_used(session.device, received).await?;
            }
        }
    }
    if let (Some(epoch), Some(head)) = (request.epoch, &request.head) {
        book.witness(session.device, epoch, head, received).await?;
    }
    Ok((verdicts, book.close().await?))
}

/// Decides about changes of one hand, each once: the answers, and whether each was given now for the first time.
///
/// One that is left unanswered is left out.
pub(super) async fn decide_all(
    book: &mut Book,
    hand: &Hand,
    changes: &[Change],
) -> Result<Vec<(Answer, bool)>, StoreError> {
    let mut answers = book.answered(changes).await?;
    let news = changes.iter().filter(|change| !answers.contains_key(&change.id));
    let touched: Vec<Touched<'_>> = news
        .map(|change| (change.kind, change.record, &change.set))
        .collect();
    book.prepare(&touched, &[hand.member, hand.device]).await?;
    let mut decided = Vec::with_capacity(changes.len());
    for change in changes {
        let known = answers.get(&change.id).cloned();
        let is_new = known.is_none();
        let Some(answer) = known.or_else(|| book.decide_in_time(hand, change)) else {
            continue;
        };
        if is_new && signs_out(change) && answer.verdict.settles() {
            book.end_sessions(change.record).await?;
        }
        answers.entry(change.id).or_insert_with(|| answer.clone());
        decided.push((answer, is_new));
    }
    Ok(decided)
}

/// Whether a change, where it stands, ends a phone's session.
fn signs_out(change: &Change) -> bool {
    change.kind == Kind::Device && change.set.get(device::SIGNED_OUT).is_some()
}

fn closed(book: &Book, member: Id) -> bool {
    book.record(member)
        .is_none_or(|record| record.read(member::CLOSED))
}
