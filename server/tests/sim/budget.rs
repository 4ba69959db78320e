//! How many simulations there are, on how many threads, and what is said of them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use domain::wire::PULL_RECORDS;

use crate::database::Kind;
use crate::world::World;

/// Runs of a check that takes a minute, those with a crowd among them.
const RUNS: u64 = 192;
/// On PostgreSQL each statement goes to another process and back.
const RUNS_ON_POSTGRES: u64 = 16;
/// Steps of a run.
const STEPS: usize = 160;
/// Steps that are told of a run that failed.
const TOLD: usize = 2_000;
/// One run in so many has a crowd: more people than one answer carries. It has fewer steps.
const CROWDED: u64 = 60;
const CROWD: usize = PULL_RECORDS + 100;
const CROWDED_STEPS: usize = 20;

/// The seeds to run.
pub(crate) struct Budget {
    on: Kind,
    from: u64,
    runs: u64,
    replay: bool,
}

fn number(name: &str) -> Option<u64> {
    std::env::var_os(name)?.to_str()?.parse().ok()
}

impl Budget {
    pub(crate) fn from_environment(on: Kind) -> Self {
        let runs = match on {
            Kind::Sqlite => RUNS,
            Kind::Postgres => RUNS_ON_POSTGRES,
        };
        match number("HADIR_SIM_SEED") {
            Some(seed) => Budget {
                on,
                from: seed,
                runs: 1,
                replay: true,
            },
            None => Budget {
                on,
                from: number("HADIR_SIM_FROM").unwrap_or(1),
                runs: number("HADIR_SIM_RUNS").unwrap_or(runs),
                replay: false,
            },
        }
    }

    /// Runs every seed; says which failed, and how.
    #[expect(
        clippy::disallowed_methods,
        reason = "how fast it is, is measured by a real clock"
    )]
    pub(crate) fn spend(&self) -> Result<(), String> {
        let (next, days, failure) = (AtomicU64::new(0), Mutex::new(0.0), Mutex::new(None));
        let began = Instant::now();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while failure.lock().unwrap().is_none() {
                        let turn = next.fetch_add(1, Ordering::Relaxed);
                        if turn >= self.runs {
                            break;
                        }
                        match run(self.on, self.from + turn, self.replay) {
                            Ok(passed) => *days.lock().unwrap() += passed,
                            Err(said) => *failure.lock().unwrap() = Some(said),
                        }
                    }
                });
            }
        });
        let (days, seconds) = (days.into_inner().unwrap(), began.elapsed().as_secs_f64());
        println!(
            "simulation: {} runs on {:?}, {days:.0} device-days in {seconds:.1} s: {:.0} device-days/s",
            self.runs,
            self.on,
            days / seconds
        );
        failure.into_inner().unwrap().map_or(Ok(()), Err)
    }
}

/// One run; the device-days that passed in it, or how it failed and the way to see that again.
fn run(on: Kind, seed: u64, told: bool) -> Result<f64, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let crowded = seed % CROWDED == 9;
        let (crowd, steps) = if crowded { (CROWD, CROWDED_STEPS) } else { (0, STEPS) };
        let mut world = World::new(on, seed, crowd, told).await;
        let ran = world.run(steps).await;
        if told {
            let trace = world.trace();
            trace[trace.len().saturating_sub(TOLD)..].iter().for_each(|line| println!("{line}"));
        }
        let days = world.device_days();
        world.close().await;
        ran.map(|()| days).map_err(|violation| {
            let test = match on {
                Kind::Sqlite => "every_claim",
                Kind::Postgres => "on_postgres",
            };
            format!(
                "seed {seed}: {:?} does not hold: {}\nreplay: HADIR_SIM_SEED={seed} cargo test -p server --test sim {test}",
                violation.claim, violation.seen
            )
        })
    })
}
