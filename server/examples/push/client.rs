//! A phone that has marks to send: it speaks as the app does, packed both ways.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use brotli_decompressor::Decompressor;
use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::replica::{Me, Replica};
use domain::verdict::Verdict;
use domain::wire::{CBOR, PUSH_CHANGES, SyncRequest, SyncResponse, from_cbor, to_cbor};
use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use serde_json::{Value, json};

use super::Fallible;
use super::sheet::{Sheet, clock};

/// Encodings a browser takes.
const BROWSER: &str = "gzip, deflate, br, zstd";

/// What some pushes came to.
#[derive(Default)]
pub(crate) struct Pushed {
    /// How long each took, from the first byte sent to the last byte of the answer.
    pub(crate) answered: Vec<Duration>,
    /// The seq before the first change, and of the last.
    pub(crate) first_seq: u64,
    pub(crate) last_seq: u64,
}

/// A signed-in phone with marks ready to be sent.
pub(crate) struct Client {
    http: reqwest::Client,
    url: String,
    cookie: String,
    replica: Replica,
    /// What is sent besides changes, as the last answer left it.
    next: SyncRequest,
    /// Pushes to come, the next one last.
    ready: Vec<Vec<Change>>,
}

impl Client {
    /// Signs in, pulls, plans an activity with its sheet, and records marks for so many pushes.
    pub(crate) async fn prepare(url: &str, who: &str, pushes: usize) -> Fallible<Self> {
        let (login, password) = who.split_once(':').ok_or("say LOGIN:PASSWORD")?;
        let http = reqwest::Client::new();
        let asked = json!({ "login": login, "password": password, "device_name": "bench" });
        let answer = http
            .post(format!("{url}/api/v1/session"))
            .header(ORIGIN, url)
            .json(&asked)
            .send()
            .await?;
        let answer = answer.error_for_status()?;
        let cookie = answer
            .headers()
            .get(SET_COOKIE)
            .ok_or("signing in gave no cookie")?
            .to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let said: Value = answer.json().await?;
        let id = |name: &str| said[name].as_str().unwrap_or_default().parse::<Id>();
        let me = Me {
            association: id("association")?,
            member: id("member")?,
            device: id("device")?,
        };
        let mut replica = Replica::new();
        replica.apply(&replica.sign_in(me));
        let next = replica.sync_request(clock(), None).ok_or("nobody is signed in")?;
        let mut client = Client {
            http,
            url: url.to_owned(),
            cookie,
            replica,
            next,
            ready: Vec::new(),
        };
        client.sync().await?;
        client.plan(pushes).await?;
        Ok(client)
    }

    /// The association it is signed in to.
    pub(crate) fn association(&self) -> Id {
        self.replica.me().map(|me| me.association).unwrap_or_default()
    }

    /// Sends the next push, adding what it came to. Every change must be accepted.
    pub(crate) async fn push(&mut self, to: &mut Pushed) -> Fallible<()> {
        let changes = self.ready.pop().ok_or("no push is left")?;
        let request = SyncRequest {
            now: clock().now,
            changes,
            ..self.next.clone()
        };
        let (response, took) = self.send(&request).await?;
        if let Some(odd) = response
            .verdicts
            .iter()
            .find(|answer| answer.verdict != Verdict::Accepted)
        {
            return Err(format!("a mark was not accepted: {:?}", odd.verdict).into());
        }
        let seqs = || response.verdicts.iter().map(|answer| answer.seq);
        if to.answered.is_empty() {
            to.first_seq = seqs().min().unwrap_or_default();
        }
        to.last_seq = seqs().max().unwrap_or_default();
        to.answered.push(took);
        self.next.epoch = Some(response.epoch);
        for part in &response.slices {
            let cursor = self
                .next
                .cursors
                .iter_mut()
                .find(|cursor| cursor.slice == part.slice);
            cursor.ok_or("the server brought a slice nobody asked for")?.upto = part.upto;
        }
        Ok(())
    }

    /// An activity with its sheet, and marks for so many pushes; all but the marks on the server when this returns.
    async fn plan(&mut self, pushes: usize) -> Fallible<()> {
        let people = self.replica.all(Kind::Beneficiary).map(|record| record.id);
        let sheet = Sheet::plan(self.association(), people.collect(), pushes * PUSH_CHANGES)?;
        self.record(&sheet.offer)?;
        self.sync().await?;
        for part in sheet.marks.chunks(PUSH_CHANGES) {
            let changes = self.record(part)?;
            self.ready.push(changes);
        }
        self.ready.reverse();
        Ok(())
    }

    fn record(&mut self, edits: &[Edit]) -> Fallible<Vec<Change>> {
        let plan = self.replica.plan(edits, clock())?;
        self.replica.apply(&plan.batch);
        Ok(plan.changes)
    }

    /// Synchronises until nothing waits and nothing more is to come.
    async fn sync(&mut self) -> Fallible<()> {
        loop {
            let request = self
                .replica
                .sync_request(clock(), None)
                .ok_or("nobody is signed in")?;
            let (response, _) = self.send(&request).await?;
            self.replica
                .apply(&self.replica.sync_response(&request, &response, clock().now, &[]));
            if !response.more && self.replica.waiting() == 0 {
                let request = self
                    .replica
                    .sync_request(clock(), None)
                    .ok_or("nobody is signed in")?;
                self.next = SyncRequest {
                    changes: Vec::new(),
                    head: None,
                    ..request
                };
                return Ok(());
            }
        }
    }

    async fn send(&self, request: &SyncRequest) -> Fallible<(SyncResponse, Duration)> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&to_cbor(request))?;
        let asked = self
            .http
            .post(format!("{}/api/v1/sync", self.url))
            .header(COOKIE, &self.cookie);
        let asked = asked
            .header(ORIGIN, &self.url)
            .header(CONTENT_TYPE, CBOR)
            .header(CONTENT_ENCODING, "gzip");
        let asked = asked.header(ACCEPT_ENCODING, BROWSER).body(packed.finish()?);
        let began = Instant::now();
        let answer = asked.send().await?.error_for_status()?;
        let is_packed = answer
            .headers()
            .get(CONTENT_ENCODING)
            .is_some_and(|encoding| encoding == "br");
        let body = answer.bytes().await?;
        let took = began.elapsed();
        let mut plain = Vec::new();
        if is_packed {
            Decompressor::new(body.as_ref(), 64 * 1024).read_to_end(&mut plain)?;
        } else {
            plain.extend_from_slice(&body);
        }
        Ok((from_cbor(&plain)?, took))
    }
}
