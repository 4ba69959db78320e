//! What a phone says to the server beside its cookie, kept sealed among its member's keys. The server tells it as a member
//! signs in; whoever did before there were any has one made by the phone, which keeps it first: an answer that is lost on
//! the way locks nobody out.

use super::ring::Profile;
use super::{Key, NONCE, Place};

impl Profile {
    /// The pass of this phone's session; `None` where the server and this very phone have none in common.
    pub(in crate::device) fn pass(&self, key: &Key) -> Option<String> {
        let opened = key.open(Place::Text(&self.database, &self.passes()), &self.by_pass)?;
        String::from_utf8(opened).ok()
    }

    /// Keeps what the server told, or took.
    pub(in crate::device) fn keep_pass(&mut self, key: &Key, told: &str, nonce: [u8; NONCE]) {
        let place = self.passes();
        self.by_pass = key.seal(Place::Text(&self.database, &place), nonce, told.as_bytes());
        self.by_offer = Vec::new();
    }

    /// The pass that was made here, and that the server may have or not.
    pub(in crate::device) fn offered(&self, key: &Key) -> Option<String> {
        let opened = key.open(Place::Text(&self.database, &self.offers()), &self.by_offer)?;
        String::from_utf8(opened).ok()
    }

    /// Keeps a pass that was made here, before the server hears of it. One that was made before stays.
    pub(in crate::device) fn offer(&mut self, key: &Key, made: &str, nonce: [u8; NONCE]) {
        if self.offered(key).is_none() {
            let place = self.offers();
            self.by_offer = key.seal(Place::Text(&self.database, &place), nonce, made.as_bytes());
        }
    }

    fn offers(&self) -> String {
        format!("pass offered by {}", self.me.device)
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

    /// A member's key, and their profile on this phone.
    fn signed_in() -> (Key, Profile) {
        let me = Me {
            association: Id::MIN,
            member: Id::MAX,
            device: Id::MIN,
        };
        let (key, secret) = (Key::new([4; KEY]), Secret::from_hex(&"07".repeat(32)).unwrap());
        let profile = Profile::new("hadir", me, &key, &secret, [1; NONCE]);
        (key, profile)
    }

    #[test]
    fn a_pass_is_kept_sealed_and_for_this_very_phone() {
        let (key, mut profile) = signed_in();
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

    #[test]
    fn what_was_offered_is_the_same_until_it_is_known_to_be_taken() {
        let (key, mut profile) = signed_in();
        profile.offer(&key, "made here", [2; NONCE]);
        profile.offer(&key, "made in another tab", [3; NONCE]);
        let row = to_cbor(&profile);
        assert!(
            !row.windows(9).any(|seen| seen == b"made here"),
            "it does not lie open"
        );
        let mut profile: Profile = from_cbor(&row).unwrap();
        assert_eq!(
            (profile.offered(&key).as_deref(), profile.pass(&key)),
            (Some("made here"), None)
        );
        profile.keep_pass(&key, "made here", [5; NONCE]);
        assert_eq!(
            (profile.offered(&key), profile.pass(&key).as_deref()),
            (None, Some("made here"))
        );
    }
}
