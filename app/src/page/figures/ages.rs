//! People by age and sex, as a table whose cells have bars.

use std::collections::BTreeSet;

use domain::record::Sex;
use domain::report::{Cell, Number, Report, Tally};
use leptos::prelude::*;

use super::super::here::Here;
use super::Figures;
use super::asked::Open;
use crate::component::{BarCell, Card, SumCell, Tone};
use crate::i18n::{Words, group};

/// The table.
pub(super) fn ages(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let words = here.words;
    let report = &figures.report;
    let sexes: BTreeSet<Sex> = report.by_sex_and_age.keys().map(|(sex, _)| *sex).collect();
    let mut shown: Vec<Sex> = vec![Sex::Female, Sex::Male];
    shown.extend(
        sexes
            .into_iter()
            .filter(|sex| !matches!(sex, Sex::Female | Sex::Male)),
    );
    let bands = (0..report.bands.len()).map(Some).chain([None]);
    let bands: Vec<Option<usize>> = bands
        .filter(|band| report.by_sex_and_age.keys().any(|(_, of)| of == band))
        .collect();
    let most = report
        .by_sex_and_age
        .values()
        .map(|cell| cell.people)
        .max()
        .unwrap_or(1);
    let head = shown
        .iter()
        .map(|sex| view! { <th scope="col">{sex_word(words, *sex)}</th> })
        .collect_view();
    // A fifth column has no room on a narrow phone.
    let wide = shown.len() <= SEXES_BESIDE_A_SUM;
    let rows = bands
        .iter()
        .map(|band| row(here, figures, &shown, *band, most, wide))
        .collect_view();
    let of_sex = |sex: &Sex| {
        let alike = report.by_sex_and_age.iter().filter(|((of, _), _)| of == sex);
        let people = alike.map(|(_, tally)| tally.people).sum();
        let told = figures
            .masked
            .as_ref()
            .map(|masked| masked.by_sex.get(sex).copied());
        sum(here, figures, Number::Sex(*sex), people, told)
    };
    let sums = shown.iter().map(of_sex).collect_view();
    let whole = wide.then(|| {
        let told = figures.masked.as_ref().map(|masked| Some(masked.total));
        sum(here, figures, Number::Everyone, report.total.people, told)
    });
    view! {
        <Card title=words.figures.by_age>
            <table class="bars">
                <thead><tr>
                    <th scope="col">{words.figures.age}</th>{head}
                    {wide.then(|| view! { <th scope="col">{words.common.total}</th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">{words.common.total}</th>{sums}{whole}</tr></tfoot>
            </table>
        </Card>
    }
}

/// Sexes beside which a column for their sum has room.
const SEXES_BESIDE_A_SUM: usize = 2;

/// A number that sums others up. `told`: what is told of it for outside, where that is asked.
fn sum(
    here: Here,
    figures: &Figures,
    number: Number,
    people: u64,
    told: Option<Option<Cell>>,
) -> impl IntoView + use<> {
    let told = told.map_or(Some(people), |told| {
        told.unwrap_or(Some(Tally::default())).map(|tally| tally.people)
    });
    let value = told.map_or_else(
        || here.words.figures.hidden.to_owned(),
        |people| group(here.lang(), people),
    );
    let opens = !figures.asked.outside && people > 0;
    let href = opens.then(|| figures.asked.behind(Open::People(number)));
    view! { <SumCell value href /> }
}

fn row(
    here: Here,
    figures: &Figures,
    sexes: &[Sex],
    band: Option<usize>,
    most: u64,
    wide: bool,
) -> impl IntoView + use<> {
    let cell = |sex: &Sex| {
        let key = (*sex, band);
        let tally = figures
            .report
            .by_sex_and_age
            .get(&key)
            .copied()
            .unwrap_or_default();
        let shown = figures.masked.as_ref().map_or(Some(tally), |masked| {
            masked
                .by_sex_and_age
                .get(&key)
                .copied()
                .unwrap_or(Some(Tally::default()))
        });
        let tone = match sex {
            Sex::Female => Tone::Teal,
            Sex::Male => Tone::Saffron,
            _ => Tone::Neutral,
        };
        let number = Number::SexAndAge(*sex, band);
        let href =
            (!figures.asked.outside && tally.people > 0).then(|| figures.asked.behind(Open::People(number)));
        let value = shown.map_or_else(
            || here.words.figures.hidden.to_owned(),
            |shown| group(here.lang(), shown.people),
        );
        view! { <BarCell value share=shown.map_or(0, |shown| shown.people) most tone href /> }
    };
    let whole = wide.then(|| {
        let of_band = figures
            .report
            .by_sex_and_age
            .iter()
            .filter(|((_, of), _)| *of == band);
        let people = of_band.map(|(_, tally)| tally.people).sum();
        let told = figures
            .masked
            .as_ref()
            .map(|masked| masked.by_age.get(&band).copied());
        sum(here, figures, Number::Age(band), people, told)
    });
    view! {
        <tr>
            <th scope="row">{band_word(here.words, &figures.report, band)}</th>
            {sexes.iter().map(cell).collect_view()}
            {whole}
        </tr>
    }
}

/// A sex, of many people.
pub(super) fn sex_word(words: &Words, sex: Sex) -> &'static str {
    match sex {
        Sex::Female => words.figures.women,
        Sex::Male => words.figures.men,
        _ => words.figures.unstated,
    }
}

/// A band of ages.
pub(super) fn band_word(words: &Words, report: &Report, band: Option<usize>) -> String {
    let age = |band: usize| report.bands.get(band).and_then(|age| u64::try_from(*age).ok());
    let first = band.and_then(age);
    let next = band.and_then(|band| age(band + 1));
    match (first, next) {
        (Some(first), Some(next)) => words.figures.aged(first, next - 1),
        (Some(first), None) => words.figures.aged_from(first),
        (None, _) => words.figures.age_unknown.to_owned(),
    }
}
