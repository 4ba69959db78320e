//! What every store does, written once and run over memory and over IndexedDB in a real browser.

use core::future::Future;

use domain::change::Change;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, Record, View, beneficiary};
use domain::replica::{Batch, Me, Meta, Op, Outgoing, Replica, State};
use domain::slice::Slice;
use domain::time::{Clock, Millis};
use domain::value::Value;
use domain::verdict::{Answer, Reason, Verdict};
use domain::wire::SlicePart;

use super::{Loaded, Lock, Mark, Store, StoreError};
use crate::device::seal::{KEY, Key};

/// A store under test: opens tabs on the same rows, and spoils rows as a bug or a bad disk would.
pub(super) trait Bench {
    type Store: Store;
    fn open(&self) -> impl Future<Output = Self::Store>;
    fn spoil_pages(&self) -> impl Future<Output = ()>;
    fn spoil_outbox(&self) -> impl Future<Output = ()>;
    fn outbox_rows(&self) -> impl Future<Output = usize>;
    /// Whether rows are sealed.
    fn seals(&self) -> bool;
    /// Rows of pages, of the journal, of receipts.
    fn rows_of_others(&self) -> impl Future<Output = [usize; 3]>;
}

macro_rules! each_behaviour {
    ($run:ident) => {
        $run! {
            a_new_store_holds_nothing
            a_recorded_change_is_there_after_opening_again
            two_tabs_never_share_a_counter
            a_counter_that_was_settled_is_not_used_again
            a_tab_that_slept_while_someone_else_signed_in_records_nothing
            recording_is_all_or_none
            slices_and_verdicts_are_there_after_opening_again
            a_settled_change_leaves_the_outbox_and_is_found_by_its_record
            a_tab_that_fell_behind_writes_nothing
            a_tab_takes_in_what_another_wrote
            an_answer_without_news_keeps_other_tabs_up_to_date
            signing_out_is_heard_by_other_tabs_and_keeps_unsent_work_and_its_owner
            signing_out_leaves_unsent_work_and_nothing_else
            signing_out_leaves_receipts_that_are_in_no_backup_for_who_comes_again
            someone_else_signing_in_finds_nothing_of_who_was_there
            a_dropped_slice_leaves_no_page
            what_was_erased_of_somebody_is_in_no_row
            folding_changes_nothing_that_is_read
            folding_keeps_what_another_tab_wrote
            folding_brings_nothing_back_that_another_tab_dropped
            folding_stops_where_another_tab_wrote
            a_tab_that_slept_through_a_fold_reads_all_again
            a_dropped_slice_stays_dropped_after_folding
            a_large_journal_asks_to_be_folded
            old_receipts_go_and_refused_ones_stay
            receipts_that_are_in_no_backup_stay_longer
            what_waits_again_is_no_receipt_any_more
            damaged_pages_are_pulled_again_and_the_outbox_stays
            a_tab_that_saw_no_damage_reads_all_again
            an_unreadable_outbox_row_is_kept_and_its_counter_not_used_again
        }
    };
}
pub(super) use each_behaviour;

/// The lock of every store under test.
pub(super) fn lock() -> Lock {
    Lock::Open(Key::new([7; KEY]))
}

/// Nonces that do not repeat. In a browser they are drawn.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn nonce() -> [u8; crate::device::seal::NONCE] {
    use core::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut nonce = [0; crate::device::seal::NONCE];
    nonce[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    nonce
}

const NOW: Millis = Millis(1_795_000_000_000);

fn id(number: u8) -> Id {
    Id::v7(Millis(number.into()), [number; 10])
}

fn me(number: u8) -> Me {
    Me {
        association: id(200),
        member: id(number),
        device: id(number + 100),
    }
}

fn change(counter: u64, record: u8) -> Change {
    Change {
        id: Id::of_change(id(101), counter, NOW),
        kind: Kind::Beneficiary,
        record: id(record),
        base: 0,
        set: [(beneficiary::GIVEN_LA, Value::Text("Samira".into()))]
            .into_iter()
            .collect(),
        clock: Clock {
            now: NOW,
            offset_min: 60,
        },
        counter,
    }
}

