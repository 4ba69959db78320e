//! One behaviour suite for every database: written once, run on each.

use domain::chain::Broken;
use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Association, Beneficiary, Consent, ConsentManner, Device, Member, Purpose, Record, View, beneficiary,
    device, member, registration,
};
use domain::rules::Fault;
use domain::slice::Slice;
use domain::verdict::{Reason, Verdict};
use domain::wire::LogHead;
use server::clock;
use server::store::{Hand, Store, StoreError};
use sqlx::AnyPool;

use crate::support::{World, clock as phone_clock, now, read, write};

/// Runs each of these on SQLite in a file, on SQLite in memory, and on PostgreSQL.
macro_rules! suite {
    ($($name:ident),* $(,)?) => {
        mod sqlite_file {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let folder = tempfile::tempdir().unwrap();
                super::$name(super::Ground::open(format!("sqlite://{}/a.db", folder.path().display())).await).await;
            })*
        }
        mod sqlite_memory {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(super::Ground::open("sqlite::memory:".into()).await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(super::Ground::open(crate::support::postgres::database().await).await).await;
            })*
        }
    };
}

suite!(
    a_closed_book_is_there_for_the_next_and_a_dropped_one_never_was,
    a_book_knows_what_another_program_wrote_before_it,
    every_record_moves_to_the_newest_seq_of_its_slices,
    a_read_is_cut_between_two_seqs_and_goes_on_without_a_gap,
    a_person_and_their_consents_join_an_activity_with_a_registration,
    what_left_a_slice_is_told_as_gone,
    a_repeat_finds_its_first_answer,
    many_writers_get_a_seq_each_and_one_whole_log,
    an_altered_line_or_a_cut_log_is_found,
    what_phones_saw_stands_against_a_log_that_was_made_to_fit,
    a_line_seen_after_the_end_is_a_cut_unless_a_restore_took_it,
    a_login_is_one_persons_on_the_whole_server,
    a_revoked_phone_and_a_closed_account_bring_what_they_have_to_a_head,
    nothing_is_found_under_another_association,
    rows_that_refer_to_nothing_are_refused,
    what_the_server_records_is_checked_too,
    a_second_opening_keeps_the_lineage,
    who_waits_for_one_association_keeps_no_other_waiting,
    a_snapshot_is_of_one_moment,
);

/// A database to test on.
struct Ground {
    store: Store,
    url: String,
}

impl Ground {
    async fn open(url: String) -> Self {
        Ground {
            store: Store::open(&url).await.unwrap(),
            url,
        }
    }

    /// A hole in the wall, to do what nobody may; not on a database that only one connection sees.
    async fn alter(&self, sql: &'static str) -> Option<sqlx::Result<()>> {
        if self.url.contains(":memory:") {
            return None;
        }
        let pool = AnyPool::connect(&self.url).await.unwrap();
        let done = sqlx::raw_sql(sql).execute(&pool).await.map(|_| ());
        pool.close().await;
        Some(done)
    }
}

async fn association(store: &Store) -> Id {
    let profile = Association {
        name_la: "Al Amal".into(),
        ..Association::default()
    };
    store.add_association(profile, now()).await.unwrap()
}

fn person(name: &str) -> Edit {
    let view = Beneficiary {
        given_la: name.into(),
        ..Beneficiary::default()
    };
    Edit::create(clock::new_id(now()), view)
}

async fn a_closed_book_is_there_for_the_next_and_a_dropped_one_never_was(ground: Ground) {
    let store = ground.store;
    let association = association(&store).await;
    let (kept, lost) = (person("Kept"), person("Lost"));
    let mut book = store.book(association).await.unwrap();
    write(&mut book, std::slice::from_ref(&kept)).await;
    book.close().await.unwrap();
    let mut book = store.book(association).await.unwrap();
    write(&mut book, std::slice::from_ref(&lost)).await;
    drop(book);
    let found = store
        .records(association, &[kept.record, lost.record])
        .await
        .unwrap();
    assert_eq!(
        found
            .iter()
            .map(|record| (record.id, record.version))
            .collect::<Vec<_>>(),
        [(kept.record, 2)]
    );
    assert_eq!(Beneficiary::of(&found[0]).given_la, "Kept");
    assert_eq!(store.head(association).await.unwrap().0, 2);
    let mut book = store.book(association).await.unwrap();
    book.load(vec![kept.record, lost.record]).await.unwrap();
    assert!(book.record(kept.record).is_some() && book.record(lost.record).is_none());
    drop(book);
    assert!(matches!(
        store.book(Id::MIN).await,
        Err(StoreError::NoAssociation)
    ));
}

