//! Reports kept as they were made: the numbers, every file of them, and which data they were made of. Whoever opens one
//! again is given the same bytes, whatever was recorded since and however reports look by then.

mod rhythm;

pub use rhythm::{keep_up, make_due};

use app::i18n::Lang;
use domain::id::Id;
use domain::report::Query;
use domain::time::Millis;

use crate::clock;
use crate::paper::{self, PaperError};
use crate::report::{Names, ReportError, Separator, Told};
use crate::store::{KeptReport, Store, StoreError};

/// Reports that an association keeps at most.
pub const MOST: usize = 500;
/// How often somebody may write meanwhile before nobody may.
const TRIES: usize = 5;

/// Why a report was not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeptFault {
    /// It could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// It could not be printed.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was not made to its end.
    #[error("the report was not made to its end ({0}): try again")]
    Stopped(#[from] tokio::task::JoinError),
    /// There are as many as may be.
    #[error(
        "an association keeps {MOST} reports at most: delete those that nobody needs, then keep this one"
    )]
    Full,
}

/// Whose report is kept, and in whose name.
#[derive(Debug, Clone, Copy)]
pub struct Whose {
    /// Of which association.
    pub association: Id,
    /// The member who keeps it; none: it is made by itself, or at the command line.
    pub by: Option<Id>,
    /// Under which id; one that was kept already is not made again.
    pub id: Id,
}

impl Whose {
    /// A new one.
    pub fn new(association: Id, by: Option<Id>) -> Self {
        let id = clock::new_id(clock::now());
        Whose { association, by, id }
    }
}

/// Makes a report and keeps it.
pub async fn keep(
    store: &Store,
    whose: Whose,
    query: &Query,
    outside: bool,
    now: Millis,
) -> Result<KeptReport, KeptFault> {
    if store.count_kept(whose.association).await? >= MOST {
        return Err(KeptFault::Full);
    }
    let (told, (seq, head)) = counted(store, whose.association, query, outside).await?;
    let report = KeptReport {
        id: whose.id,
        made: now,
        made_by: whose.by,
        outside,
        seq,
        head,
        told: told.to_json().to_string(),
    };
    let files = tokio::task::spawn_blocking(move || files(&told)).await??;
    store.keep_report(whose.association, &report, &files).await?;
    Ok(report)
}

/// A report, and exactly which data it was made of.
async fn counted(
    store: &Store,
    association: Id,
    query: &Query,
    outside: bool,
) -> Result<(Told, (u64, domain::wire::LogHead)), KeptFault> {
    for _ in 0..TRIES {
        let before = store.head(association).await?;
        let told = told(store, association, query, outside).await?;
        if store.head(association).await? == before {
            return Ok((told, before));
        }
    }
    // Nobody writes while this holds the association's lock; it writes nothing itself.
    let _book = store.book(association).await?;
    let standing = store.head(association).await?;
    Ok((told(store, association, query, outside).await?, standing))
}

async fn told(store: &Store, association: Id, query: &Query, outside: bool) -> Result<Told, KeptFault> {
    let names = Names::of(&store.named(association).await?);
    Ok(Told::of(store, association, names, query.clone(), outside).await?)
}

/// Every file of a report, by its name.
fn files(told: &Told) -> Result<Vec<(String, Vec<u8>)>, KeptFault> {
    let mut files = Vec::new();
    for lang in Lang::ALL {
        let name = |kind: &str| format!("{}.{kind}", lang.code());
        files.push((name("xlsx"), told.to_xlsx(lang)?));
        files.push((name("csv"), told.to_csv(lang, Separator::default())?));
        files.push((name("pdf"), paper::report(told, lang)?));
    }
    Ok(files)
}