fn person(number: u8, version: u64) -> Record {
    let fields = Beneficiary {
        given_la: format!("Person {version}"),
        ..Beneficiary::default()
    }
    .fields();
    Record {
        kind: Kind::Beneficiary,
        id: id(number),
        version,
        fields,
    }
}

fn part(slice: Slice, upto: u64, people: impl IntoIterator<Item = u8>) -> Op {
    let records = people.into_iter().map(|number| person(number, upto)).collect();
    Op::Part(SlicePart {
        records,
        ..SlicePart::empty(slice, upto)
    })
}

fn dropped(slice: Slice) -> Op {
    Op::Part(SlicePart {
        dropped: true,
        ..SlicePart::empty(slice, 0)
    })
}

fn settled(counter: u64, record: u8, received: Millis, verdict: Verdict) -> Op {
    let answer = Answer {
        change: change(counter, record).id,
        seq: counter,
        received,
        verdict,
    };
    Op::Settle(Outgoing {
        change: change(counter, record),
        state: State::Answered(answer),
    })
}

fn meta(member: Option<u8>, counter: u64) -> Op {
    Op::Meta(Meta {
        me: member.map(me),
        counter,
        ..Meta::default()
    })
}

fn backed_up(backed_up: u64) -> Op {
    Op::Meta(Meta {
        me: Some(me(5)),
        backed_up,
        ..Meta::default()
    })
}

fn counters(items: &[Outgoing]) -> Vec<u64> {
    items.iter().map(|item| item.change.counter).collect()
}

async fn fold_all(store: &impl Store, at: Mark) {
    let replica = store.load().await.unwrap().replica;
    assert!(store.fold(store.pack(&replica), at, NOW).await.unwrap());
}

/// A store with a page, a journal entry, a change that waits, a receipt and a member.
#[cfg(target_arch = "wasm32")]
pub(super) async fn fill(store: &impl Store) {
    store.record(&[change(1, 1), change(2, 2)], None).await.unwrap();
    let ops = vec![
        part(Slice::Register, 9, 1..5),
        settled(2, 2, NOW, Verdict::Accepted),
        meta(Some(5), 2),
    ];
    let mark = store.commit(&Batch(ops), Mark(0)).await.unwrap();
    let replica = store.load().await.unwrap().replica;
    store.fold(store.pack(&replica), mark, NOW).await.unwrap();
    let more = Batch(vec![part(Slice::Register, 10, 5..7)]);
    store.commit(&more, mark).await.unwrap();
}

/// All that is read of such a store.
#[cfg(target_arch = "wasm32")]
pub(super) async fn seen(store: &impl Store) -> (String, Vec<Outgoing>) {
    let loaded = store.load().await.unwrap();
    let receipts = store.receipts(id(2)).await.unwrap();
    assert_eq!((loaded.replica.waiting(), receipts.len()), (1, 1));
    (format!("{loaded:?}"), receipts)
}

/// An outbox row as a store without a key writes it.
#[cfg(target_arch = "wasm32")]
pub(super) fn planted_row() -> Vec<u8> {
    super::pack::row(&change(9, 9))
}

pub(super) async fn a_new_store_holds_nothing(bench: &impl Bench) {
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!(
        (loaded.mark, loaded.owner, loaded.replica.counter()),
        (Mark(0), None, 0)
    );
    assert_eq!(loaded.replica.cursors().count(), 0);
}

pub(super) async fn a_recorded_change_is_there_after_opening_again(bench: &impl Bench) {
    bench
        .open()
        .await
        .record(&[change(1, 1), change(2, 2)], None)
        .await
        .unwrap();
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!((loaded.replica.waiting(), loaded.replica.counter()), (2, 2));
    assert_eq!(
        loaded
            .replica
            .get(id(1))
            .unwrap()
            .read::<String>(beneficiary::GIVEN_LA),
        "Samira"
    );
}

