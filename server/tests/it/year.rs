//! A year of an association of 5,000 people, beside a plain recount in another language of what `hadir export` writes.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::project::{Ages, Indicator, Measure};
use domain::record::{
    Activity, ActivityKind, Attendance, Beneficiary, Delivery, GoodsUnit, Group, HeadCount, Mark, Project,
    Registration, RegistrationStatus, Session, SessionStatus, Sex, VolunteerHours, beneficiary, registration,
};
use domain::same;
use domain::seats::Stay;
use domain::time::{Day, Millis};
use server::clock;
use server::store::{Book, Store};

use crate::command::{Line, block_on};
use crate::report::{Lot, recounted, recounted_of};
use crate::support::{World, now, today};

const PEOPLE: usize = 5_000;
const ACTIVITIES: usize = 40;
/// Every other week each group meets.
const MEETINGS: i32 = 26;
/// The one before which some come back who had left, and some leave.
const COMES_BACK: i32 = 20;
/// People of whom another record was made besides, and people who were erased.
const TWICE: usize = 40;
const ERASED: usize = 25;
const DAY_MS: i64 = 86_400_000;
/// Communes of three regions, one of them in words, and none.
const COMMUNES: [&str; 6] = [
    "01.511.01.0",
    "01.151.01.01",
    "06.141.01.0",
    "15.391.05.03",
    "Derb Ghallef",
    "",
];

/// What is offered, and who is in it.
struct Offer {
    activity: Id,
    groups: Vec<Id>,
    people: Vec<(Id, Registration)>,
}

fn first() -> Day {
    today().plus(-364)
}

fn at(day: Day) -> Millis {
    Millis(i64::from(day.0) * DAY_MS + 10 * 3_600_000)
}

async fn record(book: &mut Book, by: Option<Id>, edits: &[Edit], on: Day) {
    book.record_own(by, edits, at(on)).await.unwrap();
}

fn somebody(number: usize, lot: &mut Lot) -> Beneficiary {
    let born = 1_940 + lot.below(84) as i64;
    Beneficiary {
        given_la: format!("Person {number}"),
        sex: [Sex::Female, Sex::Female, Sex::Male, Sex::Unknown][lot.below(4) as usize],
        birth_year: (lot.below(8) > 0).then_some(born),
        birth_day: (lot.below(5) == 0)
            .then(|| Day::from_ymd(i32::try_from(born).unwrap(), 12, 31))
            .flatten(),
        commune: COMMUNES[lot.below(COMMUNES.len() as u64) as usize].to_owned(),
        disability: (lot.below(3) == 0).then(|| 1 + lot.below(5) as i64),
        ..Beneficiary::default()
    }
}

/// The activities, each of one group or of two, some of a project.
async fn offers(book: &mut Book, projects: &[Id; 2]) -> Vec<Offer> {
    let mut offers = Vec::new();
    for number in 0..ACTIVITIES {
        let activity = clock::new_id(now());
        let shown = Activity {
            title: format!("Activity {number}"),
            sort: ActivityKind::Class,
            project: projects.get(number % 4).copied(),
            ..Activity::default()
        };
        let mut groups = vec![Id::of_only_group(activity)];
        groups.extend((number % 3 == 0).then(|| clock::new_id(now())));
        let group = Group {
            activity,
            ..Group::default()
        };
        let mut edits = vec![Edit::create(activity, shown)];
        edits.extend(groups.iter().map(|id| Edit::create(*id, group.clone())));
        record(book, None, &edits, first()).await;
        offers.push(Offer {
            activity,
            groups,
            people: Vec::new(),
        });
    }
    offers
}

/// Everybody is in an activity and some in two, for all of the year or a part of it.
async fn enrol(book: &mut Book, offers: &mut [Offer], lot: &mut Lot) -> Vec<Id> {
    let people: Vec<Id> = (0..PEOPLE).map(|_| clock::new_id(now())).collect();
    for (part, some) in people.chunks(500).enumerate() {
        let mut edits = Vec::new();
        for (number, person) in some.iter().enumerate() {
            edits.push(Edit::create(*person, somebody(part * 500 + number, lot)));
            for _ in 0..1 + lot.below(5) / 4 {
                let offer = &mut offers[lot.below(ACTIVITIES as u64) as usize];
                let begins = lot.below(300) as i32;
                let of = Registration {
                    activity: offer.activity,
                    beneficiary: *person,
                    group: (offer.groups.len() > 1).then(|| offer.groups[lot.below(2) as usize]),
                    status: [
                        RegistrationStatus::Confirmed,
                        RegistrationStatus::Confirmed,
                        RegistrationStatus::Withdrawn,
                    ][lot.below(3) as usize],
                    from: (lot.below(3) > 0).then(|| first().plus(begins)),
                    to: (lot.below(4) == 0).then(|| first().plus(begins + 40)),
                    ..Registration::default()
                };
                let id = Id::of_registration(offer.activity, *person);
                if offer.people.iter().all(|(known, _)| known != person) {
                    edits.push(Edit::create(id, of.clone()));
                    offer.people.push((*person, of));
                }
            }
        }
        record(book, None, &edits, first()).await;
    }
    people
}

