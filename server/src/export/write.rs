//! Out of a database.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::Id;
use domain::wire::json::JsonError;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::text::{
    Begin, CardNumber, DataSecret, DocumentFile, End, Kept, KeptFile, Lineage, PhoneSecret, SecondFactor,
    Secret, SignIn, Witness, filed_value, hex, log_value,
};
use crate::store::{Store, StoreError};

/// Why an association was not written out.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody takes what is written.
    #[error("the export could not be written ({0}); what was written is not whole and will not be taken in")]
    Output(#[from] io::Error),
}

impl From<JsonError> for WriteError {
    fn from(error: JsonError) -> Self {
        WriteError::Store(StoreError::Damaged(error.to_string()))
    }
}

/// Writes an association as it stands now, whatever is recorded meanwhile.
pub async fn write(store: &Store, association: Id, to: impl Write) -> Result<(), WriteError> {
    let mut snapshot = store.snapshot(association).await?;
    let mut to = Text {
        to,
        lines: 0,
        hash: Sha256::new(),
    };
    to.line(&json!({ "hadir_export": Begin::of(&snapshot.root) }))?;
    let mut last = None;
    loop {
        let page = snapshot.records_after(last).await?;
        let Some(newest) = page.last() else { break };
        last = Some(newest.kept.record.id);
        for filed in &page {
            to.line(&filed_value(filed)?)?;
        }
    }
    let mut last = 0;
    loop {
        let page = snapshot.lines_after(last).await?;
        let Some((newest, ..)) = page.last() else { break };
        last = newest.answer.seq;
        for line in &page {
            to.line(&log_value(line)?)?;
        }
    }
    for (login, account) in snapshot.accounts().await? {
        let (member, password) = (account.member, account.password);
        to.line(&json!({ "account": SignIn { member, login, password } }))?;
    }
    for (hash, door) in snapshot.doors().await? {
        let (invitation, hash) = (door.invitation, hex(&hash));
        to.line(&json!({ "secret": Secret { invitation, hash } }))?;
    }
    for (hash, token) in snapshot.data_tokens().await? {
        let hash = hex(&hash);
        to.line(&json!({ "data_token": DataSecret { token, hash } }))?;
    }
    for report in snapshot.kept_reports().await? {
        to.line(&json!({ "kept_report": Kept::of(&report) }))?;
        for (name, bytes) in snapshot.kept_files(report.id).await? {
            let bytes = STANDARD.encode(bytes);
            to.line(&json!({ "kept_file": KeptFile { report: report.id, name, bytes } }))?;
        }
    }
    for document in snapshot.documents().await? {
        let bytes = STANDARD.encode(snapshot.document(document).await?);
        to.line(&json!({ "document_file": DocumentFile { document, bytes } }))?;
    }
    for (device, secret) in snapshot.phone_secrets().await? {
        to.line(&json!({ "phone_secret": PhoneSecret { device, secret } }))?;
    }
    for factor in snapshot.factors().await? {
        to.line(&json!({ "second_factor": SecondFactor::of(factor) }))?;
    }
    for number in &snapshot.cins().await? {
        to.line(&json!({ "cin": CardNumber::of(number) }))?;
    }
    for (epoch, seq) in snapshot.lineages().await? {
        to.line(&json!({ "lineage": Lineage { epoch, seq } }))?;
    }
    for sight in snapshot.sights().await? {
        to.line(&json!({ "witness": Witness::of(&sight) }))?;
    }
    to.end()
}

/// Lines, counted and hashed as they are written.
struct Text<W> {
    to: W,
    lines: u64,
    hash: Sha256,
}

impl<W: Write> Text<W> {
    fn line(&mut self, value: &Value) -> Result<(), WriteError> {
        let line = format!("{value}\n");
        self.hash.update(&line);
        self.lines += 1;
        Ok(self.to.write_all(line.as_bytes())?)
    }

    fn end(mut self) -> Result<(), WriteError> {
        let (lines, hash) = (self.lines, hex(&self.hash.finalize_reset()));
        writeln!(self.to, "{}", json!({ "end": End { lines, hash } }))?;
        Ok(self.to.flush()?)
    }
}
