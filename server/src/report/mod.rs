//! A period in numbers, as files: JSON for programs, a workbook, CSV. What is for outside is made of the masked report
//! alone.

mod asked;
mod funded;
mod names;
mod outside;
pub mod packed;
mod table;
mod tables;
mod text;
mod xlsx;

pub use asked::{Asked, AskedFault};
pub use names::Names;
pub use table::{Cell, Table};
pub use tables::band_label;
pub use text::Separator;
pub use xlsx::MEDIA_TYPE as XLSX;

use app::i18n::Lang;
use domain::id::Id;
use domain::report::{Attendance, Facts, Funded, Masked, Query, Report, bared, masked, report};
use serde_json::{Value, json};

use crate::store::{Store, StoreError};

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was not counted to its end.
    #[error("the report was not counted to its end ({0}): try again")]
    Stopped(#[from] tokio::task::JoinError),
    /// A workbook could not be made.
    #[error("the workbook could not be made ({0})")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A text could not be made.
    #[error("the CSV could not be made ({0})")]
    Text(#[from] csv::Error),
}

/// A period in numbers, with the names of what it counts.
#[derive(Debug)]
pub struct Told {
    /// What was asked.
    pub query: Query,
    /// The numbers; for outside, without what is hidden.
    pub report: Report,
    /// The numbers that may be shown, where it is for outside.
    pub masked: Option<Masked>,
    /// What its ids are called.
    pub names: Names,
    /// Whether the next one is quicker once [`Store::pack_facts`] was there.
    pub unpacked: bool,
}

impl Told {
    /// Counts what an association's records say; `outside`: for others than its own people.
    pub async fn of(
        store: &Store,
        association: Id,
        names: Names,
        query: Query,
        outside: bool,
    ) -> Result<Self, ReportError> {
        let read = store.facts(association).await?;
        let digest = read.digest;
        // A large association takes a second: apart from the threads that answer requests.
        let counted = tokio::task::spawn_blocking(move || {
            let report = report(&Facts::unpack(&digest), &query);
            (query, report)
        });
        let (query, report) = counted.await?;
        let masked = outside.then(|| masked(&report));
        Ok(Told {
            report: match &masked {
                Some(masked) => bared(&report, masked),
                None => report,
            },
            masked,
            unpacked: read.unpacked,
            query,
            names,
        })
    }

    /// The projects it was asked for, as they may be shown.
    pub fn funded(&self) -> &[Funded] {
        let masked = self.masked.as_ref().map(|masked| &masked.funded);
        masked.unwrap_or(&self.report.funded)
    }

    /// How well sessions were attended, as it may be shown; of some nothing was said, which may be hidden alone.
    pub fn attendance(&self) -> (Option<Attendance>, Option<u64>) {
        match &self.masked {
            Some(masked) => (masked.attendance, masked.unmarked),
            None => (
                Some(self.report.attendance),
                Some(self.report.attendance.unmarked),
            ),
        }
    }

    /// The same as a rate alone, which may be shown where the numbers are not.
    pub fn rate(&self) -> Option<Attendance> {
        self.masked
            .as_ref()
            .map_or(Some(self.report.attendance), |masked| masked.rate)
    }

    /// For programs: keys are names and ids.
    pub fn to_json(&self) -> Value {
        let asked = self.query.to_json();
        match &self.masked {
            Some(masked) => json!({ "asked": asked, "outside": masked.to_json(&self.report) }),
            None => json!({ "asked": asked, "report": self.report.to_json() }),
        }
    }

    /// For people, table by table; what the words mean stands in the last.
    pub fn tables(&self, lang: Lang) -> Vec<Table> {
        match &self.masked {
            Some(masked) => outside::tables(self, masked, lang),
            None => tables::tables(self, lang),
        }
    }

    /// A workbook, a sheet a table.
    pub fn to_xlsx(&self, lang: Lang) -> Result<Vec<u8>, ReportError> {
        Ok(xlsx::workbook(&self.tables(lang), lang)?)
    }

    /// One text, the tables below each other.
    pub fn to_csv(&self, lang: Lang, separator: Separator) -> Result<Vec<u8>, ReportError> {
        Ok(text::text(&self.tables(lang), separator)?)
    }
}
