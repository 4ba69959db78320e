//! The key ring: for each member of this phone, the one key of their records, sealed with the PIN and with the
//! secret the server keeps for this phone.

use domain::id::Id;
use domain::replica::Me;
use domain::time::Millis;
use minicbor::{Decode, Encode};

use super::pin::{self, PinRefused, SALT};
use super::{Key, NONCE, Place};

/// After so many wrong PINs none opens any more.
const MOST_WRONG: u8 = 10;
/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;
/// By how much a clock goes back that was set back, and not only put right.
const BACK_MS: i64 = 3_600_000;

/// What the server keeps for a phone, told only to whoever signs in with the password.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::device) struct Secret([u8; 32]);

impl Secret {
    /// Reads it from 64 hexadecimal digits.
    pub(in crate::device) fn from_hex(text: &str) -> Option<Self> {
        bytes_of(text).map(Secret)
    }

    fn key(&self) -> Key {
        Key::unnamed(self.0)
    }
}

/// Thirty-two bytes from as many pairs of hexadecimal digits.
pub(in crate::device) fn bytes_of(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

/// A key sealed with a PIN.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct ByPin {
    #[cbor(n(0), with = "minicbor::bytes")]
    salt: [u8; SALT],
    #[cbor(n(1), with = "minicbor::bytes")]
    key: Vec<u8>,
}

/// One member on this phone: what may be read while it is locked.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(in crate::device) struct Profile {
    /// Where their records lie.
    #[n(0)]
    pub(in crate::device) database: String,
    /// Who, as ids that say nothing.
    #[n(1)]
    pub(in crate::device) me: Me,
    #[cbor(n(2), with = "minicbor::bytes")]
    by_server: Vec<u8>,
    #[n(3)]
    #[cbor(default)]
    by_pin: Option<ByPin>,
    /// Wrong PINs since the last right one.
    #[n(4)]
    #[cbor(default)]
    wrong: u8,
    /// When the server last answered.
    #[n(5)]
    #[cbor(default)]
    contact: Millis,
    /// Days without contact after which the PIN alone does not open; 0 for none.
    #[n(6)]
    #[cbor(default)]
    lease_days: u32,
    /// The initials of their name: all that a locked phone says of who uses it.
    #[n(7)]
    #[cbor(default)]
    pub(in crate::device) initials: String,
    /// What their unsent work is sealed with in a file, sealed itself; empty where the server was not asked yet.
    #[cbor(n(8), with = "minicbor::bytes")]
    #[cbor(default)]
    pub(super) by_parcel: Vec<u8>,
    /// What is said to the server beside the cookie, sealed itself; empty where the server told none.
    #[cbor(n(9), with = "minicbor::bytes")]
    #[cbor(default)]
    pub(super) by_pass: Vec<u8>,
    /// The same, made here and not yet known to be the server's too; empty where it is, or where there is none.
    #[cbor(n(11), with = "minicbor::bytes")]
    #[cbor(default)]
    pub(super) by_offer: Vec<u8>,
    /// The latest time that is known to have come since the server answered: a clock before it was set back.
    #[n(10)]
    #[cbor(default)]
    seen: Millis,
}

impl Profile {
    /// A member's profile, whose key the server's secret opens and no PIN does yet.
    pub(in crate::device) fn new(
        database: &str,
        me: Me,
        key: &Key,
        secret: &Secret,
        nonce: [u8; NONCE],
    ) -> Self {
        let place = Place::Text(database, SERVER);
        Profile {
            database: database.to_owned(),
            me,
            by_server: secret.key().seal(place, nonce, &key.0),
            by_pin: None,
            wrong: 0,
            contact: Millis(0),
            lease_days: 0,
            initials: String::new(),
            by_parcel: Vec::new(),
            by_pass: Vec::new(),
            by_offer: Vec::new(),
            seen: Millis(0),
        }
    }

    /// Whether a PIN was chosen and still opens.
    pub(in crate::device) fn has_pin(&self) -> bool {
        self.by_pin.is_some()
    }

    /// Whether the server has ever told their name: then there were records.
    pub(in crate::device) fn had_records(&self) -> bool {
        !self.initials.is_empty()
    }

    /// What the phone's own key is asked about before a PIN is tried.
    pub(in crate::device) fn salt(&self) -> Option<[u8; SALT]> {
        self.by_pin.as_ref().map(|by_pin| by_pin.salt)
    }

    /// Seals the key with a PIN; the one before, if any, opens nothing from then on. Needs its own salt and nonce.
    pub(in crate::device) fn choose_pin(
        &mut self,
        key: &Key,
        pin: &str,
        salt: [u8; SALT],
        phone: &[u8],
        nonce: [u8; NONCE],
    ) {
        let place = Place::Text(&self.database, PIN);
        self.by_pin = pin::stretch(pin, &salt, phone).map(|by_pin| ByPin {
            salt,
            key: by_pin.seal(place, nonce, &key.0),
        });
        self.wrong = 0;
    }

