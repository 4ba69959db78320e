//! Activities, sessions, people and marks as rows.

use domain::id::{Id, IdMap};
use domain::kind::Kind;
use domain::record::{Activity, Attendance, Beneficiary, CancelReason, Group, Record, Session, View};
use domain::report::{Facts, Meeting, stand_ins};
use domain::time::Day;
use serde::Serialize;

use super::{DataFault, Rows, Within};
use crate::places;
use crate::store::{Store, StoreError};

/// An activity.
#[derive(Debug, Serialize)]
pub struct Offer {
    id: Id,
    title: String,
    kind: &'static str,
    place: String,
    commune: String,
    seats: Option<i64>,
    archived: bool,
}

/// A session.
#[derive(Debug, Serialize)]
pub struct Sitting {
    id: Id,
    activity: Id,
    activity_title: String,
    group: Id,
    group_name: String,
    day: String,
    start: String,
    minutes: i64,
    status: &'static str,
    reason: Option<&'static str>,
    closed: bool,
}

/// A person. What reaches them, and what identifies them beyond their name, is not here.
#[derive(Debug, Serialize)]
pub struct Person {
    id: Id,
    /// Under which id they are counted: another where they were recorded twice.
    counted_as: Id,
    given_ar: String,
    family_ar: String,
    given_la: String,
    family_la: String,
    sex: &'static str,
    birth_year: Option<i64>,
    commune: String,
    commune_name: String,
    douar: String,
    erased: bool,
}

/// What was said of one person at one session.
#[derive(Debug, Serialize)]
pub struct Mark {
    id: Id,
    session: Id,
    activity: Id,
    day: String,
    person: Id,
    counted_as: Id,
    status: &'static str,
    method: &'static str,
    recorded_by: Option<Id>,
}

/// The activities of an association.
pub async fn activities(store: &Store, association: Id, within: &Within) -> Result<Rows<Offer>, DataFault> {
    let records = store.of_kind(association, Kind::Activity).await?;
    let asked = records
        .iter()
        .filter(|record| within.offers(record.id) && later(record, within));
    let rows = asked.take(within.enough()).map(|record| {
        let activity = Activity::of(record);
        Offer {
            id: record.id,
            title: activity.title,
            kind: activity.sort.name(),
            place: activity.place,
            commune: activity.commune,
            seats: activity.capacity,
            archived: activity.archived,
        }
    });
    within.cut(rows.collect(), |row| row.id)
}

/// The sessions of a period.
pub async fn sessions(store: &Store, association: Id, within: &Within) -> Result<Rows<Sitting>, DataFault> {
    let titles: IdMap<String> = named(store, association, Kind::Activity, |record| {
        Activity::of(record).title
    })
    .await?;
    let groups: IdMap<String> =
        named(store, association, Kind::Group, |record| Group::of(record).name).await?;
    let records = store.of_kind(association, Kind::Session).await?;
    // As a report counts it, whatever a session's own field says.
    let digest = store.facts(association).await?.digest;
    let facts = tokio::task::spawn_blocking(move || Facts::unpack(&digest)).await?;
    let became = |id: &Id| facts.meetings.get(id).map(Meeting::became);
    let asked = records
        .iter()
        .filter(|record| later(record, within))
        .map(|record| (record.id, Session::of(record)));
    let asked = asked.filter(|(_, session)| within.holds(session.day, session.activity));
    let rows = asked.take(within.enough()).map(|(id, session)| Sitting {
        id,
        activity: session.activity,
        activity_title: titles.get(&session.activity).cloned().unwrap_or_default(),
        group: session.group,
        group_name: groups.get(&session.group).cloned().unwrap_or_default(),
        day: session.day.to_string(),
        start: format!("{:02}:{:02}", session.slot / 60, session.slot % 60),
        minutes: session.minutes,
        status: became(&id).unwrap_or(session.status).name(),
        reason: session
            .reason
            .map(|reason| CancelReason::from_number(reason).name()),
        closed: session.closed,
    });
    within.cut(rows.collect(), |row| row.id)
}

/// The people of the register.
pub async fn people(store: &Store, association: Id, within: &Within) -> Result<Rows<Person>, DataFault> {
    let stands = stands(store, association).await?;
    let (mut rows, mut after) = (Vec::new(), within.after);
    while rows.len() < within.enough() {
        let page = store.of_kind_after(association, Kind::Beneficiary, after).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        rows.extend(page.iter().map(|record| person(record, &stands)));
    }
    rows.truncate(within.enough());
    within.cut(rows, |row| row.id)
}

fn person(record: &Record, stands: &IdMap<Id>) -> Person {
    let person = Beneficiary::of(record);
    Person {
        id: record.id,
        counted_as: one(stands, record.id),
        sex: person.sex.name(),
        birth_year: person.year(),
        erased: person.is_erased(),
        commune_name: places::shown(&person.commune, false),
        given_ar: person.given_ar,
        family_ar: person.family_ar,
        given_la: person.given_la,
        family_la: person.family_la,
        commune: person.commune,
        douar: person.douar,
    }
}

/// What was said of people at the sessions of a period. Who is not marked has no row.
pub async fn attendances(store: &Store, association: Id, within: &Within) -> Result<Rows<Mark>, DataFault> {
    let stands = stands(store, association).await?;
    let records = store.of_kind(association, Kind::Session).await?;
    let sessions = records.iter().map(|record| (record.id, Session::of(record)));
    let sessions: IdMap<(Day, Id)> = sessions
        .filter(|(_, session)| within.holds(session.day, session.activity))
        .map(|(id, session)| (id, (session.day, session.activity)))
        .collect();
    let (mut rows, mut after) = (Vec::new(), within.after);
    while rows.len() < within.enough() {
        let page = store.of_kind_after(association, Kind::Attendance, after).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        rows.extend(page.iter().filter_map(|record| mark(record, &sessions, &stands)));
    }
    rows.truncate(within.enough());
    within.cut(rows, |row| row.id)
}

fn mark(record: &Record, sessions: &IdMap<(Day, Id)>, stands: &IdMap<Id>) -> Option<Mark> {
    let said = Attendance::of(record);
    let (day, activity) = sessions.get(&said.session)?;
    let said_something = said.status != domain::record::Mark::Unmarked;
    said_something.then(|| Mark {
        id: record.id,
        session: said.session,
        activity: *activity,
        day: day.to_string(),
        person: said.beneficiary,
        counted_as: one(stands, said.beneficiary),
        status: said.status.name(),
        method: said.method.name(),
        recorded_by: said.by,
    })
}

fn later(record: &Record, within: &Within) -> bool {
    within.after.is_none_or(|after| record.id > after)
}

fn one(stands: &IdMap<Id>, person: Id) -> Id {
    stands.get(&person).copied().unwrap_or(person)
}

async fn stands(store: &Store, association: Id) -> Result<IdMap<Id>, StoreError> {
    let pairs = store.of_kind(association, Kind::Pair).await?;
    Ok(stand_ins(pairs.iter()))
}

async fn named(
    store: &Store,
    association: Id,
    kind: Kind,
    name: impl Fn(&Record) -> String,
) -> Result<IdMap<String>, StoreError> {
    let records = store.of_kind(association, kind).await?;
    Ok(records.iter().map(|record| (record.id, name(record))).collect())
}
