//! The association's file: who may say what of a document, and what of it cannot be.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::access::Asker;
use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::referee::{Receipt, judge};
use domain::rules;
use domain::slice::{Slice, slices_of};
use domain::time::{Clock, Day, Millis};
use domain::value::FieldValue;
use domain::verdict::{Reason, Verdict};

const NOW: Millis = Millis(1_780_000_000_000);
const PAPER: u8 = 90;

fn paper() -> Document {
    Document {
        title: "Statuts".into(),
        sort: DocumentKind::Statutes,
        day: Some(Day(20_000)),
        file_name: "statuts.pdf".into(),
        media: Media::Pdf,
        size: 2_048,
        hash: "0a".repeat(32),
        ..Document::default()
    }
}

/// What the server answers a member who says this of the document with which it was made.
fn said(stands: Option<Document>, member: u8, edit: Edit) -> Verdict {
    let mut server = association(500, NOW);
    if let Some(stands) = stands {
        server.put(id(PAPER), stands);
    }
    let clock = Clock {
        now: NOW,
        offset_min: 60,
    };
    let change = Change {
        id: Id::of_change(id(101), 1, NOW),
        kind: edit.kind,
        record: edit.record,
        base: server.seq,
        set: edit.set,
        clock,
        counter: 1,
    };
    let receipt = Receipt {
        device: id(101),
        skew_ms: 0,
        at: NOW,
        seq: 1_000,
        carrier: None,
    };
    let asker = Asker::of(&server.records[&id(member)].record);
    let kept = server.records.get(&change.record);
    let ruling = judge(&server, &asker, None, kept, &change, &receipt);
    ruling.line.answer.verdict
}

fn edit() -> Edit {
    Edit::new(Kind::Document, id(PAPER))
}

fn refused(field: Option<u16>, reason: Reason) -> Verdict {
    Verdict::Refused { field, reason }
}

#[test]
fn a_head_says_what_a_document_is_and_withdraws_it_and_nobody_else_does() {
    let edits = [
        edit().set(document::TITLE, "Statuts modifiés".to_owned()),
        edit().set(document::SORT, DocumentKind::Minutes),
        edit().set(document::DAY, None::<Day>),
        edit().set(document::WITHDRAWN, true),
    ];
    for edit in edits {
        let by = |member| said(Some(paper()), member, edit.clone());
        assert_eq!(by(HEAD), Verdict::Accepted, "{edit:?}");
        assert_eq!(by(SALMA), refused(None, Reason::NotAllowed), "{edit:?}");
    }
}

#[test]
fn no_phone_makes_a_document_or_says_what_its_bytes_are_or_when_they_go() {
    let not_allowed = refused(None, Reason::NotAllowed);
    assert_eq!(said(None, HEAD, Edit::create(id(PAPER), paper())), not_allowed);
    let gone = edit()
        .set(document::WITHDRAWN, true)
        .set(document::GONE, Some(NOW));
    assert_eq!(said(Some(paper()), HEAD, gone), not_allowed);
    let bytes = [
        (document::SIZE, 4_096_i64.write()),
        (document::HASH, "0b".repeat(32).write()),
        (document::MEDIA, Media::Png.write()),
        (document::FILE_NAME, "other.pdf".to_owned().write()),
    ];
    for (field, value) in bytes {
        let mut edit = edit();
        edit.set.set(field, value);
        assert_eq!(
            said(Some(paper()), HEAD, edit),
            refused(Some(field), Reason::Fixed)
        );
    }
}

#[test]
fn a_withdrawn_document_is_put_back_until_its_bytes_are_gone() {
    let withdrawn = Document {
        withdrawn: true,
        ..paper()
    };
    let gone = Document {
        gone: Some(NOW),
        ..withdrawn.clone()
    };
    let back = || edit().set(document::WITHDRAWN, false);
    assert_eq!(said(Some(withdrawn), HEAD, back()), Verdict::Accepted);
    let fixed = refused(Some(document::WITHDRAWN), Reason::Fixed);
    assert_eq!(said(Some(gone.clone()), HEAD, back()), fixed);
    let silent = edit().set(document::WITHDRAWN, None::<bool>);
    assert_eq!(said(Some(gone), HEAD, silent), fixed);
}

#[test]
fn what_a_document_cannot_be_is_said_at_its_field() {
    let at = |document: Document| {
        let edit = Edit::create(id(PAPER), document);
        let change = Change {
            id: id(91),
            kind: edit.kind,
            record: edit.record,
            base: 0,
            set: edit.set,
            clock: Clock::default(),
            counter: 1,
        };
        let fault = rules::check(&change, None).unwrap_err();
        (fault.field.unwrap(), fault.reason)
    };
    let titled = |title: &str| Document {
        title: title.into(),
        ..paper()
    };
    assert_eq!(at(titled("")), (document::TITLE, Reason::Required));
    assert_eq!(at(titled(&"a".repeat(121))), (document::TITLE, Reason::TooLong));
    let sized = |size| Document { size, ..paper() };
    let most = DOCUMENT_BYTES as i64;
    assert_eq!(at(sized(0)), (document::SIZE, Reason::BadValue));
    assert_eq!(at(sized(most + 1)), (document::SIZE, Reason::BadValue));
    for hash in ["0a".repeat(31), "0A".repeat(32), "zz".repeat(32)] {
        let document = Document { hash, ..paper() };
        assert_eq!(at(document), (document::HASH, Reason::BadValue));
    }
}

#[test]
fn a_mandate_ends_after_it_begins_and_a_head_alone_says_so() {
    let of = |from: i32, to: i32| {
        Edit::new(Kind::Association, id(ASSOCIATION))
            .set(association::MANDATE_FROM, Some(Day(from)))
            .set(association::MANDATE_TO, Some(Day(to)))
    };
    assert_eq!(said(None, HEAD, of(20_000, 21_460)), Verdict::Accepted);
    let backwards = refused(Some(association::MANDATE_TO), Reason::BadDay);
    assert_eq!(said(None, HEAD, of(20_000, 19_999)), backwards);
    let not_allowed = refused(None, Reason::NotAllowed);
    assert_eq!(said(None, SALMA, of(20_000, 21_460)), not_allowed);
}

#[test]
fn a_document_is_in_no_slice_of_a_volunteers_phone() {
    let server = association(500, NOW);
    let record = Record {
        fields: paper().fields(),
        ..Record::empty(Kind::Document, id(PAPER))
    };
    assert_eq!(slices_of(&record, &server), [Slice::Register]);
}
