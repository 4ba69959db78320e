//! An association that comes from another database: all of it arrives, or nothing.

use domain::chain::{Broken, Held, Walk};
use domain::id::Id;
use domain::log::{Hash, Line};
use domain::report::Month;
use domain::slice::Slice;
use domain::wire::{LogHead, from_cbor};
use sqlx::{Any, Transaction};

use super::association::NOTHING;
use super::sql::{Places, ROWS};
use super::write::{Mark, NewLine, Written};
use super::{
    Account, Door, Factor, Filed, KeptReport, Root, Sight, Store, StoreError, TokenOf, account, association,
    cin, data, document, factor, invitation, kept, outside, past, token,
};

/// Why an association cannot arrive here.
#[derive(Debug, thiserror::Error)]
pub enum Unwelcome {
    /// It is here.
    #[error("this association is in this database already")]
    Here,
    /// Logins are one person's on the whole server.
    #[error(
        "member {0} signs in with a name or phone that somebody else signs in with here; close that account, or use another database"
    )]
    LoginTaken(Id),
    /// The chain of the log's hashes does not hold.
    #[error("line {0} of the log does not follow from the line before it: it was altered, or one is missing")]
    Broken(u64),
    /// The log ends elsewhere than the association says.
    #[error("the log's end is missing or was altered")]
    Cut,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An association on its way in; dropped before [`Arrival::close`], it leaves nothing behind.
#[derive(Debug)]
pub struct Arrival {
    tx: Transaction<'static, Any>,
    places: Places,
    root: Root,
    /// How far the log has come.
    head: LogHead,
    walk: Walk,
    filed: Vec<Filed>,
    lines: Vec<NewLine>,
}

impl Store {
    /// Begins to take in an association that is not here.
    pub async fn arrival(&self, root: Root) -> Result<Arrival, Unwelcome> {
        let mut tx = self.writes.begin().await.map_err(StoreError::from)?;
        if !association::insert(&mut tx, root.association, root.created).await? {
            return Err(Unwelcome::Here);
        }
        Ok(Arrival {
            tx,
            places: self.places,
            root,
            head: NOTHING,
            walk: Walk::new([]),
            filed: Vec::new(),
            lines: Vec::new(),
        })
    }
}

impl Arrival {
    /// Takes in a record.
    pub async fn file(&mut self, filed: Filed) -> Result<(), Unwelcome> {
        self.filed.push(filed);
        self.write_when_many().await
    }

    /// Takes in the next line of the log: its bytes, and the hash that was kept with them.
    pub async fn log(&mut self, bytes: Vec<u8>, hash: Hash) -> Result<(), Unwelcome> {
        let line: Line = from_cbor(&bytes).map_err(StoreError::damaged)?;
        let seq = line.answer.seq;
        if seq <= self.head.seq {
            return Err(Unwelcome::Broken(seq));
        }
        // Whether a line that does not follow was redacted, a line still to come says.
        self.walk.line(Held {
            seq,
            change: line.entry.id.as_bytes(),
            line: &bytes,
            hash,
        });
        self.head = LogHead { seq, hash };
        let entry = line.entry;
        self.lines.push(NewLine { bytes, hash, entry });
        self.write_when_many().await
    }

    /// Takes in what a member signs in with.
    pub async fn account(&mut self, login: &str, account: &Account) -> Result<(), Unwelcome> {
        self.write_rest().await?;
        match account::insert(&mut self.tx, login, account).await? {
            true => Ok(()),
            false => Err(Unwelcome::LoginTaken(account.member)),
        }
    }

    /// Takes in the hash of an invitation's secret.
    pub async fn door(&mut self, hash: &Hash, door: Door) -> Result<(), Unwelcome> {
        self.write_rest().await?;
        Ok(invitation::insert(&mut self.tx, hash, door).await?)
    }

    /// Takes in the hash of a token's secret.
    pub async fn data_token(&mut self, hash: &Hash, token: Id) -> Result<(), Unwelcome> {
        self.write_rest().await?;
        let association = self.root.association;
        Ok(data::insert(&mut self.tx, hash, TokenOf { association, token }).await?)
    }

    /// Takes in a kept report.
    pub async fn kept_report(&mut self, report: &KeptReport) -> Result<(), Unwelcome> {
        kept::insert_report(&mut self.tx, self.root.association, report).await?;
        Ok(())
    }