async fn a_book_knows_what_another_program_wrote_before_it(ground: Ground) {
    if ground.url.contains(":memory:") {
        return;
    }
    let (store, other) = (ground.store, Store::open(&ground.url).await.unwrap());
    let association = association(&store).await;
    let someone = person("Before");
    let edits = [
        someone.clone(),
        Edit::new(Kind::Beneficiary, someone.record).set(beneficiary::GIVEN_LA, "After".to_owned()),
    ];
    for (store, edit) in [&store, &other].into_iter().zip(&edits) {
        let mut book = store.book(association).await.unwrap();
        write(&mut book, std::slice::from_ref(edit)).await;
        book.close().await.unwrap();
    }
    for store in [&store, &other] {
        let mut book = store.book(association).await.unwrap();
        book.load(vec![someone.record]).await.unwrap();
        let record = book.record(someone.record).unwrap();
        assert_eq!(Beneficiary::of(record).given_la, "After");
        drop(book);
    }
}

async fn every_record_moves_to_the_newest_seq_of_its_slices(ground: Ground) {
    let store = ground.store;
    let world = World::make(&store, "a").await;
    let slice = Slice::Activity(world.activities[0]);
    let all = store
        .pull(world.association, slice, (0, u64::MAX), 1_000)
        .await
        .unwrap();
    // The activity, its group, its session, five people and their registrations.
    assert_eq!((all.records.len(), all.cut), (13, None));
    let (upto, _) = store.head(world.association).await.unwrap();
    let mut book = store.book(world.association).await.unwrap();
    let corrected =
        Edit::new(Kind::Beneficiary, world.people[0]).set(beneficiary::COMMUNE, String::from("Sefrou"));
    write(&mut book, &[corrected]).await;
    book.close().await.unwrap();
    for slice in [slice, Slice::Register] {
        let news = store
            .pull(world.association, slice, (upto, u64::MAX), 1_000)
            .await
            .unwrap()
            .records;
        assert_eq!(
            news.iter().map(|record| record.id).collect::<Vec<_>>(),
            [world.people[0]]
        );
    }
    let other = Slice::Activity(world.activities[1]);
    assert!(
        store
            .pull(world.association, other, (upto, u64::MAX), 1_000)
            .await
            .unwrap()
            .records
            .is_empty()
    );
}

async fn a_read_is_cut_between_two_seqs_and_goes_on_without_a_gap(ground: Ground) {
    let store = ground.store;
    let world = World::make(&store, "a").await;
    let slice = Slice::Activity(world.activities[0]);
    let all = store
        .pull(world.association, slice, (0, u64::MAX), 1_000)
        .await
        .unwrap()
        .records;
    for most in 1..=5 {
        let (mut after, mut found) = (0, Vec::new());
        loop {
            let page = store
                .pull(world.association, slice, (after, u64::MAX), most)
                .await
                .unwrap();
            // A registration and the person it brings share one seq, and never part.
            assert!(page.records.len() <= most.max(2));
            assert!(
                page.cut.is_none() || !page.records.is_empty(),
                "a cut page brings something"
            );
            found.extend(page.records);
            match page.cut {
                Some(cut) => after = cut,
                None => break,
            }
        }
        let sorted = |records: &[Record]| {
            let mut ids: Vec<Id> = records.iter().map(|record| record.id).collect();
            ids.sort();
            ids
        };
        assert_eq!(sorted(&found), sorted(&all), "pages of {most}");
    }
}

