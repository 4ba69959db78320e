//! Requests to Hadir's own server: given up when nothing comes, packed bodies, and what went wrong as a type.

use domain::wire::CBOR;
use futures::future::{Either, select};
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Blob, Headers, ReadableWritablePair, Request, RequestCache, RequestInit,
    RequestRedirect, Response,
};

use super::api::Envelope;
use super::idle::after;
use super::js::{ByteReader, CompressionStream, Part};
use super::pass::{Said, said};

/// How long nothing may come: what comes slowly is waited for, however long all of it takes.
pub(super) const STALL_MS: u32 = 30_000;
/// A body larger than this is packed before it is sent.
const PACKED_BYTES: usize = 1024;

/// Why a call to the server gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// No connection, or nothing came for long. Nothing is known to have changed.
    #[error(
        "the server was not reached; what was recorded is safe on this phone: try again when the network is back"
    )]
    NoNetwork,
    /// The server said no, and why.
    #[error("the server answered {status}: {}", envelope.message)]
    Answered {
        /// The HTTP status.
        status: u16,
        /// What it said.
        envelope: Envelope,
    },
    /// Whoever began it stopped it.
    #[error("stopped; what was recorded is safe on this phone")]
    Stopped,
    /// What answered is not Hadir, as in a network that wants a sign-in first.
    #[error(
        "what answered is not Hadir's server; what was recorded is safe: open another page to see whether the network asks for a sign-in"
    )]
    Garbled,
}

impl CallError {
    /// A key for words a person can read.
    pub fn code(&self) -> &str {
        match self {
            CallError::NoNetwork => "needs_network",
            CallError::Answered { envelope, .. } => &envelope.code,
            CallError::Stopped => "stopped",
            CallError::Garbled => "server",
        }
    }
}

/// What is sent along.
pub(super) enum Body<'a> {
    Empty,
    Json(String),
    Cbor(&'a [u8]),
    File(&'a [u8]),
}

impl Body<'_> {
    /// How long its way may take before the answer can begin: a kilobyte a second is a slow line.
    fn sending_ms(&self) -> u32 {
        let bytes = match self {
            Body::Empty => 0,
            Body::Json(text) => text.len(),
            Body::Cbor(bytes) | Body::File(bytes) => bytes.len(),
        };
        u32::try_from(bytes).unwrap_or(u32::MAX)
    }
}

/// What came back, its status 200 to 299.
pub(super) struct Answer {
    pub(super) body: Vec<u8>,
    pub(super) cbor: bool,
    /// Where there is more of what was asked for: from where on.
    pub(super) next: Option<u64>,
}

/// Asks the server. A finished request is the only thing that tells whether there is a network.
pub(super) async fn call(
    method: &str,
    path: &str,
    body: Body<'_>,
    accept: &str,
) -> Result<Answer, CallError> {
    call_as(said(), method, path, body, accept).await
}

/// Asks the server as one phone of this browser.
pub(super) async fn call_as(
    said: Option<Said>,
    method: &str,
    path: &str,
    body: Body<'_>,
    accept: &str,
) -> Result<Answer, CallError> {
    let abort = AbortController::new().map_err(|_| CallError::NoNetwork)?;
    let patience_ms = STALL_MS.saturating_add(body.sending_ms());
    let headers = headers(said.as_ref(), accept).map_err(|_| CallError::NoNetwork)?;
    let request = request(method, path, body, headers, &abort)
        .await
        .map_err(|_| CallError::NoNetwork)?;
    let answer = fetch(request, patience_ms).await;
    if answer.as_ref().err() == Some(&CallError::NoNetwork) {
        abort.abort();
    }
    answer
}

fn headers(said: Option<&Said>, accept: &str) -> Result<Headers, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", accept)?;
    for (name, value) in said.into_iter().flat_map(Said::headers) {
        headers.set(name, &value)?;
    }
    Ok(headers)
}

async fn request(
    method: &str,
    path: &str,
    body: Body<'_>,
    headers: Headers,
    abort: &AbortController,
) -> Result<Request, JsValue> {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_cache(RequestCache::NoStore);
    // A network that wants a sign-in first sends every request elsewhere: that is no answer.
    init.set_redirect(RequestRedirect::Error);
    init.set_signal(Some(&abort.signal()));
    match body {
        Body::Empty => {}
        Body::Json(text) => {
            headers.set("content-type", "application/json")?;
            init.set_body(&text.into());
        }
        Body::Cbor(bytes) => {
            headers.set("content-type", CBOR)?;
            let packed = if bytes.len() > PACKED_BYTES {
                gzip(bytes).await
            } else {
                None
            };
            if packed.is_some() {
                headers.set("content-encoding", "gzip")?;
            }
            init.set_body(&Uint8Array::from(packed.as_deref().unwrap_or(bytes)));
        }
        Body::File(bytes) => {
            headers.set("content-type", "application/octet-stream")?;
            init.set_body(&Uint8Array::from(bytes));
        }
    }
    init.set_headers(&headers);
    Request::new_with_str_and_init(path, &init)
}

