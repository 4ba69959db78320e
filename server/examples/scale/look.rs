//! Looking through the log as a head does, page by page.

use std::time::{Duration, Instant};

use domain::kind::Kind;
use domain::sought::Sought;
use server::store::Store;

use super::Fallible;
use super::fill::Town;

/// Entries of one page, as a phone asks for them.
const PAGE: usize = 100;
/// Pages of one search that are looked at; no head goes on for longer.
const PAGES: usize = 40;
/// People, activities and members looked for.
const EACH: usize = 10;

/// How long each page took, of searches that find much, little and nothing.
pub(crate) async fn pages(store: &Store, town: &Town) -> Fallible<Vec<Duration>> {
    let mut took = plain(store, town).await?;
    for sought in searches(town) {
        let mut before = u64::MAX;
        for _ in 0..PAGES {
            let began = Instant::now();
            let traced = store.log_sought(town.association, before, PAGE, &sought).await?;
            took.push(began.elapsed());
            if traced.unsieved {
                return Err("the log was not sieved".into());
            }
            let Some(next) = traced.next else { break };
            before = next;
        }
    }
    Ok(took)
}

/// All entries, from places all over the log.
async fn plain(store: &Store, town: &Town) -> Fallible<Vec<Duration>> {
    let (seq, _) = store.head(town.association).await?;
    let mut took = Vec::new();
    for nth in 1..=PAGES as u64 {
        let began = Instant::now();
        let entries = store
            .log_before(town.association, seq * nth / PAGES as u64, PAGE as u32)
            .await?;
        took.push(began.elapsed());
        if entries.is_empty() {
            return Err("the log has a gap".into());
        }
    }
    Ok(took)
}

fn searches(town: &Town) -> Vec<Sought> {
    let spread = |all: &[domain::id::Id]| -> Vec<_> {
        let step = (all.len() / EACH).max(1);
        all.iter().copied().step_by(step).collect()
    };
    let nothing = Sought::default();
    let about = |id| Sought {
        about: vec![id],
        ..nothing.clone()
    };
    let mut searches: Vec<Sought> = spread(&town.people).into_iter().map(about).collect();
    // One person in one activity: what is about both.
    let both = spread(&town.people).into_iter().zip(spread(&town.activities));
    searches.extend(both.map(|(person, activity)| Sought {
        about: vec![person, activity],
        ..nothing.clone()
    }));
    searches.extend(spread(&town.activities).into_iter().map(about));
    for member in spread(&town.team) {
        let of = Sought {
            member: Some(member),
            ..nothing.clone()
        };
        // Both are all over the log, and never on one entry.
        searches.push(Sought {
            corrections: true,
            ..of.clone()
        });
        searches.push(Sought {
            day: Some(town.first),
            ..of.clone()
        });
        searches.push(of);
    }
    for kind in [Kind::Attendance, Kind::Session, Kind::Registration] {
        searches.push(Sought {
            kind: Some(i64::from(kind.number())),
            ..nothing.clone()
        });
    }
    searches.push(Sought {
        day: Some(town.last),
        ..nothing.clone()
    });
    searches.push(Sought {
        late: true,
        ..nothing.clone()
    });
    searches.push(Sought {
        corrections: true,
        ..nothing
    });
    searches
}
