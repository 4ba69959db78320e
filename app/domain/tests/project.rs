//! Projects: what may be said of one, who may say it, and what a report says of it.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::project::{Ages, BudgetLine, Indicator, Measure, of_donor, span};
use domain::record::{Project, Record, Sex, View, project};
use domain::report::{Facts, Number, Query, Report, SMALL, Tally, behind, masked, report};
use domain::rules;
use domain::time::{Clock, Day, Millis};
use domain::value::Value;
use domain::verdict::Reason;
use proptest::prelude::*;

use town::{Town, day, id, town};

#[allow(dead_code, reason = "each test file takes what it needs")]
mod town;

/// Days between which the reports of these tests are.
const PERIOD: (i32, i32) = (10, 45);

fn query(projects: &[usize]) -> Query {
    Query {
        projects: Some(projects.iter().map(|at| id(5, *at)).collect()),
        ..Query::of(day(PERIOD.0), day(PERIOD.1), day(40))
    }
}

/// Indicators of every measure, of everybody, of each sex, and of the ages of one band, two bands and no band.
fn indicators() -> Vec<Indicator> {
    let measures = Measure::ALL.iter().map(|measure| Indicator {
        measure: *measure,
        target: 40,
        ..Indicator::default()
    });
    let sexes = [None, Some(Sex::Female), Some(Sex::Male)];
    let ages = |first, last| Some(Ages { first, last });
    let ages = [
        None,
        ages(6, Some(14)),
        ages(6, Some(17)),
        ages(7, Some(14)),
        ages(36, None),
    ];
    let of = |(sex, ages)| {
        [Measure::People, Measure::Participations].map(|measure| Indicator {
            measure,
            sex,
            ages,
            target: 40,
            ..Indicator::default()
        })
    };
    let told_apart = sexes.into_iter().flat_map(|sex| ages.map(|ages| (sex, ages)));
    measures.chain(told_apart.flat_map(of)).collect()
}

/// The records of a town whose projects have all these indicators.
fn records(town: &Town) -> Vec<Record> {
    let mut records = town.records();
    for record in records.iter_mut().filter(|record| record.kind == Kind::Project) {
        let said = Project {
            indicators: indicators(),
            ..Project::of(record)
        };
        record.fields = said.fields();
    }
    records
}