pub(super) async fn two_tabs_never_share_a_counter(bench: &impl Bench) {
    let (one, other) = (bench.open().await, bench.open().await);
    one.record(&[change(1, 1)], None).await.unwrap();
    assert_eq!(other.record(&[change(1, 2)], None).await, Err(StoreError::Taken));
    let replica = bench.open().await.load().await.unwrap().replica;
    assert_eq!(
        replica
            .outbox()
            .map(|item| item.change.record)
            .collect::<Vec<_>>(),
        [id(1)]
    );
}

pub(super) async fn a_counter_that_was_settled_is_not_used_again(bench: &impl Bench) {
    let (one, asleep) = (bench.open().await, bench.open().await);
    let mark = one.commit(&Batch(vec![meta(Some(5), 0)]), Mark(0)).await.unwrap();
    one.record(&[change(1, 1)], Some(&me(5))).await.unwrap();
    let answered = vec![settled(1, 1, NOW, Verdict::Accepted), meta(Some(5), 1)];
    one.commit(&Batch(answered), mark).await.unwrap();
    assert_eq!(
        asleep.record(&[change(1, 2)], Some(&me(5))).await,
        Err(StoreError::Taken)
    );
    assert_eq!(bench.outbox_rows().await, 0);
}

pub(super) async fn a_tab_that_slept_while_someone_else_signed_in_records_nothing(bench: &impl Bench) {
    let (one, asleep) = (bench.open().await, bench.open().await);
    let mark = one.commit(&Batch(vec![meta(Some(5), 0)]), Mark(0)).await.unwrap();
    let mark = one.commit(&Batch(vec![meta(None, 0)]), mark).await.unwrap();
    for someone in [None, Some(6)] {
        if someone.is_some() {
            one.commit(&Batch(vec![meta(someone, 0)]), mark).await.unwrap();
        }
        assert_eq!(
            asleep.record(&[change(1, 1)], Some(&me(5))).await,
            Err(StoreError::OtherPerson)
        );
    }
    assert_eq!(bench.outbox_rows().await, 0);
}

pub(super) async fn recording_is_all_or_none(bench: &impl Bench) {
    let store = bench.open().await;
    store.record(&[change(2, 1)], None).await.unwrap();
    assert_eq!(
        store.record(&[change(1, 2), change(2, 3)], None).await,
        Err(StoreError::Taken)
    );
    assert_eq!(bench.outbox_rows().await, 1);
}

pub(super) async fn slices_and_verdicts_are_there_after_opening_again(bench: &impl Bench) {
    let store = bench.open().await;
    store.record(&[change(1, 1), change(2, 2)], None).await.unwrap();
    let refused = Verdict::Refused {
        field: Some(3),
        reason: Reason::TooLong,
    };
    let answer = Answer {
        change: change(2, 2).id,
        seq: 9,
        received: NOW,
        verdict: refused,
    };
    let kept = Outgoing {
        change: change(2, 2),
        state: State::Answered(answer),
    };
    let ops = vec![
        part(Slice::Register, 9, [1, 3]),
        settled(1, 1, NOW, Verdict::Accepted),
        Op::Queue(kept.clone()),
    ];
    store
        .commit(&Batch([ops, vec![meta(Some(5), 2)]].concat()), Mark(0))
        .await
        .unwrap();
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!(
        loaded.replica.cursors().collect::<Vec<_>>(),
        [(Slice::Register, 9)]
    );
    assert_eq!(loaded.replica.outbox().collect::<Vec<_>>(), [&kept]);
    assert_eq!(
        (loaded.replica.me(), loaded.owner.as_ref()),
        (Some(&me(5)), Some(&me(5)))
    );
    assert_eq!(loaded.replica.get(id(3)).unwrap().version, 9);
}

pub(super) async fn a_settled_change_leaves_the_outbox_and_is_found_by_its_record(bench: &impl Bench) {
    let store = bench.open().await;
    store
        .record(&[change(1, 1), change(2, 2), change(3, 1)], None)
        .await
        .unwrap();
    let settle =
        [(1, 1), (2, 2), (3, 1)].map(|(counter, record)| settled(counter, record, NOW, Verdict::Accepted));
    store.commit(&Batch(settle.to_vec()), Mark(0)).await.unwrap();
    assert_eq!(counters(&store.receipts(id(1)).await.unwrap()), [1, 3]);
    assert!(store.receipts(id(7)).await.unwrap().is_empty());
    assert_eq!(bench.outbox_rows().await, 0);
}