    /// Counts a try before it is made, so that ending the browser in between gives none back.
    pub(in crate::device) fn count_try(&mut self) {
        self.wrong = self.wrong.saturating_add(1);
    }

    /// Tries a PIN that was counted. At the last wrong one, none opens any more: the server's secret still does.
    pub(in crate::device) fn try_pin(&mut self, pin: &str, phone: &[u8]) -> Result<Key, PinRefused> {
        let by_pin = self.by_pin.as_ref().ok_or(PinRefused::Gone)?;
        let place = Place::Text(&self.database, PIN);
        let opened = pin::stretch(pin, &by_pin.salt, phone).and_then(|key| key.open(place, &by_pin.key));
        if let Some(key) = opened.and_then(named) {
            self.wrong = 0;
            return Ok(key);
        }
        match MOST_WRONG.saturating_sub(self.wrong) {
            0 => {
                self.by_pin = None;
                Err(PinRefused::Gone)
            }
            left => Err(PinRefused::Wrong { left }),
        }
    }

    /// The key, by the server's secret.
    pub(in crate::device) fn by_server(&self, secret: &Secret) -> Option<Key> {
        let place = Place::Text(&self.database, SERVER);
        secret.key().open(place, &self.by_server).and_then(named)
    }

    /// Seals the key with another secret of the server's.
    pub(in crate::device) fn give_to_server(&mut self, key: &Key, secret: &Secret, nonce: [u8; NONCE]) {
        let place = Place::Text(&self.database, SERVER);
        self.by_server = secret.key().seal(place, nonce, &key.0);
    }

    /// Forgets the PIN: from then on only the server's secret opens.
    pub(in crate::device) fn forget_pin(&mut self) {
        self.by_pin = None;
        self.wrong = 0;
    }

    /// Notes that the server answered, and how long it lets this phone be without contact, where it said.
    pub(in crate::device) fn in_contact(&mut self, now: Millis, lease_days: Option<u32>) {
        (self.contact, self.seen) = (now, now);
        self.lease_days = lease_days.unwrap_or(self.lease_days);
    }

    /// The days it may be without contact, where it was for longer.
    pub(in crate::device) fn lapsed_after(&self, now: Millis) -> Option<u32> {
        self.lapsed(now).then_some(self.lease_days)
    }

    /// Notes what time it is or, where the clock was set back, that this much has passed since it was last noted.
    pub(in crate::device) fn note_time(&mut self, now: Millis, passed_ms: i64) {
        self.seen = if self.seen.since(now) < BACK_MS {
            self.seen.max(now)
        } else {
            self.seen.plus(passed_ms)
        };
    }

    /// Whether the phone was without contact for longer than it may be. A clock set back is no contact: it counts from
    /// the latest time noted.
    pub(in crate::device) fn lapsed(&self, now: Millis) -> bool {
        let since = now.max(self.seen).since(self.contact);
        let lease = i64::from(self.lease_days) * DAY_MS;
        lease > 0 && (since > lease || now.since(self.contact) < -DAY_MS)
    }
}

const SERVER: &str = "server";
const PIN: &str = "pin";

fn named(bytes: Vec<u8>) -> Option<Key> {
    bytes.try_into().ok().map(Key::new)
}

/// Every member of this phone.
#[derive(Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(in crate::device) struct Ring {
    /// Their profiles; the first is whoever was here last.
    #[n(0)]
    #[cbor(default)]
    pub(in crate::device) profiles: Vec<Profile>,
}

impl Ring {
    /// Whoever was here last.
    pub(in crate::device) fn first(&self) -> Option<&Profile> {
        self.profiles.first()
    }

    /// The profile whose records lie in a database.
    pub(in crate::device) fn in_database(&mut self, database: &str) -> Option<&mut Profile> {
        self.profiles
            .iter_mut()
            .find(|profile| profile.database == database)
    }

    /// Every name this phone goes by.
    pub(in crate::device) fn devices(&self) -> impl Iterator<Item = Id> {
        self.profiles.iter().map(|profile| profile.me.device)
    }