async fn fetch(request: Request, patience_ms: u32) -> Result<Answer, CallError> {
    let window = web_sys::window().ok_or(CallError::NoNetwork)?;
    let response = within(patience_ms, window.fetch_with_request(&request)).await?;
    let response: Response = response.dyn_into().map_err(|_| CallError::Garbled)?;
    let header = |name| response.headers().get(name).ok().flatten();
    let kind = header("content-type").unwrap_or_default();
    let next = header("hadir-next").and_then(|next| next.parse().ok());
    let body = whole(&response, STALL_MS).await?;
    if response.ok() {
        return Ok(Answer {
            body,
            cbor: kind.starts_with(CBOR),
            next,
        });
    }
    let envelope = serde_json::from_slice(&body).unwrap_or_else(|_| Envelope::of_status(response.status()));
    Err(CallError::Answered {
        status: response.status(),
        envelope,
    })
}

/// What a promise gives, where it gives it in time.
async fn within(ms: u32, promise: Promise) -> Result<JsValue, CallError> {
    match select(JsFuture::from(promise), Box::pin(after(ms))).await {
        Either::Left((given, _)) => given.map_err(|_| CallError::NoNetwork),
        Either::Right(_) => Err(CallError::NoNetwork),
    }
}

/// A body read to its end, as long as something comes.
async fn whole(response: &Response, stall_ms: u32) -> Result<Vec<u8>, CallError> {
    let Some(stream) = response.body() else {
        return Ok(Vec::new());
    };
    let reader: ByteReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let part: Part = within(stall_ms, reader.read()).await?.unchecked_into();
        match part.value() {
            Some(part) => bytes.extend(part.to_vec()),
            None => return Ok(bytes),
        }
    }
}

/// Packs bytes where the browser can.
async fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    if !Reflect::has(&js_sys::global(), &"CompressionStream".into()).unwrap_or(false) {
        return None;
    }
    let plain = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
    let gzip = CompressionStream::new("gzip").ok()?;
    let packed = plain
        .stream()
        .pipe_through(gzip.unchecked_ref::<ReadableWritablePair>());
    let packed = Response::new_with_opt_readable_stream(Some(&packed)).ok()?;
    whole(&packed, STALL_MS).await.ok()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Problem};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn a_large_body_is_packed_as_gzip() {
        let packed = gzip(&[7; 50_000]).await.unwrap();
        assert_eq!(packed[..2], [0x1f, 0x8b]);
        assert!(packed.len() < 500, "{} bytes", packed.len());
    }

    /// A body of so many parts, each some milliseconds after the one before; it ends or says nothing more.
    fn slow(parts: u32, ms: u32, ends: bool) -> Response {
        let made = js_sys::Function::new_with_args(
            "parts, ms, ends",
            "return new Response(new ReadableStream({ async start(body) {
                for (let part = 0; part < parts; part++) {
                    await new Promise((wait) => setTimeout(wait, ms));
                    body.enqueue(new Uint8Array([part]));
                }
                if (ends) body.close();
            } }))",
        );
        made.call3(&JsValue::UNDEFINED, &parts.into(), &ms.into(), &ends.into())
            .unwrap()
            .unchecked_into()
    }

    #[wasm_bindgen_test]
    async fn what_comes_slowly_is_read_to_its_end_however_long_it_takes() {
        assert_eq!(whole(&slow(6, 50, true), 200).await, Ok(vec![0, 1, 2, 3, 4, 5]));
    }

    #[wasm_bindgen_test]
    async fn what_stops_coming_is_given_up() {
        assert_eq!(whole(&slow(2, 1, false), 200).await, Err(CallError::NoNetwork));
    }

    #[wasm_bindgen_test]
    async fn a_server_that_is_not_there_is_no_network() {
        let answer = call("GET", "http://127.0.0.1:9/none", Body::Empty, "application/json").await;
        assert_eq!(answer.err(), Some(CallError::NoNetwork));
    }

    #[wasm_bindgen_test]
    fn what_goes_wrong_on_the_line_has_a_sentence_of_its_own() {
        let problem = Problem::of(Lang::Fr);
        for error in [CallError::NoNetwork, CallError::Stopped, CallError::Garbled] {
            assert_ne!(problem.sentence(error.code()), problem.unexpected, "{error}");
        }
    }

    #[wasm_bindgen_test]
    async fn an_error_without_an_envelope_has_a_code_of_its_status() {
        let Err(CallError::Answered { status, envelope }) =
            call("GET", "/no/such/page", Body::Empty, "*/*").await
        else {
            panic!("an answer of another kind");
        };
        assert_eq!((status, envelope.code.as_str()), (404, "status_404"));
    }
}