    /// Takes in a file of a kept report that came before.
    pub async fn kept_file(&mut self, report: Id, name: &str, bytes: &[u8]) -> Result<(), Unwelcome> {
        Ok(kept::insert_file(&mut self.tx, self.root.association, report, name, bytes).await?)
    }

    /// Takes in what programs are told of a month for outside.
    pub async fn outside_month(&mut self, month: Month, told: &str) -> Result<(), Unwelcome> {
        Ok(outside::insert(&mut self.tx, self.root.association, month, told).await?)
    }

    /// Takes in the bytes of a document whose record came before.
    pub async fn document(&mut self, document: Id, bytes: &[u8]) -> Result<(), Unwelcome> {
        self.write_rest().await?;
        Ok(document::insert(&mut self.tx, self.root.association, document, bytes).await?)
    }

    /// Takes in the secret of a phone.
    pub async fn phone_secret(&mut self, device: Id, secret: &str) -> Result<(), Unwelcome> {
        self.write_rest().await?;
        token::insert_phone_secret(&mut self.tx, self.root.association, device, secret).await?;
        Ok(())
    }

    /// Takes in what a member signs in with beside the password.
    pub async fn factor(&mut self, member: Id, kept: &Factor, hashes: &[String]) -> Result<(), Unwelcome> {
        self.write_rest().await?;
        let association = self.root.association;
        Ok(factor::insert(&mut self.tx, association, member, kept, hashes).await?)
    }

    /// Takes in the number of a person's identity card, sealed, and what it is found again by.
    pub async fn cin(&mut self, person: Id, sealed: Vec<u8>, mark: Vec<u8>) -> Result<(), Unwelcome> {
        self.write_rest().await?;
        Ok(cin::insert(&mut self.tx, self.root.association, person, sealed, mark).await?)
    }

    /// Takes in that phones of another epoch share its past up to a seq.
    pub async fn lineage(&mut self, epoch: Id, upto: u64) -> Result<(), Unwelcome> {
        let association = self.root.association;
        Ok(past::insert_lineage(&mut self.tx, association, epoch, upto).await?)
    }

    /// Takes in what a phone saw of the log.
    pub async fn sight(&mut self, sight: &Sight) -> Result<(), Unwelcome> {
        self.write_rest().await?;
        Ok(past::insert_sight(&mut self.tx, self.root.association, sight).await?)
    }

    /// Commits, if the log is whole: from here on the association is here.
    pub async fn close(mut self) -> Result<(), Unwelcome> {
        let walk = core::mem::replace(&mut self.walk, Walk::new([]));
        match walk.end(&self.root.head).broken.first() {
            None => {}
            Some(Broken::End { .. }) => return Err(Unwelcome::Cut),
            Some(broken) => return Err(Unwelcome::Broken(broken.at())),
        }
        self.write().await?;
        self.tx.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    /// Writes what waits, for rows that refer to it.
    async fn write_rest(&mut self) -> Result<(), Unwelcome> {
        if self.filed.is_empty() && self.lines.is_empty() {
            return Ok(());
        }
        self.write().await
    }

    async fn write_when_many(&mut self) -> Result<(), Unwelcome> {
        if self.filed.len().max(self.lines.len()) < ROWS {
            return Ok(());
        }
        self.write().await
    }

    async fn write(&mut self) -> Result<(), Unwelcome> {
        let kept: Vec<_> = self
            .filed
            .iter()
            .map(|filed| (&filed.kept, filed.activity))
            .collect();
        let marks: Vec<((Id, Slice), Mark)> = self.filed.iter().flat_map(marks).collect();
        let marks: Vec<_> = marks.iter().map(|(place, mark)| (place, mark)).collect();
        let written = Written {
            places: self.places,
            association: self.root.association,
            seq: self.root.seq,
            head: &self.head,
            kept: &kept,
            marks: &marks,
            lines: &self.lines,
        };
        written.write(&mut self.tx).await?;
        self.filed.clear();
        self.lines.clear();
        Ok(())
    }
}

fn marks(filed: &Filed) -> impl Iterator<Item = ((Id, Slice), Mark)> {
    let id = filed.kept.record.id;
    filed
        .slices
        .iter()
        .map(move |(slice, mark)| ((id, *slice), *mark))
}
