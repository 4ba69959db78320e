//! When to sync next: pure. A finished request is all that is believed about the network.

/// The shortest wait after a failure, before jitter.
const FIRST_MS: i64 = 1_000;
/// The longest wait, and the rhythm of a visible page.
const LONGEST_MS: i64 = 300_000;
/// No wait after a failure is shorter than this, however the dice fall.
const FLOOR_MS: i64 = 200;
/// How long taps are gathered before they are sent together.
const GATHER_MS: i64 = 300;
/// How long after all else older lines of the log are asked for, and after each part of them: nobody waits for them, and
/// what a person does next goes before.
const READ_BACK_MS: i64 = 5_000;
/// How soon another tab's sync is looked after when something waits.
const ELSEWHERE_MS: i64 = 2_000;
/// Recording while there is no network tries again after this at the latest: it costs no server anything.
const RETRY_MS: i64 = 5_000;

/// Why the loop should look at the clock again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wake {
    /// Something was recorded, here or in another tab.
    Recorded,
    /// The page came to the front.
    Visible,
    /// The browser thinks that there is a network.
    Online,
    /// A person asked, or signed in.
    Asked,
}

/// Why a sync did not finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or one that something else answers.
    NoNetwork,
    /// The server could not, and may have said for how long.
    Server {
        /// Milliseconds it asked to wait.
        retry_ms: Option<u32>,
    },
    /// The server's disk is full, and it may have said for how long to wait.
    ServerFull {
        /// Milliseconds it asked to wait.
        retry_ms: Option<u32>,
    },
    /// The server could not read the request.
    Malformed,
    /// The server does not know this phone's session any more.
    SignedOut,
    /// This app is too old for the server.
    UpdateRequired,
    /// The phone could not keep the answer.
    Storage,
}

impl Failure {
    /// A key for words a person can read.
    pub const fn code(self) -> &'static str {
        match self {
            Failure::NoNetwork => "offline",
            Failure::ServerFull { .. } => "no_room",
            Failure::Server { .. } | Failure::Malformed => "server",
            Failure::SignedOut => "signed_out",
            Failure::UpdateRequired => "update_required",
            Failure::Storage => "answer_not_kept",
        }
    }

    /// Milliseconds the server asked to wait.
    fn asked_ms(self) -> Option<u32> {
        match self {
            Failure::Server { retry_ms } | Failure::ServerFull { retry_ms } => retry_ms,
            _ => None,
        }
    }
}

/// How one sync ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Answered and kept; `again` when there is more to send or to fetch.
    Done { again: bool },
    /// Another tab is at it.
    Elsewhere,
    /// Nobody is signed in.
    Nobody,
    /// Not finished.
    Failed(Failure),
}

/// What surrounds a decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) now: i64,
    pub(super) visible: bool,
    pub(super) waiting: bool,
    /// Whether older lines of the log are still to come.
    pub(super) reads_back: bool,
    /// From 0 to 1.
    pub(super) dice: f64,
}

/// The rhythm of syncing.
#[derive(Debug)]
pub(super) struct Pace {
    due: Option<i64>,
    failures: u32,
    last: Option<Failure>,
}

impl Pace {
    /// Due at once.
    pub(super) fn starting(now: i64) -> Self {
        Pace {
            due: Some(now),
            failures: 0,
            last: None,
        }
    }

    /// Milliseconds until the next sync; `None` until something wakes it.
    pub(super) fn delay(&self, now: i64) -> Option<u32> {
        // A clock set back must not make it wait for years.
        self.due
            .map(|due| due.saturating_sub(now).clamp(0, LONGEST_MS) as u32)
    }

    /// Takes in that something happened.
    pub(super) fn woken(&mut self, wake: Wake, now: i64) {
        let soonest = match (wake, self.last) {
            (Wake::Asked, _) => Some(now),
            // Someone may have signed in again in another tab.
            (Wake::Visible, Some(Failure::SignedOut)) => Some(now),
            (_, Some(Failure::SignedOut)) => None,
            (Wake::Visible | Wake::Online, Some(last)) if last.asked_ms().is_some() => None,
            (Wake::Visible | Wake::Online, _) => Some(now),
            (Wake::Recorded, None) => Some(now + GATHER_MS),
            (Wake::Recorded, Some(Failure::NoNetwork)) => Some(now + RETRY_MS),
            (Wake::Recorded, Some(_)) => None,
        };
        if let Some(soonest) = soonest {
            self.due = Some(self.due.map_or(soonest, |due| due.min(soonest)));
        }
    }

    /// Takes in how a sync ended.
    pub(super) fn ended(&mut self, ended: Ended, around: Around) {
        let later = (around.visible || around.waiting).then_some(around.now + LONGEST_MS);
        (self.failures, self.last, self.due) = match ended {
            Ended::Done { again: true } => (0, None, Some(around.now)),
            Ended::Done { again: false } if around.visible && around.reads_back => {
                (0, None, Some(around.now + READ_BACK_MS))
            }
            Ended::Done { again: false } => (0, None, later),
            Ended::Elsewhere if around.waiting => (0, None, Some(around.now + ELSEWHERE_MS)),
            Ended::Elsewhere => (0, None, later),
            Ended::Nobody => (0, None, None),
            Ended::Failed(failure @ (Failure::SignedOut | Failure::UpdateRequired)) => {
                (0, Some(failure), None)
            }
            Ended::Failed(failure) => {
                let wait = (around.visible || around.waiting).then(|| self.backoff(failure, around.dice));
                (
                    self.failures.saturating_add(1),
                    Some(failure),
                    wait.map(|wait| around.now + wait),
                )
            }
        };
    }

