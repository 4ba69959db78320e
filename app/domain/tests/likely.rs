//! Who was likely recorded twice: found among many, on grounds a person can read, and people who are close but two are
//! not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::change::Edit;
use domain::id::Id;
use domain::names::Hearing;
use domain::record::{Beneficiary, Pair, Record, Sex, View};
use domain::replica::{Batch, Op, Replica};
use domain::same::{self, Candidate, Ground, Known, candidates};
use domain::slice::Slice;
use domain::time::{Day, Millis};
use domain::wire::SlicePart;

fn id(n: u32) -> Id {
    let mut random = [0; 10];
    random[6..].copy_from_slice(&n.to_be_bytes());
    Id::v7(Millis(1), random)
}

fn record<V: View>(id: Id, view: V) -> Record {
    Record {
        kind: V::KIND,
        id,
        version: 1,
        fields: view.fields(),
    }
}

/// A phone that holds these people, by their numbers, and what was said of some.
fn phone(people: &[Beneficiary], said: &[Edit]) -> Replica {
    let mut records: Vec<Record> = (1..)
        .zip(people)
        .map(|(n, person)| record(id(n), person.clone()))
        .collect();
    records.extend(said.iter().map(|edit| Record {
        kind: edit.kind,
        id: edit.record,
        version: 2,
        fields: edit.set.clone(),
    }));
    let mut replica = Replica::new();
    replica.apply(&Batch(vec![Op::Part(SlicePart {
        records,
        ..SlicePart::empty(Slice::Register, 2)
    })]));
    replica
}

fn fatima() -> Beneficiary {
    Beneficiary {
        given_ar: "فاطمة الزهراء".into(),
        family_ar: "بنعلي".into(),
        sex: Sex::Female,
        birth_year: Some(1985),
        phone: "+212600112233".into(),
        commune: "09.581.09.05".into(),
        ..Beneficiary::default()
    }
}

fn named(given_la: &str, family_la: &str) -> Beneficiary {
    Beneficiary {
        given_la: given_la.into(),
        family_la: family_la.into(),
        ..Beneficiary::default()
    }
}

fn grounds(one: &Beneficiary, other: &Beneficiary) -> Option<Vec<Ground>> {
    let mut hearing = Hearing::default();
    let (one, other) = (Known::of(one, &mut hearing), Known::of(other, &mut hearing));
    let likeness = one.likeness(&other);
    assert_eq!(likeness, other.likeness(&one), "either way round");
    likeness
        .filter(same::Likeness::is_enough)
        .map(|likeness| likeness.grounds)
}

#[test]
fn one_person_in_two_scripts_is_found_with_the_grounds() {
    let other = Beneficiary {
        birth_year: Some(1985),
        phone: "+212600112233".into(),
        ..named("Fatim Zahra", "Benali")
    };
    let found = grounds(&fatima(), &other).unwrap();
    assert!(
        found.contains(&Ground::BirthYear) && found.contains(&Ground::Phone),
        "{found:?}"
    );
    let by_father = |father: &str| Beneficiary {
        father: father.into(),
        ..named("Youssef", "Amrani")
    };
    assert!(
        grounds(
            &by_father("Mohammed"),
            &Beneficiary {
                father: "محمد".into(),
                ..named("Youcef", "El Amrani")
            }
        )
        .is_none_or(|found| found.contains(&Ground::Father))
    );
    assert_eq!(
        grounds(&by_father("Mohamed"), &by_father("Mohamed")),
        Some(vec![Ground::SameName, Ground::Father])
    );
    assert_eq!(
        grounds(&by_father("Mohamed"), &by_father("Brahim")),
        None,
        "namesakes"
    );
}

#[test]
fn close_people_who_are_two_are_not_asked_about() {
    let with = |given: &str, year: Option<i64>, sex| Beneficiary {
        birth_year: year,
        sex,
        phone: "+212600112233".into(),
        father: "Ahmed".into(),
        guardian: "Ahmed Benali".into(),
        commune: "09.581.09.05".into(),
        douar: "Tazka".into(),
        ..named(given, "Benali")
    };
    let unknown = Sex::Unknown;
    for (one, other, why) in [
        (
            with("Fatima", Some(2012), unknown),
            with("Khadija", Some(2014), unknown),
            "sisters of one phone",
        ),
        (
            with("Hassan", Some(2012), unknown),
            with("Hussein", Some(2012), unknown),
            "twins",
        ),
        (
            with("Said", Some(2012), unknown),
            with("Saida", Some(2012), unknown),
            "twins",
        ),
        (
            with("Mohamed", Some(2012), unknown),
            with("M'hamed", Some(2012), unknown),
            "two names",
        ),
        (
            with("Noor", Some(2012), Sex::Female),
            with("Noor", Some(2012), Sex::Male),
            "a girl and a boy",
        ),
        (
            with("Amine", Some(1960), unknown),
            with("Amine", Some(2012), unknown),
            "grandfather and grandson",
        ),
    ] {
        assert_eq!(grounds(&one, &other), None, "{why}");
    }
    let arabic = |given: &str| Beneficiary {
        given_ar: given.into(),
        family_ar: "العلوي".into(),
        given_la: String::new(),
        family_la: String::new(),
        ..with("", Some(2012), unknown)
    };
    assert_eq!(grounds(&arabic("محمد"), &arabic("امحمد")), None);
    assert!(grounds(&arabic("محمد"), &arabic("محمد")).is_some());
}

