//! A head withdraws a document of the association's file, or puts it back.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::document;

/// The edit by which nobody is given a document any more; its bytes go a day later.
pub fn withdraw_document(id: Id) -> Vec<Edit> {
    vec![Edit::new(Kind::Document, id).set(document::WITHDRAWN, true)]
}

/// The edit that puts one back whose bytes are still there.
pub fn put_back_document(id: Id) -> Vec<Edit> {
    vec![Edit::new(Kind::Document, id).set(document::WITHDRAWN, false)]
}
