//! What a member's unsent work is sealed with in a file: told by the server, kept sealed among their keys.

use domain::wire::ParcelKey;

use super::ring::Profile;
use super::{Key, NONCE, Place};

impl Profile {
    /// What this phone seals its files with; `None` where the server has not told it to this very phone.
    pub(in crate::device) fn parcel_key(&self, key: &Key) -> Option<ParcelKey> {
        let opened = key.open(Place::Text(&self.database, &self.parcels()), &self.by_parcel)?;
        Some(ParcelKey::from_bytes(opened.try_into().ok()?))
    }

    /// Keeps what the server told.
    pub(in crate::device) fn keep_parcel_key(&mut self, key: &Key, told: &ParcelKey, nonce: [u8; NONCE]) {
        let place = self.parcels();
        self.by_parcel = key.seal(Place::Text(&self.database, &place), nonce, told.bytes());
    }

    /// Another phone of the server's, as after this one was revoked, has another.
    fn parcels(&self) -> String {
        format!("parcels of {}", self.me.device)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::{KEY, Secret};
    use super::*;
    use domain::id::Id;
    use domain::replica::Me;
    use domain::wire::{from_cbor, to_cbor};

    fn profile() -> Profile {
        let me = Me {
            association: Id::MIN,
            member: Id::MAX,
            device: Id::MIN,
        };
        let secret = Secret::from_hex(&"07".repeat(32)).unwrap();
        Profile::new("hadir", me, &key(), &secret, [1; NONCE])
    }

    fn key() -> Key {
        Key::new([4; KEY])
    }

    #[test]
    fn what_the_server_told_is_kept_sealed_and_for_this_very_phone() {
        let told = ParcelKey::from_bytes([9; 32]);
        let mut profile = profile();
        assert_eq!(profile.parcel_key(&key()), None);
        profile.keep_parcel_key(&key(), &told, [2; NONCE]);
        let row = to_cbor(&profile);
        assert!(
            !row.windows(32).any(|seen| seen == [9; 32]),
            "it does not lie open"
        );
        let mut profile: Profile = from_cbor(&row).unwrap();
        assert_eq!(profile.parcel_key(&key()), Some(told));
        assert_eq!(profile.parcel_key(&Key::new([5; KEY])), None);
        profile.me.device = Id::MAX;
        assert_eq!(profile.parcel_key(&key()), None);
    }
}