#[test]
fn a_name_alone_is_no_reason_to_ask_and_little_beside_it_is_one() {
    let plain = named("Salma", "Berrada");
    assert_eq!(grounds(&plain, &plain), None);
    let born = |year| Beneficiary {
        birth_year: Some(year),
        ..plain.clone()
    };
    assert!(grounds(&born(1999), &born(1999)).is_some());
    assert_eq!(
        grounds(&born(1999), &born(2000)),
        None,
        "an age in years may be one off, and says nothing then"
    );
    let on = |day| Beneficiary {
        birth_day: Day::from_iso(day),
        ..plain.clone()
    };
    assert_eq!(grounds(&on("1999-02-01"), &on("1999-03-01")), None);
    assert!(
        grounds(&on("1999-02-01"), &on("1999-02-01"))
            .unwrap()
            .contains(&Ground::BirthDay)
    );
}

#[test]
fn of_two_people_nobody_asks_again_whoever_they_are_one_with_since() {
    let all = [fatima(), fatima(), fatima()];
    let pairs = |said: &[Edit]| {
        let found = candidates(&phone(&all, said)).into_iter();
        found
            .map(|Candidate { one, other, .. }| (one, other))
            .collect::<Vec<_>>()
    };
    let [a, b, c] = [id(1), id(2), id(3)];
    assert_eq!(pairs(&[]), [(a, b), (a, c), (b, c)]);
    assert_eq!(pairs(&[same::part(a, b)]), [(a, c), (b, c)]);
    assert_eq!(
        pairs(&[same::join(a, b)]),
        [(a, c)],
        "who stands for both is compared"
    );
    assert_eq!(pairs(&[same::join(c, b), same::part(a, b)]), []);
    assert_eq!(pairs(&[same::part(a, b), same::part(a, c), same::part(b, c)]), []);
    let taken_back = [same::reopen(a, b)];
    assert_eq!(pairs(&taken_back).len(), 3, "what was taken back is asked again");
    assert_eq!(
        Pair::of(&phone(&all, &taken_back).get(Pair::id(a, b)).unwrap().clone()).one,
        a
    );
}

/// People out of the committed ones: given names of one with family names of another.
fn town(count: usize) -> Vec<Beneficiary> {
    let rows: Vec<Vec<&str>> = include_str!("names/people.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<&str>>())
        .filter(|row| row[1..5].iter().all(|name| !name.is_empty()))
        .collect();
    let person = |at: usize| {
        let given = &rows[at % rows.len()];
        let family = &rows[(at / rows.len() * 37 + at * 11) % rows.len()];
        Beneficiary {
            given_ar: given[1].into(),
            family_ar: family[2].into(),
            given_la: given[3].into(),
            family_la: family[4].into(),
            birth_year: Some(1940 + (at * 31 % 75) as i64),
            phone: format!("+2126{:08}", at * 7919 % 100_000_000),
            commune: format!("09.581.{:02}", at % 17),
            ..Beneficiary::default()
        }
    };
    (0..count).map(person).collect()
}

#[test]
fn those_recorded_twice_are_found_among_ten_thousand() {
    let mut people = town(10_000);
    for at in 0..100 {
        let one = people[at * 97].clone();
        // Written at another door: in Latin script alone, family name first, without a phone.
        people.push(Beneficiary {
            given_la: one.family_la.clone(),
            family_la: one.given_la.clone(),
            birth_year: one.birth_year,
            commune: one.commune.clone(),
            ..Beneficiary::default()
        });
    }
    let replica = phone(&people, &[]);
    let found = candidates(&replica);
    println!("{} candidates of {} people", found.len(), people.len());
    let twice = (0..100).filter(|at| {
        let (one, other) = (id(at * 97 + 1), id(10_001 + at));
        found
            .iter()
            .any(|candidate| (candidate.one, candidate.other) == (one, other))
    });
    assert!(twice.clone().count() >= 95, "{} of 100", twice.count());
    assert!(found.len() < 1_000, "{} asked about", found.len());
}