async fn a_person_and_their_consents_join_an_activity_with_a_registration(ground: Ground) {
    let store = ground.store;
    let world = World::make(&store, "a").await;
    let slice = Slice::Activity(world.activities[1]);
    let newcomer = person("Newcomer");
    let agreed = Consent {
        beneficiary: newcomer.record,
        purpose: Purpose::TakingPart,
        manner: ConsentManner::Oral,
        day: Some(phone_clock().day()),
        text_version: 1,
        ..Consent::default()
    };
    let agreed = Edit::create(clock::new_id(now()), agreed);
    let mut book = store.book(world.association).await.unwrap();
    write(&mut book, &[newcomer.clone(), agreed.clone()]).await;
    book.close().await.unwrap();
    let (upto, _) = store.head(world.association).await.unwrap();
    assert!(!holds(&store, world.association, slice, newcomer.record).await);
    let joined = crate::support::registration(world.activities[1], newcomer.record);
    let mut book = store.book(world.association).await.unwrap();
    write(&mut book, &[joined]).await;
    book.close().await.unwrap();
    let news = store
        .pull(world.association, slice, (upto, u64::MAX), 100)
        .await
        .unwrap()
        .records;
    assert_eq!(news.len(), 3, "registration, person, consent");
    assert!(holds(&store, world.association, slice, agreed.record).await);
}

async fn holds(store: &Store, association: Id, slice: Slice, id: Id) -> bool {
    let held = store
        .pull(association, slice, (0, u64::MAX), 1_000)
        .await
        .unwrap()
        .records;
    held.iter().any(|record| record.id == id)
}

async fn what_left_a_slice_is_told_as_gone(ground: Ground) {
    let world = World::make(&ground.store, "a").await;
    let slice = Slice::Activity(world.activities[0]);
    let Some(done) = ground.alter("update feed set gone = 1").await else {
        return;
    };
    done.unwrap();
    let pulled = ground
        .store
        .pull(world.association, slice, (0, u64::MAX), 1_000)
        .await
        .unwrap();
    // People leave; the activity, its group, its session and its registrations are of it for ever.
    assert_eq!((pulled.records.len(), pulled.gone.len()), (8, 5));
}

fn change(edit: Edit) -> Change {
    let at = phone_clock();
    Change {
        id: clock::new_id(at.now),
        kind: edit.kind,
        record: edit.record,
        base: 0,
        set: edit.set,
        clock: at,
        counter: 1,
    }
}

async fn hand(store: &Store, world: &World, name: &str) -> Hand {
    let device = clock::new_id(now());
    let mut book = store.book(world.association).await.unwrap();
    let mut record = Record::empty(Kind::Device, device);
    record.fields = Device {
        member: world.member(name),
        ..Device::default()
    }
    .fields();
    book.put_unlogged(record);
    book.close().await.unwrap();
    Hand {
        member: world.member(name),
        device,
        skew_ms: 0,
        at: now(),
    }
}

async fn a_repeat_finds_its_first_answer(ground: Ground) {
    let store = ground.store;
    let world = World::make(&store, "a").await;
    let hand = hand(&store, &world, "volunteer").await;
    let (good, bad) = (
        change(person("Good")),
        change(Edit::create(clock::new_id(now()), Beneficiary::default())),
    );
    let changes = [good, bad];
    let mut book = store.book(world.association).await.unwrap();
    let first = read(&mut book, &hand, &changes).await;
    assert_eq!(first[0].verdict, Verdict::Accepted);
    assert_eq!(first[1].verdict.reason(), Some(Reason::Required));
    assert_eq!(first[1].seq, first[0].seq + 1);
    book.close().await.unwrap();
    let mut book = store.book(world.association).await.unwrap();
    let again = book.answered(&changes).await.unwrap();
    for (change, answer) in changes.iter().zip(&first) {
        assert_eq!(again.get(&change.id), Some(answer));
    }
    book.close().await.unwrap();
    let log = store.verify_log(world.association).await.unwrap().walked;
    assert!(log.is_whole());
    assert_eq!(log.newest, first[1].seq, "a repeat leaves no line");
}

async fn many_writers_get_a_seq_each_and_one_whole_log(ground: Ground) {
    many_write([ground.store.clone(), ground.store]).await;
}

