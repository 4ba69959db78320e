//! `hadir export`: a whole association, one JSON object a line.

use std::io::{BufWriter, Write, stdout};

use clap::Args;
use domain::id::Id;
use domain::log::{Hash, Line};
use domain::wire::json;
use serde_json::{Value, json};

use super::{CommandError, named};
use crate::store::{Store, StoreError};

/// What to export.
#[derive(Debug, Args)]
pub struct Export {
    /// The association, by its id or its name.
    #[arg(long, value_name = "ID or NAME")]
    association: String,
}

impl Export {
    /// First every record, in the order of their ids, then the log from its first line, each with the bytes it is
    /// kept in and its hash: SHA-256 of the hash before, then those bytes.
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        let association = named(store, &self.association).await?;
        let mut out = BufWriter::new(stdout().lock());
        records(store, association, &mut out).await?;
        log(store, association, &mut out).await?;
        Ok(out.flush()?)
    }
}

async fn records(store: &Store, association: Id, out: &mut impl Write) -> Result<(), CommandError> {
    let mut last = None;
    loop {
        let page = store.records_after(association, last).await?;
        let Some(newest) = page.last() else { return Ok(()) };
        last = Some(newest.id);
        for record in &page {
            writeln!(
                out,
                "{}",
                json!({ "record": json::record_value(record).map_err(unwritable)? })
            )?;
        }
    }
}

async fn log(store: &Store, association: Id, out: &mut impl Write) -> Result<(), CommandError> {
    let mut last = 0;
    loop {
        let page = store.lines_after(association, last).await?;
        let Some((newest, ..)) = page.last() else {
            return Ok(());
        };
        last = newest.answer.seq;
        for (line, bytes, hash) in &page {
            writeln!(out, "{}", line_value(line, bytes, hash)?)?;
        }
    }
}

fn line_value(line: &Line, bytes: &[u8], hash: &Hash) -> Result<Value, CommandError> {
    let entry = json::record_value(&line.entry).map_err(unwritable)?;
    Ok(json!({ "log": entry, "line": hex(bytes), "hash": hex(hash) }))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unwritable(error: json::JsonError) -> CommandError {
    StoreError::Damaged(error.to_string()).into()
}
