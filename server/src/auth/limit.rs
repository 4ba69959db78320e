//! How often someone may be wrong.
//!
//! A try takes one of a few chances; one that succeeds gives it back; chances come back with time. So
//! nobody who knows their password is kept out by it, and nobody can guess for long, nor keep someone else
//! out by guessing: the chances of a login are counted by the address the tries come from.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::Id;
use domain::time::Millis;

/// Keys remembered at most; those with all their chances are forgotten first.
const REMEMBERED: usize = 50_000;

/// Chances by key.
#[derive(Debug)]
pub struct Chances<K> {
    most: f64,
    back_ms: f64,
    left: Mutex<HashMap<K, (f64, Millis)>>,
}

impl<K: Hash + Eq> Chances<K> {
    /// So many chances, one of which comes back every so many milliseconds.
    pub fn new(most: u32, back_ms: u32) -> Self {
        Chances {
            most: most.into(),
            back_ms: back_ms.into(),
            left: Mutex::default(),
        }
    }

    /// Takes a chance, or says in how many seconds there is one.
    pub fn take(&self, key: K, now: Millis) -> Result<(), u64> {
        let mut left = self.lock();
        if left.len() >= REMEMBERED {
            left.retain(|_, (chances, at)| self.grown(*chances, *at, now) < self.most);
        }
        let (chances, at) = left.get(&key).copied().unwrap_or((self.most, now));
        let chances = self.grown(chances, at, now);
        if chances < 1.0 {
            return Err(((1.0 - chances) * self.back_ms / 1_000.0).ceil().max(1.0) as u64);
        }
        left.insert(key, (chances - 1.0, now));
        Ok(())
    }

    /// Gives a chance back.
    pub fn give_back(&self, key: &K) {
        if let Some((chances, _)) = self.lock().get_mut(key) {
            *chances = (*chances + 1.0).min(self.most);
        }
    }

    fn grown(&self, chances: f64, at: Millis, now: Millis) -> f64 {
        (chances + now.since(at).max(0) as f64 / self.back_ms).min(self.most)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, (f64, Millis)>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The limits of signing in, and of delivering what others recorded.
#[derive(Clone, Debug)]
pub struct Limits {
    login: Arc<Chances<(String, Option<IpAddr>)>>,
    login_anywhere: Arc<Chances<String>>,
    address: Arc<Chances<IpAddr>>,
    parcel: Arc<Chances<Id>>,
    cin: Arc<Chances<Id>>,
    data: Arc<Chances<Id>>,
    export: Arc<Chances<Id>>,
}

impl Default for Limits {
    /// Eight wrong passwords a login from one address, then one every half minute; many more from all
    /// addresses together, against guessing from everywhere; a whole office shares an address.
    fn default() -> Self {
        Limits {
            login: Arc::new(Chances::new(8, 30_000)),
            login_anywhere: Arc::new(Chances::new(300, 10_000)),
            address: Arc::new(Chances::new(60, 2_000)),
            parcel: Arc::new(Chances::new(20, 30_000)),
            cin: Arc::new(Chances::new(60, 30_000)),
            // A report of a few tables, refreshed by hand again and again.
            data: Arc::new(Chances::new(120, 2_000)),
            // All there is, again and again, over a line that breaks.
            export: Arc::new(Chances::new(6, 600_000)),
        }
    }
}

impl Limits {
    /// Takes a chance of a login from an address, or says in how many seconds to try again.
    pub fn take(&self, login: &str, address: Option<IpAddr>, now: Millis) -> Result<(), u64> {
        self.take_address(address, now)?;
        self.login.take((login.to_owned(), address), now)?;
        self.login_anywhere.take(login.to_owned(), now)
    }

    /// Takes a chance of an address alone.
    pub fn take_address(&self, address: Option<IpAddr>, now: Millis) -> Result<(), u64> {
        address.map_or(Ok(()), |address| self.address.take(address, now))
    }

    /// Gives it back: the try was right.
    pub fn give_back(&self, login: &str, address: Option<IpAddr>) {
        self.login.give_back(&(login.to_owned(), address));
        self.login_anywhere.give_back(&login.to_owned());
        self.give_back_address(address);
    }

    /// Takes a member's chance of delivering what does not open, or says in how many seconds to try again.
    pub fn take_parcel(&self, member: Id, now: Millis) -> Result<(), u64> {
        self.parcel.take(member, now)
    }

    /// Gives it back: it was delivered.
    pub fn give_back_parcel(&self, member: Id) {
        self.parcel.give_back(&member);
    }

    /// Takes a member's chance of seeing the number of an identity card, or of looking for one, or says in how many
    /// seconds there is one.
    pub fn take_cin(&self, member: Id, now: Millis) -> Result<(), u64> {
        self.cin.take(member, now)
    }

    /// Takes a chance of a token to read, which comes back with time alone, or says in how many seconds there is one.
    pub fn take_data(&self, token: Id, now: Millis) -> Result<(), u64> {
        self.data.take(token, now)
    }

    /// Takes a member's chance of taking everything away, which comes back with time alone, or says in how many seconds
    /// there is one.
    pub fn take_export(&self, member: Id, now: Millis) -> Result<(), u64> {
        self.export.take(member, now)
    }

    /// Gives back the chance of an address.
    pub fn give_back_address(&self, address: Option<IpAddr>) {
        if let Some(address) = address {
            self.address.give_back(&address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_run_out_and_come_back_with_time() {
        let chances = Chances::new(2, 10_000);
        assert_eq!(chances.take("a", Millis(0)), Ok(()));
        assert_eq!(chances.take("a", Millis(0)), Ok(()));
        assert_eq!(chances.take("a", Millis(0)), Err(10));
        assert_eq!(chances.take("b", Millis(0)), Ok(()));
        assert_eq!(chances.take("a", Millis(9_000)), Err(1));
        assert_eq!(chances.take("a", Millis(10_000)), Ok(()));
    }

    #[test]
    fn guessing_from_one_place_keeps_nobody_out_elsewhere() {
        let limits = Limits::default();
        let from = |last| Some(IpAddr::from([203, 0, 113, last]));
        while limits.take("samira", from(1), Millis(0)).is_ok() {}
        assert_eq!(limits.take("samira", from(2), Millis(0)), Ok(()));
    }

    #[test]
    fn guessing_from_everywhere_ends_too() {
        let limits = Limits::default();
        let tries = (0..=255).flat_map(|place| (0..8).map(move |_| IpAddr::from([203, 0, 113, place])));
        let right = tries.filter(|from| limits.take("samira", Some(*from), Millis(0)).is_ok());
        assert_eq!(right.count(), 300);
    }

    #[test]
    fn who_is_right_never_runs_out() {
        let chances = Chances::new(2, 10_000);
        for _ in 0..100 {
            assert_eq!(chances.take("a", Millis(0)), Ok(()));
            chances.give_back(&"a");
        }
    }
}