fn meeting(offer: &Offer, group: Id, week: i32, lot: &mut Lot) -> (Id, Session) {
    let day = first().plus(14 * week + lot.below(7) as i32 + 4);
    let slot = 540 + 30 * lot.below(16) as i64;
    let cancelled = lot.below(12) == 0;
    let session = Session {
        activity: offer.activity,
        group,
        day,
        slot,
        minutes: 45 + 15 * lot.below(6) as i64,
        status: if cancelled {
            SessionStatus::Cancelled
        } else {
            SessionStatus::Planned
        },
        // The seventh is no reason: it is at another time, and nobody counts it.
        reason: cancelled.then(|| 1 + lot.below(7) as i64),
        ..Session::default()
    };
    (Id::of_session(group, day, slot), session)
}

/// What is said at a session: of those who belong to it, and of somebody who walked in.
fn marks(offer: &Offer, id: Id, session: &Session, team: &[Id], people: &[Id], lot: &mut Lot) -> Vec<Edit> {
    let by = team[lot.below(team.len() as u64) as usize];
    let belongs = |one: &Registration| one.belongs_to(session.group, session.day);
    let mut called: Vec<Id> = offer
        .people
        .iter()
        .filter(|(_, one)| belongs(one))
        .map(|(id, _)| *id)
        .collect();
    called.push(people[lot.below(PEOPLE as u64) as usize]);
    let mut edits = Vec::new();
    for person in called {
        let status = match lot.below(10) {
            0 => Mark::Absent,
            1 => Mark::Excused,
            2 => Mark::Late,
            3..=8 => Mark::Present,
            _ => continue,
        };
        let mark = Attendance {
            session: id,
            beneficiary: person,
            status,
            by: Some(by),
            ..Attendance::default()
        };
        edits.push(Edit::create(Id::of_attendance(id, person), mark));
        if lot.below(12) == 0 {
            let given = handed(session, id, Some(person), by, lot);
            edits.push(Edit::create(given.id(), given));
        }
    }
    if lot.below(20) == 0 {
        let given = handed(session, id, None, by, lot);
        edits.push(Edit::create(given.id(), given));
        let time = VolunteerHours {
            member: by,
            day: session.day,
            minutes: 30 + lot.below(90) as i64,
            activity: (lot.below(3) > 0).then_some(session.activity),
            taken_back: lot.below(6) == 0,
            ..VolunteerHours::default()
        };
        edits.push(Edit::create(clock::new_id(now()), time));
    }
    if lot.below(6) == 0 {
        let count = HeadCount {
            session: id,
            member: by,
            women: lot.below(9) as i64,
            boys: lot.below(5) as i64,
            ..HeadCount::default()
        };
        edits.push(Edit::create(Id::of_headcount(id, by), count));
    }
    edits
}

/// What somebody received, or people without names.
fn handed(session: &Session, id: Id, to: Option<Id>, by: Id, lot: &mut Lot) -> Delivery {
    Delivery {
        activity: session.activity,
        day: session.day,
        item: ["Panier", "Huile"][lot.below(2) as usize].to_owned(),
        quantity: lot.below(5) as i64 * 50,
        unit: [GoodsUnit::Piece, GoodsUnit::Litre][lot.below(2) as usize],
        session: Some(id),
        beneficiary: to,
        by: Some(by),
        unnamed: if to.is_some() { 0 } else { lot.below(30) as i64 },
    }
}

/// All year long, each group every other week. Some sessions nobody marked; the last are still to come.
async fn meet(
    book: &mut Book,
    offers: &mut [Offer],
    team: &[Id],
    people: &[Id],
    lot: &mut Lot,
) -> (usize, usize) {
    let (mut said, mut back) = (0, 0);
    for week in 0..=MEETINGS {
        if week == COMES_BACK {
            back = come_back(book, offers, first().plus(14 * week)).await;
        }
        for offer in &*offers {
            for group in &offer.groups {
                let (id, session) = meeting(offer, *group, week, lot);
                let mut edits = vec![Edit::create(id, session.clone())];
                let marked = session.status == SessionStatus::Planned && session.day <= today();
                if marked && lot.below(15) > 0 {
                    edits.extend(marks(offer, id, &session, team, people, lot));
                }
                said += edits.len() - 1;
                record(book, None, &edits, session.day.min(today())).await;
            }
        }
    }
    (said, back)
}

/// Who had left is registered again, some of those who stayed withdraw: each belonged before all the same. How many.
async fn come_back(book: &mut Book, offers: &mut [Offer], on: Day) -> usize {
    let mut edits = Vec::new();
    for offer in offers {
        for (number, (person, one)) in offer.people.iter_mut().enumerate() {
            let edit = Edit::new(Kind::Registration, Id::of_registration(offer.activity, *person));
            let stay = |to| Stay {
                from: one.from,
                to: Some(to),
                group: one.group,
            };
            match one.to {
                _ if one.status != RegistrationStatus::Confirmed => continue,
                Some(to) if to < on => {
                    one.stays = vec![stay(to)];
                    (one.from, one.to) = (Some(on), None);
                    edits.push(
                        edit.set(registration::FROM, Some(on))
                            .set(registration::TO, Option::<Day>::None),
                    );
                }
                None if number % 20 == 0 && one.from.is_none_or(|from| from < on) => {
                    one.stays = vec![stay(on.plus(-1))];
                    one.status = RegistrationStatus::Withdrawn;
                    edits.push(edit.set(registration::STATUS, one.status));
                }
                _ => continue,
            }
        }
    }
    record(book, None, &edits, on).await;
    edits.len()
}

