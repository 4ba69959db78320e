//! The documents of an association's file: kept with what they are, for its heads alone, until a day after they are
//! withdrawn.

use std::path::Path;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{DOCUMENT_BYTES, Document, DocumentKind, Media, Role, WITHDRAWN_MS, document, member};
use domain::time::Day;
use domain::verdict::Reason;
use reqwest::{Response, StatusCode};
use serde_json::Value;
use server::backup::back_up;
use server::store::Store;
use server::{clock, document as documents, export};
use sqlx::AnyPool;

use crate::support::{Bed, Phone, World, now, write};

on_each! {
    a_document_comes_back_byte_for_byte_under_a_name_that_harms_nobody,
    a_document_that_is_sent_twice_is_kept_once,
    what_a_file_is_called_does_not_make_it_a_document,
    a_document_is_no_larger_than_ten_megabytes,
    heads_bring_and_fetch_the_documents_of_their_own_association,
    no_other_site_brings_a_document,
    an_association_has_room_for_so_many_bytes_and_no_more,
    a_withdrawn_document_is_put_back_for_a_day_and_then_its_bytes_are_gone,
    documents_move_with_their_association,
}

const STATUTES: &str = "title=Statuts&sort=statutes&day=2024-03-05&name=statuts.pdf";
/// What no other file of the test has.
const PLANTED: &str = "planted words of a confidential agreement";

fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n% {words}\n%%EOF\n").into_bytes()
}

fn new_id() -> Id {
    clock::new_id(now())
}

async fn bring(phone: &Phone, id: Id, said: &str, bytes: &[u8]) -> (u16, Value) {
    let request = phone
        .http
        .post(format!("{}/api/v1/document/{id}?{said}", phone.url))
        .header("cookie", &phone.cookie)
        .header("origin", &phone.url)
        .header("content-type", "application/octet-stream")
        .body(bytes.to_vec());
    let (status, told) = Phone::answer(request).await;
    (status.as_u16(), told)
}

async fn fetch(phone: &Phone, id: Id) -> Response {
    let request = phone
        .http
        .get(format!("{}/api/v1/document/{id}", phone.url))
        .header("cookie", &phone.cookie);
    request.send().await.unwrap()
}

async fn status(phone: &Phone, id: Id) -> u16 {
    fetch(phone, id).await.status().as_u16()
}

fn code(told: &Value) -> &str {
    told["code"].as_str().unwrap_or_default()
}

