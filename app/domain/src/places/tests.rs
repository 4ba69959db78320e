use super::*;

const TABLE: &str = include_str!("../../../../public/places/hcp-2024.txt");

fn places() -> Places {
    Places::parse(TABLE).unwrap()
}

fn codes(places: &Places, query: &str) -> Vec<String> {
    let found = places.find(query, 8);
    found.iter().map(|place| place.code.to_string()).collect()
}

#[test]
fn the_table_is_the_census_s_and_says_whose_it_is() {
    let places = places();
    let count = |levels: &[Level]| {
        places
            .all()
            .iter()
            .filter(|one| levels.contains(&one.level))
            .count()
    };
    assert_eq!(count(&[Level::Region]), 12);
    assert_eq!(count(&[Level::Province, Level::Prefecture]), 75);
    assert_eq!(count(&[Level::ArrondissementPrefecture]), 8);
    assert_eq!(count(&[Level::RuralCommune]), 1_261);
    assert_eq!(count(&[Level::UrbanCommune]), 242);
    assert_eq!(count(&[Level::Arrondissement]), 41);
    assert_eq!(places.all().len(), 12 + 75 + 8 + 1_503 + 41);
    assert_eq!(TABLE.lines().next(), Some(format!("# {CREDIT}").as_str()));
    let readme = include_str!("../../../../README.md");
    let readme = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(readme.contains(CREDIT));
}

#[test]
fn every_place_lies_in_one_of_the_level_above() {
    let places = places();
    for place in places.all() {
        let above: Vec<Level> = places.parents(&place.code).map(|parent| parent.level).collect();
        let province = |level: &Level| matches!(level, Level::Province | Level::Prefecture);
        let right = match (place.level, above.as_slice()) {
            (Level::Region, []) => true,
            (Level::Province | Level::Prefecture, [Level::Region]) => true,
            (Level::UrbanCommune | Level::RuralCommune, [above, Level::Region]) => province(above),
            (Level::ArrondissementPrefecture, [Level::Prefecture, Level::Region]) => true,
            (Level::Arrondissement, [Level::UrbanCommune, above, Level::Region]) => province(above),
            _ => false,
        };
        assert!(right, "{place:?} in {above:?}");
        assert_eq!(
            is_commune_code(&place.code),
            place.level >= Level::ArrondissementPrefecture,
            "{place:?}"
        );
    }
}

#[test]
fn names_are_unique_within_a_province() {
    let places = places();
    for arabic in [true, false] {
        let communes = places
            .all()
            .iter()
            .filter(|one| one.is_commune() && one.level != Level::Arrondissement);
        let mut labels: Vec<String> = communes
            .filter_map(|one| places.label(&one.code, arabic))
            .collect();
        assert_eq!(labels.len(), 1_503);
        labels.sort();
        labels.dedup();
        assert_eq!(labels.len(), 1_503);
    }
}

#[test]
fn a_code_keeps_its_zeros_and_says_where_it_is() {
    let places = places();
    let moumen = places.get("06.141.01.53").unwrap();
    assert_eq!((&*moumen.name_fr, &*moumen.name_ar), ("Sidi Moumen", "سيدي مومن"));
    let above: Vec<&str> = places
        .parents("06.141.01.53")
        .map(|parent| parent.name(false))
        .collect();
    assert_eq!(above, ["Casablanca", "Casablanca", "Casablanca-Settat"]);
    assert_eq!(places.get("01.511.01.0").unwrap().is_urban(), Some(true));
    assert_eq!(places.get("01.331.11.07").unwrap().is_urban(), Some(false));
    assert_eq!(places.get("01.331").unwrap().is_urban(), None);
    assert_eq!(places.get("1.331.11.07"), None);
    assert_eq!(places.shown("01.331.11.07", false), "Rissana Chamalia, Larache");
    assert_eq!(places.shown("01.331.11.07", true), "ريصانة الشمالية، العرائش");
    for words in ["01.331", "99.999.99.99", "درب غلف", ""] {
        assert_eq!(places.shown(words, true), words);
    }
}

#[test]
fn the_code_of_a_commune_alone_tells_town_from_country() {
    let places = places();
    let communes = places.all().iter().filter(|one| one.is_commune());
    let mut count = 0;
    for one in communes {
        assert_eq!(is_urban(&one.code), one.is_urban(), "{}", one.code);
        count += 1;
    }
    assert_eq!(count, 1_261 + 242 + 41);
    for words in ["", "01.511", "Derb Ghallef"] {
        assert_eq!(is_urban(words), None);
    }
}