    fn backoff(&self, failure: Failure, dice: f64) -> i64 {
        let most = FIRST_MS
            .saturating_mul(1 << self.failures.min(20))
            .min(LONGEST_MS);
        let jittered = ((most as f64 * dice) as i64).max(FLOOR_MS);
        jittered + i64::from(failure.asked_ms().unwrap_or_default())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn around(now: i64, dice: f64) -> Around {
        Around {
            now,
            visible: true,
            waiting: true,
            reads_back: false,
            dice,
        }
    }

    #[test]
    fn taps_are_gathered_and_sent_together() {
        let mut pace = Pace::starting(0);
        pace.ended(Ended::Done { again: false }, around(1_000, 0.5));
        assert_eq!(pace.delay(1_000), Some(300_000));
        pace.woken(Wake::Recorded, 2_000);
        pace.woken(Wake::Recorded, 2_200);
        assert_eq!(pace.delay(2_200), Some(100));
    }

    #[test]
    fn older_lines_of_the_log_are_asked_for_a_little_later_while_somebody_looks() {
        let mut pace = Pace::starting(0);
        let reads = |visible| Around {
            visible,
            reads_back: true,
            ..around(1_000, 0.5)
        };
        pace.ended(Ended::Done { again: false }, reads(true));
        assert_eq!(pace.delay(1_000), Some(5_000));
        pace.woken(Wake::Recorded, 1_000);
        assert_eq!(pace.delay(1_000), Some(300), "what is recorded goes before");
        pace.ended(Ended::Done { again: false }, reads(false));
        assert_eq!(pace.delay(1_000), Some(300_000));
    }

    #[test]
    fn failures_wait_longer_each_time_and_never_longer_than_five_minutes() {
        let mut pace = Pace::starting(0);
        let mut waits = Vec::new();
        for _ in 0..40 {
            pace.ended(Ended::Failed(Failure::NoNetwork), around(0, 1.0));
            waits.push(pace.delay(0).unwrap());
        }
        assert_eq!(waits[..4], [1_000, 2_000, 4_000, 8_000]);
        assert_eq!(waits.last(), Some(&300_000));
        pace.ended(Ended::Failed(Failure::NoNetwork), around(0, 0.0));
        assert_eq!(pace.delay(0), Some(200));
    }

    #[test]
    fn one_success_forgets_all_failures() {
        let mut pace = Pace::starting(0);
        for _ in 0..9 {
            pace.ended(Ended::Failed(Failure::NoNetwork), around(0, 1.0));
        }
        pace.ended(Ended::Done { again: true }, around(0, 1.0));
        assert_eq!(pace.delay(0), Some(0));
        pace.ended(Ended::Failed(Failure::NoNetwork), around(0, 1.0));
        assert_eq!(pace.delay(0), Some(1_000));
    }

    #[test]
    fn a_sign_of_a_network_is_tried_at_once_but_decides_nothing() {
        let mut pace = Pace::starting(0);
        for _ in 0..9 {
            pace.ended(Ended::Failed(Failure::NoNetwork), around(0, 1.0));
        }
        pace.woken(Wake::Online, 10);
        assert_eq!(pace.delay(10), Some(0));
    }

    #[test]
    fn a_server_in_trouble_is_left_in_peace_however_much_is_tapped() {
        let mut pace = Pace::starting(0);
        pace.ended(
            Ended::Failed(Failure::Server {
                retry_ms: Some(60_000),
            }),
            around(0, 1.0),
        );
        pace.woken(Wake::Recorded, 5);
        pace.woken(Wake::Visible, 5);
        assert_eq!(pace.delay(0), Some(61_000));
        pace.woken(Wake::Asked, 5);
        assert_eq!(pace.delay(5), Some(0));
    }

    #[test]
    fn a_phone_signed_out_waits_for_its_person() {
        let mut pace = Pace::starting(0);
        pace.ended(Ended::Failed(Failure::SignedOut), around(0, 1.0));
        pace.woken(Wake::Recorded, 1);
        pace.woken(Wake::Online, 1);
        assert_eq!(pace.delay(1), None);
        pace.woken(Wake::Asked, 1);
        assert_eq!(pace.delay(1), Some(0));
    }

    #[test]
    fn a_hidden_page_with_nothing_to_send_sleeps() {
        let mut pace = Pace::starting(0);
        let hidden = Around {
            visible: false,
            waiting: false,
            ..around(0, 1.0)
        };
        pace.ended(Ended::Done { again: false }, hidden);
        assert_eq!(pace.delay(0), None);
        pace.ended(
            Ended::Failed(Failure::NoNetwork),
            Around {
                waiting: true,
                reads_back: false,
                ..hidden
            },
        );
        assert_eq!(pace.delay(0), Some(1_000));
    }

    #[test]
    fn a_clock_set_back_by_years_does_not_stop_syncing() {
        let mut pace = Pace::starting(2_000_000_000_000);
        pace.ended(Ended::Done { again: false }, around(2_000_000_000_000, 1.0));
        assert_eq!(pace.delay(0), Some(300_000));
    }
}