pub(super) async fn a_tab_that_fell_behind_writes_nothing(bench: &impl Bench) {
    let (one, other) = (bench.open().await, bench.open().await);
    let mark = one
        .commit(&Batch(vec![part(Slice::Register, 9, [1])]), Mark(0))
        .await
        .unwrap();
    let late = Batch(vec![part(Slice::Register, 5, [1, 2]), meta(Some(1), 7)]);
    assert_eq!(other.commit(&late, Mark(0)).await, Err(StoreError::Behind));
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!(
        (loaded.mark, loaded.replica.me(), loaded.replica.get(id(2))),
        (mark, None, None)
    );
}

pub(super) async fn a_tab_takes_in_what_another_wrote(bench: &impl Bench) {
    let (one, other) = (bench.open().await, bench.open().await);
    one.record(&[change(1, 1), change(2, 2)], None).await.unwrap();
    let mut replica = other.load().await.unwrap().replica;
    let batch = Batch(vec![
        part(Slice::Register, 9, [1]),
        settled(1, 1, NOW, Verdict::Accepted),
        meta(Some(5), 2),
    ]);
    let mark = one.commit(&batch, Mark(0)).await.unwrap();
    one.record(&[change(3, 3)], Some(&me(5))).await.unwrap();
    let news = other.news(Mark(0)).await.unwrap().unwrap();
    assert_eq!((news.mark, news.owner.clone()), (mark, Some(me(5))));
    replica.apply(&news.against(&replica));
    let again = bench.open().await.load().await.unwrap().replica;
    assert_eq!(
        replica.outbox().collect::<Vec<_>>(),
        again.outbox().collect::<Vec<_>>()
    );
    assert_eq!(replica.get(id(1)), again.get(id(1)));
    assert_eq!((replica.me(), replica.counter()), (Some(&me(5)), 3));
}

pub(super) async fn an_answer_without_news_keeps_other_tabs_up_to_date(bench: &impl Bench) {
    let (one, other) = (bench.open().await, bench.open().await);
    let signed_in = one.commit(&Batch(vec![meta(Some(5), 0)]), Mark(0)).await.unwrap();
    let idle = one
        .commit(&Batch(vec![meta(Some(5), 0)]), signed_in)
        .await
        .unwrap();
    assert_eq!(idle, signed_in);
    assert!(
        other
            .commit(&Batch(vec![part(Slice::Register, 1, [1])]), signed_in)
            .await
            .is_ok()
    );
}

pub(super) async fn signing_out_is_heard_by_other_tabs_and_keeps_unsent_work_and_its_owner(
    bench: &impl Bench,
) {
    let (one, other) = (bench.open().await, bench.open().await);
    let mark = one
        .commit(
            &Batch(vec![meta(Some(5), 0), part(Slice::Register, 1, [1])]),
            Mark(0),
        )
        .await
        .unwrap();
    one.record(&[change(1, 2)], Some(&me(5))).await.unwrap();
    let replica = one.load().await.unwrap().replica;
    one.commit(&replica.sign_out(), mark).await.unwrap();
    assert_eq!(
        other.commit(&Batch(vec![meta(Some(5), 0)]), mark).await,
        Err(StoreError::Behind)
    );
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!((loaded.replica.me(), loaded.owner), (None, Some(me(5))));
    assert_eq!((loaded.replica.waiting(), loaded.replica.get(id(1))), (1, None));
}

/// A member with pages, a journal, a receipt, and one change that waits.
async fn at_work(store: &impl Store) -> Mark {
    let begun = vec![meta(Some(5), 0), part(Slice::Register, 1, [1])];
    let mark = store.commit(&Batch(begun), Mark(0)).await.unwrap();
    fold_all(store, mark).await;
    store
        .record(&[change(1, 1), change(2, 2)], Some(&me(5)))
        .await
        .unwrap();
    let answered = vec![
        part(Slice::Register, 2, [1, 3]),
        settled(1, 1, NOW, Verdict::Accepted),
    ];
    store.commit(&Batch(answered), mark).await.unwrap()
}

