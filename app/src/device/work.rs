//! Work that takes as long as the line does: how far it is, and the way to stop it.

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{Either, select};
use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, ProgressEvent, Url, XmlHttpRequest};

use super::away;
use super::http::{CallError, STALL_MS};
use super::idle::after;
use super::pass::{Said, said};

/// A file on its way to the server or from it: how far it is, and the way to stop it.
#[derive(Clone, Copy)]
pub struct Work {
    sent: RwSignal<Option<(u64, u64)>>,
    under_way: StoredValue<Option<XmlHttpRequest>, LocalStorage>,
    stopped: StoredValue<bool>,
}

impl Work {
    /// Nothing begun.
    pub fn new() -> Self {
        Self {
            sent: RwSignal::new(None),
            under_way: StoredValue::new_local(None),
            stopped: StoredValue::new(false),
        }
    }

    /// How many bytes have gone their way, of how many, 0 where that is not known; `None` where nothing is known.
    pub fn sent(self) -> Option<(u64, u64)> {
        self.sent.get()
    }

    /// Stops what is under way; what the server has done by then stays done.
    pub fn stop(self) {
        self.stopped.set_value(true);
        if let Some(request) = self.under_way.get_value() {
            // One that has ended cannot be stopped, and need not be.
            let _ = request.abort();
        }
    }

    /// Sends a request and sees it to its end. What says nothing for `patience_ms` at first, or does not move for long
    /// after that, is given up, however long all of it takes. `moving` says how far the file is.
    pub(super) async fn see_through(
        self,
        request: &XmlHttpRequest,
        moving: &EventTarget,
        patience_ms: u32,
        send: impl FnOnce() -> Option<()>,
    ) -> Result<(), CallError> {
        let (tell, news) = unbounded();
        let _heard = listen(request, moving, &tell);
        self.begin(request);
        let ended = send().is_some() && self.ends(news, patience_ms).await;
        let stopped = self.stopped.try_get_value() != Some(false);
        self.end(request);
        if stopped {
            return Err(CallError::Stopped);
        }
        if !ended {
            let _ = request.abort();
            return Err(CallError::NoNetwork);
        }
        Ok(())
    }

    fn begin(self, request: &XmlHttpRequest) {
        self.stopped.set_value(false);
        self.sent.set(None);
        self.under_way.set_value(Some(request.clone()));
    }

    /// What began since is not ended by it.
    fn end(self, request: &XmlHttpRequest) {
        if self.under_way.try_get_value().flatten().as_ref() == Some(request) {
            self.under_way.try_set_value(None);
            self.sent.try_set(None);
        }
    }

    /// Whether it came to an end before nothing moved for too long.
    async fn ends(self, mut news: UnboundedReceiver<News>, patience_ms: u32) -> bool {
        let mut patience_ms = patience_ms;
        loop {
            match select(news.next(), Box::pin(after(patience_ms))).await {
                Either::Left((Some(News::Moved(sent, all)), _)) => {
                    self.sent.try_set(Some((sent, all)));
                    away::touched();
                    patience_ms = STALL_MS;
                }
                Either::Left((Some(News::Ended), _)) => return true,
                Either::Left((None, _)) | Either::Right(_) => return false,
            }
        }
    }
}

impl Default for Work {
    fn default() -> Self {
        Work::new()
    }
}

/// What is heard of a request that is under way.
enum News {
    Moved(u64, u64),
    Ended,
}

fn listen(
    request: &XmlHttpRequest,
    moving: &EventTarget,
    tell: &UnboundedSender<News>,
) -> [EventListener; 2] {
    let (moved, ended) = (tell.clone(), tell.clone());
    [
        EventListener::new(moving, "progress", move |event| {
            if let Some(event) = event.dyn_ref::<ProgressEvent>() {
                let _ = moved.unbounded_send(News::Moved(event.loaded() as u64, event.total() as u64));
            }
        }),
        EventListener::new(request, "loadend", move |_| {
            let _ = ended.unbounded_send(News::Ended);
        }),
    ]
}

/// Opens a request of this phone's.
pub(super) fn open(request: &XmlHttpRequest, method: &str, path: &str) -> Option<()> {
    request.open(method, path).ok()?;
    said()
        .iter()
        .flat_map(Said::headers)
        .try_for_each(|(name, value)| request.set_request_header(name, &value))
        .ok()
}

/// The status of the answer, where it is one, of the server that was asked.
pub(super) fn answered(request: &XmlHttpRequest, path: &str) -> Result<u16, CallError> {
    let status = request.status().unwrap_or_default();
    if status == 0 {
        return Err(CallError::NoNetwork);
    }
    // A network that wants a sign-in first sends every request elsewhere: that is no answer.
    if !is_of(&request.response_url(), path) {
        return Err(CallError::Garbled);
    }
    Ok(status)
}

/// Whether what answered stands at the address that was asked.
fn is_of(answered: &str, path: &str) -> bool {
    let Ok(answered) = Url::new(answered) else {
        return false;
    };
    Url::new_with_base(path, &answered.origin()).is_ok_and(|asked| asked.pathname() == answered.pathname())
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn an_answer_from_elsewhere_is_none() {
        assert!(is_of(
            "https://hadir.example/api/v1/import?name=a",
            "/api/v1/import?name=a"
        ));
        assert!(!is_of("https://hotel.example/sign-in", "/api/v1/import?name=a"));
    }
}
