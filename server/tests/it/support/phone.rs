//! A phone: the real replica, talking to the server by HTTP.

use std::collections::BTreeMap;

use domain::change::{Change, Edit};
use domain::id::Id;
use domain::record::{Attendance, Mark, Method};
use domain::replica::{Me, Op, Outgoing, Plan, Replica};
use domain::time::{Clock, Millis};
use domain::verdict::Verdict;
use domain::wire::{CBOR, SyncRequest, SyncResponse, from_cbor, to_cbor};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use super::{Bed, PASSWORD};

/// The instant now.
pub(crate) fn now() -> Millis {
    server::clock::now()
}

/// A phone's clock, right by UTC.
pub(crate) fn clock() -> Clock {
    server::clock::wall(now())
}

/// A status and a body.
type Answer = (StatusCode, Value);

/// A signed-in phone.
pub(crate) struct Phone {
    pub(crate) http: Client,
    pub(crate) url: String,
    pub(crate) cookie: String,
    pub(crate) me: Me,
    pub(crate) replica: Replica,
    /// What its store keeps as receipts.
    pub(crate) receipts: BTreeMap<u64, Outgoing>,
    /// How long ago, in milliseconds, what it records from now on happened.
    pub(crate) ago_ms: i64,
}

impl Phone {
    /// Signs in with everybody's password.
    pub(crate) async fn sign_in(bed: &Bed, login: &str) -> Self {
        Phone::at(&bed.url, login, PASSWORD).await
    }

    pub(crate) async fn at(url: &str, login: &str, password: &str) -> Self {
        let http = Client::new();
        let asked = json!({ "login": login, "password": password, "device_name": "phone" });
        let response = http
            .post(format!("{url}/api/v1/session"))
            .json(&asked)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{login}");
        Phone::from_answer(http, url, response).await
    }

    /// Signs in again, as the phone it is, and keeps what it holds.
    pub(crate) async fn sign_in_again(&mut self, login: &str) {
        self.sign_in_again_with(login, PASSWORD).await;
    }

    pub(crate) async fn sign_in_again_with(&mut self, login: &str, password: &str) {
        let asked = json!({
            "login": login, "password": password, "device_name": "phone", "device": self.me.device,
        });
        let request = self
            .http
            .post(format!("{}/api/v1/session", self.url))
            .json(&asked);
        let response = request.send().await.unwrap();
        let again = Phone::from_answer(self.http.clone(), &self.url, response).await;
        self.replica.apply(&self.replica.sign_in(again.me.clone()));
        (self.cookie, self.me) = (again.cookie, again.me);
    }

    pub(crate) async fn from_answer(http: Client, url: &str, response: reqwest::Response) -> Self {
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let said: Value = response.json().await.unwrap();
        let id = |name: &str| said[name].as_str().unwrap().parse::<Id>().unwrap();
        let me = Me {
            association: id("association"),
            member: id("member"),
            device: id("device"),
        };
        let mut replica = Replica::new();
        replica.apply(&replica.sign_in(me.clone()));
        Phone {
            http,
            url: url.to_owned(),
            cookie,
            me,
            replica,
            receipts: BTreeMap::new(),
            ago_ms: 0,
        }
    }

    /// Records edits, as a screen does.
    pub(crate) fn record(&mut self, edits: &[Edit]) -> Plan {
        let clock = Clock {
            now: now().plus(-self.ago_ms),
            ..clock()
        };
        let plan = self.replica.plan(edits, clock).unwrap();
        self.replica.apply(&plan.batch);
        plan
    }

    /// Marks a person at a session.
    pub(crate) fn mark(&mut self, session: Id, person: Id, status: Mark) -> Plan {
        let method = Method::Tap;
        let mark = Attendance {
            session,
            beneficiary: person,
            status,
            method,
            ..Attendance::default()
        };
        self.record(&[Edit::create(Id::of_attendance(session, person), mark)])
    }

    /// What the phone would send now.
    pub(crate) fn request(&self) -> SyncRequest {
        self.replica.sync_request(clock(), None).unwrap()
    }

    /// What the server answers to one edit that the phone itself would not plan.
    pub(crate) async fn insist(&self, edit: Edit) -> Verdict {
        let clock = clock();
        // What waits on the phone has a lower counter, and goes before it.
        let counter = 9_000;
        let mut request = self.request();
        request.changes.push(Change {
            id: Id::of_change(self.me.device, counter, clock.now),
            kind: edit.kind,
            record: edit.record,
            base: 0,
            set: edit.set,
            clock,
            counter,
        });
        let answer = self.send(&request).await;
        answer.verdicts.last().unwrap().verdict.clone()
    }

    /// Sends a request and brings back the answer, without taking it in.
    pub(crate) async fn send(&self, request: &SyncRequest) -> SyncResponse {
        self.send_to(&self.url, request).await
    }

    /// The same, to one of several servers.
    pub(crate) async fn send_to(&self, url: &str, request: &SyncRequest) -> SyncResponse {
        let (status, body) = self.bytes_to(url, CBOR, to_cbor(request)).await.unwrap();
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
        from_cbor(&body).unwrap()
    }

    pub(crate) async fn send_bytes(
        &self,
        encoding: &str,
        body: Vec<u8>,
    ) -> reqwest::Result<(StatusCode, Vec<u8>)> {
        self.bytes_to(&self.url, encoding, body).await
    }

    async fn bytes_to(
        &self,
        url: &str,
        encoding: &str,
        body: Vec<u8>,
    ) -> reqwest::Result<(StatusCode, Vec<u8>)> {
        let request = self
            .http
            .post(format!("{url}/api/v1/sync"))
            .header("cookie", &self.cookie);
        let request = request
            .header("origin", url)
            .header("content-type", encoding)
            .body(body);
        let response = request.send().await?;
        Ok((response.status(), response.bytes().await?.to_vec()))
    }

    /// Synchronises until nothing waits and nothing more is to come; says how many requests that took.
    pub(crate) async fn sync(&mut self) -> usize {
        for round in 1..50 {
            let request = self.request();
            let response = self.send(&request).await;
            self.hear(&request, &response);
            let known = request.epoch.is_none_or(|epoch| epoch == response.epoch);
            if !response.more && known && self.replica.waiting() == 0 {
                return round;
            }
        }
        panic!("the phone never came to an end");
    }

    /// Takes an answer in as the app does.
    pub(crate) fn hear(&mut self, request: &SyncRequest, response: &SyncResponse) {
        let receipts: Vec<Outgoing> = self.receipts.values().cloned().collect();
        let batch = self.replica.sync_response(request, response, now(), &receipts);
        for op in &batch.0 {
            match op {
                Op::Settle(item) => self.receipts.insert(item.change.counter, item.clone()),
                Op::Queue(item) => self.receipts.remove(&item.change.counter),
                _ => None,
            };
        }
        self.replica.apply(&batch);
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let request = self
            .http
            .get(format!("{}{path}", self.url))
            .header("cookie", &self.cookie);
        Phone::answer(request).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = self
            .http
            .post(format!("{}{path}", self.url))
            .header("cookie", &self.cookie);
        Phone::answer(request.header("origin", &self.url).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        let request = self
            .http
            .delete(format!("{}{path}", self.url))
            .header("cookie", &self.cookie);
        Phone::answer(request.header("origin", &self.url)).await
    }

    pub(crate) async fn answer(request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }
}
