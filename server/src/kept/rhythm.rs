//! Reports that are made by themselves, every week, month or quarter, where a head asked for it: the
//! association's own, and for outside that of a project.

use std::time::Duration;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Project, Rhythm, View};
use domain::report::{Month, Query};
use domain::time::Day;

use super::{KeptFault, Whose, keep};
use crate::clock;
use crate::store::{Store, StoreError, Tenant};

/// How often it is looked whether one is due.
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Makes what is due, for ever.
pub async fn keep_up(store: Store) {
    loop {
        if let Err(error) = make_due(&store, clock::day(clock::now())).await {
            tracing::error!(%error, "reports that are due were not made; it is tried again in an hour");
        }
        tokio::time::sleep(HOUR).await;
    }
}

/// Makes what is due on a day. One that cannot be made keeps no other back.
pub async fn make_due(store: &Store, today: Day) -> Result<(), StoreError> {
    for tenant in store.associations().await? {
        let dues = match dues(store, &tenant, today).await {
            Ok(dues) => dues,
            Err(error) => {
                tracing::warn!(association = %tenant.id, %error, "which reports are due could not be read");
                continue;
            }
        };
        for due in dues {
            match make(store, &due).await {
                Ok(false) => {}
                Ok(true) => tracing::info!(association = %tenant.id, "a report was made and kept"),
                Err(error) => {
                    tracing::warn!(association = %tenant.id, %error, "a report that is due was not made");
                    // Nor will the others be.
                    if matches!(error, KeptFault::Full) {
                        break;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Makes a report that is due, if it was not made; whether it was now.
async fn make(store: &Store, due: &Due) -> Result<bool, KeptFault> {
    if store.was_kept(due.whose.association, due.whose.id).await? {
        return Ok(false);
    }
    keep(store, due.whose, &due.query, due.outside, clock::now()).await?;
    Ok(true)
}

/// One report that makes itself.
struct Due {
    whose: Whose,
    query: Query,
    outside: bool,
}

/// The reports of an association that are due, whether they were made or not.
async fn dues(store: &Store, tenant: &Tenant, today: Day) -> Result<Vec<Due>, StoreError> {
    let records = store.of_kind(tenant.id, Kind::Project).await?;
    let projects = records.iter().filter_map(|record| {
        let project = Project::of(record);
        let rhythm = project.report_rhythm.map(Rhythm::from_number)?;
        let query = whole(rhythm, today)?.query(today);
        // Before it began and once it is over there is nothing to tell whoever pays.
        let runs = query.from <= project.to && project.from <= query.to;
        runs.then(|| Due {
            whose: whose(tenant.id, Some(record.id), rhythm, query.from),
            query: query.of_project(record.id),
            outside: true,
        })
    });
    let own = tenant.profile.report_rhythm.map(Rhythm::from_number);
    let own = own.and_then(|rhythm| {
        let query = whole(rhythm, today)?.query(today);
        Some(Due {
            whose: whose(tenant.id, None, rhythm, query.from),
            query,
            outside: false,
        })
    });
    Ok(own.into_iter().chain(projects).collect())
}

/// A period of whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Period {
    from: Day,
    to: Day,
}

impl Period {
    fn query(self, today: Day) -> Query {
        Query::of(self.from, self.to, today)
    }
}

/// The last whole week, from Monday, month, or quarter before a day.
fn whole(rhythm: Rhythm, today: Day) -> Option<Period> {
    let month = Month::of(today).before();
    match rhythm {
        Rhythm::Weekly => {
            let monday = today.plus(-i32::from(today.weekday()));
            Some(Period {
                from: monday.plus(-7),
                to: monday.plus(-1),
            })
        }
        Rhythm::Monthly => Some(Period {
            from: month.first(),
            to: month.last(),
        }),
        Rhythm::Quarterly => {
            // The last month that ends a quarter.
            let last = core::iter::successors(Some(month), |month| Some(month.before()));
            let last = last.take(3).find(|month| month.month % 3 == 0)?;
            Some(Period {
                from: last.before().before().first(),
                to: last.last(),
            })
        }
        Rhythm::Other(_) => None,
    }
}

/// The id is the same whoever makes it: of several servers one keeps it.
fn whose(association: Id, project: Option<Id>, rhythm: Rhythm, from: Day) -> Whose {
    let day = from.0.to_be_bytes();
    let mut parts = vec![&association.as_bytes()[..], rhythm.name().as_bytes(), &day[..]];
    parts.extend(project.as_ref().map(|project| &project.as_bytes()[..]));
    Whose {
        association,
        by: None,
        id: Id::natural(Kind::Association, &parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_and_only_whole_ones_are_told() {
        let day = |text| Day::from_iso(text).unwrap();
        let period = |from, to| Period {
            from: day(from),
            to: day(to),
        };
        for (today, from, to) in [
            ("2026-03-01", "2026-02-16", "2026-02-22"),
            ("2026-03-02", "2026-02-23", "2026-03-01"),
            ("2026-03-08", "2026-02-23", "2026-03-01"),
        ] {
            assert_eq!(
                whole(Rhythm::Weekly, day(today)),
                Some(period(from, to)),
                "{today}"
            );
        }
        assert_eq!(
            whole(Rhythm::Monthly, day("2026-03-31")),
            Some(period("2026-02-01", "2026-02-28"))
        );
        assert_eq!(
            whole(Rhythm::Monthly, day("2026-01-01")),
            Some(period("2025-12-01", "2025-12-31"))
        );
        for (today, from, to) in [
            ("2026-01-01", "2025-10-01", "2025-12-31"),
            ("2026-03-31", "2025-10-01", "2025-12-31"),
            ("2026-04-01", "2026-01-01", "2026-03-31"),
            ("2026-11-30", "2026-07-01", "2026-09-30"),
        ] {
            assert_eq!(
                whole(Rhythm::Quarterly, day(today)),
                Some(period(from, to)),
                "{today}"
            );
        }
    }
}
