//! What a report for outside hides stays hidden: of every way it tells people apart, nothing small is found out by
//! subtracting what is shown from its sums.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use domain::id::Id;
use domain::places::province_of;
use domain::record::{Disability, Sex};
use domain::report::{BANDS, Cell, Masked, Milieu, Report, SMALL, Tally, masked};
use proptest::prelude::*;

use town::equations::found_out;
use town::id;

#[allow(dead_code, reason = "each test file takes what it needs")]
mod town;

const SEXES: [Sex; 3] = [Sex::Unknown, Sex::Female, Sex::Male];
const COMMUNES: [&str; 7] = [
    "01.511.01.01",
    "01.511.03.05",
    "01.051.01.01",
    "06.141.01.53",
    "09.581.09.05",
    "Derb Ghallef",
    "",
];
const ACTIVITIES: usize = 4;

/// Somebody who came: sex, band of age, commune, answer about difficulties, whether they are new, and how often they
/// came to each activity.
#[derive(Clone, Debug)]
struct Somebody {
    sex: Sex,
    band: Option<usize>,
    commune: &'static str,
    disability: Option<Disability>,
    is_new: bool,
    times: [u64; ACTIVITIES],
}

/// One of the first numbers most often, so that the last ones are few.
fn rarely(most: usize) -> impl Strategy<Value = usize> {
    (0..most, 0..most, 0..most).prop_map(|(one, other, third)| one.min(other).min(third))
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let times = (rarely(ACTIVITIES), 1..3_u64, rarely(ACTIVITIES), 0..3_u64);
    (rarely(3), rarely(8), rarely(7), rarely(4), rarely(2), times).prop_map(
        |(sex, band, commune, answer, returning, (one, often, other, more))| {
            let mut times = [0; ACTIVITIES];
            times[one] += often;
            times[other] += more;
            Somebody {
                sex: SEXES[sex],
                band: Some(band).filter(|band| *band < BANDS.len()),
                commune: COMMUNES[commune],
                disability: (answer > 0).then(|| Disability::from_number(answer as i64)),
                is_new: returning == 0,
                times,
            }
        },
    )
}

/// The report of a period in which some people came.
fn report(people: &[Somebody]) -> Report {
    let mut report = Report {
        bands: BANDS.to_vec(),
        ..Report::default()
    };
    for one in people {
        let cells = [
            &mut report.total,
            report.by_sex_and_age.entry((one.sex, one.band)).or_default(),
            report.by_commune.entry(one.commune.to_owned()).or_default(),
            report.by_disability.entry(one.disability).or_default(),
            report.by_new.entry(one.is_new).or_default(),
        ];
        for cell in cells {
            cell.people += 1;
            cell.participations += one.times.iter().sum::<u64>();
        }
        for (activity, times) in one.times.iter().enumerate().filter(|(_, times)| **times > 0) {
            let cell = &mut report.by_activity.entry(id(2, activity)).or_default().tally;
            cell.people += 1;
            cell.participations += times;
        }
    }
    report
}

/// A number: its name, how many people it counts, and whether it is hidden.
type Number = (String, u64, bool);

/// The numbers of one way to tell people apart.
fn numbers<'a, K: std::fmt::Debug + Ord + 'a>(
    of: &str,
    cells: impl IntoIterator<Item = (&'a K, &'a Cell)>,
    whole: &BTreeMap<K, Tally>,
) -> Vec<Number> {
    let number = |(key, cell): (&K, &Cell)| (format!("{of} {key:?}"), whole[key].people, cell.is_none());
    cells.into_iter().map(number).collect()
}

/// What is told: the hidden numbers as unknowns, and sums of them.
#[derive(Default)]
struct Told {
    unknown: BTreeMap<String, (usize, u64)>,
    sums: Vec<BTreeMap<usize, i64>>,
}

impl Told {
    fn at(&mut self, number: &Number) -> usize {
        let next = self.unknown.len();
        self.unknown.entry(number.0.clone()).or_insert((next, number.1)).0
    }

    /// Some numbers make up another.
    fn sum<'a>(&mut self, parts: impl IntoIterator<Item = &'a Number>, whole: &Number) {
        let hidden = parts.into_iter().filter(|part| part.2);
        let mut sum: BTreeMap<usize, i64> = hidden.map(|part| (self.at(part), 1)).collect();
        if whole.2 {
            sum.insert(self.at(whole), -1);
        }
        self.sums.push(sum);
    }

    /// The small numbers that come out.
    fn found_out(&self) -> Vec<&str> {
        let settled = found_out(self.sums.clone(), self.unknown.len());
        let small = self.unknown.iter();
        let small = small.filter(|(_, (at, people))| settled.contains(at) && *people < SMALL);
        small.map(|(name, _)| name.as_str()).collect()
    }
}

/// What each way to tell people apart shows, by its name.
fn told(report: &Report, shown: &Masked) -> Vec<(&'static str, Told)> {
    let total = ("all".to_owned(), report.total.people, shown.total.is_none());
    let row = |of: &'static str, parts: &[Number]| {
        let mut told = Told::default();
        told.sum(parts, &total);
        (of, told)
    };
    // A person is in several activities, but each time they came in one.
    vec![
        row("by_new", &numbers("new", &shown.by_new, &report.by_new)),
        row(
            "by_disability",
            &numbers("disability", &shown.by_disability, &report.by_disability),
        ),
        row(
            "by_activity",
            &numbers("activity", &shown.by_activity, &activities(report)),
        ),
        ("sex and age", sexes_and_ages(report, shown, &total)),
        ("places", places(report, shown, &total, false)),
        ("milieu", places(report, shown, &total, true)),
    ]
}