#[test]
fn either_script_finds_a_place_by_words_and_beginnings() {
    let places = places();
    for query in [
        "سيدي مومن",
        "sidi moumen",
        "MOUMEN",
        "مومن سيدي",
        "sidi mou casa",
        "سيدي مو الدار",
    ] {
        assert!(
            codes(&places, query).contains(&"06.141.01.53".to_owned()),
            "{query}"
        );
    }
    // The article, hamzas, accents and spaces do not count.
    for query in ["hoceima", "Al Hoceïma", "alhoceima", "حسيمة", "الحسيمه"] {
        assert_eq!(codes(&places, query)[0], "01.051.01.01", "{query}");
    }
    assert_eq!(codes(&places, "bensergao"), [""; 0]);
    assert_eq!(codes(&places, " ' "), [""; 0]);
    assert_eq!(codes(&places, "ben slimane")[0], codes(&places, "benslimane")[0]);
}

#[test]
fn what_a_name_begins_with_comes_before_what_only_lies_there() {
    let places = places();
    let found = places.find("tiznit", 99);
    assert_eq!(&*found[0].name_fr, "Tiznit");
    assert!(found.len() > 20);
    let within = found[1..]
        .iter()
        .all(|one| places.label(&one.code, false).unwrap().contains("Tiznit"));
    assert!(within, "{found:?}");
    assert_eq!(places.find("tiznit", 3).len(), 3);
}

#[test]
fn what_names_one_commune_is_recognised_and_nothing_else() {
    let places = places();
    let code = |text: &str| places.recognise(text).map(|place| place.code.to_string());
    for text in [
        "سيدي مومن",
        "Sidi  moumen",
        "Sidi Moumen, Casablanca",
        "سيدي مومن (الدار البيضاء)",
        "06.141.01.53",
    ] {
        assert_eq!(code(text).as_deref(), Some("06.141.01.53"), "{text}");
    }
    let label = |text: &str| code(text).and_then(|code| places.label(&code, false));
    assert_eq!(label("جماعة أملن").as_deref(), Some("Ammelne, Tiznit"));
    for text in [
        "",
        "، ",
        "commune",
        "Sidi",
        "Sidi Moumen, Tiznit",
        "06.141.01.99",
        "douar Sidi Moumen",
        "Tiznit Sidi",
    ] {
        assert_eq!(code(text), None, "{text}");
    }
    // A name of several communes is none without its province.
    let mut twice = places.all().iter().filter(|one| one.is_commune());
    let twice = twice
        .find(|one| places.recognise(&one.name_fr).is_none())
        .unwrap();
    let label = places.label(&twice.code, false).unwrap();
    assert_eq!(code(&label).as_deref(), Some(&*twice.code), "{label}");
}

#[test]
fn every_label_is_recognised_in_the_language_it_is_in() {
    let places = places();
    let communes = places.all().iter().filter(|one| one.is_commune());
    let lost = |arabic: bool| {
        let label = |one: &&Place| places.label(&one.code, arabic).unwrap();
        communes
            .clone()
            .filter(|one| places.recognise(&label(one)) != Some(one))
            .map(|one| label(&one))
            .collect::<Vec<_>>()
    };
    assert_eq!(lost(true), [""; 0]);
    assert_eq!(lost(false), [""; 0]);
}

#[test]
fn a_table_with_a_fault_is_refused_at_its_line() {
    let fault = |text: &str| Places::parse(text).unwrap_err();
    assert_eq!(fault("#\nr01\tNord\n"), PlacesFault::Line(2));
    assert_eq!(fault("r01\tNord\tالشمال\tx\n"), PlacesFault::Line(1));
    assert_eq!(fault("x01\tNord\tالشمال\n"), PlacesFault::Line(1));
    assert_eq!(
        fault("r02\tSud\tالجنوب\nr01\tNord\tالشمال\n"),
        PlacesFault::Line(2)
    );
    assert_eq!(
        fault("r01\tNord\tالشمال\np02.111\tSud\tالجنوب\n"),
        PlacesFault::Parent(2)
    );
}

#[test]
fn only_the_code_of_a_commune_is_written_as_one() {
    for code in ["01.511.01.0", "06.141.01.53"] {
        assert!(is_commune_code(code), "{code}");
    }
    for text in [
        "",
        "01",
        "01.511",
        "01.511.01",
        "01.511.01.",
        "01.511.01.053",
        "1.511.01.0",
        "01.511.01.0.1",
        "٠١.511.01.0",
    ] {
        assert!(!is_commune_code(text), "{text}");
    }
}

#[test]
fn the_first_letters_already_find_something() {
    let places = places();
    for query in [
        "s",
        "si",
        "sidi",
        "sidi m",
        "ا",
        "ال",
        "سيدي",
        "ait",
        "tiz",
        "oulad ben",
    ] {
        assert!(!places.find(query, 8).is_empty(), "{query}");
    }
}
