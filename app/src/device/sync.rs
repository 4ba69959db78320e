//! The sync loop: one request does both halves; a failure keeps everything and waits.

use std::rc::Rc;

use domain::replica::{Op, Outgoing, Replica, State};
use domain::slice::Slice;
use domain::verdict::{Answer, Reason, Verdict};
use domain::wire::{CBOR, DeviceReport, SyncRequest, SyncResponse, from_cbor, to_cbor};
use futures::StreamExt;
use futures::channel::mpsc::UnboundedReceiver;
use futures::future::{Either, OptionFuture, join, select};
use gloo::events::EventListener;
use leptos::prelude::GetUntracked;
use wasm_bindgen_futures::spawn_local;
use web_sys::VisibilityState;

use super::account::answered;
use super::api;
use super::http::{Body, CallError, call};
use super::idle::{after, quiet};
use super::lock::{alone, is_freed};
use super::pace::{Around, Ended, Failure, Pace, Wake};
use super::phone::{Inner, now};
use super::prefs;
use super::state::Trouble;
use super::store::{Leaves, Store, StoreError};

const LOCK: &str = "hadir-sync";
/// How long somebody who signs out waits for a sync that is under way: longer than a request takes that is answered.
const OTHERS_MS: u32 = 60_000;
/// Storage is reported in steps, so that a report is sent when it says something.
const STEP_KB: u64 = 1024;

/// Syncs for as long as the page lives.
pub(super) async fn run(inner: Rc<Inner>, mut wakes: UnboundedReceiver<Wake>) {
    let mut pace = Pace::starting(now().now.0);
    loop {
        if let Some(wake) = wait(&pace, &mut wakes).await {
            pace.woken(wake, now().now.0);
            continue;
        }
        settle_sign_outs().await;
        let ended = once(&inner).await;
        pace.ended(ended, around(&inner));
        if ended == Ended::Nobody {
            // Not waited for: whoever says the PIN meanwhile syncs at once.
            let inner = Rc::clone(&inner);
            spawn_local(async move { inner.check_in().await });
        }
        if ended == (Ended::Done { again: false }) {
            let inner = Rc::clone(&inner);
            spawn_local(async move {
                inner.ask_for_others().await;
                inner.deliver_carried().await;
            });
        }
        if ended == (Ended::Done { again: false }) && inner.store.wants_fold() {
            spawn_local(fold(Rc::clone(&inner)));
        }
    }
}

/// What woke it; `None` when a sync is due.
async fn wait(pace: &Pace, wakes: &mut UnboundedReceiver<Wake>) -> Option<Wake> {
    match pace.delay(now().now.0) {
        None => wakes.next().await,
        Some(0) => None,
        Some(ms) => match select(wakes.next(), Box::pin(after(ms))).await {
            Either::Left((wake, _)) => wake,
            Either::Right(_) => None,
        },
    }
}

fn around(inner: &Inner) -> Around {
    let visible = web_sys::window().and_then(|window| window.document());
    Around {
        now: now().now.0,
        visible: visible.is_some_and(|page| page.visibility_state() == VisibilityState::Visible),
        waiting: inner.replica.borrow().waiting() > 0,
        reads_back: inner.reads_back.get(),
        dice: js_sys::Math::random(),
    }
}

/// Wakes the loop when the page comes to the front and when the browser thinks there is a network.
pub(super) fn listen(inner: &Rc<Inner>) {
    let Some(window) = web_sys::window() else { return };
    let woken = Rc::clone(inner);
    EventListener::new(&window, "online", move |_| woken.wake(Wake::Online)).forget();
    let Some(document) = window.document() else { return };
    let (woken, page) = (Rc::clone(inner), document.clone());
    EventListener::new(&document, "visibilitychange", move |_| {
        if page.visibility_state() == VisibilityState::Visible {
            woken.wake(Wake::Visible);
        }
    })
    .forget();
}

/// One sync, unless another tab is at it.
pub(super) async fn once(inner: &Inner) -> Ended {
    let ended = alone(LOCK, exchange(inner)).await.unwrap_or(Ended::Elsewhere);
    inner.syncing.set(false);
    match ended {
        Ended::Done { .. } | Ended::Nobody => inner.trouble.set(None),
        Ended::Failed(failure) => {
            inner
                .trouble
                .set(Some(Trouble::after(inner.trouble.get(), failure, now().now)));
        }
        Ended::Elsewhere => {}
    }
    inner.tell_state();
    ended
}

/// Waits until nobody else syncs, but not for ever: whether nobody does.
pub(super) async fn others_end() -> bool {
    is_freed(LOCK, OTHERS_MS).await
}