async fn many_write(stores: [Store; 2]) {
    let association = association(&stores[0]).await;
    let writers = (0..12).map(|number| {
        let store = stores[number % 2].clone();
        tokio::spawn(async move {
            let mut book = store.book(association).await.unwrap();
            let edits = [person(&format!("A{number}")), person(&format!("B{number}"))];
            let answers = book.record_own(None, &edits, now()).await.unwrap();
            book.close().await.unwrap();
            answers.into_iter().map(|answer| answer.seq).collect::<Vec<_>>()
        })
    });
    let mut seqs = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        seqs.extend(writer.await.unwrap());
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (2..26).collect::<Vec<_>>());
    let log = stores[0].verify_log(association).await.unwrap().walked;
    assert!(log.is_whole());
    assert_eq!((log.lines, log.newest), (25, 25));
}

async fn an_altered_line_or_a_cut_log_is_found(ground: Ground) {
    let world = World::make(&ground.store, "a").await;
    let store = &ground.store;
    let newest = store.verify_log(world.association).await.unwrap().walked.newest;
    let Some(done) = ground
        .alter("delete from log where seq = (select max(seq) from log)")
        .await
    else {
        return;
    };
    done.unwrap();
    let found = async || store.verify_log(world.association).await.unwrap().walked.broken;
    let cut = Broken::End {
        found: newest - 1,
        wanted: newest,
    };
    assert_eq!(found().await, std::slice::from_ref(&cut));
    ground
        .alter("update log set line = (select line from log where seq = 4) where seq = 5")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        found().await,
        [
            Broken::Link { after: 4, at: 5 },
            Broken::Misnamed { at: 5 },
            cut.clone()
        ]
    );
    ground
        .alter("delete from log where seq = 3")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found().await[0], Broken::Link { after: 2, at: 4 });
}

async fn what_phones_saw_stands_against_a_log_that_was_made_to_fit(ground: Ground) {
    let world = World::make(&ground.store, "a").await;
    let store = &ground.store;
    let device = device_of(store, &world).await;
    let (_, head) = store.head(world.association).await.unwrap();
    let mut book = store.book(world.association).await.unwrap();
    book.witness(device, store.epoch, &head, now()).await.unwrap();
    write(
        &mut book,
        &[Edit::new(Kind::Beneficiary, world.people[0]).set(beneficiary::DOUAR, "Tamda".to_owned())],
    )
    .await;
    book.close().await.unwrap();
    let found = async || store.verify_log(world.association).await.unwrap().walked.broken;
    assert_eq!(found().await, []);
    // As if the log had been another when the phone looked.
    let other = LogHead {
        seq: head.seq,
        hash: [7; 32],
    };
    let mut book = store.book(world.association).await.unwrap();
    book.witness(device, store.epoch, &other, now().plus(86_400_000))
        .await
        .unwrap();
    // What contradicts the log is not replaced by what agrees with it later that day.
    book.witness(device, store.epoch, &head, now().plus(86_400_000))
        .await
        .unwrap();
    book.close().await.unwrap();
    let rewritten = Broken::Rewritten {
        after: 0,
        at: head.seq,
        device,
    };
    assert_eq!(found().await, [rewritten]);
}

async fn a_line_seen_after_the_end_is_a_cut_unless_a_restore_took_it(ground: Ground) {
    let world = World::make(&ground.store, "a").await;
    let store = &ground.store;
    let device = device_of(store, &world).await;
    let (_, head) = store.head(world.association).await.unwrap();
    let beyond = LogHead {
        seq: head.seq + 9,
        hash: [7; 32],
    };
    let mut book = store.book(world.association).await.unwrap();
    book.witness(device, store.epoch, &beyond, now()).await.unwrap();
    book.close().await.unwrap();
    let audit = store.verify_log(world.association).await.unwrap();
    let cut = Broken::Cut {
        found: head.seq,
        seen: head.seq + 9,
        device,
    };
    assert_eq!(audit.walked.broken, [cut]);
    let restored = store.clone().begin_lineage(now()).await.unwrap();
    let audit = restored.verify_log(world.association).await.unwrap();
    assert!(audit.walked.is_whole());
    assert_eq!(audit.before_restore[0].head, beyond);
    let (seq, ..) = restored.standing(world.association).await.unwrap();
    assert_eq!(
        restored
            .shared_upto(world.association, store.epoch)
            .await
            .unwrap(),
        seq
    );
    assert_ne!(restored.epoch, store.epoch);
    assert_eq!(
        restored
            .shared_upto(world.association, restored.epoch)
            .await
            .unwrap(),
        0
    );
}

