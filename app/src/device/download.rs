//! A file that the server makes, on its way to the phone: that it is made, how much of it has come, and the way to stop
//! it. The browser keeps what comes, so that a large file takes no room in the app.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Url, XmlHttpRequest, XmlHttpRequestResponseType};

use super::api::Envelope;
use super::http::CallError;
use super::work::{Work, answered, open};

/// How long the server may take before anything comes: others may be before it, and a large paper takes its time.
pub(super) const MAKING_MS: u32 = 120_000;

/// A file that the server is asked for.
#[derive(Clone)]
pub enum Wanted {
    /// What an address says.
    At(String),
    /// All of the association's data, by the password of who takes it.
    Everything(String),
}

impl Wanted {
    fn path(&self) -> &str {
        match self {
            Wanted::At(path) => path,
            Wanted::Everything(_) => "/api/v1/export",
        }
    }

    /// What is sent with it.
    fn json(&self) -> Option<String> {
        match self {
            Wanted::At(_) => None,
            Wanted::Everything(password) => Some(serde_json::json!({ "password": password }).to_string()),
        }
    }
}

/// A file that came whole. The browser keeps it until it is let go.
#[derive(Clone)]
pub struct Fetched {
    /// What the server calls it.
    pub name: String,
    /// Where this page finds it, and no other.
    pub address: String,
    pub(super) blob: Blob,
}

impl Fetched {
    fn of(name: String, blob: Blob) -> Result<Self, CallError> {
        let address = Url::create_object_url_with_blob(&blob).map_err(|_| CallError::Garbled)?;
        Ok(Fetched { name, address, blob })
    }

    /// Lets it go; what was saved or sent of it stays.
    pub fn let_go(&self) {
        // Nothing is left to free where this fails.
        let _ = Url::revoke_object_url(&self.address);
    }

    /// How large it is.
    pub fn bytes(&self) -> u64 {
        self.blob.size() as u64
    }

    /// Whether a browser can show it.
    pub fn is_pdf(&self) -> bool {
        self.blob.type_().starts_with("application/pdf")
    }
}

/// Fetches a file that the server makes.
pub(super) async fn download(wanted: &Wanted, work: Work) -> Result<Fetched, CallError> {
    let request = XmlHttpRequest::new().map_err(|_| CallError::NoNetwork)?;
    let (path, asked) = (wanted.path(), wanted.json());
    work.see_through(&request, &request, MAKING_MS, || begin(&request, path, asked))
        .await?;
    let status = answered(&request, path)?;
    let body = request.response().map_err(|_| CallError::Garbled)?;
    let blob: Blob = body.dyn_into().map_err(|_| CallError::Garbled)?;
    if !(200..300).contains(&status) {
        return Err(said(status, &blob).await);
    }
    // No file of Hadir's is a page: a network that wants a sign-in first answered in its place.
    if blob.type_().starts_with("text/html") {
        return Err(CallError::Garbled);
    }
    let disposition = request.get_response_header("content-disposition");
    Fetched::of(named(&disposition.ok().flatten().unwrap_or_default()), blob)
}

fn begin(request: &XmlHttpRequest, path: &str, asked: Option<String>) -> Option<()> {
    let method = if asked.is_some() { "POST" } else { "GET" };
    open(request, method, path)?;
    request.set_response_type(XmlHttpRequestResponseType::Blob);
    match asked {
        Some(json) => {
            request
                .set_request_header("content-type", "application/json")
                .ok()?;
            request.send_with_opt_str(Some(&json)).ok()
        }
        None => request.send().ok(),
    }
}

/// What the server says when it says no.
async fn said(status: u16, blob: &Blob) -> CallError {
    let text = JsFuture::from(blob.text()).await.ok();
    let envelope = text
        .and_then(|text| serde_json::from_str(&text.as_string()?).ok())
        .unwrap_or_else(|| Envelope::of_status(status));
    CallError::Answered { status, envelope }
}

/// The name that an answer gives its file: in any script, where it has one.
fn named(disposition: &str) -> String {
    let after = |key: &str| disposition.split_once(key).map(|(_, rest)| rest);
    let any = after("filename*=UTF-8''").and_then(|rest| {
        let coded = rest.split(';').next()?.trim();
        js_sys::decode_uri_component(coded).ok()?.as_string()
    });
    let plain = || after("filename=\"")?.split('"').next().map(str::to_owned);
    any.or_else(plain).unwrap_or_else(|| "hadir".to_owned())
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::device::idle::after;
    use leptos::prelude::Owner;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// A file that no server has.
    fn nowhere() -> Wanted {
        Wanted::At("/no/such/page".to_owned())
    }

    #[wasm_bindgen_test]
    fn a_file_has_the_name_that_the_server_gives_it() {
        assert_eq!(named("inline; filename=\"hadir-report.pdf\""), "hadir-report.pdf");
        let both = "attachment; filename=\"hadir.jsonl\"; filename*=UTF-8''%D8%A3%D9%85%D9%84.jsonl";
        assert_eq!(named(both), "أمل.jsonl");
        assert_eq!(named(""), "hadir");
    }

    #[wasm_bindgen_test]
    async fn what_the_server_refuses_is_said_by_its_code() {
        let owner = Owner::new();
        owner.set();
        let answer = download(&nowhere(), Work::new()).await.err();
        let Some(CallError::Answered { status, envelope }) = answer else {
            panic!("an answer of another kind: {answer:?}");
        };
        assert_eq!((status, envelope.code.as_str()), (404, "status_404"));
    }

    #[wasm_bindgen_test]
    async fn a_file_without_a_server_found_no_network_and_one_that_is_stopped_says_so() {
        let owner = Owner::new();
        owner.set();
        let none = download(&Wanted::At("http://127.0.0.1:9/none".to_owned()), Work::new()).await;
        assert_eq!(none.err(), Some(CallError::NoNetwork));
        let work = Work::new();
        let wanted = nowhere();
        let fetching = download(&wanted, work);
        let stopping = async {
            after(0).await;
            work.stop();
        };
        let (answer, ()) = futures::join!(fetching, stopping);
        assert_eq!(answer.err(), Some(CallError::Stopped));
    }
}