/// Asks, and keeps what is answered. While one part is being kept, the next is on its way.
async fn exchange(inner: &Inner) -> Ended {
    let Some(mut request) = prepare(inner) else {
        return Ended::Nobody;
    };
    inner.syncing.set(true);
    inner.tell_state();
    let mut answer = post(&request).await;
    loop {
        let response = match answer {
            Ok(response) => response,
            // Another tab signed in anew.
            Err(Failure::SignedOut) if inner.takes_up_pass().await => return Ended::Done { again: true },
            Err(failure) => return not_answered(inner, &request, failure),
        };
        let ahead = inner.replica.borrow().ahead(&request, &response, now().now);
        let next = OptionFuture::from(ahead.as_ref().map(post));
        match (join(keep(inner, &request, &response), next).await, ahead) {
            ((Ended::Done { again: true }, Some(next)), Some(ahead)) => (request, answer) = (ahead, next),
            ((ended, _), _) => return ended,
        }
    }
}

/// Keeps an answer, and what follows from it.
async fn keep(inner: &Inner, request: &SyncRequest, response: &SyncResponse) -> Ended {
    let (load, at_fault) = inner.load.get().read(&request.changes);
    inner.load.set(load);
    inner
        .reported
        .replace(request.report.clone().or(inner.reported.take()));
    let Ok(receipts) = lacking(inner, response).await else {
        return Ended::Failed(Failure::Storage);
    };
    let taken_in = |replica: &Replica| {
        let mut batch = replica.sync_response(request, response, now().now, &receipts);
        batch
            .0
            .extend(at_fault.and_then(|counter| put_aside(replica, counter)));
        if response.revoked {
            batch = answered(replica, batch);
        }
        batch
    };
    if inner.commit(taken_in).await.is_err() {
        return Ended::Failed(Failure::Storage);
    }
    if response.revoked && inner.replica.borrow().me().is_none() {
        // Until now the server kept the session for what was not sent yet.
        prefs::owe_sign_out(Some(request.device), true);
        settle_sign_outs().await;
        let unsent = inner.replica.borrow().outbox().count() + inner.unreadable.get();
        let left = Leaves {
            unsent: unsent > 0,
            ..Leaves::UNSENT
        };
        if inner.leave(left).await.is_err() {
            return Ended::Failed(Failure::Storage);
        }
    }
    inner.seal_before().await;
    inner
        .reads_back
        .set(reads_back(request, response, &inner.replica.borrow()));
    let again = at_fault.is_some() || worth_asking_again(request, response, &inner.replica.borrow());
    // Whoever waits for people to appear does not wait for this between two parts.
    if !again {
        if inner.note_contact().await.is_err() {
            return Ended::Failed(Failure::Storage);
        }
        inner.give_pass().await;
        inner.learn_parcel_key().await;
    }
    Ended::Done { again }
}

/// What follows where the server did not answer; what it could not read is asked again at once, in less.
fn not_answered(inner: &Inner, request: &SyncRequest, failure: Failure) -> Ended {
    if failure == Failure::Malformed {
        inner.load.set(inner.load.get().unread(&request.changes));
        if !request.changes.is_empty() {
            return Ended::Done { again: true };
        }
    }
    Ended::Failed(failure)
}

fn prepare(inner: &Inner) -> Option<SyncRequest> {
    let replica = inner.replica.borrow();
    let report =
        Some(report(inner, &replica)).filter(|report| inner.reported.borrow().as_ref() != Some(report));
    let mut request = replica.sync_request(now(), report)?;
    request.changes.truncate(inner.load.get().most());
    Some(request)
}

