//! People from a file, by the browser.

use domain::kind::Kind;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Bed, Phone, World};

on_each!(
    a_preview_writes_nothing_and_repeating_an_import_adds_nobody_twice,
    one_refused_line_stops_all_unless_told_to_leave_it_out,
    someone_added_by_hand_is_recognised,
    what_is_no_list_is_refused_in_the_language_asked_for,
    someone_likely_known_is_shown_and_not_added_again_unless_wished,
    the_browser_is_shown_fifty_people_and_every_refusal,
);

const FILE: &str = "Prénom;Nom;Année de naissance;Téléphone\n\
    Aïcha;Alami;1988;0612345670\nBrahim;Ouali;1990;0612345671\nAïcha;Alami;1988;0612345670\n";

async fn import(bed: &Bed, phone: &Phone, query: &str, file: &str) -> (StatusCode, Value) {
    let request = bed
        .post(&format!("/api/v1/import?{query}"))
        .header("cookie", &phone.cookie);
    Phone::answer(request.header("content-type", "text/csv").body(file.to_owned())).await
}

async fn a_preview_writes_nothing_and_repeating_an_import_adds_nobody_twice(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    let activity = format!("activity={}", world.activities[1]);
    let before = bed.store.head(world.association).await.unwrap();
    let (status, preview) = import(&bed, &head, &activity, FILE).await;
    assert_eq!(status, StatusCode::OK, "{preview}");
    assert_eq!(
        (preview["accepted"].as_u64(), preview["committed"].as_bool()),
        (Some(2), Some(false))
    );
    assert_eq!(preview["repeated"], json!([{ "line": 4, "of": 2 }]));
    let first = &preview["rows"][0];
    assert_eq!(
        (&first["given_la"], &first["family_la"]),
        (&json!("Aïcha"), &json!("Alami"))
    );
    assert_eq!(bed.store.head(world.association).await.unwrap(), before);
    for (accepted, known, registered) in [(2, 0, 2), (0, 2, 0)] {
        let (_, done) = import(&bed, &head, &format!("{activity}&commit=true"), FILE).await;
        let counts =
            [&done["accepted"], &done["known"], &done["registered"]].map(|count| count.as_u64().unwrap());
        assert_eq!(counts, [accepted, known, registered], "{done}");
        assert_eq!(done["committed"], true);
    }
    head.sync().await;
    assert_eq!(head.replica.count(Kind::Beneficiary), 8);
    assert_eq!(
        head.replica
            .count_referring(world.activities[1], Kind::Registration),
        3
    );
    let audit = bed.store.verify_log(world.association).await.unwrap();
    assert!(audit.walked.is_whole());
}

async fn one_refused_line_stops_all_unless_told_to_leave_it_out(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let file = format!("{FILE}Driss;Naji;1991;12\n");
    let before = bed.store.head(world.association).await.unwrap();
    let (_, stopped) = import(&bed, &head, "commit=true&lang=fr", &file).await;
    assert_eq!(stopped["committed"], false);
    assert_eq!(stopped["refused"][0]["line"], 5);
    assert_eq!(stopped["refused"][0]["column"], "Téléphone");
    assert_eq!(bed.store.head(world.association).await.unwrap().0, before.0);
    let (_, done) = import(&bed, &head, "commit=true&skip_refused=true", &file).await;
    assert_eq!(
        (done["committed"].as_bool(), done["accepted"].as_u64()),
        (Some(true), Some(2))
    );
}

async fn someone_added_by_hand_is_recognised(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let by_hand = domain::record::Beneficiary {
        given_la: "Aicha".into(),
        family_la: "Alami".into(),
        birth_year: Some(1988),
        phone: "+212612345670".into(),
        ..Default::default()
    };
    head.record(&[domain::change::Edit::create(
        server::clock::new_id(crate::support::now()),
        by_hand,
    )]);
    head.sync().await;
    let (_, done) = import(&bed, &head, "commit=true", FILE).await;
    assert_eq!(
        (done["accepted"].as_u64(), done["known"].as_u64()),
        (Some(1), Some(1))
    );
}

async fn what_is_no_list_is_refused_in_the_language_asked_for(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (status, said) = import(&bed, &head, "lang=fr", "").await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("bad_file"))
    );
    assert!(said["message"].as_str().unwrap().contains("vide"));
    let (status, said) = import(&bed, &head, "mapping=nonsense", FILE).await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("bad_mapping"))
    );
    let (status, said) = import(&bed, &head, "commit=perhaps", FILE).await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::BAD_REQUEST, Some("malformed"))
    );
}

async fn someone_likely_known_is_shown_and_not_added_again_unless_wished(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let without = "Prénom;Nom;Année de naissance\nAïcha;Alami;1988\n";
    import(&bed, &head, "commit=true", without).await;
    let (_, preview) = import(&bed, &head, "", FILE).await;
    assert_eq!(
        (&preview["accepted"], &preview["known"]),
        (&json!(1), &json!(0)),
        "{preview}"
    );
    let likely = &preview["likely"][0];
    assert_eq!(
        (&likely["line"], &likely["name"]),
        (&json!(2), &json!("Aïcha Alami"))
    );
    let (_, wished) = import(&bed, &head, "add_likely=true", FILE).await;
    assert_eq!(wished["accepted"], 2);
    assert_eq!(wished["likely"].as_array().unwrap().len(), 1, "still shown");
}

async fn the_browser_is_shown_fifty_people_and_every_refusal(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let people: String = (0..60).map(|n| format!("P{n};Alami\n=1+1;X{n}\n")).collect();
    let (_, preview) = import(&bed, &head, "", &format!("Prénom;Nom\n{people}")).await;
    let count = |name: &str| preview[name].as_array().unwrap().len();
    assert_eq!((count("rows"), count("refused")), (50, 60));
}