pub(super) async fn signing_out_leaves_unsent_work_and_nothing_else(bench: &impl Bench) {
    let (store, other) = (bench.open().await, bench.open().await);
    let mark = at_work(&store).await;
    assert!(bench.rows_of_others().await.iter().all(|rows| *rows > 0));
    let mark = store.commit(&Batch(vec![backed_up(1)]), mark).await.unwrap();
    let replica = store.load().await.unwrap().replica;
    let left = store.commit(&replica.sign_out(), mark).await.unwrap();
    let [pages, journal, receipts] = bench.rows_of_others().await;
    // The one entry says that slices are gone.
    assert_eq!((pages, journal, receipts), (0, 1, 0));
    assert!(other.news(mark).await.unwrap().is_none());
    let loaded = other.load().await.unwrap();
    assert_eq!((loaded.mark, loaded.replica.waiting()), (left, 1));
    assert_eq!(loaded.replica.cursors().count(), 0);
}

pub(super) async fn signing_out_leaves_receipts_that_are_in_no_backup_for_who_comes_again(
    bench: &impl Bench,
) {
    let store = bench.open().await;
    let mark = at_work(&store).await;
    let held = Verdict::Held {
        reason: Reason::RightWithdrawn,
    };
    let answered = vec![settled(2, 2, NOW, Verdict::Parallel), backed_up(1)];
    let mark = store.commit(&Batch(answered), mark).await.unwrap();
    store.record(&[change(3, 3)], Some(&me(5))).await.unwrap();
    let replica = store.load().await.unwrap().replica;
    let mut leaving = vec![settled(3, 3, NOW, held)];
    leaving.extend(replica.sign_out().0);
    let mark = store.commit(&Batch(leaving), mark).await.unwrap();
    let [pages, journal, receipts] = bench.rows_of_others().await;
    assert_eq!(
        (pages, journal, receipts),
        (0, 1, if bench.seals() { 2 } else { 0 })
    );
    if !bench.seals() {
        return;
    }

    let again = bench.open().await;
    let replica = again.load().await.unwrap().replica;
    let mark = again.commit(&replica.sign_in(me(5)), mark).await.unwrap();
    assert_eq!(counters(&again.answered_above(1).await.unwrap()), [2, 3]);
    // Whoever else comes finds none of them.
    let replica = again.load().await.unwrap().replica;
    again.commit(&replica.sign_in(me(6)), mark).await.unwrap();
    assert_eq!(bench.rows_of_others().await[2], 0);
}

pub(super) async fn someone_else_signing_in_finds_nothing_of_who_was_there(bench: &impl Bench) {
    let store = bench.open().await;
    let mark = at_work(&store).await;
    let replica = store.load().await.unwrap().replica;
    store.commit(&replica.sign_in(me(6)), mark).await.unwrap();
    let [pages, journal, receipts] = bench.rows_of_others().await;
    assert_eq!((pages, journal, receipts), (0, 1, 0));
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!((loaded.replica.me(), loaded.owner), (Some(&me(6)), Some(me(6))));
}

pub(super) async fn a_dropped_slice_leaves_no_page(bench: &impl Bench) {
    let store = bench.open().await;
    let activity = Slice::Activity(id(9));
    let both = vec![part(Slice::Register, 1, [1]), part(activity, 1, [2])];
    let mark = store.commit(&Batch(both), Mark(0)).await.unwrap();
    fold_all(&store, mark).await;
    assert!(!store.wants_fold());
    let mark = store.commit(&Batch(vec![dropped(activity)]), mark).await.unwrap();
    assert_eq!(bench.rows_of_others().await[0], 1);
    assert!(
        store.wants_fold(),
        "the journal may still name people of that slice"
    );
    fold_all(&store, mark).await;
    assert!(!store.wants_fold());
}

