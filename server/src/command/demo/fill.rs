//! Filling the demo: once, and its sessions around today at each start.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{
    Association, Attendance, Mark, Method, Registration, RegistrationStatus, SessionStatus, Source,
};
use domain::time::{Day, Millis};

use super::offer::{COHORTS, Cohort, Place};
use super::team;
use crate::clock;
use crate::command::CommandError;
use crate::import;
use crate::intake::{self, By, Wish};
use crate::places;
use crate::store::{Book, Store};

/// The invented people, in both scripts.
const PEOPLE: &[u8] = include_bytes!("../../../demo/people.csv");

/// Milliseconds of a day and of a minute.
const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;

/// The demo association, made where it is not there yet, with sessions around today.
///
/// Refuses a database that holds any other association: everybody knows the demo's passwords.
pub(super) async fn ready(store: &Store, now: Millis) -> Result<Id, CommandError> {
    let mut own = None;
    for tenant in store.associations().await? {
        let filled = is_filled(store, tenant.id).await?;
        if !filled && tenant.profile != profile() {
            return Err(CommandError::Unfit(
                "the database holds a real association and the demo's passwords are known to everybody: \
                 nothing was changed, name an empty database with --database, or leave HADIR_DATABASE_URL unset"
                    .to_owned(),
            ));
        }
        own = Some((tenant.id, filled));
    }
    let association = match own {
        Some((association, true)) => {
            meet(store, association, now).await?;
            return Ok(association);
        }
        // A filling that was interrupted had made the association alone.
        Some((association, false)) => association,
        None => store.add_association(profile(), began(now)).await?,
    };
    fill(store, association, now).await?;
    Ok(association)
}

fn profile() -> Association {
    Association {
        name_ar: "جمعية الأمل للتنمية والتضامن".to_owned(),
        name_la: "Association Al Amal".to_owned(),
        commune: places::held("سيدي مومن"),
        receipt: "2026/114".to_owned(),
        retention_months: Some(24),
        listed: true,
        ..Association::default()
    }
}

/// When the demo's association is said to have begun.
fn began(now: Millis) -> Millis {
    now.plus(-40 * DAY_MS)
}

/// Whether an association is a filled demo: by an activity whose id nothing but the demo makes.
async fn is_filled(store: &Store, association: Id) -> Result<bool, CommandError> {
    let mark = Place::Literacy.activity(association);
    Ok(!store.records(association, &[mark]).await?.is_empty())
}

/// Sees to it that every group meets soon, whenever the demo was made.
async fn meet(store: &Store, association: Id, now: Millis) -> Result<(), CommandError> {
    let today = clock::day(now);
    let mut book = store.book(association).await?;
    let soon = |cohort: &Cohort| cohort.soon(association, today);
    book.load(COHORTS.iter().flat_map(soon).collect()).await?;
    let missing: Vec<Edit> = COHORTS
        .iter()
        .filter(|cohort| !soon(cohort).iter().any(|id| book.record(*id).is_some()))
        .map(|cohort| cohort.nearest(association, today))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    book.record_own(None, &missing, now).await?;
    book.close().await?;
    Ok(())
}

async fn fill(store: &Store, association: Id, now: Millis) -> Result<(), CommandError> {
    let today = clock::day(now);
    let began = began(now);
    let mut book = store.book(association).await?;
    let mut offer: Vec<Edit> = Place::ALL.iter().map(|place| place.edit(association)).collect();
    offer.extend(COHORTS.iter().flat_map(|cohort| cohort.edits(association, today)));
    book.record_own(None, &offer, began).await?;
    let head = team::enrol(&mut book, association, began).await?;
    let people = people(&mut book, association, today, began).await?;
    for cohort in &COHORTS {
        let members = members(cohort, &people);
        let edits = members
            .iter()
            .map(|person| registration(cohort, association, *person, today));
        book.record_own(Some(head), &edits.collect::<Vec<_>>(), began)
            .await?;
    }
    attend(&mut book, association, head, &people, now).await?;
    book.close().await?;
    Ok(())
}

