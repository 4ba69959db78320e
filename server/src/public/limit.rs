//! How many registrations, and how many guesses at tickets, come from one place.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use domain::id::Id;
use domain::time::Millis;

use crate::auth::Chances;

/// The limits of public pages.
#[derive(Clone, Debug)]
pub struct PublicLimits {
    network: Arc<Chances<IpAddr>>,
    activity: Arc<Chances<Id>>,
    guess: Arc<Chances<IpAddr>>,
}

impl Default for PublicLimits {
    /// A whole village may share an address: sixty at once, then one every five seconds. A poster may bring a
    /// thousand to one activity at once, then one a second. Thirty unknown tickets, then one every ten seconds.
    fn default() -> Self {
        PublicLimits {
            network: Arc::new(Chances::new(60, 5_000)),
            activity: Arc::new(Chances::new(1_000, 1_000)),
            guess: Arc::new(Chances::new(30, 10_000)),
        }
    }
}

impl PublicLimits {
    /// Takes the chance of a registration, or says in how many seconds to try again.
    pub fn register(&self, from: Option<IpAddr>, activity: Id, now: Millis) -> Result<(), u64> {
        if let Some(from) = from {
            self.network.take(network(from), now)?;
        }
        self.activity.take(activity, now)
    }

    /// Takes the chance of a look at a ticket, or says in how many seconds to try again.
    pub fn look(&self, from: Option<IpAddr>, now: Millis) -> Result<(), u64> {
        from.map_or(Ok(()), |from| self.guess.take(network(from), now))
    }

    /// Gives it back: there is such a ticket.
    pub fn found(&self, from: Option<IpAddr>) {
        if let Some(from) = from {
            self.guess.give_back(&network(from));
        }
    }
}

/// The network of an address: of the sixth version, whoever has one has all of its last half.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => {
            let mut parts = address.segments();
            parts[4..].fill(0);
            Ipv6Addr::from(parts).into()
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_runs_out_and_the_next_does_not() {
        let limits = PublicLimits::default();
        let from = |text: &str| Some(text.parse::<IpAddr>().unwrap());
        let one = (0..100).filter(|n| {
            let address = format!("2001:db8::{n:x}");
            limits.register(from(&address), Id::MIN, Millis(0)).is_ok()
        });
        assert_eq!(one.count(), 60);
        assert_eq!(limits.register(from("203.0.113.1"), Id::MIN, Millis(0)), Ok(()));
        assert_eq!(
            limits.register(from("2001:db8::1"), Id::MIN, Millis(5_000)),
            Ok(())
        );
    }

    #[test]
    fn who_looks_at_tickets_that_are_never_runs_out() {
        let limits = PublicLimits::default();
        let from = Some(IpAddr::from([203, 0, 113, 1]));
        for _ in 0..100 {
            assert_eq!(limits.look(from, Millis(0)), Ok(()));
            limits.found(from);
        }
        let unknown = (0..100).filter(|_| limits.look(from, Millis(0)).is_ok());
        assert_eq!(unknown.count(), 30);
    }
}
