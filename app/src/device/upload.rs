//! What is asked of the server by sending: how much of a file is sent is seen, and it can be stopped.

use js_sys::Uint8Array;
use web_sys::{XmlHttpRequest, XmlHttpRequestResponseType};

use super::api::Envelope;
use super::download::MAKING_MS;
use super::http::{Answer, CallError, STALL_MS};
use super::work::{Work, answered, open};

/// Has the server make something that takes long.
pub(super) async fn ask(path: &str, accept: &str, work: Work) -> Result<Answer, CallError> {
    let request = XmlHttpRequest::new().map_err(|_| CallError::NoNetwork)?;
    work.see_through(&request, &request, MAKING_MS, || {
        begin(&request, path, &[], accept)
    })
    .await?;
    answer(&request, path)
}

/// Sends a file. What does not move for long is given up, however long all of it takes.
pub(super) async fn upload(path: &str, bytes: &[u8], accept: &str, work: Work) -> Result<Answer, CallError> {
    let request = XmlHttpRequest::new().map_err(|_| CallError::NoNetwork)?;
    let moving = request.upload().map_err(|_| CallError::NoNetwork)?;
    work.see_through(&request, &moving, STALL_MS, || {
        begin(&request, path, bytes, accept)
    })
    .await?;
    answer(&request, path)
}

fn begin(request: &XmlHttpRequest, path: &str, bytes: &[u8], accept: &str) -> Option<()> {
    open(request, "POST", path)?;
    request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    request.set_request_header("accept", accept).ok()?;
    request
        .set_request_header("content-type", "application/octet-stream")
        .ok()?;
    request
        .send_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))
        .ok()
}

fn answer(request: &XmlHttpRequest, path: &str) -> Result<Answer, CallError> {
    let status = answered(request, path)?;
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

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::device::idle::after;
    use leptos::prelude::Owner;
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
}
