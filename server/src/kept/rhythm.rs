//! Reports that are made by themselves, every week or every month, where a head asked for it.

use std::time::Duration;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Rhythm;
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
        match due(store, &tenant, today).await {
            Ok(false) => {}
            Ok(true) => tracing::info!(association = %tenant.id, "a report was made and kept"),
            Err(error) => {
                tracing::warn!(association = %tenant.id, %error, "a report that is due was not made")
            }
        }
    }
    Ok(())
}

/// Makes the report that an association is due, if it is; whether it was.
async fn due(store: &Store, tenant: &Tenant, today: Day) -> Result<bool, KeptFault> {
    let Some(rhythm) = tenant.profile.report_rhythm.map(Rhythm::from_number) else {
        return Ok(false);
    };
    let Some((from, to)) = whole(rhythm, today) else {
        return Ok(false);
    };
    let whose = Whose {
        association: tenant.id,
        by: None,
        id: id(tenant.id, rhythm, from),
    };
    if store.was_kept(tenant.id, whose.id).await? {
        return Ok(false);
    }
    keep(store, whose, &Query::of(from, to, today), false, clock::now()).await?;
    Ok(true)
}

/// The last whole week, from Monday, or month, before a day.
fn whole(rhythm: Rhythm, today: Day) -> Option<(Day, Day)> {
    match rhythm {
        Rhythm::Weekly => {
            let monday = today.plus(-i32::from(today.weekday()));
            Some((monday.plus(-7), monday.plus(-1)))
        }
        Rhythm::Monthly => {
            let month = Month::of(today).before();
            Some((month.first(), month.last()))
        }
        Rhythm::Other(_) => None,
    }
}

/// The same whoever makes it: of several servers one keeps it.
fn id(association: Id, rhythm: Rhythm, from: Day) -> Id {
    let parts = [
        &association.as_bytes()[..],
        rhythm.name().as_bytes(),
        &from.0.to_be_bytes(),
    ];
    Id::natural(Kind::Association, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_and_only_whole_ones_are_told() {
        let day = |text| Day::from_iso(text).unwrap();
        for (today, from, to) in [
            ("2026-03-01", "2026-02-16", "2026-02-22"),
            ("2026-03-02", "2026-02-23", "2026-03-01"),
            ("2026-03-08", "2026-02-23", "2026-03-01"),
        ] {
            assert_eq!(
                whole(Rhythm::Weekly, day(today)),
                Some((day(from), day(to))),
                "{today}"
            );
        }
        assert_eq!(
            whole(Rhythm::Monthly, day("2026-03-31")),
            Some((day("2026-02-01"), day("2026-02-28")))
        );
        assert_eq!(
            whole(Rhythm::Monthly, day("2026-01-01")),
            Some((day("2025-12-01"), day("2025-12-31")))
        );
    }
}