fn funded(name: &str, from: i32, to: i32) -> Project {
    let of = |measure, sex, ages| Indicator {
        measure,
        target: 700,
        sex,
        ages,
        ..Indicator::default()
    };
    let young = Some(Ages {
        first: 15,
        last: Some(35),
    });
    Project {
        name_la: name.to_owned(),
        donor: "Fondation Atlas".into(),
        from: first().plus(from),
        to: first().plus(to),
        indicators: vec![
            of(Measure::People, Some(Sex::Female), young),
            of(Measure::Participations, None, None),
            of(Measure::LearnerHours, None, None),
        ],
        ..Project::default()
    }
}

/// A year; how many marks and counts there are in it, and the projects.
async fn year(database: &str) -> (World, [Id; 2], usize) {
    let store = Store::open(database).await.unwrap();
    let world = World::make(&store, "a").await;
    let mut lot = Lot(2026);
    let projects = [clock::new_id(now()), clock::new_id(now())];
    let mut book = store.book(world.association).await.unwrap();
    let of_projects = [funded("Lire", 30, 330), funded("Jouer", 0, 180)];
    let created = projects.into_iter().zip(of_projects);
    let created: Vec<Edit> = created.map(|(id, project)| Edit::create(id, project)).collect();
    record(&mut book, None, &created, first()).await;
    let mut offers = offers(&mut book, &projects).await;
    let people = enrol(&mut book, &mut offers, &mut lot).await;
    let team = ["head", "coordinator", "volunteer", "second"].map(|login| world.member(login));
    let (said, back) = meet(&mut book, &mut offers, &team, &people, &mut lot).await;
    assert!(back > 300, "{back} came back, or left");
    let same: Vec<Edit> = (0..TWICE)
        .map(|number| same::join(people[number], people[number * 3 + TWICE]))
        .collect();
    record(&mut book, None, &same, today()).await;
    let gone = people.iter().rev().take(ERASED);
    let gone: Vec<Edit> = gone
        .map(|person| Edit::new(Kind::Beneficiary, *person).set(beneficiary::ERASED, Some(1_i64)))
        .collect();
    record(&mut book, None, &gone, today()).await;
    book.close().await.unwrap();
    store.close().await;
    (world, projects, said)
}

#[test]
fn a_year_s_reports_are_what_a_plain_recount_says() {
    let line = Line::new();
    let (world, projects, said) = block_on(year(&line.database));
    assert!(said > 50_000, "{said} marks");
    let association = world.association.to_string();
    let export = line.said(&["export", "--association", &association]);
    let told = |of: &[&str], from: Day, to: Day| {
        let (from, to) = (from.to_string(), to.to_string());
        let mut asked = vec!["report", "--association", &association, "--json"];
        asked.extend(["--from", &from, "--to", &to]);
        asked.extend(of);
        line.json(&asked)["report"].take()
    };
    let ask = |from: Day, to: Day, project: Option<&str>| {
        let of: Vec<&str> = project
            .into_iter()
            .flat_map(|project| ["--project", project])
            .collect();
        told(&of, from, to)
    };
    for (from, to) in [(0, 364), (0, 90), (91, 181), (182, 272), (273, 380), (340, 371)] {
        let (from, to) = (first().plus(from), first().plus(to));
        let report = ask(from, to, None);
        assert_eq!(report, recounted(&export, from, to, None), "{from} {to}");
        assert!(report["total"]["people"].as_u64().unwrap() > 500, "{from} {to}");
    }
    // Of one activity, and of two: those of the year that were offered first.
    let (from, to) = (first().plus(60), first().plus(300));
    let whole = ask(from, to, None);
    let offered: Vec<&String> = whole["by_activity"].as_object().unwrap().keys().take(3).collect();
    for some in [&offered[..1], &offered[1..]] {
        let some: Vec<&str> = some.iter().map(|id| id.as_str()).collect();
        let of: Vec<&str> = some.iter().flat_map(|id| ["--activity", id]).collect();
        let report = told(&of, from, to);
        assert_eq!(
            report,
            recounted_of(&export, from, to, &some.join(",")),
            "{some:?}"
        );
        assert!(report["total"]["people"].as_u64().unwrap() > 50, "{some:?}");
    }
    for project in projects.map(|project| project.to_string()) {
        let (from, to) = (first(), today());
        let report = ask(from, to, Some(&project));
        assert_eq!(report, recounted(&export, from, to, Some(&project)));
        let reached = report["projects"][0]["indicators"].as_array().unwrap();
        assert!(
            reached.iter().all(|one| one["value"].as_u64().unwrap() > 20),
            "{reached:?}"
        );
    }
}
