//! A file on its way to the server: how much of it is sent is seen, and it can be stopped.

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{Either, select};
use gloo::events::EventListener;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ProgressEvent, Url, XmlHttpRequest, XmlHttpRequestResponseType};

use super::api::Envelope;
use super::http::{Answer, CallError, STALL_MS};
use super::idle::after;

/// Work that takes as long as the line does: how far it is, and the way to stop it.
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

    /// How many bytes are sent, of how many; `None` where nothing is known of it.
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
}

impl Default for Work {
    fn default() -> Self {
        Work::new()
    }
}

/// What is heard of a request that is under way.
enum News {
    Sent(u64, u64),
    Ended,
}

/// Sends a file. What does not move for long is given up, however long all of it takes.
pub(super) async fn upload(path: &str, bytes: &[u8], accept: &str, work: Work) -> Result<Answer, CallError> {
    let request = XmlHttpRequest::new().map_err(|_| CallError::NoNetwork)?;
    let (tell, news) = unbounded();
    let _heard = listen(&request, &tell);
    work.begin(&request);
    let begun = begin(&request, path, bytes, accept).is_some();
    let ended = begun && ends(news, work).await;
    let stopped = work.stopped.try_get_value() != Some(false);
    work.end(&request);
    if stopped {
        return Err(CallError::Stopped);
    }
    if !ended {
        let _ = request.abort();
        return Err(CallError::NoNetwork);
    }
    answer(&request, path)
}

fn begin(request: &XmlHttpRequest, path: &str, bytes: &[u8], accept: &str) -> Option<()> {
    request.open("POST", path).ok()?;
    request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    request.set_request_header("accept", accept).ok()?;
    request
        .set_request_header("content-type", "application/octet-stream")
        .ok()?;
    request
        .send_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))
        .ok()
}

fn listen(request: &XmlHttpRequest, tell: &UnboundedSender<News>) -> Vec<EventListener> {
    let mut heard = Vec::new();
    if let Ok(upload) = request.upload() {
        let tell = tell.clone();
        heard.push(EventListener::new(&upload, "progress", move |event| {
            if let Some(event) = event.dyn_ref::<ProgressEvent>() {
                let _ = tell.unbounded_send(News::Sent(event.loaded() as u64, event.total() as u64));
            }
        }));
    }
    let tell = tell.clone();
    heard.push(EventListener::new(request, "loadend", move |_| {
        let _ = tell.unbounded_send(News::Ended);
    }));
    heard
}

/// Whether it came to an end before nothing moved for too long.
async fn ends(mut news: UnboundedReceiver<News>, work: Work) -> bool {
    loop {
        match select(news.next(), Box::pin(after(STALL_MS))).await {
            Either::Left((Some(News::Sent(sent, all)), _)) => {
                work.sent.try_set(Some((sent, all)));
            }
            Either::Left((Some(News::Ended), _)) => return true,
            Either::Left((None, _)) | Either::Right(_) => return false,
        }
    }
}

fn answer(request: &XmlHttpRequest, path: &str) -> Result<Answer, CallError> {
    let status = request.status().unwrap_or_default();
    if status == 0 {
        return Err(CallError::NoNetwork);
    }
    // A network that wants a sign-in first sends every request elsewhere: that is no answer.
    if !is_of(&request.response_url(), path) {
        return Err(CallError::Garbled);
    }
    let body = request.response().map_err(|_| CallError::Garbled)?;
    let body = Uint8Array::new(&body).to_vec();
    if !(200..300).contains(&status) {
        let envelope = serde_json::from_slice(&body).unwrap_or_else(|_| Envelope::of_status(status));
        return Err(CallError::Answered { status, envelope });
    }
    Ok(Answer {
        body,
        cbor: false,
        next: None,
    })
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
    async fn a_file_that_finds_no_server_found_no_network() {
        let owner = Owner::new();
        owner.set();
        let answer = upload("http://127.0.0.1:9/none", &[1; 10], "*/*", Work::new()).await;
        assert_eq!(answer.err(), Some(CallError::NoNetwork));
    }

    #[wasm_bindgen_test]
    async fn what_a_person_stops_is_said_to_be_stopped() {
        let owner = Owner::new();
        owner.set();
        let work = Work::new();
        let sending = upload("/no/such/page", &[1; 10_000_000], "*/*", work);
        let stopping = async {
            after(0).await;
            work.stop();
        };
        let (answer, ()) = futures::join!(sending, stopping);
        assert_eq!(answer.err(), Some(CallError::Stopped));
    }

    #[wasm_bindgen_test]
    fn an_answer_from_elsewhere_is_none() {
        assert!(is_of(
            "https://hadir.example/api/v1/import?name=a",
            "/api/v1/import?name=a"
        ));
        assert!(!is_of("https://hotel.example/sign-in", "/api/v1/import?name=a"));
    }
}
