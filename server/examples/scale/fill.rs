//! An association with as many people and marks as are asked for.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{
    Activity, ActivityKind, Association, Attendance, Beneficiary, Group, Mark, Member, Method, Registration,
    RegistrationStatus, Role, Session, SessionStatus, Sex, Source,
};
use domain::time::{Day, Millis};
use server::clock;
use server::store::{Book, Store};

use super::Fallible;

/// People of one activity.
const SHEET: usize = 100;
/// Members who record.
const TEAM: usize = 20;
/// Activities in one transaction.
const AT_ONCE: usize = 20;
const DAY_MS: i64 = 86_400_000;

/// What was made.
pub(crate) struct Town {
    pub(crate) association: Id,
    pub(crate) people: Vec<Id>,
    pub(crate) activities: Vec<Id>,
    pub(crate) team: Vec<Id>,
    pub(crate) marks: usize,
    /// Days of the first and of the last session.
    pub(crate) first: Day,
    pub(crate) last: Day,
}

/// Records everything as the server itself does, in the order in which it happened, day by day.
pub(crate) async fn fill(store: &Store, people: usize, marks: usize) -> Fallible<Town> {
    if people == 0 || !people.is_multiple_of(SHEET) || !marks.is_multiple_of(people) {
        return Err(format!("people are a multiple of {SHEET}, marks a multiple of people").into());
    }
    let (now, days) = (clock::now(), marks / people);
    let last = clock::day(now).plus(-1);
    let mut town = Town {
        association: store.add_association(Association::default(), now).await?,
        people: (0..people).map(|_| clock::new_id(now)).collect(),
        activities: (0..people / SHEET).map(|_| clock::new_id(now)).collect(),
        team: (0..TEAM).map(|_| clock::new_id(now)).collect(),
        marks,
        first: last.plus(1 - i32::try_from(days)?),
        last,
    };
    let mut book = store.book(town.association).await?;
    let team: Vec<Edit> = town.team.iter().map(member).collect();
    book.record_own(None, &team, now).await?;
    book.close().await?;
    for part in 0..town.activities.len().div_ceil(AT_ONCE) {
        let mut book = store.book(town.association).await?;
        for number in (part * AT_ONCE..town.activities.len()).take(AT_ONCE) {
            offer(&mut book, &town, number, now).await?;
        }
        book.close().await?;
    }
    for day in 0..i32::try_from(days)? {
        for part in 0..town.activities.len().div_ceil(AT_ONCE) {
            let mut book = store.book(town.association).await?;
            for number in (part * AT_ONCE..town.activities.len()).take(AT_ONCE) {
                meet(&mut book, &town, number, town.first.plus(day)).await?;
            }
            book.close().await?;
        }
    }
    town.people.sort_unstable();
    Ok(town)
}

fn member(id: &Id) -> Edit {
    let view = Member {
        name: "Volunteer".to_owned(),
        role: Role::Coordinator,
        ..Member::default()
    };
    Edit::create(*id, view)
}

fn sheet(town: &Town, number: usize) -> &[Id] {
    &town.people[number * SHEET..(number + 1) * SHEET]
}

/// An activity, its people and that they are in it.
async fn offer(book: &mut Book, town: &Town, number: usize, at: Millis) -> Fallible<()> {
    let activity = town.activities[number];
    let shown = Activity {
        title: format!("Activity {number}"),
        sort: ActivityKind::Class,
        ..Activity::default()
    };
    let group = Group {
        activity,
        ..Group::default()
    };
    let mut edits = vec![
        Edit::create(activity, shown),
        Edit::create(Id::of_only_group(activity), group),
    ];
    for (nth, person) in sheet(town, number).iter().enumerate() {
        let view = Beneficiary {
            given_la: format!("Person {nth}"),
            family_la: format!("Of {number}"),
            sex: [Sex::Female, Sex::Male][nth % 2],
            birth_year: Some(1_950 + (nth as i64 * 7) % 70),
            commune: "01.511.01.0".to_owned(),
            ..Beneficiary::default()
        };
        let registration = Registration {
            activity,
            beneficiary: *person,
            status: RegistrationStatus::Confirmed,
            source: Source::Volunteer,
            ..Registration::default()
        };
        edits.push(Edit::create(*person, view));
        edits.push(Edit::create(Id::of_registration(activity, *person), registration));
    }
    book.record_own(Some(town.team[number % TEAM]), &edits, at)
        .await?;
    Ok(())
}

/// One session of an activity, to which everybody came.
async fn meet(book: &mut Book, town: &Town, number: usize, day: Day) -> Fallible<()> {
    let (activity, by) = (town.activities[number], town.team[number % TEAM]);
    let (group, slot) = (Id::of_only_group(activity), 600);
    let session = Id::of_session(group, day, slot);
    let view = Session {
        activity,
        group,
        day,
        slot,
        minutes: 60,
        status: SessionStatus::Held,
        ..Session::default()
    };
    let mut edits = vec![Edit::create(session, view)];
    edits.extend(sheet(town, number).iter().map(|person| {
        let view = Attendance {
            session,
            beneficiary: *person,
            status: Mark::Present,
            method: Method::Tap,
            by: Some(by),
            ..Attendance::default()
        };
        Edit::create(Id::of_attendance(session, *person), view)
    }));
    let at = Millis(i64::from(day.0) * DAY_MS + slot * 60_000);
    book.record_own(Some(by), &edits, at).await?;
    Ok(())
}
