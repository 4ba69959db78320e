//! Phones, a network and a server in one process, out of one seed: whatever happens to them, every claim holds.
//!
//! Real replicas, the real referee and the real store; only the network, the clocks, the people and the phones'
//! disks are made up. It runs on SQLite and on PostgreSQL. `HADIR_SIM_SEED` replays one run and tells it step by step; `HADIR_SIM_RUNS` says how
//! many runs there are and `HADIR_SIM_FROM` from which seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::print_stdout,
    reason = "a run says how fast it was, a replay what happened"
)]

mod act;
mod bent;
mod budget;
mod chance;
mod claim;
mod database;
mod decisions;
mod faults;
mod net;
mod office;
mod oracle;
mod persons;
mod phone;
#[path = "../it/support/postgres.rs"]
mod postgres;
mod seats;
mod town;
mod truth;
mod world;

use budget::Budget;
use database::Kind;

#[test]
fn every_claim_holds_whatever_happens() {
    spend(Kind::Sqlite);
}

/// The same claims of the same phones; the fuse is PostgreSQL's kind of trigger, and a copy is made and put back by
/// its own programs, as the manual says. Without PostgreSQL it fails.
#[test]
fn on_postgres_they_hold_too() {
    spend(Kind::Postgres);
}

fn spend(on: Kind) {
    if let Err(failure) = Budget::from_environment(on).spend() {
        panic!("{failure}");
    }
}
