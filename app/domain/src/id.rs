//! Identifiers. People get a UUIDv7; what two phones must agree on gets a natural id (UUIDv5).

use core::fmt;
use core::str::FromStr;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kind::Kind;
use crate::time::{Day, Millis};

/// Namespace of every natural id.
const NAMESPACE: Uuid = Uuid::from_u128(0x6861_6469_7200_5000_8000_0000_0000_0001);

/// Sixteen bytes that name one record, change, device or association.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// The id before all others.
    pub const MIN: Id = Id(Uuid::nil());
    /// The id after all others.
    pub const MAX: Id = Id(Uuid::max());

    /// From its sixteen bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Id(Uuid::from_bytes(bytes))
    }

    /// From sixteen bytes of unknown length; `None` when there are not exactly sixteen.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        Uuid::from_slice(bytes).ok().map(Id)
    }

    /// Its sixteen bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// A UUIDv7 from a time in milliseconds and ten random bytes (RFC 9562, section 5.7).
    pub fn v7(at: Millis, random: [u8; 10]) -> Self {
        let mut bytes = [0u8; 16];
        bytes[..6].copy_from_slice(&at.0.max(0).to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&random);
        bytes[6] = (bytes[6] & 0x0f) | 0x70;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Id::from_bytes(bytes)
    }

    /// A UUIDv7 that a device makes from its own counter, so that it never repeats and packs well:
    /// 48 bits of time, 26 of counter, 48 of the device's id.
    pub fn of_change(device: Id, counter: u64, at: Millis) -> Self {
        let mut random = [0u8; 10];
        let count = (counter as u32 & 0x03ff_ffff).to_be_bytes();
        random[0] = count[0];
        random[1] = count[1];
        random[2] = count[2] & 0x3f;
        random[3] = count[3];
        // Two bits of the third byte are lost to the UUID's variant: keep them beside the version.
        random[0] = (random[0] & 0x03) | ((count[2] >> 6) << 2);
        random[4..].copy_from_slice(&device.as_bytes()[10..]);
        Id::v7(at, random)
    }

    /// The natural id of a kind of thing, from the parts that make it one and the same everywhere.
    pub fn natural(kind: Kind, parts: &[&[u8]]) -> Self {
        let mut name = vec![kind.number() as u8];
        for part in parts {
            name.extend_from_slice(&(part.len() as u32).to_be_bytes());
            name.extend_from_slice(part);
        }
        Id(Uuid::new_v5(&NAMESPACE, &name))
    }

    /// The group an activity without groups has.
    pub fn of_only_group(activity: Id) -> Self {
        Id::natural(Kind::Group, &[activity.as_bytes()])
    }

    /// One meeting of a group on a day, at a slot (minutes after midnight).
    pub fn of_session(group: Id, day: Day, slot: i64) -> Self {
        Id::natural(
            Kind::Session,
            &[group.as_bytes(), &day.0.to_be_bytes(), &slot.to_be_bytes()],
        )
    }

    /// One person in one activity.
    pub fn of_registration(activity: Id, beneficiary: Id) -> Self {
        Id::natural(Kind::Registration, &[activity.as_bytes(), beneficiary.as_bytes()])
    }

    /// One person at one session.
    pub fn of_attendance(session: Id, beneficiary: Id) -> Self {
        Id::natural(Kind::Attendance, &[session.as_bytes(), beneficiary.as_bytes()])
    }

    /// What a change leaves to decide: as a whole, or of one field.
    pub fn of_review(change: Id, field: Option<u16>) -> Self {
        let field = field.map_or_else(Vec::new, |field| field.to_be_bytes().to_vec());
        Id::natural(Kind::ReviewItem, &[change.as_bytes(), &field])
    }

    /// The putting aside of a change that was refused.
    pub fn of_putting_aside(change: Id) -> Self {
        Id::natural(Kind::ReviewItem, &[change.as_bytes(), b"aside"])
    }

    /// In whose hands something is that waits.
    pub fn of_task(about: Id) -> Self {
        Id::natural(Kind::Task, &[about.as_bytes()])
    }

    /// The change that a decision makes to the record it is about.
    pub fn of_effect(decision: Id) -> Self {
        Id::natural(Kind::LogEntry, &[decision.as_bytes()])
    }

    /// Who records what people say of themselves on an association's public pages: no member, and no phone.
    pub fn of_public_pages(association: Id) -> Self {
        Id::natural(Kind::Member, &[association.as_bytes(), b"public pages"])
    }

    /// One person who registers themselves: by the form they filled in, and what they said in it.
    pub fn of_newcomer(activity: Id, form: &[u8], said: &[u8]) -> Self {
        Id::natural(Kind::Beneficiary, &[activity.as_bytes(), form, said])
    }

    /// What a newcomer agrees to on the form, once for each purpose.
    pub fn of_first_consent(beneficiary: Id, purpose: i64) -> Self {
        Id::natural(Kind::Consent, &[beneficiary.as_bytes(), &purpose.to_be_bytes()])
    }

    /// The change by which a registration is given the place that another change freed.
    pub fn of_promotion(cause: Id, registration: Id) -> Self {
        Id::natural(Kind::LogEntry, &[cause.as_bytes(), registration.as_bytes()])
    }

    /// An item handed over on a day: to a person, or, by whoever counted, to people without names.
    pub fn of_delivery(activity: Id, session: Option<Id>, day: Day, whom: Id, item: &str) -> Self {
        let parts = [
            activity.as_bytes().as_slice(),
            session.as_ref().map_or(&[], |session| session.as_bytes()),
            &day.0.to_be_bytes(),
            whom.as_bytes(),
            item.as_bytes(),
        ];
        Id::natural(Kind::Delivery, &parts)
    }

    /// One member's count of people without names at one session.
    pub fn of_headcount(session: Id, member: Id) -> Self {
        Id::natural(Kind::HeadCount, &[session.as_bytes(), member.as_bytes()])
    }
}