/// What a report shows of those an indicator counts, where its ages are those of bands.
fn shown(report: &Report, indicator: &Indicator) -> Option<Tally> {
    let of_ages = |band: Option<usize>| {
        let first = band.map(|band| report.bands[band]);
        indicator
            .ages
            .is_none_or(|ages| first.is_some_and(|first| ages.has(first)))
    };
    let ends = indicator.ages.map_or(vec![], |ages| {
        [Some(ages.first), ages.last.map(|last| last + 1)].to_vec()
    });
    if !ends.into_iter().flatten().all(|age| report.bands.contains(&age)) {
        return None;
    }
    let cells = report.by_sex_and_age.iter();
    let cells = cells.filter(|((sex, band), _)| indicator.sex.is_none_or(|of| of == *sex) && of_ages(*band));
    Some(cells.fold(Tally::default(), |sum, (_, cell)| Tally {
        people: sum.people + cell.people,
        participations: sum.participations + cell.participations,
    }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_project_s_report_is_that_of_its_activities_in_its_days(town in town()) {
        let facts = Facts::read(town.records().iter());
        for project in 0..2 {
            let (from, to) = town.projects[project];
            let asked = Query { from: day(from.max(PERIOD.0)), to: day(to.min(PERIOD.1)), ..query(&[project]) };
            let its = (0..3).filter(|at| town.funded[*at] == Some(project)).map(|at| id(2, at));
            let plain = Query { projects: None, activities: Some(its.collect()), ..asked.clone() };
            let mut said = report(&facts, &asked);
            prop_assert_eq!(said.funded.len(), 1);
            said.funded.clear();
            prop_assert_eq!(said, report(&facts, &plain));
            // Days before and after its own add nothing but to who is new and how old.
            let wider = report(&facts, &query(&[project]));
            prop_assert_eq!(wider.total, report(&facts, &plain).total);
            prop_assert_eq!(wider.sessions, report(&facts, &plain).sessions);
        }
    }

    #[test]
    fn an_indicator_is_the_number_that_the_report_shows(town in town()) {
        let facts = Facts::read(records(&town).iter());
        let said = report(&facts, &query(&[0]));
        for (at, reached) in said.funded[0].reached.iter().enumerate() {
            let indicator = &reached.indicator;
            let people = behind(&facts, &query(&[0]), &Number::Reached(id(5, 0), at));
            let times: u64 = people.iter().map(|(_, visits)| visits.times).sum();
            let minutes: u64 = people.iter().map(|(_, visits)| visits.minutes).sum();
            let value = reached.value.unwrap();
            match indicator.measure {
                Measure::People => prop_assert_eq!(value, people.len() as u64),
                Measure::Participations => prop_assert_eq!(value, times),
                Measure::Sessions => prop_assert_eq!(value, said.sessions.held),
                Measure::Hours => prop_assert_eq!(value, said.sessions.minutes / 60),
                Measure::LearnerHours => prop_assert_eq!((value, value), (said.learner_minutes / 60, minutes / 60)),
                _ => prop_assert_eq!(value, said.volunteers.len() as u64),
            }
            if let Some(cell) = shown(&said, indicator).filter(|_| indicator.measure.tells_people_apart()) {
                prop_assert_eq!((people.len() as u64, times), (cell.people, cell.participations), "{:?}", indicator);
            }
        }
    }

    #[test]
    fn of_several_projects_each_counts_for_itself_and_a_person_once_in_all(town in town()) {
        let facts = Facts::read(records(&town).iter());
        let both = report(&facts, &query(&[0, 1]));
        let alone = [0, 1].map(|at| report(&facts, &query(&[at])));
        for (funded, alone) in both.funded.iter().zip(&alone) {
            prop_assert_eq!(funded, &alone.funded[0]);
        }
        let [one, other] = &alone;
        let times = one.total.participations + other.total.participations;
        prop_assert_eq!(both.total.participations, times, "no session is of two projects");
        let who = |query: &Query| -> BTreeSet<Id> {
            behind(&facts, query, &Number::Everyone).into_iter().map(|(person, _)| person).collect()
        };
        let all: BTreeSet<Id> = who(&query(&[0])).union(&who(&query(&[1]))).copied().collect();
        prop_assert_eq!(who(&query(&[0, 1])), all.clone());
        prop_assert_eq!(both.total.people, all.len() as u64);
    }

    #[test]
    fn for_outside_an_indicator_says_nothing_that_is_hidden(town in town()) {
        let facts = Facts::read(records(&town).iter());
        let said = report(&facts, &query(&[0]));
        let outside = masked(&said);
        for (reached, whole) in outside.funded[0].reached.iter().zip(&said.funded[0].reached) {
            let indicator = &reached.indicator;
            let aside = matches!(indicator.measure, Measure::Sessions | Measure::Hours | Measure::Volunteers);
            let Some(value) = reached.value else {
                prop_assert!(!aside);
                continue;
            };
            prop_assert_eq!(Some(value), whole.value);
            prop_assert_ne!(indicator.measure, Measure::LearnerHours);
            if aside {
                continue;
            }
            let cell = shown(&said, indicator);
            prop_assert!(cell.is_some(), "ages that no band has tell who is of one age: {:?}", indicator);
            prop_assert!(!(1..SMALL).contains(&cell.unwrap().people), "{:?} {}", indicator, value);
            let all_shown = indicator.ages.is_none() || outside.by_sex_and_age.iter().all(|((sex, band), cell)| {
                let within = indicator.sex == Some(*sex) && band.is_some_and(|band| indicator.ages.unwrap().has(said.bands[band]));
                !within || cell.is_some()
            });
            prop_assert!(all_shown, "{:?}", indicator);
        }
        let several = masked(&report(&facts, &query(&[0, 1])));
        let of_people = several.funded.iter().flat_map(|funded| &funded.reached)
            .filter(|reached| reached.indicator.measure.tells_people_apart());
        for reached in of_people {
            prop_assert_eq!(reached.value, None, "what two projects share is found by subtracting");
        }
    }
}

#[test]
fn a_small_number_is_hidden_and_a_large_one_shown() {
    let mut said = Report {
        bands: domain::report::BANDS.to_vec(),
        total: Tally {
            people: 20,
            participations: 60,
        },
        ..Report::default()
    };
    for (sex, people) in [(Sex::Female, 9), (Sex::Male, 8), (Sex::Unknown, 3)] {
        let tally = Tally {
            people,
            participations: people * 3,
        };
        said.by_sex_and_age.insert((sex, Some(1)), tally);
    }
    let value = |measure, sex, ages| {
        let indicator = Indicator {
            measure,
            sex,
            ages,
            target: 10,
            ..Indicator::default()
        };
        let reached = domain::report::Reached {
            indicator,
            value: Some(1),
        };
        let funded = domain::report::Funded {
            id: id(5, 0),
            project: Project::default(),
            reached: vec![reached],
        };
        let whole = Report {
            funded: vec![funded],
            ..said.clone()
        };
        masked(&whole).funded[0].reached[0].value
    };
    let school = Some(Ages {
        first: 6,
        last: Some(14),
    });
    let shown = masked(&said);
    let people = |cell: &Option<Tally>| cell.map(|tally| tally.people);
    assert_eq!(value(Measure::People, None, None), Some(20));
    let girls = people(&shown.by_sex_and_age[&(Sex::Female, Some(1))]);
    assert_eq!(value(Measure::People, Some(Sex::Female), school), girls);
    assert_eq!(
        value(Measure::People, None, school),
        people(&shown.by_age[&Some(1)])
    );
    // Hidden beside the three whose sex is not known.
    assert_eq!(value(Measure::People, Some(Sex::Male), None), None);
    let odd = Ages {
        first: 6,
        last: Some(13),
    };
    assert_eq!(value(Measure::People, None, Some(odd)), None);
    let nobody = Ages {
        first: 60,
        last: None,
    };
    assert_eq!(value(Measure::People, None, Some(nobody)), Some(0));
}

fn whole() -> Project {
    Project {
        name_la: "Lire".into(),
        donor: "Fondation Atlas".into(),
        agreement: "CV-2026/7".into(),
        agreement_day: Day::from_iso("2026-01-15"),
        from: day(0),
        to: day(300),
        budget: vec![BudgetLine {
            name: "Trainers".into(),
            planned: 4_500_000,
            spent: 120_050,
        }],
        indicators: indicators(),
        ..Project::default()
    }
}

/// What the rules say of a new project.
fn fault(edit: Edit) -> Option<(Option<u16>, Reason)> {
    let clock = Clock {
        now: Millis(1),
        offset_min: 0,
    };
    let change = domain::change::Change {
        id: Id::of_change(id(7, 0), 1, clock.now),
        kind: edit.kind,
        record: edit.record,
        base: 0,
        set: edit.set,
        clock,
        counter: 1,
    };
    let found = rules::check(&change, None).err()?;
    Some((found.field, found.reason))
}

fn with(field: u16, value: Value) -> Edit {
    let mut edit = Edit::create(id(5, 0), whole());
    edit.set.set(field, value);
    edit
}

#[test]
fn a_project_has_a_name_and_its_days_in_order_and_lists_that_can_be_read() {
    let said = |project: Project| fault(Edit::create(id(5, 0), project));
    assert_eq!(said(whole()), None);
    let nameless = Project {
        name_la: String::new(),
        ..whole()
    };
    assert_eq!(said(nameless), Some((Some(project::NAME_AR), Reason::Required)));
    let turned = Project {
        to: day(-1),
        ..whole()
    };
    assert_eq!(said(turned), Some((Some(project::TO), Reason::BadDay)));
    let endless = with(project::TO, Value::Null);
    assert_eq!(fault(endless), Some((Some(project::TO), Reason::Required)));
    for field in [project::BUDGET, project::INDICATORS] {
        let odd = with(field, Value::List(vec![Value::Int(1)]));
        assert_eq!(fault(odd), Some((Some(field), Reason::BadValue)));
    }
}

#[test]
fn a_project_reads_as_it_was_written() {
    let record = town::record(id(5, 0), whole());
    let bytes = minicbor::to_vec(&record).unwrap();
    let again: Record = minicbor::decode(&bytes).unwrap();
    assert_eq!(Project::of(&again), whole());
    assert!(whole().covers(day(0)) && whole().covers(day(300)) && !whole().covers(day(301)));
}

#[test]
fn a_donor_is_one_whatever_the_spelling_and_nobody_is_no_donor() {
    let named = |donor: &str| Project {
        donor: donor.into(),
        ..whole()
    };
    let all = [
        named("Fondation Atlas"),
        named("fondation  ATLAS"),
        named(""),
        named("INDH"),
    ];
    let projects = || all.iter().enumerate().map(|(at, project)| (id(5, at), project));
    assert_eq!(
        of_donor(projects(), "Fondation atlas"),
        [id(5, 0), id(5, 1)].into()
    );
    assert_eq!(of_donor(projects(), " "), BTreeSet::new());
    let later = Project {
        from: day(200),
        to: day(500),
        ..whole()
    };
    assert_eq!(span([&whole(), &later].into_iter()), Some((day(0), day(500))));
    assert_eq!(span([].into_iter()), None);
}