/// A phone of the head's.
async fn device_of(store: &Store, world: &World) -> Id {
    let device = clock::new_id(now());
    let mut book = store.book(world.association).await.unwrap();
    let view = Device {
        member: world.member("head"),
        name: "phone".into(),
        ..Device::default()
    };
    write(&mut book, &[Edit::create(device, view)]).await;
    book.close().await.unwrap();
    device
}

async fn a_login_is_one_persons_on_the_whole_server(ground: Ground) {
    let store = ground.store;
    let world = World::make(&store, "a").await;
    let other = World::make(&store, "b").await;
    let mut book = store.book(other.association).await.unwrap();
    let member = Member {
        name: "Namesake".into(),
        ..Member::default()
    };
    let login = world.login("head");
    let taken = server::team::enrol(
        &mut book,
        other.association,
        None,
        member,
        login,
        "hash".into(),
        now(),
    )
    .await;
    assert!(matches!(taken, Err(StoreError::LoginTaken)));
    drop(book);
    let account = store.account(world.login("head")).await.unwrap().unwrap();
    assert_eq!(
        (account.association, account.member),
        (world.association, world.member("head"))
    );
    assert!(store.account("nobody").await.unwrap().is_none());
}

async fn a_revoked_phone_and_a_closed_account_bring_what_they_have_to_a_head(ground: Ground) {
    let store = ground.store;
    let world = World::make(&store, "a").await;
    let (revoked, closed) = (
        hand(&store, &world, "volunteer").await,
        hand(&store, &world, "second").await,
    );
    let long_ago = now().plus(-60_000);
    for (hand, token) in [(&revoked, [1; 32]), (&closed, [2; 32])] {
        let mut book = store.book(world.association).await.unwrap();
        book.begin_session(&token, None, hand.member, hand.device, now())
            .await
            .unwrap();
        book.close().await.unwrap();
        let found = store.session(&token, long_ago, long_ago).await.unwrap().unwrap();
        assert_eq!(
            (found.association, found.member, found.device),
            (world.association, hand.member, hand.device)
        );
        assert!(
            store
                .session(&token, now().plus(60_000), long_ago)
                .await
                .unwrap()
                .is_none(),
            "too long unused"
        );
    }
    let mut book = store.book(world.association).await.unwrap();
    write(
        &mut book,
        &[Edit::new(Kind::Device, revoked.device).set(device::REVOKED, true)],
    )
    .await;
    write(
        &mut book,
        &[Edit::new(Kind::Member, closed.member).set(member::CLOSED, true)],
    )
    .await;
    book.close().await.unwrap();
    for (hand, token) in [(&revoked, [1; 32]), (&closed, [2; 32])] {
        assert!(store.session(&token, long_ago, long_ago).await.unwrap().is_some());
        let mut book = store.book(world.association).await.unwrap();
        let answers = read(&mut book, hand, &[change(person("Last"))]).await;
        book.close().await.unwrap();
        assert_eq!(answers[0].verdict.reason(), Some(Reason::RightWithdrawn));
    }
}

async fn nothing_is_found_under_another_association(ground: Ground) {
    let store = ground.store;
    let (mine, theirs) = (World::make(&store, "a").await, World::make(&store, "b").await);
    assert!(
        store
            .records(mine.association, &theirs.people)
            .await
            .unwrap()
            .is_empty()
    );
    let slice = Slice::Activity(theirs.activities[0]);
    assert!(
        store
            .pull(mine.association, slice, (0, u64::MAX), 100)
            .await
            .unwrap()
            .records
            .is_empty()
    );
    let mut book = store.book(mine.association).await.unwrap();
    book.load(theirs.people.clone()).await.unwrap();
    assert!(theirs.people.iter().all(|person| book.record(*person).is_none()));
    let foreign = crate::support::registration(mine.activities[0], theirs.people[0]);
    let answer = book.record_own(None, &[foreign], now()).await;
    assert!(matches!(answer, Err(StoreError::Fault(fault)) if fault.reason == Reason::UnknownReference));
}

