//! What a phone says to the server beside its cookie, kept sealed among its member's keys.

use super::ring::Profile;
use super::{Key, NONCE, Place};

impl Profile {
    /// The pass of this phone's session; `None` where the server has told none to this very phone.
    pub(in crate::device) fn pass(&self, key: &Key) -> Option<String> {
        let opened = key.open(Place::Text(&self.database, &self.passes()), &self.by_pass)?;
        String::from_utf8(opened).ok()
    }

    /// Keeps what the server told.
    pub(in crate::device) fn keep_pass(&mut self, key: &Key, told: &str, nonce: [u8; NONCE]) {
        let place = self.passes();
        self.by_pass = key.seal(Place::Text(&self.database, &place), nonce, told.as_bytes());
    }

    /// Another phone of the server's, as after this one was revoked, has another.
    fn passes(&self) -> String {
        format!("pass of {}", self.me.device)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::{KEY, Secret};
    use super::*;
    use domain::id::Id;
    use domain::replica::Me;
    use domain::wire::{from_cbor, to_cbor};

    #[test]
    fn a_pass_is_kept_sealed_and_for_this_very_phone() {
        let me = Me {
            association: Id::MIN,
            member: Id::MAX,
            device: Id::MIN,
        };
        let (key, secret) = (Key::new([4; KEY]), Secret::from_hex(&"07".repeat(32)).unwrap());
        let mut profile = Profile::new("hadir", me, &key, &secret, [1; NONCE]);
        assert_eq!(profile.pass(&key), None);
        profile.keep_pass(&key, "what the server told", [2; NONCE]);
        let row = to_cbor(&profile);
        let told = b"what the server told";
        assert!(
            !row.windows(told.len()).any(|seen| seen == told),
            "it does not lie open"
        );
        let mut profile: Profile = from_cbor(&row).unwrap();
        assert_eq!(profile.pass(&key).as_deref(), Some("what the server told"));
        assert_eq!(profile.pass(&Key::new([5; KEY])), None);
        profile.me.device = Id::MAX;
        assert_eq!(profile.pass(&key), None);
    }
}