fn activities(report: &Report) -> BTreeMap<Id, Tally> {
    let activities = report.by_activity.iter();
    activities.map(|(id, part)| (*id, part.tally)).collect()
}

fn sexes_and_ages(report: &Report, shown: &Masked, total: &Number) -> Told {
    let mut told = Told::default();
    let (mut by_sex, mut by_age) = (BTreeMap::new(), BTreeMap::new());
    for ((sex, band), tally) in &report.by_sex_and_age {
        by_sex.entry(*sex).or_insert_with(Tally::default).people += tally.people;
        by_age.entry(*band).or_insert_with(Tally::default).people += tally.people;
    }
    let (sexes, ages) = (
        numbers("sex", &shown.by_sex, &by_sex),
        numbers("age", &shown.by_age, &by_age),
    );
    let cells = |of: &dyn Fn(Sex, Option<usize>) -> bool| {
        let cells = shown
            .by_sex_and_age
            .iter()
            .filter(|((sex, band), _)| of(*sex, *band));
        // A pair of a sex and a band that nobody is of is told as well, as nothing.
        let people = |key| {
            report
                .by_sex_and_age
                .get(key)
                .map_or(0, |tally: &Tally| tally.people)
        };
        cells
            .map(|(key, cell)| (format!("{key:?}"), people(key), cell.is_none()))
            .collect::<Vec<Number>>()
    };
    for (sex, number) in by_sex.keys().zip(&sexes) {
        told.sum(&cells(&|of, _| of == *sex), number);
    }
    for (band, number) in by_age.keys().zip(&ages) {
        told.sum(&cells(&|_, of| of == *band), number);
    }
    told.sum(&sexes, total);
    told.sum(&ages, total);
    told
}

/// Communes as they make up provinces and regions; `crossed`: and as they make up town and country.
fn places(report: &Report, shown: &Masked, total: &Number, crossed: bool) -> Told {
    let mut told = Told::default();
    let within = |numbers: &[Number], codes: &[String], of: &dyn Fn(&str) -> bool| {
        let within = numbers.iter().zip(codes).filter(|(_, code)| of(code));
        within.map(|(number, _)| number.clone()).collect::<Vec<_>>()
    };
    let codes = |cells: &BTreeMap<String, Cell>| cells.keys().cloned().collect::<Vec<_>>();
    let regions = numbers("region", &shown.by_region, &report.by_region());
    let provinces = numbers("province", &shown.by_province, &report.by_province());
    let communes = numbers("commune", &shown.by_commune, &report.by_commune);
    told.sum(&regions, total);
    for (code, region) in shown.by_region.keys().zip(&regions) {
        let of = |province: &str| province.get(..2).unwrap_or_default() == code;
        told.sum(&within(&provinces, &codes(&shown.by_province), &of), region);
    }
    for (code, province) in shown.by_province.keys().zip(&provinces) {
        let of = |commune: &str| province_of(commune).unwrap_or_default() == code;
        told.sum(&within(&communes, &codes(&shown.by_commune), &of), province);
    }
    if crossed {
        let milieux = numbers("milieu", &shown.by_milieu, &report.by_milieu());
        told.sum(&milieux, total);
        for (milieu, number) in shown.by_milieu.keys().zip(&milieux) {
            let of = |commune: &str| Milieu::of(commune) == *milieu;
            told.sum(&within(&communes, &codes(&shown.by_commune), &of), number);
        }
    }
    told
}

/// Every cell that is told, by the way it tells people apart.
fn cells(shown: &Masked) -> Vec<(&'static str, Vec<Cell>)> {
    fn all<K>(cells: &BTreeMap<K, Cell>) -> Vec<Cell> {
        cells.values().copied().collect()
    }
    vec![
        ("sex and age", all(&shown.by_sex_and_age)),
        ("sex", all(&shown.by_sex)),
        ("age", all(&shown.by_age)),
        ("commune", all(&shown.by_commune)),
        ("province", all(&shown.by_province)),
        ("region", all(&shown.by_region)),
        ("milieu", all(&shown.by_milieu)),
        ("disability", all(&shown.by_disability)),
        ("new", all(&shown.by_new)),
        ("activity", all(&shown.by_activity)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn nothing_small_is_shown_nor_found_out_by_subtracting(people in prop::collection::vec(somebody(), 0..70)) {
        let report = report(&people);
        let shown = masked(&report);
        for (of, cells) in cells(&shown) {
            let small = cells.iter().flatten().find(|cell| (1..SMALL).contains(&cell.people));
            prop_assert!(small.is_none(), "{} shows {:?}", of, small);
        }
        if shown.total.is_none() {
            return Ok(());
        }
        for (of, told) in told(&report, &shown) {
            let found = told.found_out();
            prop_assert!(found.is_empty(), "{}: {:?} of {:?}", of, found, told.unknown);
        }
        let rows = [
            ("by_new", numbers("", &shown.by_new, &report.by_new)),
            ("by_disability", numbers("", &shown.by_disability, &report.by_disability)),
            ("by_activity", numbers("", &shown.by_activity, &activities(&report))),
            ("by_milieu", numbers("", &shown.by_milieu, &report.by_milieu())),
        ];
        for (of, row) in rows {
            let hidden: u64 = row.iter().filter(|number| number.2).map(|number| number.1).sum();
            prop_assert!(!(1..SMALL).contains(&hidden), "{} hides {} in all", of, hidden);
        }
    }
}