async fn rows_that_refer_to_nothing_are_refused(ground: Ground) {
    let orphans = [
        "insert into record (association_id, id, kind, seq, fields, stamps) select id, id, 1, 1, id, id from server_orphan",
        "insert into feed (association_id, record_id, slice, seq, gone) select id, id, id, 1, 0 from server_orphan",
        "insert into log (association_id, seq, change_id, line, hash) select id, 1, id, id, id from server_orphan",
        "insert into account (association_id, member_id, login, password) select id, id, 'x', 'x' from server_orphan",
        "insert into session_token (hash, association_id, member_id, device_id, created, used) \
         select id, id, id, id, 1, 1 from server_orphan",
        "insert into invitation_secret (hash, association_id, invitation_id) select id, id, id from server_orphan",
        "insert into data_token (hash, association_id, token_id) select id, id, id from server_orphan",
        "insert into document_file (association_id, document_id, size, bytes) select id, id, 1, id from server_orphan",
        "insert into open_activity (activity_id, association_id) select id, id from server_orphan",
        "insert into ticket (code, association_id, registration_id) select 'x', id, id from server_orphan",
    ];
    let made = ground
        .alter("create table server_orphan as select epoch as id from server")
        .await;
    let Some(made) = made else { return };
    made.unwrap();
    for sql in orphans {
        assert!(ground.alter(sql).await.unwrap().is_err(), "{sql}");
    }
}

async fn what_the_server_records_is_checked_too(ground: Ground) {
    let store = ground.store;
    let association = association(&store).await;
    let mut book = store.book(association).await.unwrap();
    let nameless = Edit::create(clock::new_id(now()), Beneficiary::default());
    let answer = book.record_own(None, &[nameless], now()).await;
    assert!(matches!(answer, Err(StoreError::Fault(fault)) if fault.reason == Reason::Required));
    drop(book);
    let world = World::make(&store, "groups").await;
    let mut book = store.book(world.association).await.unwrap();
    let registered = Id::of_registration(world.activities[0], world.people[0]);
    let elsewhere = Id::of_only_group(world.activities[1]);
    let misplaced = Edit::new(Kind::Registration, registered).set(registration::GROUP, elsewhere);
    let answer = book.record_own(None, &[misplaced], now()).await;
    let fault = Fault::at(registration::GROUP, Reason::BadValue);
    assert!(matches!(answer, Err(StoreError::Fault(found)) if found == fault));
}

async fn a_second_opening_keeps_the_lineage(ground: Ground) {
    if ground.url.contains(":memory:") {
        return;
    }
    let again = Store::open(&ground.url).await.unwrap();
    assert_eq!(again.epoch, ground.store.epoch);
    again.ready().await.unwrap();
}

async fn who_waits_for_one_association_keeps_no_other_waiting(ground: Ground) {
    if ground.url.contains(":memory:") {
        return;
    }
    let store = ground.store;
    let (busy, quiet) = (association(&store).await, association(&store).await);
    let open = store.book(busy).await.unwrap();
    let waiting = (0..20).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.book(busy).await.unwrap().close().await.unwrap() })
    });
    let waiting: Vec<_> = waiting.collect();
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    store.ready().await.unwrap();
    // SQLite has one writer for all of them.
    if !ground.url.starts_with("sqlite:") {
        store.book(quiet).await.unwrap().close().await.unwrap();
    }
    open.close().await.unwrap();
    for book in waiting {
        book.await.unwrap();
    }
}