async fn people(book: &mut Book, association: Id, today: Day, at: Millis) -> Result<Vec<Id>, CommandError> {
    let options = import::Options {
        mapping: import::Mapping::default(),
        today,
    };
    let file = import::read(PEOPLE, &options).map_err(|fault| CommandError::Unfit(fault.to_string()))?;
    let taken = intake::take(book, association, By::Server, &file.rows, Wish::default(), at).await?;
    Ok(taken.into_iter().map(|taken| taken.person).collect())
}

/// Which people belong to a group: the file's order decides, and some belong to several.
fn members<'a>(cohort: &Cohort, people: &'a [Id]) -> &'a [Id] {
    let (from, to) = cohort.share;
    &people[people.len() * from / 100..people.len() * to / 100]
}

fn registration(cohort: &Cohort, association: Id, person: Id, today: Day) -> Edit {
    let activity = cohort.place.activity(association);
    let view = Registration {
        activity,
        beneficiary: person,
        group: Some(cohort.group(association)),
        status: RegistrationStatus::Confirmed,
        source: Source::Import,
        from: Some(today.plus(-38)),
        ..Registration::default()
    };
    Edit::create(Id::of_registration(activity, person), view)
}

/// Holds the sessions of the past weeks, in the order they took place.
async fn attend(
    book: &mut Book,
    association: Id,
    head: Id,
    people: &[Id],
    now: Millis,
) -> Result<(), CommandError> {
    let today = clock::day(now);
    let mut past: Vec<(Day, &Cohort)> = COHORTS
        .iter()
        .flat_map(|cohort| cohort.days(today).into_iter().map(move |day| (day, cohort)))
        .collect();
    past.retain(|(day, _)| *day < today);
    past.sort_by_key(|(day, _)| *day);
    for (day, cohort) in past {
        let held = cohort.session(association, day, SessionStatus::Held);
        let begins = Millis(i64::from(day.0) * DAY_MS + cohort.minute() * MINUTE_MS);
        let marks = members(cohort, people).iter().enumerate();
        let marks = marks.map(|(at, person)| mark(held.record, *person, head, mark_of(at, day)));
        let mut edits = vec![held.clone()];
        edits.extend(marks.collect::<Vec<_>>());
        book.record_own(Some(head), &edits, begins).await?;
    }
    Ok(())
}

/// Most come, some late, a few not: always the same ones on the same day.
fn mark_of(at: usize, day: Day) -> Mark {
    match (at * 7 + day.0.unsigned_abs() as usize * 3) % 20 {
        0 | 1 => Mark::Absent,
        2 => Mark::Excused,
        3 | 4 => Mark::Late,
        _ => Mark::Present,
    }
}

fn mark(session: Id, person: Id, by: Id, status: Mark) -> Edit {
    let view = Attendance {
        session,
        beneficiary: person,
        status,
        method: Method::Tap,
        by: Some(by),
        ..Attendance::default()
    };
    Edit::create(Id::of_attendance(session, person), view)
}

#[cfg(test)]
mod tests {
    use domain::kind::Kind;
    use domain::record::{Session, View};

    use super::*;

    async fn meets_on(store: &Store, association: Id, day: Day) -> usize {
        let mut snapshot = store.snapshot(association).await.unwrap();
        let filed = snapshot.records_after(None).await.unwrap();
        let records = filed.iter().map(|filed| &filed.kept.record);
        let sessions = records.filter(|record| record.kind == Kind::Session);
        sessions.filter(|record| Session::of(record).day == day).count()
    }

    #[tokio::test]
    async fn a_demo_of_another_day_meets_today_too() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/demo.db", folder.path().display());
        let store = Store::open(&url).await.unwrap();
        let now = clock::now();
        let then = now.plus(-100 * DAY_MS);
        let association = ready(&store, then).await.unwrap();
        let today = clock::day(now);
        assert_eq!(meets_on(&store, association, today).await, 0);
        for _ in 0..2 {
            assert_eq!(ready(&store, now).await.unwrap(), association);
            assert_eq!(meets_on(&store, association, today).await, 2);
            assert_eq!(meets_on(&store, association, today.plus(4)).await, 1);
        }
    }
}
