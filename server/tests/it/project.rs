//! Projects: who writes them, who holds them, and the report of one.

use std::io::Cursor;

use calamine::{DataType, Reader, Xlsx};
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::project::{BudgetLine, Indicator, Measure};
use domain::record::{Mark, Project, activity, project};
use domain::verdict::{Reason, Verdict};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use server::clock::new_id;

use crate::support::{Bed, Phone, World, now, today};

on_each!(
    heads_write_projects_and_volunteers_hold_none,
    a_project_that_ends_before_it_begins_is_refused_with_its_field,
    an_activity_joins_only_a_project_that_is_there,
    a_report_of_a_project_counts_its_activities_in_its_days,
    a_report_of_no_project_says_what_is_wrong,
);

fn reading() -> Project {
    Project {
        name_la: "Lire".into(),
        name_ar: "القراءة".into(),
        donor: "Fondation Atlas".into(),
        agreement: "CV-2026/7".into(),
        from: today().plus(-30),
        to: today(),
        budget: vec![BudgetLine {
            name: "Livres".into(),
            planned: 123_450,
            spent: 23_450,
        }],
        indicators: vec![Indicator {
            measure: Measure::People,
            target: 8,
            ..Indicator::default()
        }],
        ..Project::default()
    }
}

/// A head's phone on which the first activity was put into a project.
async fn funded(bed: &Bed, world: &World) -> (Phone, Id) {
    let mut phone = Phone::sign_in(bed, world.login("head")).await;
    phone.sync().await;
    let id = new_id(now());
    phone.record(&[
        Edit::create(id, reading()),
        Edit::new(Kind::Activity, world.activities[0]).set(activity::PROJECT, Some(id)),
    ]);
    phone.sync().await;
    (phone, id)
}

async fn heads_write_projects_and_volunteers_hold_none(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (_, id) = funded(&bed, &world).await;
    for (role, holds) in [("coordinator", true), ("volunteer", false), ("viewer", false)] {
        let mut phone = Phone::sign_in(&bed, world.login(role)).await;
        phone.sync().await;
        assert_eq!(phone.replica.view::<Project>(id).is_some(), holds, "{role}");
        let renames = Edit::new(Kind::Project, id).set(project::DONOR, String::from("Me"));
        let verdict = phone.insist(renames).await;
        assert_eq!(verdict.reason(), Some(Reason::NotAllowed), "{role}");
    }
    let kept = &bed.store.records(world.association, &[id]).await.unwrap()[0];
    assert_eq!(kept.read::<String>(project::DONOR), "Fondation Atlas");
}

async fn a_project_that_ends_before_it_begins_is_refused_with_its_field(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("head")).await;
    let turned = Project {
        to: today().plus(-31),
        ..reading()
    };
    let verdict = phone.insist(Edit::create(new_id(now()), turned)).await;
    let expected = Verdict::Refused {
        field: Some(project::TO),
        reason: Reason::BadDay,
    };
    assert_eq!(verdict, expected);
}

async fn an_activity_joins_only_a_project_that_is_there(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("coordinator")).await;
    for id in [new_id(now()), world.activities[1]] {
        let joins = Edit::new(Kind::Activity, world.activities[0]).set(activity::PROJECT, Some(id));
        let verdict = phone.insist(joins).await;
        assert_eq!(verdict.reason(), Some(Reason::UnknownReference));
    }
}

async fn asked(phone: &Phone, query: &str) -> Response {
    let address = format!("{}/api/v1/report{query}", phone.url);
    let request = phone.http.get(address).header("cookie", &phone.cookie);
    request.send().await.unwrap()
}

async fn a_report_of_a_project_counts_its_activities_in_its_days(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (mut phone, id) = funded(&bed, &world).await;
    for person in &world.people[..3] {
        phone.mark(world.sessions[0], *person, Mark::Present);
    }
    phone.mark(world.sessions[1], world.people[5], Mark::Present);
    phone.sync().await;

    for query in [format!("?project={id}"), "?donor=fondation%20ATLAS".to_owned()] {
        let said: Value = asked(&phone, &query).await.json().await.unwrap();
        assert_eq!(said["report"]["total"]["people"], 3, "{query}");
        assert_eq!(said["asked"]["projects"][0], id.to_string());
        assert_eq!(said["asked"]["from"], today().plus(-30).to_string());
        let told = &said["report"]["projects"][0];
        assert_eq!(told["indicators"][0]["value"], 3);
        assert_eq!(told["indicators"][0]["permille"], 375);
        assert_eq!(told["budget"][0]["spent"], 23_450);
    }
    let outside: Value = asked(&phone, &format!("?project={id}&outside=true"))
        .await
        .json()
        .await
        .unwrap();
    let indicator = &outside["outside"]["projects"][0]["indicators"][0];
    assert!(
        indicator["value"].is_null() && indicator["permille"].is_null(),
        "three are few: {outside}"
    );
    assert_eq!(indicator["target"], 8);

    let book = asked(&phone, &format!("?project={id}&format=xlsx&lang=fr")).await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book.bytes().await.unwrap().to_vec())).unwrap();
    let sheet = book.worksheet_range("Budget").unwrap();
    let line: Vec<_> = sheet
        .rows()
        .nth(1)
        .unwrap()
        .iter()
        .map(|cell| cell.as_f64())
        .collect();
    assert_eq!(line[2..4], [Some(1_234.5), Some(234.5)]);
    let csv = asked(&phone, &format!("?project={id}&format=csv&lang=fr")).await;
    let text = String::from_utf8(csv.bytes().await.unwrap().to_vec()).unwrap();
    assert!(
        text.contains("\r\nLire;Personnes;Personnes;3;8;37,5%\r\n"),
        "{text}"
    );
    assert!(
        text.contains("\r\nLire;Livres;1234,50;234,50;19,0%\r\n"),
        "{text}"
    );

    // Days before the project's are nobody's of it, and moved out of it the activity counts no more.
    let early = format!(
        "?project={id}&from={}&to={}",
        today().plus(-60),
        today().plus(-31)
    );
    let said: Value = asked(&phone, &early).await.json().await.unwrap();
    assert_eq!(said["report"]["total"]["people"], 0);
    phone.record(&[Edit::new(Kind::Activity, world.activities[0]).set(activity::PROJECT, None::<Id>)]);
    phone.sync().await;
    let said: Value = asked(&phone, &format!("?project={id}"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(said["report"]["projects"][0]["indicators"][0]["value"], 0);
}

async fn a_report_of_no_project_says_what_is_wrong(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (phone, _) = funded(&bed, &world).await;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    for (query, status, code, field) in [
        (
            format!("?project={}", world.activities[0]),
            unprocessable,
            "unknown_reference",
            "project",
        ),
        (
            "?donor=Nobody".to_owned(),
            unprocessable,
            "unknown_reference",
            "donor",
        ),
        (
            format!("?activity={}", new_id(now())),
            unprocessable,
            "unknown_reference",
            "activity",
        ),
        (
            "?project=reading".to_owned(),
            StatusCode::BAD_REQUEST,
            "malformed",
            "",
        ),
    ] {
        let response = asked(&phone, &query).await;
        assert_eq!(response.status(), status, "{query}");
        let said: Value = response.json().await.unwrap();
        assert_eq!(
            (said["code"].as_str(), said["field"].as_str().unwrap_or("")),
            (Some(code), field),
            "{query}"
        );
    }
}