impl Default for Id {
    fn default() -> Self {
        Id::MIN
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Id)
    }
}

impl<C> Encode<C> for Id {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(self.as_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Id {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        Id::from_slice(d.bytes()?).ok_or_else(|| decode::Error::message("an id is sixteen bytes").at(at))
    }
}

/// Hashes ids by their own bytes: they are random already, and nothing here may draw a random seed.
#[derive(Clone, Copy, Default)]
pub struct IdHasher(u64);

impl core::hash::Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// A map from ids that is the same on every machine.
pub type IdMap<V> = std::collections::HashMap<Id, V, core::hash::BuildHasherDefault<IdHasher>>;

/// A set of ids that is the same on every machine.
pub type IdSet = std::collections::HashSet<Id, core::hash::BuildHasherDefault<IdHasher>>;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn natural_ids_do_not_depend_on_who_makes_them_and_differ_by_part() {
        let (a, b) = (Id::v7(Millis(1), [1; 10]), Id::v7(Millis(2), [2; 10]));
        assert_eq!(Id::of_attendance(a, b), Id::of_attendance(a, b));
        assert_ne!(Id::of_attendance(a, b), Id::of_attendance(b, a));
        assert_ne!(Id::of_attendance(a, b), Id::of_registration(a, b));
        assert_ne!(Id::of_session(a, Day(1), 540), Id::of_session(a, Day(1), 600));
    }

    proptest! {
        #[test]
        fn changes_of_one_device_never_share_an_id(a in 0u64..0x03ff_ffff, b in 0u64..0x03ff_ffff, at in 0i64..4_000_000_000_000) {
            prop_assume!(a != b);
            let device = Id::v7(Millis(5), [7; 10]);
            prop_assert_ne!(Id::of_change(device, a, Millis(at)), Id::of_change(device, b, Millis(at)));
        }
    }
}