async fn a_document_comes_back_byte_for_byte_under_a_name_that_harms_nobody(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    let (id, bytes) = (new_id(), pdf("statuts"));
    // « ../القانون.exe », as a browser writes it in an address.
    let name = "..%2F%D8%A7%D9%84%D9%82%D8%A7%D9%86%D9%88%D9%86.exe";
    let said = format!("title=Statuts&sort=statutes&day=2024-03-05&name={name}");
    let (answer, told) = bring(&head, id, &said, &bytes).await;
    assert_eq!(
        (answer, told["media"].as_str()),
        (200, Some("application/pdf")),
        "{told}"
    );
    assert_eq!(told["size"].as_u64(), Some(bytes.len() as u64));

    let response = fetch(&head, id).await;
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(
        header("content-disposition"),
        "attachment; filename=\"document.pdf\"; \
         filename*=UTF-8''%D8%A7%D9%84%D9%82%D8%A7%D9%86%D9%88%D9%86.pdf"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(response.bytes().await.unwrap(), bytes);

    head.sync().await;
    let known: Document = head.replica.view(id).unwrap();
    assert_eq!(
        (known.title.as_str(), known.sort, known.day, known.media),
        (
            "Statuts",
            DocumentKind::Statutes,
            Day::from_iso("2024-03-05"),
            Media::Pdf
        )
    );
    assert_eq!(
        (known.size, known.hash.as_str()),
        (bytes.len() as i64, told["hash"].as_str().unwrap())
    );
    let (_, log) = head.get("/api/v1/log?kind=document").await;
    assert!(
        log.to_string().contains(&world.member("head").to_string()),
        "{log}"
    );
}

async fn a_document_that_is_sent_twice_is_kept_once(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (id, bytes) = (new_id(), pdf("statuts"));
    let first = bring(&head, id, STATUTES, &bytes).await;
    let (seq, _) = bed.store.head(world.association).await.unwrap();
    assert_eq!(bring(&head, id, STATUTES, &bytes).await, first);
    assert_eq!(
        bed.store.head(world.association).await.unwrap().0,
        seq,
        "nothing was written"
    );
    let (answer, told) = bring(&head, id, STATUTES, &pdf("other statutes")).await;
    assert_eq!((answer, code(&told)), (409, "document_taken"));
    let (answer, told) = bring(&head, world.people[0], STATUTES, &bytes).await;
    assert_eq!((answer, code(&told)), (409, "document_taken"), "a person's id");
    assert_eq!(fetch(&head, id).await.bytes().await.unwrap(), bytes);
}

async fn what_a_file_is_called_does_not_make_it_a_document(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let page = b"<html><script>alert(1)</script>".as_slice();
    let named = "title=A&sort=other&name=a.pdf";
    let good = pdf("x");
    let cases: [(&str, &[u8], &str); 7] = [
        (named, page, "document_media"),
        (named, b"MZ\x90\x00", "document_media"),
        (named, b"", "empty_file"),
        ("title=&sort=other&name=a.pdf", &good, "required"),
        ("title=A&sort=secret&name=a.pdf", &good, "bad_value"),
        ("title=A&sort=other&day=tomorrow", &good, "bad_value"),
        ("title=A%E2%80%AEB&sort=other", &good, "bad_text"),
    ];
    for (said, bytes, expected) in cases {
        let id = new_id();
        let (answer, told) = bring(&head, id, said, bytes).await;
        assert_eq!((answer, code(&told)), (422, expected), "{said}: {told}");
        assert_eq!(status(&head, id).await, 404);
        assert_eq!(bed.store.document(world.association, id).await.unwrap(), None);
    }
}

async fn a_document_is_no_larger_than_ten_megabytes(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let mut bytes = pdf("large");
    bytes.resize(DOCUMENT_BYTES, 0);
    let id = new_id();
    let (answer, told) = bring(&head, id, STATUTES, &bytes).await;
    assert_eq!(answer, 200, "{told}");
    bytes.push(0);
    let (answer, told) = bring(&head, new_id(), STATUTES, &bytes).await;
    assert_eq!((answer, code(&told)), (413, "document_too_large"));
    assert!(told["message"].as_str().unwrap().contains("10 MB"), "{told}");
}

async fn heads_bring_and_fetch_the_documents_of_their_own_association(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let theirs = World::make(&bed.store, "theirs").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (id, bytes) = (new_id(), pdf("ours"));
    assert_eq!(bring(&head, id, STATUTES, &bytes).await.0, 200);
    for role in ["coordinator", "volunteer", "viewer"] {
        let phone = Phone::sign_in(&bed, world.login(role)).await;
        assert_eq!(status(&phone, id).await, 403, "{role}");
        let (answer, told) = bring(&phone, new_id(), STATUTES, &bytes).await;
        assert_eq!((answer, code(&told)), (403, "not_allowed"), "{role}");
    }
    let mut stranger = Phone::sign_in(&bed, theirs.login("head")).await;
    assert_eq!(status(&stranger, id).await, 404);
    // Under the same id each association has its own.
    assert_eq!(bring(&stranger, id, STATUTES, &pdf("theirs")).await.0, 200);
    stranger.sync().await;
    stranger.record(&[Edit::new(Kind::Document, id).set(document::WITHDRAWN, true)]);
    stranger.sync().await;
    let later = now().plus(2 * WITHDRAWN_MS);
    assert_eq!(
        documents::let_go(&bed.store, theirs.association, later)
            .await
            .unwrap(),
        1
    );
    assert_eq!(fetch(&head, id).await.bytes().await.unwrap(), bytes);

    let mut volunteer = Phone::sign_in(&bed, world.login("volunteer")).await;
    volunteer.sync().await;
    assert!(
        volunteer.replica.get(id).is_none(),
        "a volunteer's phone holds nothing of it"
    );
    let role = |name, role| Edit::new(Kind::Member, world.member(name)).set(member::ROLE, role);
    let mut book = bed.store.book(world.association).await.unwrap();
    let edits = [role("coordinator", Role::Head), role("head", Role::Coordinator)];
    write(&mut book, &edits).await;
    book.close().await.unwrap();
    assert_eq!(status(&head, id).await, 403, "who leads no more");
}

async fn no_other_site_brings_a_document(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let id = new_id();
    let request = head
        .http
        .post(format!("{}/api/v1/document/{id}?{STATUTES}", head.url))
        .header("cookie", &head.cookie)
        .header("origin", "https://elsewhere.example")
        .body(pdf("x"));
    let (answer, told) = Phone::answer(request).await;
    assert_eq!((answer, code(&told)), (StatusCode::FORBIDDEN, "other_origin"));
    assert_eq!(status(&head, id).await, 404);
}

async fn an_association_has_room_for_so_many_bytes_and_no_more(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let theirs = World::make(&bed.store, "theirs").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let stranger = Phone::sign_in(&bed, theirs.login("head")).await;
    let bytes = pdf("x");
    assert_eq!(bring(&head, new_id(), STATUTES, &bytes).await.0, 200);
    // As large as leaves room for one more to the byte.
    let size = documents::MOST_BYTES - bytes.len() as u64;
    let pool = AnyPool::connect(&bed.database).await.unwrap();
    sqlx::query("update document_file set size = $1")
        .bind(size as i64)
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    assert_eq!(bring(&head, new_id(), STATUTES, &bytes).await.0, 200);
    let id = new_id();
    let (answer, told) = bring(&head, id, STATUTES, &bytes).await;
    assert_eq!((answer, code(&told)), (409, "documents_full"));
    assert!(
        told["message"]
            .as_str()
            .unwrap()
            .contains("200 MB already, of 200"),
        "{told}"
    );
    assert_eq!(status(&head, id).await, 404);
    assert_eq!(
        bring(&stranger, new_id(), STATUTES, &bytes).await.0,
        200,
        "another's room"
    );
}

async fn a_withdrawn_document_is_put_back_for_a_day_and_then_its_bytes_are_gone(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    let (id, kept) = (new_id(), new_id());
    assert_eq!(bring(&head, id, STATUTES, &pdf(PLANTED)).await.0, 200);
    assert_eq!(bring(&head, kept, STATUTES, &pdf("kept")).await.0, 200);
    head.sync().await;
    let withdrawn = |yes| Edit::new(Kind::Document, id).set(document::WITHDRAWN, yes);
    let let_go = async |after: i64| {
        let done = documents::let_go(&bed.store, world.association, now().plus(after)).await;
        done.unwrap()
    };
    head.record(&[withdrawn(true)]);
    head.sync().await;
    assert_eq!(status(&head, id).await, 404, "nobody fetches it meanwhile");
    assert_eq!(let_go(WITHDRAWN_MS - 60_000).await, 0);
    head.record(&[withdrawn(false)]);
    head.sync().await;
    assert_eq!(let_go(2 * WITHDRAWN_MS).await, 0, "it was put back");
    assert_eq!(fetch(&head, id).await.bytes().await.unwrap(), pdf(PLANTED));

    if let Some(file) = bed.database.strip_prefix("sqlite://") {
        assert!(holds(Path::new(file), PLANTED), "it is seen where it is");
    }
    // With no network for days: whoever else leads has a day from when they can know.
    head.ago_ms = 3 * WITHDRAWN_MS;
    head.record(&[withdrawn(true)]);
    head.sync().await;
    head.ago_ms = 0;
    assert_eq!(let_go(WITHDRAWN_MS - 60_000).await, 0);
    assert_eq!(let_go(WITHDRAWN_MS).await, 1);
    assert_eq!(let_go(WITHDRAWN_MS).await, 0, "once");
    assert_eq!(bed.store.document(world.association, id).await.unwrap(), None);
    if let Some(file) = bed.database.strip_prefix("sqlite://") {
        assert!(
            !holds(Path::new(file), PLANTED),
            "it is in the database's files still"
        );
    }
    // From a phone that has not heard of it.
    head.record(&[withdrawn(false)]);
    head.sync().await;
    let stuck: Vec<_> = head
        .replica
        .outbox()
        .filter(|item| item.state.is_refused())
        .collect();
    let fixed = format!("{:?}", Reason::Fixed);
    assert!(
        matches!(&stuck[..], [item] if format!("{:?}", item.state).contains(&fixed)),
        "{stuck:?}"
    );
    assert!(head.replica.view::<Document>(id).unwrap().gone.is_some());
    assert_eq!(status(&head, id).await, 404);
    assert_eq!(status(&head, kept).await, 200);
    let (answer, told) = bring(&head, id, STATUTES, &pdf(PLANTED)).await;
    assert_eq!(
        (answer, code(&told)),
        (409, "document_taken"),
        "under a new id only"
    );
}

/// Whether a database's file, or one beside it, holds some words.
fn holds(file: &Path, words: &str) -> bool {
    let beside = std::fs::read_dir(file.parent().unwrap()).unwrap();
    let bytes = beside
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file());
    bytes.map(|path| std::fs::read(path).unwrap()).any(|bytes| {
        bytes
            .windows(words.len())
            .any(|window| window == words.as_bytes())
    })
}