async fn a_snapshot_is_of_one_moment(ground: Ground) {
    if ground.url.contains(":memory:") {
        return;
    }
    let store = ground.store;
    let association = association(&store).await;
    let mut snapshot = store.snapshot(association).await.unwrap();
    let mut book = store.book(association).await.unwrap();
    write(&mut book, &[person("Later")]).await;
    book.close().await.unwrap();
    assert_eq!(snapshot.root.seq, 1);
    assert_eq!(snapshot.records_after(None).await.unwrap().len(), 1);
    assert_eq!(snapshot.lines_after(0).await.unwrap().len(), 1);
    drop(snapshot);
    let mut snapshot = store.snapshot(association).await.unwrap();
    assert_eq!(snapshot.records_after(None).await.unwrap().len(), 2);
}

async fn what_an_older_database_says_of_an_activity_is_found_once(url: String) {
    sqlx::any::install_default_drivers();
    let pool = AnyPool::connect(&url).await.unwrap();
    let mut first = sqlx::migrate!("./migrations");
    first.migrations = first.migrations[..1].to_vec().into();
    first.run(&pool).await.unwrap();
    // A session (kind 9) and a person (kind 10) of one activity, which is all ones.
    let rows = "insert into association values (x'00000000000000000000000000000000', 2, 0, x'00', 0);
        insert into record values (x'00000000000000000000000000000000', x'01010101010101010101010101010109', 9, 1, null, x'a0', x'80');
        insert into record values (x'00000000000000000000000000000000', x'01010101010101010101010101010110', 10, 2, null, x'a0', x'80');
        insert into feed select association_id, id, x'0401010101010101010101010101010101', seq, 0 from record;";
    let rows = match url.starts_with("sqlite:") {
        true => rows.to_owned(),
        false => rows.replace("x'", "'\\x"),
    };
    sqlx::raw_sql(sqlx::AssertSqlSafe(rows))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let store = Store::open(&url).await.unwrap();
    let slice = Slice::Activity(Id::from_bytes([1; 16]));
    let pulled = store.pull(Id::MIN, slice, (0, u64::MAX), 10).await.unwrap();
    let kinds: Vec<Kind> = pulled.records.iter().map(|record| record.kind).collect();
    assert_eq!(kinds, [Kind::Session, Kind::Beneficiary]);
}

/// So that associations can be spread over machines: everything of one is found by its id.
#[tokio::test]
async fn every_key_begins_with_the_association_but_those_that_find_it() {
    let url = crate::support::postgres::database().await;
    Store::open(&url).await.unwrap();
    let pool = AnyPool::connect(&url).await.unwrap();
    let keys = "select cast(conrelid as regclass)::text || ' ' || attname from pg_constraint \
         join pg_attribute on attrelid = conrelid and attnum = conkey[1] \
         where contype in ('p', 'u', 'f') and connamespace = cast('public' as regnamespace) \
         and attname <> 'association_id' and conrelid <> cast('_sqlx_migrations' as regclass) order by 1";
    let rows = sqlx::query(keys).fetch_all(&pool).await.unwrap();
    let others: Vec<String> = rows
        .iter()
        .map(|found| sqlx::Row::get::<String, _>(found, 0))
        .collect();
    assert_eq!(
        others,
        [
            "account login",
            "association id",
            "data_token hash",
            "invitation_secret hash",
            "open_activity activity_id",
            "server id",
            "session_token hash",
            "ticket code"
        ]
    );
}

/// The defaults of the server, of a database or of a role may be others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_of_other_defaults_keeps_the_order() {
    let url = crate::support::postgres::database().await;
    let name = url.rsplit('/').next().unwrap();
    let pool = AnyPool::connect(&url).await.unwrap();
    let sql = format!("alter database {name} set default_transaction_isolation = 'serializable'");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&pool)
        .await
        .unwrap();
    many_write([Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap()]).await;
}

#[tokio::test]
async fn what_an_older_sqlite_says_of_an_activity_is_found_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/a.db?mode=rwc", folder.path().display());
    what_an_older_database_says_of_an_activity_is_found_once(url).await;
}

#[tokio::test]
async fn what_an_older_postgres_says_of_an_activity_is_found_once() {
    what_an_older_database_says_of_an_activity_is_found_once(crate::support::postgres::database().await)
        .await;
}