pub(super) async fn what_was_erased_of_somebody_is_in_no_row(bench: &impl Bench) {
    let store = bench.open().await;
    let people = Batch(vec![part(Slice::Register, 1, [1, 2])]);
    let mark = store.commit(&people, Mark(0)).await.unwrap();
    fold_all(&store, mark).await;
    let mut erased = person(1, 2);
    let bare = Beneficiary {
        erased: Some(1),
        ..Beneficiary::default()
    };
    erased.fields = bare.fields();
    let news = Op::Part(SlicePart {
        records: vec![erased],
        ..SlicePart::empty(Slice::Register, 2)
    });
    let mark = store.commit(&Batch(vec![news]), mark).await.unwrap();
    assert!(store.wants_fold(), "a page still names them");
    fold_all(&store, mark).await;
    assert!(!store.wants_fold());
    assert_eq!(bench.rows_of_others().await[..2], [1, 0]);
    let replica = bench.open().await.load().await.unwrap().replica;
    assert_eq!(replica.view::<Beneficiary>(id(1)).unwrap().given_la, "");
}

/// What a tab that had opened before knows after another tab's work.
async fn after_news(store: &impl Store, since: &Loaded) -> (Replica, Mark) {
    let mut replica = since.replica.clone();
    let news = store.news(since.mark).await.unwrap().unwrap();
    replica.apply(&news.against(&replica));
    (replica, news.mark)
}

pub(super) async fn folding_keeps_what_another_tab_wrote(bench: &impl Bench) {
    let (one, other) = (bench.open().await, bench.open().await);
    let before = other.load().await.unwrap();
    one.commit(&Batch(vec![part(Slice::Register, 1, [1])]), Mark(0))
        .await
        .unwrap();
    let (replica, mark) = after_news(&other, &before).await;
    assert!(other.fold(other.pack(&replica), mark, NOW).await.unwrap());
    let replica = bench.open().await.load().await.unwrap().replica;
    assert_eq!(replica.cursors().collect::<Vec<_>>(), [(Slice::Register, 1)]);
    assert!(replica.get(id(1)).is_some());
}

pub(super) async fn folding_brings_nothing_back_that_another_tab_dropped(bench: &impl Bench) {
    let (one, other) = (bench.open().await, bench.open().await);
    let mark = one
        .commit(&Batch(vec![part(Slice::Register, 1, [1])]), Mark(0))
        .await
        .unwrap();
    fold_all(&one, mark).await;
    let before = other.load().await.unwrap();
    one.commit(&Batch(vec![dropped(Slice::Register)]), mark)
        .await
        .unwrap();
    let (replica, mark) = after_news(&other, &before).await;
    assert!(other.fold(other.pack(&replica), mark, NOW).await.unwrap());
    let replica = bench.open().await.load().await.unwrap().replica;
    assert_eq!((replica.cursors().count(), replica.get(id(1))), (0, None));
}

pub(super) async fn folding_changes_nothing_that_is_read(bench: &impl Bench) {
    let store = bench.open().await;
    let activity = Slice::Activity(id(9));
    let first = store
        .commit(
            &Batch(vec![part(Slice::Register, 3, 1..60), part(activity, 3, 5..9)]),
            Mark(0),
        )
        .await;
    let gone = SlicePart {
        gone: vec![id(2)],
        ..SlicePart::empty(Slice::Register, 4)
    };
    let mark = store
        .commit(
            &Batch(vec![Op::Part(gone), part(activity, 4, [7])]),
            first.unwrap(),
        )
        .await
        .unwrap();
    store.record(&[change(1, 3)], None).await.unwrap();
    let before = store.load().await.unwrap().replica;
    assert!(store.fold(store.pack(&before), mark, NOW).await.unwrap());
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!(loaded.mark, mark);
    assert_eq!(
        loaded.replica.cursors().collect::<Vec<_>>(),
        before.cursors().collect::<Vec<_>>()
    );
    for number in 0..61 {
        assert_eq!(loaded.replica.get(id(number)), before.get(id(number)), "{number}");
        assert_eq!(
            loaded.replica.server_record(id(number)),
            before.server_record(id(number)),
            "{number}"
        );
    }
    let next = store
        .commit(&Batch(vec![part(activity, 5, [8])]), mark)
        .await
        .unwrap();
    assert!(next > mark);
    assert_eq!(
        bench
            .open()
            .await
            .load()
            .await
            .unwrap()
            .replica
            .get(id(8))
            .unwrap()
            .version,
        5
    );
}

