//! The directory: found by where they are are those who chose it, and nobody else.

use std::io::Cursor;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Association, association};
use reqwest::StatusCode;

use crate::public::{Page, get};
use crate::support::{Bed, Phone, World, now};

on_each!(
    who_chose_it_is_found_by_region_province_and_commune,
    a_place_in_another_counts_as_not_chosen,
    many_are_read_page_by_page_each_once,
    a_directory_moves_with_its_association,
    nothing_but_name_and_commune_is_told,
);

async fn add(bed: &Bed, name: &str, commune: &str, listed: bool) -> Id {
    let profile = Association {
        name_la: name.into(),
        commune: commune.into(),
        phone: "+212522001122".into(),
        receipt: "77/2020".into(),
        listed,
        ..Association::default()
    };
    bed.store.add_association(profile, now()).await.unwrap()
}

async fn look(bed: &Bed, query: &str) -> Page {
    let page = get(bed, &format!("/?lang=fr{query}")).await;
    assert_eq!(page.status, StatusCode::OK);
    page
}

fn found<'a>(page: &Page, names: &[&'a str]) -> Vec<&'a str> {
    let listed = |name: &&&str| page.text.contains(&format!("<bdi>{name}</bdi>"));
    names.iter().filter(listed).copied().collect()
}

async fn who_chose_it_is_found_by_region_province_and_commune(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    add(&bed, "Tiznit", "09.581.01.03", true).await;
    add(&bed, "Anfa", "06.141.01.01", true).await;
    add(&bed, "Hidden", "06.141.01.01", false).await;
    add(&bed, "Nowhere", "Derb Ghallef", true).await;
    let names = ["Tiznit", "Anfa", "Hidden", "Nowhere", "Association a"];
    assert_eq!(found(&look(&bed, "").await, &names), [""; 0]);
    for query in [
        "&region=06",
        "&region=06&province=06.141",
        "&region=06&province=06.141&commune=06.141.01.01",
    ] {
        assert_eq!(found(&look(&bed, query).await, &names), ["Anfa"], "{query}");
    }
    assert_eq!(found(&look(&bed, "&region=09").await, &names), ["Tiznit"]);
    let none = look(&bed, "&region=12").await;
    assert!(none.text.contains("n’a choisi"), "{}", none.text);
    // A head chooses, and chooses again.
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    for (listed, expected) in [(true, vec!["Tiznit", "Association a"]), (false, vec!["Tiznit"])] {
        head.record(&[Edit::new(Kind::Association, world.association)
            .set(association::COMMUNE, "09.581.01.03".to_owned())
            .set(association::LISTED, listed)]);
        head.sync().await;
        assert_eq!(found(&look(&bed, "&region=09").await, &names), expected);
    }
}

async fn a_place_in_another_counts_as_not_chosen(bed: Bed) {
    add(&bed, "Anfa", "06.141.01.01", true).await;
    let page = look(&bed, "&region=06&province=09.581&commune=09.581.01.03").await;
    assert_eq!(found(&page, &["Anfa"]), ["Anfa"]);
    for odd in [
        "&region=%27%22",
        "&region=06&after=x",
        "&region=06&after=_",
        "&region=%ff",
        "&region=a&region=b",
    ] {
        look(&bed, odd).await;
    }
}

async fn many_are_read_page_by_page_each_once(bed: Bed) {
    let mut names = Vec::new();
    for number in 0..65 {
        let name = format!("Numero {number}.");
        let commune = ["06.141.01.01", "06.141.01.03"][number % 2];
        add(&bed, &name, commune, true).await;
        names.push(name);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (mut seen, mut query, mut pages) = (Vec::new(), "&region=06".to_owned(), 0);
    loop {
        let page = look(&bed, &query).await;
        seen.extend(found(&page, &names));
        pages += 1;
        let Some((_, rest)) = page.text.split_once("&amp;after=") else {
            break;
        };
        query = format!("&region=06&after={}", rest.split_once('#').unwrap().0);
    }
    assert_eq!((seen.len(), pages), (65, 3));
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 65);
}

async fn a_directory_moves_with_its_association(bed: Bed) {
    let id = add(&bed, "Moved", "06.141.01.01", true).await;
    let mut text = Vec::new();
    server::export::write(&bed.store, id, &mut text).await.unwrap();
    let other = Bed::start().await;
    server::export::read(&other.store, Cursor::new(text))
        .await
        .unwrap();
    assert_eq!(found(&look(&other, "&region=06").await, &["Moved"]), ["Moved"]);
}

async fn nothing_but_name_and_commune_is_told(bed: Bed) {
    add(&bed, "<b>Anfa</b>", "06.141.01.01", true).await;
    let page = look(&bed, "&region=06").await;
    assert!(page.text.contains("&lt;b&gt;Anfa"), "{}", page.text);
    for secret in [
        "<b>Anfa",
        "05 22 00 11 22",
        "212522001122",
        "77/2020",
        "<script",
        "style=",
    ] {
        assert!(!page.text.contains(secret), "{secret} in {}", page.text);
    }
}
