//! A parcel opens with its sender's key as it was sealed, and in no other case.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::{LITERACY, Phone, SALMA, association, id, mark, session_of};
use domain::change::Change;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, Mark, View};
use domain::replica::{Batch, Op, Outgoing, State};
use domain::time::{Clock, Millis};
use domain::value::{Fields, Value};
use domain::wire::*;
use proptest::prelude::*;

const NAME: &str = "ياسمين بنعلي Yasmine Benali";
const NOW: Millis = Millis(1_780_000_000_000);
const NONCE: [u8; PARCEL_NONCE] = [7; PARCEL_NONCE];

fn key() -> ParcelKey {
    ParcelKey::of(&"0f".repeat(32))
}

fn header() -> ParcelHeader {
    ParcelHeader {
        association: id(1),
        device: id(2),
        epoch: Some(id(3)),
        saved: NOW,
        changes: 1,
    }
}

/// What a parcel of the first format holds; its bytes are kept in `fixtures/parcel-1.bin`.
fn contents() -> ParcelContents {
    let person = Beneficiary {
        given_ar: NAME.into(),
        ..Beneficiary::default()
    };
    ParcelContents {
        skew_ms: -5_000,
        changes: vec![change(1, person.fields())],
    }
}

fn change(counter: u64, set: Fields) -> Change {
    let clock = Clock {
        now: NOW,
        offset_min: 60,
    };
    Change {
        id: Id::of_change(id(2), counter, clock.now),
        kind: Kind::Beneficiary,
        record: id(4),
        base: 0,
        set,
        clock,
        counter,
    }
}

fn sealed() -> Vec<u8> {
    seal_parcel(&key(), NONCE, &header(), &contents())
}

fn opened(bytes: &[u8], key: &ParcelKey) -> Result<ParcelContents, ParcelError> {
    Parcel::read(bytes)?.open(key)
}

proptest! {
    #[test]
    fn what_was_sealed_opens_and_its_header_is_read_without_a_key(
        counters in prop::collection::vec((any::<u64>(), any::<String>()), 0..20),
        nonce: [u8; PARCEL_NONCE],
        skew_ms: i64,
        secret: String,
    ) {
        let text = |text: String| [(2, Value::Text(text.into()))].into_iter().collect();
        let changes = counters.into_iter().map(|(counter, said)| change(counter, text(said)));
        let contents = ParcelContents { skew_ms, changes: changes.collect() };
        let bytes = seal_parcel(&ParcelKey::of(&secret), nonce, &header(), &contents);
        prop_assert_eq!(Parcel::read(&bytes).unwrap().header, header());
        prop_assert_eq!(opened(&bytes, &ParcelKey::of(&secret)), Ok(contents));
    }

    #[test]
    fn any_altered_byte_is_noticed(at: prop::sample::Index, by in 1..=255u8) {
        let mut bytes = sealed();
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        prop_assert!(opened(&bytes, &key()).is_err());
    }

    #[test]
    fn what_was_cut_or_lengthened_does_not_open(cut: prop::sample::Index, more: u8) {
        let mut bytes = sealed();
        prop_assert_eq!(opened(&bytes[..cut.index(bytes.len())], &key()), Err(ParcelError::Damaged));
        bytes.push(more);
        prop_assert_eq!(opened(&bytes, &key()), Err(ParcelError::Damaged));
    }

    #[test]
    fn the_key_of_another_phone_opens_nothing(secret: String) {
        let other = ParcelKey::of(&secret);
        prop_assume!(other != key());
        prop_assert_eq!(opened(&sealed(), &other), Err(ParcelError::Damaged));
    }

    #[test]
    fn noise_is_no_parcel_and_breaks_nothing(noise: Vec<u8>) {
        prop_assert!(opened(&noise, &key()).is_err());
        prop_assert!(opened(&[b"hadir-p\x01", noise.as_slice()].concat(), &key()).is_err());
    }
}