fn report(inner: &Inner, replica: &Replica) -> DeviceReport {
    let keeping = inner.keeping.get_untracked();
    DeviceReport {
        waiting: replica.waiting() as u64,
        refused: replica.needing_person() as u64,
        used_kb: keeping.used_kb.div_ceil(STEP_KB) * STEP_KB,
        persisted: keeping.persisted.unwrap_or(false),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

async fn post(request: &SyncRequest) -> Result<SyncResponse, Failure> {
    let answer = call("POST", "/api/v1/sync", Body::Cbor(&to_cbor(request)), CBOR)
        .await
        .map_err(|error| failure(&error))?;
    if !answer.cbor {
        return Err(Failure::NoNetwork);
    }
    from_cbor(&answer.body).map_err(|_| Failure::Server { retry_ms: None })
}

/// What an answer that is none means for the loop.
///
/// Only this server's own word ends a session: what stands between, such as a network that wants a sign-in
/// first, answers with any status.
fn failure(error: &CallError) -> Failure {
    let CallError::Answered { status, envelope } = error else {
        return Failure::NoNetwork;
    };
    let strange = envelope.code.starts_with("status_");
    let retry_ms = envelope.retry_after.map(|seconds| seconds.saturating_mul(1_000));
    match (status, envelope.code.as_str()) {
        (401 | 403, "signed_out" | "other_device") => Failure::SignedOut,
        (426, _) if !strange => Failure::UpdateRequired,
        (413, _) => Failure::Malformed,
        (400 | 422, _) if !strange => Failure::Malformed,
        (400..=499, _) if strange => Failure::NoNetwork,
        (507, "no_room") => Failure::ServerFull { retry_ms },
        _ => Failure::Server { retry_ms },
    }
}

/// A change that the server cannot read, refused here: it is shown, and blocks nothing.
fn put_aside(replica: &Replica, counter: u64) -> Option<Op> {
    let mut waiting = replica.outbox().filter(|item| item.state == State::Pending);
    let item = waiting.find(|item| item.change.counter == counter)?;
    let answer = Answer {
        change: item.change.id,
        seq: 0,
        received: now().now,
        verdict: Verdict::Refused {
            field: None,
            reason: Reason::Other(0),
        },
    };
    Some(Op::Queue(Outgoing {
        change: item.change.clone(),
        state: State::Answered(answer),
    }))
}

/// What this phone has that a restored database may lack; nothing, and nothing is read, after any other answer.
async fn lacking(inner: &Inner, response: &SyncResponse) -> Result<Vec<Outgoing>, StoreError> {
    let above = inner.replica.borrow().lacks_above(response);
    match above {
        Some(seq) => inner.store.answered_above(seq).await,
        None => Ok(Vec::new()),
    }
}

/// Whether older lines of the log are to be asked for soon: where they are lacking, and whoever asked was given some.
fn reads_back(request: &SyncRequest, response: &SyncResponse, replica: &Replica) -> bool {
    let mut cursors = request.cursors.iter();
    let asked = cursors.any(|cursor| cursor.before.is_some_and(|before| before > 0));
    let mut parts = response.slices.iter();
    let came = parts.any(|part| part.slice == Slice::Log && !part.records.is_empty());
    (came || !asked) && replica.reads_back() > 0
}

/// Whether the server has more, or this phone has more and the server takes it.
fn worth_asking_again(request: &SyncRequest, response: &SyncResponse, replica: &Replica) -> bool {
    let fetches = response.more && !response.slices.is_empty();
    let restored = request.epoch.is_some_and(|known| known != response.epoch);
    let sends = replica.waiting() > 0 && (restored || !response.verdicts.is_empty());
    fetches || sends
}

/// Tells the server of each signing out that it has not heard of.
async fn settle_sign_outs() {
    for device in prefs::owed_sign_outs() {
        if api::sign_out(device).await.is_ok() {
            prefs::owe_sign_out(device, false);
        }
    }
}

/// Puts pages in the journal's place at a quiet moment.
async fn fold(inner: Rc<Inner>) {
    quiet().await;
    // Nobody locks the phone meanwhile: pages are sealed as they are written.
    let turn = inner.turn.lock().await;
    let (packed, at) = (inner.store.pack(&inner.replica.borrow()), inner.mark.get());
    let folded = inner.store.fold(packed, at, now().now).await;
    drop(turn);
    // Not folded is not lost: the journal only stays longer.
    if folded.is_ok() {
        inner.look_at_storage().await;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::device::api::Envelope;

    fn answered(status: u16, code: &str, retry_after: Option<u32>) -> CallError {
        CallError::Answered {
            status,
            envelope: Envelope {
                code: code.to_owned(),
                retry_after,
                ..Envelope::of_status(status)
            },
        }
    }

    #[test]
    fn each_answer_of_the_server_means_one_thing_to_the_loop() {
        let of = |status, code| failure(&answered(status, code, None));
        assert_eq!(of(401, "signed_out"), Failure::SignedOut);
        assert_eq!(of(403, "other_device"), Failure::SignedOut);
        assert_eq!(of(403, "other_origin"), Failure::Server { retry_ms: None });
        assert_eq!(of(426, "update_required"), Failure::UpdateRequired);
        assert_eq!(of(400, "malformed"), Failure::Malformed);
        assert_eq!(of(413, "too_large"), Failure::Malformed);
        assert_eq!(
            failure(&answered(507, "no_room", Some(60))),
            Failure::ServerFull {
                retry_ms: Some(60_000)
            }
        );
        assert_eq!(
            failure(&answered(503, "unavailable", Some(7))),
            Failure::Server {
                retry_ms: Some(7_000)
            }
        );
    }

    #[test]
    fn what_is_not_this_server_neither_signs_out_nor_refuses() {
        for status in [400, 401, 403, 404, 407, 422, 426, 451] {
            let strange = CallError::Answered {
                status,
                envelope: Envelope::of_status(status),
            };
            assert_eq!(failure(&strange), Failure::NoNetwork, "{status}");
        }
        let gateway = CallError::Answered {
            status: 502,
            envelope: Envelope::of_status(502),
        };
        assert_eq!(failure(&gateway), Failure::Server { retry_ms: None });
        assert_eq!(failure(&CallError::NoNetwork), Failure::NoNetwork);
        assert_eq!(failure(&CallError::Garbled), Failure::NoNetwork);
    }
}
