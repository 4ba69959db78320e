//! The documents of an association's file: kept with the record that says what they are, and let go a day after a head
//! withdrew them.

mod media;

pub use media::{MediaFault, media_of};

use data_encoding::HEXLOWER;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{DOCUMENT_BYTES, Document, Record, View, WITHDRAWN_MS, document};
use domain::rules::Fault;
use domain::time::Millis;
use sha2::{Digest, Sha256};

use crate::store::{Store, StoreError};

/// Bytes of documents that an association keeps at most.
pub const MOST_BYTES: u64 = 200 * 1024 * 1024;

/// Why a document was not kept.
#[derive(Debug, thiserror::Error)]
pub enum DocumentFault {
    /// There is nothing in it.
    #[error("the file is empty: choose it again")]
    Empty,
    /// It is too large.
    #[error("a document has {} MB at most: make it smaller, or keep it in parts", DOCUMENT_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is of a kind that is not kept.
    #[error(transparent)]
    Media(#[from] MediaFault),
    /// The association has as many as it may.
    #[error(
        "the association's documents have {} MB already, of {} at most: withdraw those nobody needs; their room is free \
         two days later",
        .0 / 1024 / 1024,
        MOST_BYTES / 1024 / 1024
    )]
    Full(u64),
    /// The id is another's.
    #[error("another document has this id: add it again")]
    Taken,
    /// What is said of it cannot stand.
    #[error("{0}")]
    Said(Fault),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for DocumentFault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Fault(fault) => DocumentFault::Said(fault),
            other => DocumentFault::Store(other),
        }
    }
}

/// What a file's bytes say of it: what it is, its size, its hash.
pub fn examined(bytes: &[u8]) -> Result<Document, DocumentFault> {
    if bytes.is_empty() {
        return Err(DocumentFault::Empty);
    }
    if bytes.len() > DOCUMENT_BYTES {
        return Err(DocumentFault::TooLarge);
    }
    Ok(Document {
        media: media_of(bytes)?,
        size: bytes.len() as i64,
        hash: HEXLOWER.encode(&Sha256::digest(bytes)),
        ..Document::default()
    })
}

/// Keeps a document in the name of a member: its record and its bytes, or neither. The log says so. Sent again under its
/// id it is answered as it was.
pub async fn keep(
    store: &Store,
    (association, by): (Id, Id),
    id: Id,
    said: Document,
    bytes: &[u8],
    now: Millis,
) -> Result<Document, DocumentFault> {
    let mut book = store.book(association).await?;
    book.load(vec![id]).await?;
    if let Some(record) = book.record(id) {
        return same(record, &said).ok_or(DocumentFault::Taken);
    }
    let used = book.document_bytes().await?;
    if used + bytes.len() as u64 > MOST_BYTES {
        return Err(DocumentFault::Full(used));
    }
    book.record_own(Some(by), &[Edit::create(id, said.clone())], now)
        .await?;
    book.keep_document(id, bytes).await?;
    book.close().await?;
    Ok(said)
}

/// The document that a record is, where it has the same bytes.
fn same(record: &Record, said: &Document) -> Option<Document> {
    let stands = (record.kind == Kind::Document).then(|| Document::of(record))?;
    (stands.hash == said.hash && !stands.withdrawn).then_some(stands)
}

/// Lets go of the bytes of documents that were withdrawn long enough ago; how many there were.
pub async fn let_go(store: &Store, association: Id, now: Millis) -> Result<usize, StoreError> {
    let documents = store.documents(association).await?.into_iter();
    let withdrawn: Vec<Id> = documents
        .filter(|record| record.read(document::WITHDRAWN))
        .map(|record| record.id)
        .collect();
    if withdrawn.is_empty() {
        return Ok(0);
    }
    let mut book = store.book(association).await?;
    book.load(withdrawn.clone()).await?;
    let mut gone = 0;
    for id in withdrawn {
        // Somebody may have put it back meanwhile.
        let since = book.withdrawn_since(id).await?;
        if since.is_none_or(|since| now.since(since) < WITHDRAWN_MS) {
            continue;
        }
        let edit = Edit::new(Kind::Document, id).set(document::GONE, Some(now));
        book.record_own(None, &[edit], now).await?;
        book.drop_document(id).await?;
        gone += 1;
    }
    book.close().await?;
    if gone > 0 {
        store.forget_dropped().await;
    }
    Ok(gone)
}

/// The name under which a document is saved: as it came, but ending as its bytes do.
pub fn saved_as(document: &Document) -> String {
    let name = document.file_name.as_str();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim();
    let stem = if stem.is_empty() { "document" } else { stem };
    format!("{stem}.{}", document.media.ending())
}

/// A file's name without the folders it was in, as it is kept; none where nothing of it can be.
pub fn file_name(sent: &str) -> Option<String> {
    let last = sent.rsplit(['/', '\\']).next()?;
    let shown: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    let name = domain::text::clean_line(&shown, 120).ok()?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::record::Media;

    #[test]
    fn a_document_is_saved_by_a_name_that_opens_no_folder_and_ends_as_it_is() {
        let saved = |sent: &str, media| {
            let file_name = file_name(sent).unwrap_or_default();
            saved_as(&Document {
                file_name,
                media,
                ..Document::default()
            })
        };
        assert_eq!(saved("statuts.pdf", Media::Pdf), "statuts.pdf");
        assert_eq!(
            saved("C:\\Users\\x\\القانون الأساسي.docx", Media::Docx),
            "القانون الأساسي.docx"
        );
        assert_eq!(saved("../../etc/passwd", Media::Png), "passwd.png");
        assert_eq!(saved("facture.pdf.exe", Media::Pdf), "facture.pdf.pdf");
        assert_eq!(saved("a\u{202E}fdp.exe\r\nX: y", Media::Pdf), "afdp.pdf");
        assert_eq!(saved("scan", Media::Jpeg), "scan.jpg");
        assert_eq!(saved("///", Media::Pdf), "document.pdf");
    }
}