#[test]
fn every_single_bit_counts() {
    let whole = sealed();
    for at in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[at / 8] ^= 1 << (at % 8);
        assert!(opened(&bytes, &key()).is_err(), "bit {at}");
    }
}

#[test]
fn a_header_cannot_be_put_on_another_text() {
    let other = ParcelHeader {
        device: id(9),
        ..header()
    };
    let (mine, theirs) = (sealed(), seal_parcel(&key(), NONCE, &other, &contents()));
    assert_eq!(mine.len(), theirs.len());
    let text = to_cbor(&contents()).len() + 16;
    let swapped = [&theirs[..theirs.len() - text], &mine[mine.len() - text..]].concat();
    assert_eq!(Parcel::read(&swapped).unwrap().header, other);
    assert_eq!(opened(&swapped, &key()), Err(ParcelError::Damaged));
}

#[test]
fn a_parcel_of_the_first_format_opens_for_ever() {
    let kept = include_bytes!("fixtures/parcel-1.bin");
    assert_eq!(Parcel::read(kept).unwrap().header, header());
    assert_eq!(opened(kept, &key()), Ok(contents()));
    assert_eq!(sealed(), kept, "what is sealed now is what the first format was");
}

#[test]
fn a_parcel_of_a_later_format_says_so() {
    let mut bytes = sealed();
    bytes[7] = 2;
    assert_eq!(opened(&bytes, &key()), Err(ParcelError::Newer));
    assert_eq!(Parcel::read(b"hadir-p\xff").err(), Some(ParcelError::Newer));
}

#[test]
fn nothing_of_what_was_recorded_shows() {
    let (bytes, name) = (sealed(), NAME.as_bytes());
    let shows = |part: &[u8]| bytes.windows(part.len()).any(|seen| seen == part);
    assert!(!name.windows(6).any(shows));
    assert_eq!(format!("{:?}", key()), "ParcelKey", "a key is never shown");
}

/// Salma's phone with all she may see.
fn salma() -> Phone {
    let mut server = association(500, NOW);
    let mut phone = Phone::new(id(102), id(SALMA), 0);
    let request = phone.replica.sync_request(phone.clock(NOW), None).unwrap();
    let response = server.sync(&request, NOW);
    phone.hear(&request, &response, NOW);
    phone
}

#[test]
fn a_phone_s_parcel_is_what_waits_on_it_and_goes_on_waiting() {
    let mut phone = salma();
    assert_eq!(phone.replica.parcel(NOW), None, "nothing waits");
    let session = session_of(LITERACY, NOW);
    for person in [50, 51] {
        let edit = mark(session, id(person), Mark::Present, id(SALMA), NOW);
        assert!(phone.record(&[edit], NOW));
    }
    let (header, contents) = phone.replica.parcel(NOW).unwrap();
    assert_eq!((header.device, header.changes), (id(102), 2));
    assert_eq!(header.epoch, phone.replica.meta().epoch);
    assert_eq!(contents.changes, phone.planned);
    assert_eq!(phone.replica.waiting(), 2);
}

#[test]
fn a_parcel_never_grows_past_what_the_server_takes() {
    let mut phone = salma();
    let note = Value::Text("ن".repeat(4_000).into());
    for counter in 1..=1_200 {
        let change = change(counter, [(2, note.clone())].into_iter().collect());
        let state = State::Pending;
        phone.commit(Batch(vec![Op::Queue(Outgoing { change, state })]));
    }
    let (header, contents) = phone.replica.parcel(NOW).unwrap();
    let bytes = seal_parcel(&key(), NONCE, &header, &contents).len();
    assert!((PARCEL_BYTES / 2..=PARCEL_BYTES).contains(&bytes), "{bytes}");
    assert!(header.changes < 1_200 && header.changes == contents.changes.len() as u64);
    assert_eq!(contents.changes[0].counter, 1, "the oldest go first");
}
