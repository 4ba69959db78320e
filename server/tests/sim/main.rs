//! Phones, a network and a server in one process, out of one seed: whatever happens to them, every claim holds.
//!
//! Real replicas, the real referee and the real store; only the network, the clocks, the people and the phones'
//! disks are made up. `HADIR_SIM_SEED` replays one run and tells it step by step; `HADIR_SIM_RUNS` says how
//! many runs there are and `HADIR_SIM_FROM` from which seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::print_stdout,
    reason = "a run says how fast it was, a replay what happened"
)]

mod act;
mod budget;
mod chance;
mod claim;
mod faults;
mod net;
mod office;
mod oracle;
mod phone;
mod town;
mod truth;
mod world;

use budget::Budget;

#[test]
fn every_claim_holds_whatever_happens() {
    if let Err(failure) = Budget::from_environment().spend() {
        panic!("{failure}");
    }
}
