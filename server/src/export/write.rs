//! Out of a database.

use core::time::Duration;
use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::Id;
use domain::wire::json::JsonError;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncWrite, AsyncWriteExt, BufWriter};
use tokio::time::timeout;

use super::text::{
    Begin, CardNumber, DataSecret, DocumentFile, End, Kept, KeptFile, Lineage, OutsideMonth, PhoneSecret,
    SecondFactor, Secret, SignIn, Witness, filed_value, hex, log_value,
};
use crate::store::{Snapshot, Store, StoreError};

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

/// Writes an association as it stands now, whatever is recorded meanwhile, with all that people, phones and programs come
/// in by: from one server to another.
pub async fn write(store: &Store, association: Id, to: impl AsyncWrite + Unpin) -> Result<(), WriteError> {
    told(store, association, Keys::Along, to).await
}

/// The same without what lets anybody in, and without what only this server can open: for a head who takes their
/// association away.
pub async fn hand_over(
    store: &Store,
    association: Id,
    to: impl AsyncWrite + Unpin,
) -> Result<(), WriteError> {
    told(store, association, Keys::Left, to).await
}

/// Whether keys go along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    Along,
    Left,
}

async fn told(
    store: &Store,
    association: Id,
    keys: Keys,
    to: impl AsyncWrite + Unpin,
) -> Result<(), WriteError> {
    let mut snapshot = store.snapshot(association).await?;
    let mut to = Text {
        to: BufWriter::new(to),
        patience: (keys == Keys::Left).then_some(PATIENCE),
        lines: 0,
        hash: Sha256::new(),
    };
    to.line(&json!({ "hadir_export": Begin::of(&snapshot.root) }))
        .await?;
    recorded(&mut snapshot, &mut to).await?;
    if keys == Keys::Along {
        doors(&mut snapshot, &mut to).await?;
    }
    files(&mut snapshot, &mut to).await?;
    if keys == Keys::Along {
        sealed(&mut snapshot, &mut to).await?;
    }
    past(&mut snapshot, &mut to).await?;
    to.end().await
}

/// Every record, and the log.
async fn recorded(snapshot: &mut Snapshot, to: &mut Text<impl AsyncWrite + Unpin>) -> Result<(), WriteError> {
    let mut last = None;
    loop {
        let page = snapshot.records_after(last).await?;
        let Some(newest) = page.last() else { break };
        last = Some(newest.kept.record.id);
        for filed in &page {
            to.line(&filed_value(filed)?).await?;
        }
    }
    let mut last = 0;
    loop {
        let page = snapshot.lines_after(last).await?;
        let Some((newest, ..)) = page.last() else {
            return Ok(());
        };
        last = newest.answer.seq;
        for line in &page {
            to.line(&log_value(line)?).await?;
        }
    }
}

/// What members sign in with, which invitations open, what programs read with.
async fn doors(snapshot: &mut Snapshot, to: &mut Text<impl AsyncWrite + Unpin>) -> Result<(), WriteError> {
    for (login, account) in snapshot.accounts().await? {
        let (member, password) = (account.member, account.password);
        to.line(&json!({ "account": SignIn { member, login, password } }))
            .await?;
    }
    for (hash, door) in snapshot.doors().await? {
        let (invitation, hash) = (door.invitation, hex(&hash));
        to.line(&json!({ "secret": Secret { invitation, hash } })).await?;
    }
    for (hash, token) in snapshot.data_tokens().await? {
        let hash = hex(&hash);
        to.line(&json!({ "data_token": DataSecret { token, hash } }))
            .await?;
    }
    Ok(())
}

/// Kept reports, what was told outside, and the bytes of documents.
async fn files(snapshot: &mut Snapshot, to: &mut Text<impl AsyncWrite + Unpin>) -> Result<(), WriteError> {
    for report in snapshot.kept_reports().await? {
        to.line(&json!({ "kept_report": Kept::of(&report) })).await?;
        for (name, bytes) in snapshot.kept_files(report.id).await? {
            let bytes = STANDARD.encode(bytes);
            to.line(&json!({ "kept_file": KeptFile { report: report.id, name, bytes } }))
                .await?;
        }
    }
    for told in snapshot.outside_months().await? {
        to.line(&json!({ "outside_month": OutsideMonth::of(told) }))
            .await?;
    }
    for document in snapshot.documents().await? {
        let bytes = STANDARD.encode(snapshot.document(document).await?);
        to.line(&json!({ "document_file": DocumentFile { document, bytes } }))
            .await?;
    }
    Ok(())
}

/// What phones are opened with, and what is sealed by keys of the server.
async fn sealed(snapshot: &mut Snapshot, to: &mut Text<impl AsyncWrite + Unpin>) -> Result<(), WriteError> {
    for (device, secret) in snapshot.phone_secrets().await? {
        to.line(&json!({ "phone_secret": PhoneSecret { device, secret } }))
            .await?;
    }
    for factor in snapshot.factors().await? {
        to.line(&json!({ "second_factor": SecondFactor::of(factor) }))
            .await?;
    }
    for number in &snapshot.cins().await? {
        to.line(&json!({ "cin": CardNumber::of(number) })).await?;
    }
    Ok(())
}

/// The epochs that phones may know, and what these saw of the log.
async fn past(snapshot: &mut Snapshot, to: &mut Text<impl AsyncWrite + Unpin>) -> Result<(), WriteError> {
    for (epoch, seq) in snapshot.lineages().await? {
        to.line(&json!({ "lineage": Lineage { epoch, seq } })).await?;
    }
    for sight in snapshot.sights().await? {
        to.line(&json!({ "witness": Witness::of(&sight) })).await?;
    }
    Ok(())
}

/// Whoever takes no piece of it for so long takes nothing any more: a phone out of reach keeps no other from its turn.
const PATIENCE: Duration = Duration::from_secs(60);
const PIECE_BYTES: usize = 16 * 1024;

/// Lines, counted and hashed as they are written.
struct Text<W> {
    to: BufWriter<W>,
    /// How long a piece may wait; none: as long as it likes, as at a command line.
    patience: Option<Duration>,
    lines: u64,
    hash: Sha256,
}

impl<W: AsyncWrite + Unpin> Text<W> {
    async fn line(&mut self, value: &Value) -> Result<(), WriteError> {
        let line = format!("{value}\n");
        self.hash.update(&line);
        self.lines += 1;
        Ok(self.put(&line).await?)
    }

    async fn put(&mut self, line: &str) -> io::Result<()> {
        for piece in line.as_bytes().chunks(PIECE_BYTES) {
            let taken = self.to.write_all(piece);
            match self.patience {
                Some(patience) => timeout(patience, taken).await??,
                None => taken.await?,
            }
        }
        Ok(())
    }

    async fn end(mut self) -> Result<(), WriteError> {
        let (lines, hash) = (self.lines, hex(&self.hash.finalize_reset()));
        let line = format!("{}\n", json!({ "end": End { lines, hash } }));
        self.put(&line).await?;
        Ok(self.to.shutdown().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_nobody_takes_is_given_up() {
        let (to, from) = tokio::io::duplex(16);
        let mut text = Text {
            to: BufWriter::new(to),
            patience: Some(Duration::from_millis(1)),
            lines: 0,
            hash: Sha256::new(),
        };
        let long = json!("x".repeat(PIECE_BYTES));
        let Err(WriteError::Output(error)) = text.line(&long).await else {
            panic!("somebody took it");
        };
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        drop(from);
    }
}