pub(super) async fn folding_stops_where_another_tab_wrote(bench: &impl Bench) {
    let (one, other) = (bench.open().await, bench.open().await);
    let mark = one
        .commit(&Batch(vec![part(Slice::Register, 1, [1])]), Mark(0))
        .await
        .unwrap();
    let replica = one.load().await.unwrap().replica;
    other
        .commit(&Batch(vec![part(Slice::Register, 2, [2])]), mark)
        .await
        .unwrap();
    assert!(!one.fold(one.pack(&replica), mark, NOW).await.unwrap());
    assert!(
        bench
            .open()
            .await
            .load()
            .await
            .unwrap()
            .replica
            .get(id(2))
            .is_some()
    );
}

pub(super) async fn a_tab_that_slept_through_a_fold_reads_all_again(bench: &impl Bench) {
    let (one, other) = (bench.open().await, bench.open().await);
    let mark = one
        .commit(&Batch(vec![part(Slice::Register, 1, [1])]), Mark(0))
        .await
        .unwrap();
    let replica = one.load().await.unwrap().replica;
    assert!(one.fold(one.pack(&replica), mark, NOW).await.unwrap());
    assert!(other.news(Mark(0)).await.unwrap().is_none());
    assert_eq!(
        other
            .commit(&Batch(vec![part(Slice::Register, 2, [2])]), Mark(0))
            .await,
        Err(StoreError::Behind)
    );
    assert_eq!(other.load().await.unwrap().mark, mark);
}

pub(super) async fn a_dropped_slice_stays_dropped_after_folding(bench: &impl Bench) {
    let store = bench.open().await;
    let mark = store
        .commit(&Batch(vec![part(Slice::Register, 1, [1])]), Mark(0))
        .await
        .unwrap();
    fold_all(&store, mark).await;
    let mark = store
        .commit(&Batch(vec![dropped(Slice::Register)]), mark)
        .await
        .unwrap();
    fold_all(&store, mark).await;
    let replica = bench.open().await.load().await.unwrap().replica;
    assert_eq!((replica.cursors().count(), replica.get(id(1))), (0, None));
}

pub(super) async fn a_large_journal_asks_to_be_folded(bench: &impl Bench) {
    let store = bench.open().await;
    let mut mark = Mark(0);
    for seq in 0..60 {
        assert!(seq < 1 || !store.wants_fold() || seq > 20, "asked after {seq}");
        mark = store
            .commit(&Batch(vec![part(Slice::Register, seq, (0..=250).rev())]), mark)
            .await
            .unwrap();
    }
    assert!(store.wants_fold());
    let again = bench.open().await;
    let replica = again.load().await.unwrap().replica;
    assert!(again.wants_fold());
    assert!(again.fold(again.pack(&replica), mark, NOW).await.unwrap());
    assert!(!again.wants_fold());
}

pub(super) async fn old_receipts_go_and_refused_ones_stay(bench: &impl Bench) {
    let store = bench.open().await;
    let month_ago = NOW.plus(-31 * 86_400_000);
    let refused = Verdict::Refused {
        field: None,
        reason: Reason::NotAllowed,
    };
    let ops = vec![
        settled(1, 1, month_ago, Verdict::Accepted),
        settled(2, 1, month_ago, refused),
        settled(3, 1, NOW, Verdict::Parallel),
        backed_up(3),
    ];
    let mark = store.commit(&Batch(ops), Mark(0)).await.unwrap();
    fold_all(&store, mark).await;
    assert_eq!(counters(&store.receipts(id(1)).await.unwrap()), [2, 3]);
}

