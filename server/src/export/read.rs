//! Into a database.

use std::io::{self, BufRead};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::Id;
use sha2::{Digest, Sha256};

use super::VERSION;
use super::text::{End, Said, filed_of, hex, unhash, unhex};
use crate::store::{Account, Arrival, Door, Store, Unwelcome};

/// Why an association was not taken in. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read.
    #[error("the export could not be read ({0}); nothing was imported")]
    Input(#[from] io::Error),
    /// A line is of something else.
    #[error("line {0} is not what hadir export writes; nothing was imported, export the association again")]
    Line(u64),
    /// Another version wrote it.
    #[error("a later version of hadir wrote this export; nothing was imported, bring hadir up to date here")]
    Version,
    /// The last line is missing.
    #[error("the export ends before its last line; nothing was imported, see what stopped hadir export")]
    Cut,
    /// It is not what was written.
    #[error("the export was altered on its way; nothing was imported, export the association again")]
    Altered,
    /// The database does not take it.
    #[error("nothing was imported: {0}")]
    Unwelcome(#[from] Unwelcome),
}

/// What was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// The association.
    pub association: Id,
    /// Its records.
    pub records: u64,
    /// The lines of its log.
    pub lines: u64,
    /// Who may sign in.
    pub accounts: u64,
}

/// Takes in a whole association that is not in this database; what is not whole is not taken in.
pub async fn read(store: &Store, from: impl BufRead) -> Result<Read, ReadError> {
    let mut from = Text {
        from,
        text: String::new(),
        lines: 0,
        hash: Sha256::new(),
    };
    let begin = from.next()?.hadir_export.ok_or(ReadError::Line(1))?;
    if begin.version > VERSION {
        return Err(ReadError::Version);
    }
    let root = begin.root().ok_or(ReadError::Line(1))?;
    let mut read = Read {
        association: root.association,
        records: 0,
        lines: 0,
        accounts: 0,
    };
    let mut arrival = store.arrival(root).await?;
    loop {
        let mut said = from.next()?;
        if let Some(end) = said.end.take() {
            from.check(&end)?;
            break;
        }
        let taken = take(&mut arrival, &said, &mut read).await?;
        taken.ok_or(ReadError::Line(from.lines))?;
    }
    arrival.close().await?;
    Ok(read)
}

/// Takes in what a line says; `None` where it says nothing known.
async fn take(arrival: &mut Arrival, said: &Said<'_>, read: &mut Read) -> Result<Option<()>, ReadError> {
    if let Some(row) = said.row {
        let Some(filed) = filed_of(row) else {
            return Ok(None);
        };
        arrival.file(filed).await?;
        read.records += 1;
    } else if let Some((line, hash)) = said.line.zip(said.hash) {
        let Some((line, hash)) = unhex(line).zip(unhash(hash)) else {
            return Ok(None);
        };
        arrival.log(line, hash).await?;
        read.lines += 1;
    } else if let Some(said) = &said.account {
        let account = Account {
            association: read.association,
            member: said.member,
            password: said.password.clone(),
        };
        arrival.account(&said.login, &account).await?;
        read.accounts += 1;
    } else if let Some(said) = &said.secret {
        let Some(hash) = unhash(&said.hash) else {
            return Ok(None);
        };
        let door = Door {
            association: read.association,
            invitation: said.invitation,
        };
        arrival.door(&hash, door).await?;
    } else if let Some(said) = &said.data_token {
        let Some(hash) = unhash(&said.hash) else {
            return Ok(None);
        };
        arrival.data_token(&hash, said.token).await?;
    } else if let Some(said) = &said.kept_report {
        let Some(report) = said.report() else {
            return Ok(None);
        };
        arrival.kept_report(&report).await?;
    } else if let Some(said) = &said.kept_file {
        let Ok(bytes) = STANDARD.decode(&said.bytes) else {
            return Ok(None);
        };
        arrival.kept_file(said.report, &said.name, &bytes).await?;
    } else if let Some(said) = &said.document_file {
        let Ok(bytes) = STANDARD.decode(&said.bytes) else {
            return Ok(None);
        };
        arrival.document(said.document, &bytes).await?;
    } else if let Some(said) = &said.outside_month {
        let Some(month) = said.month() else {
            return Ok(None);
        };
        arrival.outside_month(month, &said.told).await?;
    } else if let Some(said) = &said.phone_secret {
        arrival.phone_secret(said.device, &said.secret).await?;
    } else if let Some(said) = &said.second_factor {
        let Some((member, factor, hashes)) = said.whole() else {
            return Ok(None);
        };
        arrival.factor(member, &factor, hashes).await?;
    } else if let Some(said) = &said.cin {
        let Some((person, sealed, mark)) = said.whole() else {
            return Ok(None);
        };
        arrival.cin(person, sealed, mark).await?;
    } else if let Some(said) = &said.lineage {
        arrival.lineage(said.epoch, said.seq).await?;
    } else if let Some(said) = &said.witness {
        let Some(sight) = said.sight() else {
            return Ok(None);
        };
        arrival.sight(&sight).await?;
    } else {
        return Ok(None);
    }
    Ok(Some(()))
}

/// Lines, counted and hashed as they are read.
struct Text<R> {
    from: R,
    text: String,
    /// How many were read.
    lines: u64,
    /// Of all lines but the one read last.
    hash: Sha256,
}

impl<R: BufRead> Text<R> {
    fn next(&mut self) -> Result<Said<'_>, ReadError> {
        self.hash.update(&self.text);
        self.text.clear();
        if self.from.read_line(&mut self.text)? == 0 || !self.text.ends_with('\n') {
            return Err(ReadError::Cut);
        }
        self.lines += 1;
        serde_json::from_str(&self.text).map_err(|_| ReadError::Line(self.lines))
    }

    /// Whether the last line speaks of the lines before it, and nothing comes after.
    fn check(&mut self, end: &End) -> Result<(), ReadError> {
        let whole = end.lines + 1 == self.lines && end.hash == hex(&self.hash.finalize_reset());
        if !whole || self.from.read_line(&mut self.text)? != 0 {
            return Err(ReadError::Altered);
        }
        Ok(())
    }
}
