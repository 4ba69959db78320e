//! `GET /api/v1/report`: whoever sees the register gets it as a file.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::support::{Bed, Phone, World, today};

on_each!(
    a_report_comes_as_the_file_that_was_asked_for,
    a_report_of_no_period_says_what_is_wrong,
);

async fn asked(phone: &Phone, query: &str) -> Response {
    let address = format!("{}/api/v1/report{query}", phone.url);
    let request = phone.http.get(address).header("cookie", &phone.cookie);
    request.send().await.unwrap()
}

fn head<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

async fn a_report_comes_as_the_file_that_was_asked_for(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("head")).await;
    phone.sync().await;
    for person in &world.people[..3] {
        phone.mark(world.sessions[0], *person, domain::record::Mark::Present);
    }
    phone.sync().await;
    let day = today();
    let period = format!(
        "?from={day}&to={day}&activity={},{}",
        world.activities[0], world.activities[1]
    );

    let said: Value = asked(&phone, &period).await.json().await.unwrap();
    assert_eq!(said["report"]["total"]["people"], 3);
    let shown: Value = asked(&phone, &format!("{period}&outside=true"))
        .await
        .json()
        .await
        .unwrap();
    assert!(shown["report"].is_null() && shown["outside"]["total"].is_null());
    assert!(
        shown["outside"]["attendance"].is_null(),
        "three who came are as few by another name: {shown}"
    );
    let csv = asked(&phone, &format!("{period}&format=csv&lang=en&outside=true")).await;
    let text = String::from_utf8(csv.bytes().await.unwrap().to_vec()).unwrap();
    for hidden in [
        "People",
        "Attendance rate",
        "Registered who came",
        "Registered who were absent",
    ] {
        assert!(text.contains(&format!("\r\n{hidden};*\r\n")), "{hidden}: {text}");
    }

    let in_bands: Value = asked(&phone, &format!("{period}&bands=0,18"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(in_bands["asked"]["bands"], serde_json::json!([0, 18]));

    let book = asked(&phone, &format!("{period}&format=xlsx&lang=fr")).await;
    assert!(head(&book, "content-type").ends_with("spreadsheetml.sheet"));
    let name = format!("attachment; filename=\"hadir-{day}-{day}.xlsx\"");
    assert_eq!(head(&book, "content-disposition"), name);
    let bytes = book.bytes().await.unwrap().to_vec();
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names()[0], "Résumé");

    let csv = asked(&phone, &format!("{period}&format=csv&lang=en&separator=comma")).await;
    assert_eq!(head(&csv, "content-type"), "text/csv; charset=utf-8");
    let text = String::from_utf8(csv.bytes().await.unwrap().to_vec()).unwrap();
    assert!(text.contains("\r\nPeople,3\r\n"), "{text}");
}

async fn a_report_of_no_period_says_what_is_wrong(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("coordinator")).await;
    for (query, status, code) in [
        ("?from=2026-02-30", StatusCode::UNPROCESSABLE_ENTITY, "bad_period"),
        (
            "?from=2026-03-01&to=2026-02-01",
            StatusCode::UNPROCESSABLE_ENTITY,
            "bad_period",
        ),
        ("?from=0026-03-01", StatusCode::UNPROCESSABLE_ENTITY, "bad_period"),
        ("?bands=0,x", StatusCode::UNPROCESSABLE_ENTITY, "bad_bands"),
        ("?bands=0,9,5", StatusCode::UNPROCESSABLE_ENTITY, "bad_bands"),
        ("?bands=", StatusCode::UNPROCESSABLE_ENTITY, "bad_bands"),
        ("?activity=literacy", StatusCode::BAD_REQUEST, "malformed"),
        ("?format=docx", StatusCode::BAD_REQUEST, "malformed"),
    ] {
        let response = asked(&phone, query).await;
        assert_eq!(response.status(), status, "{query}");
        let said: Value = response.json().await.unwrap();
        assert_eq!(said["code"], code, "{query}");
    }
}