async fn documents_move_with_their_association(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let ids = [new_id(), new_id()];
    for (id, words) in ids.into_iter().zip(["one", "two"]) {
        assert_eq!(bring(&head, id, STATUTES, &pdf(words)).await.0, 200);
    }
    let written = async |store: &Store| {
        let mut text = Vec::new();
        export::write(store, world.association, &mut text).await.unwrap();
        String::from_utf8(text).unwrap()
    };
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("{\"document_file\""));
        lines.map(str::to_owned).collect()
    };
    let text = written(&bed.store).await;
    let there = Store::open("sqlite::memory:").await.unwrap();
    export::read(&there, text.as_bytes()).await.unwrap();
    for (id, words) in ids.into_iter().zip(["one", "two"]) {
        let found = there.document(world.association, id).await.unwrap();
        assert_eq!(found, Some(pdf(words)));
    }
    assert_eq!(lines(&text).len(), 2);
    assert_eq!(lines(&written(&there).await), lines(&text), "to the byte");
}

#[tokio::test]
async fn a_backup_has_the_documents() {
    let bed = Bed::start().await;
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (id, bytes) = (new_id(), pdf(PLANTED));
    assert_eq!(bring(&head, id, STATUTES, &bytes).await.0, 200);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("night.db");
    back_up(&bed.store, &file).await.unwrap();
    let copy = Store::open_to_read(&file).await.unwrap();
    assert_eq!(copy.document(world.association, id).await.unwrap(), Some(bytes));
}