    /// The profile of a person, whichever phone they were given the name of.
    pub(in crate::device) fn of(&self, me: &Me) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.me.same_person(me))
    }

    /// Puts a profile first, in place of the one with its database.
    pub(in crate::device) fn put_first(&mut self, profile: Profile) {
        self.profiles.retain(|other| other.database != profile.database);
        self.profiles.insert(0, profile);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use domain::wire::{from_cbor, to_cbor};

    const PHONE: [u8; 32] = [8; 32];

    fn key() -> Key {
        Key::new([4; super::super::KEY])
    }

    fn secret() -> Secret {
        Secret([6; 32])
    }

    fn profile() -> Profile {
        let me = Me {
            association: Id::MIN,
            member: Id::MAX,
            device: Id::MIN,
        };
        let mut profile = Profile::new("hadir", me, &key(), &secret(), [1; NONCE]);
        profile.choose_pin(&key(), "271828", [2; SALT], &PHONE, [3; NONCE]);
        profile
    }

    fn tried(profile: &mut Profile, pin: &str) -> Result<Key, PinRefused> {
        profile.count_try();
        profile.try_pin(pin, &PHONE)
    }

    #[test]
    fn the_pin_and_the_server_s_secret_open_the_same_key() {
        let mut profile: Profile = from_cbor(&to_cbor(&profile())).unwrap();
        assert!(tried(&mut profile, "271828").unwrap() == key());
        assert!(profile.by_server(&secret()).unwrap() == key());
        assert!(profile.by_server(&Secret([7; 32])).is_none());
    }

    #[test]
    fn a_right_pin_on_another_phone_opens_nothing() {
        let mut profile = profile();
        profile.count_try();
        assert!(profile.try_pin("271828", &[9; 32]).is_err());
    }

    #[test]
    fn ten_wrong_pins_leave_the_right_one_without_effect_and_the_server_s_secret_with_it() {
        let mut profile = profile();
        for left in (1..10).rev() {
            assert_eq!(
                tried(&mut profile, "000000").err(),
                Some(PinRefused::Wrong { left })
            );
        }
        assert_eq!(tried(&mut profile, "000000").err(), Some(PinRefused::Gone));
        assert_eq!(tried(&mut profile, "271828").err(), Some(PinRefused::Gone));
        assert!(profile.by_server(&secret()).unwrap() == key());
    }

    #[test]
    fn a_right_pin_gives_all_tries_back() {
        let mut profile = profile();
        for _ in 0..9 {
            assert!(tried(&mut profile, "000000").is_err());
        }
        assert!(tried(&mut profile, "271828").is_ok());
        assert_eq!(
            tried(&mut profile, "000000").err(),
            Some(PinRefused::Wrong { left: 9 })
        );
    }

    #[test]
    fn changing_the_pin_seals_one_key_again_and_nothing_else() {
        let mut profile = profile();
        let before = profile.by_server.clone();
        profile.choose_pin(&key(), "314159", [5; SALT], &PHONE, [6; NONCE]);
        assert!(tried(&mut profile, "271828").is_err());
        assert!(tried(&mut profile, "314159").unwrap() == key());
        assert_eq!(profile.by_server, before);
    }

    #[test]
    fn a_profile_s_keys_open_nothing_under_another_s_name() {
        let mut profile = profile();
        profile.database = "hadir-2".to_owned();
        assert!(tried(&mut profile, "271828").is_err());
        assert!(profile.by_server(&secret()).is_none());
    }

    #[test]
    fn a_lease_lapses_after_its_days_and_where_the_clock_was_set_back() {
        let day = |days: i64| Millis(days * DAY_MS);
        let mut profile = profile();
        assert!(!profile.lapsed(day(9_999)));
        profile.in_contact(day(100), Some(7));
        assert!(!profile.lapsed(day(107)));
        assert!(profile.lapsed(day(108)));
        assert!(profile.lapsed(day(98)));
    }

    #[test]
    fn a_clock_kept_inside_the_lease_counts_from_the_latest_time_seen() {
        let hour = |hours: i64| Millis(100 * DAY_MS + hours * BACK_MS);
        let mut profile = profile();
        profile.in_contact(hour(0), Some(7));
        profile.note_time(hour(5 * 24), 0);
        let mut profile: Profile = from_cbor(&to_cbor(&profile)).unwrap();
        // From then on the clock is set to the first day before each use, of an hour.
        for used in 1..=2 * 24 {
            profile.note_time(hour(24), BACK_MS);
            assert!(!profile.lapsed(hour(24)), "{used}");
        }
        profile.note_time(hour(24), BACK_MS);
        assert!(profile.lapsed(hour(24)));
        assert_eq!(profile.lapsed_after(hour(24)), Some(7));
        profile.in_contact(hour(24), None);
        assert!(!profile.lapsed(hour(24 + 7 * 24)));
    }

    #[test]
    fn a_clock_that_is_right_or_put_right_by_a_little_counts_as_it_is() {
        let minute = |minutes: i64| Millis(100 * DAY_MS + minutes * 60_000);
        let mut profile = profile();
        profile.in_contact(minute(0), Some(7));
        // Two tabs note each hour; the clock is put back by a minute meanwhile.
        for at in [60, 61, 60, 120, 121, 180, 181] {
            profile.note_time(minute(at), BACK_MS);
        }
        assert_eq!(profile.seen, minute(181));
    }

    #[test]
    fn a_secret_is_sixty_four_hexadecimal_digits() {
        let text = "0f".repeat(32);
        assert!(Secret::from_hex(&text).unwrap() == Secret([15; 32]));
        for text in ["", "0f", &"xy".repeat(32), &"é".repeat(32)] {
            assert!(Secret::from_hex(text).is_none());
        }
    }
}
