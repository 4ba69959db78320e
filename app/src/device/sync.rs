//! The sync loop: one request does both halves; a failure keeps everything and waits.

use std::rc::Rc;

use domain::replica::Replica;
use domain::wire::{CBOR, DeviceReport, PUSH_CHANGES, SyncRequest, SyncResponse, from_cbor, to_cbor};
use futures::StreamExt;
use futures::channel::mpsc::UnboundedReceiver;
use futures::future::{Either, select};
use gloo::events::EventListener;
use leptos::prelude::GetUntracked;
use wasm_bindgen_futures::spawn_local;
use web_sys::VisibilityState;

use super::api;
use super::http::{Body, CallError, call};
use super::idle::{after, quiet};
use super::lock::alone;
use super::pace::{Around, Ended, Failure, Pace, Wake};
use super::phone::{Inner, now};
use super::prefs;
use super::state::Trouble;
use super::store::Store;

const LOCK: &str = "hadir-sync";
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
        settle_sign_out(&inner).await;
        let ended = once(&inner).await;
        pace.ended(ended, around(&inner));
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

async fn exchange(inner: &Inner) -> Ended {
    let Some(request) = prepare(inner) else {
        return Ended::Nobody;
    };
    inner.syncing.set(true);
    inner.tell_state();
    let response = match post(&request).await {
        Ok(response) => response,
        Err(failure) => {
            ease(inner, failure);
            return Ended::Failed(failure);
        }
    };
    inner
        .push_limit
        .set((inner.push_limit.get() * 2).clamp(1, PUSH_CHANGES));
    inner
        .reported
        .replace(request.report.clone().or(inner.reported.take()));
    let taken = inner.commit(|replica| replica.sync_response(&request, &response, now().now));
    if taken.await.is_err() {
        return Ended::Failed(Failure::Storage);
    }
    if response.revoked && inner.replica.borrow().me().is_none() {
        // Until now the server kept the session for what was not sent yet.
        prefs::owe_sign_out(true);
        settle_sign_out(inner).await;
    }
    Ended::Done {
        again: worth_asking_again(&response, &inner.replica.borrow()),
    }
}

fn prepare(inner: &Inner) -> Option<SyncRequest> {
    let replica = inner.replica.borrow();
    let report =
        Some(report(inner, &replica)).filter(|report| inner.reported.borrow().as_ref() != Some(report));
    let mut request = replica.sync_request(now(), report)?;
    request.changes.truncate(inner.push_limit.get());
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
fn failure(error: &CallError) -> Failure {
    let CallError::Answered { status, envelope } = error else {
        return Failure::NoNetwork;
    };
    match status {
        401 | 403 => Failure::SignedOut,
        426 => Failure::UpdateRequired,
        400 | 413 | 422 => Failure::Malformed,
        _ => Failure::Server {
            retry_ms: envelope.retry_after.map(|seconds| seconds.saturating_mul(1_000)),
        },
    }
}

/// Sends fewer changes where the server cannot read them, at last none: fetching goes on.
fn ease(inner: &Inner, failure: Failure) {
    if failure == Failure::Malformed {
        inner.push_limit.set(inner.push_limit.get() / 2);
    }
}

/// Whether the server has more, or this phone has more and the server takes it.
fn worth_asking_again(response: &SyncResponse, replica: &Replica) -> bool {
    let fetches = response.more && !response.slices.is_empty();
    let sends = replica.waiting() > 0 && !response.verdicts.is_empty();
    fetches || sends
}

/// Tells the server of a signing out that it has not heard of.
async fn settle_sign_out(inner: &Inner) {
    let signed_out = inner.replica.borrow().me().is_none();
    if signed_out && prefs::owes_sign_out() && !matches!(api::sign_out().await, Err(CallError::NoNetwork)) {
        prefs::owe_sign_out(false);
    }
}

/// Puts pages in the journal's place at a quiet moment.
async fn fold(inner: Rc<Inner>) {
    quiet().await;
    let (packed, at) = (inner.store.pack(&inner.replica.borrow()), inner.mark.get());
    // Not folded is not lost: the journal only stays longer.
    if inner.store.fold(packed, at, now().now).await.is_ok() {
        inner.look_at_storage().await;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::device::api::Envelope;

    fn answered(status: u16, retry_after: Option<u32>) -> CallError {
        CallError::Answered {
            status,
            envelope: Envelope {
                retry_after,
                ..Envelope::of_status(status)
            },
        }
    }

    #[test]
    fn each_answer_means_one_thing_to_the_loop() {
        assert_eq!(failure(&answered(401, None)), Failure::SignedOut);
        assert_eq!(failure(&answered(403, None)), Failure::SignedOut);
        assert_eq!(failure(&answered(426, None)), Failure::UpdateRequired);
        assert_eq!(failure(&answered(413, None)), Failure::Malformed);
        assert_eq!(
            failure(&answered(503, Some(7))),
            Failure::Server {
                retry_ms: Some(7_000)
            }
        );
        assert_eq!(failure(&CallError::NoNetwork), Failure::NoNetwork);
        assert_eq!(failure(&CallError::Garbled), Failure::NoNetwork);
    }
}