pub(super) async fn receipts_that_are_in_no_backup_stay_longer(bench: &impl Bench) {
    let store = bench.open().await;
    let days_ago = |days: i64| NOW.plus(-days * 86_400_000);
    let ops = vec![
        settled(1, 1, days_ago(31), Verdict::Accepted),
        settled(2, 1, days_ago(31), Verdict::Accepted),
        settled(3, 1, days_ago(91), Verdict::Accepted),
        backed_up(1),
    ];
    let mark = store.commit(&Batch(ops), Mark(0)).await.unwrap();
    fold_all(&store, mark).await;
    assert_eq!(counters(&store.receipts(id(1)).await.unwrap()), [2]);
}

pub(super) async fn what_waits_again_is_no_receipt_any_more(bench: &impl Bench) {
    let store = bench.open().await;
    store
        .record(&[change(1, 1), change(2, 1), change(3, 2)], None)
        .await
        .unwrap();
    let settle =
        [(1, 1), (2, 1), (3, 2)].map(|(counter, record)| settled(counter, record, NOW, Verdict::Accepted));
    let mark = store.commit(&Batch(settle.to_vec()), Mark(0)).await.unwrap();
    let lost = store.answered_above(1).await.unwrap();
    assert_eq!(counters(&lost), [2, 3]);
    let again = lost.into_iter().map(|item| {
        let state = State::Pending;
        Op::Queue(Outgoing { state, ..item })
    });
    store.commit(&Batch(again.collect()), mark).await.unwrap();
    assert_eq!(counters(&store.answered_above(0).await.unwrap()), [1]);
    assert_eq!(bench.open().await.load().await.unwrap().replica.waiting(), 2);
}

pub(super) async fn damaged_pages_are_pulled_again_and_the_outbox_stays(bench: &impl Bench) {
    let store = bench.open().await;
    let mark = store
        .commit(
            &Batch(vec![part(Slice::Register, 1, [1]), meta(Some(5), 0)]),
            Mark(0),
        )
        .await
        .unwrap();
    store.record(&[change(1, 2)], Some(&me(5))).await.unwrap();
    fold_all(&store, mark).await;
    bench.spoil_pages().await;
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!(
        (loaded.replica.cursors().count(), loaded.replica.waiting()),
        (0, 1)
    );
    assert_eq!(loaded.replica.me(), Some(&me(5)));
    let mark = store
        .commit(&Batch(vec![part(Slice::Register, 1, [1])]), loaded.mark)
        .await
        .unwrap();
    let loaded = bench.open().await.load().await.unwrap();
    assert_eq!((loaded.mark, loaded.replica.cursors().count()), (mark, 1));
}

pub(super) async fn a_tab_that_saw_no_damage_reads_all_again(bench: &impl Bench) {
    let store = bench.open().await;
    let mark = store
        .commit(&Batch(vec![part(Slice::Register, 1, [1, 2])]), Mark(0))
        .await
        .unwrap();
    fold_all(&store, mark).await;
    bench.spoil_pages().await;
    let found = bench.open().await.load().await.unwrap().mark;
    let onto_nothing = Batch(vec![part(Slice::Register, 2, [2])]);
    assert_eq!(store.commit(&onto_nothing, mark).await, Err(StoreError::Behind));
    assert!(store.news(mark).await.unwrap().is_none());
    assert_eq!(store.load().await.unwrap().mark, found);
}

pub(super) async fn an_unreadable_outbox_row_is_kept_and_its_counter_not_used_again(bench: &impl Bench) {
    let store = bench.open().await;
    store.record(&[change(1, 1)], None).await.unwrap();
    bench.spoil_outbox().await;
    let loaded = bench.open().await.load().await.unwrap();
    let replica = loaded.replica;
    assert_eq!((replica.waiting(), replica.counter()), (0, 1));
    assert_eq!(loaded.unreadable, 1, "it is not dropped silently");
    let news = bench.open().await.news(Mark(0)).await.unwrap();
    assert_eq!(news.unwrap().unreadable, 1);
    store.record(&[change(2, 1)], None).await.unwrap();
    assert_eq!(bench.outbox_rows().await, 2);
}
