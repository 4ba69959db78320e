//! The tables of a report for outside. Of numbers of people, they have what the masked report shows and nothing else.

use app::i18n::{Lang, Report as Words};
use domain::report::{Masked, Tally};

use super::tables::{
    attended, by_commune, by_disability, by_milieu, by_place, by_sex_and_age, definitions, deliveries,
    heading, is_told, measures, sessions,
};
use super::{Cell, Table, Told, funded};

/// All tables.
pub(super) fn tables(told: &Told, masked: &Masked, lang: Lang) -> Vec<Table> {
    let words = Words::of(lang);
    let communes = masked.by_commune.iter().map(|(held, cell)| (held, *cell));
    let left_out = [words.unnamed, words.volunteers, words.learner_hours];
    let mut tables = vec![summary(told, masked, lang)];
    tables.extend(funded::tables(told.funded(), lang));
    let report = &told.report;
    let parts = [
        sexes_and_ages(told, masked, lang),
        by_commune(communes, lang),
        by_place(words.by_province, words.province, &masked.by_province, lang),
        by_place(words.by_region, words.region, &masked.by_region, lang),
        by_milieu(&masked.by_milieu, lang),
        by_disability(&masked.by_disability, lang),
        activities(told, masked, words),
        sessions(&told.report.sessions, lang),
        deliveries(masked.handed.iter().map(|(item, one)| (item, *one)), lang),
        definitions(told, lang, |word| {
            !left_out.contains(&word) && is_told(report, words, word)
        }),
    ];
    tables.extend(
        parts
            .into_iter()
            .filter(|table| is_told(report, words, table.title)),
    );
    tables
}

fn summary(told: &Told, masked: &Masked, lang: Lang) -> Table {
    let words = Words::of(lang);
    let [people, participations] = Cell::pair(masked.total);
    let new = |is_new| {
        let cell = masked.by_new.get(&is_new);
        let [people, _] = Cell::pair(cell.copied().unwrap_or(Some(Tally::default())));
        people
    };
    let mut rows = heading(told, lang);
    rows.extend([
        (words.people, people),
        (words.participations, participations),
        (words.new, new(true)),
        (words.returning, new(false)),
    ]);
    rows.extend(attended(told, words));
    measures(words.summary, rows, words)
}

fn sexes_and_ages(told: &Told, masked: &Masked, lang: Lang) -> Table {
    let cells = masked.by_sex_and_age.iter();
    let cells = cells.map(|((sex, band), cell)| ((Some(*sex), Some(*band)), *cell));
    let sexes = masked
        .by_sex
        .iter()
        .map(|(sex, cell)| ((Some(*sex), None), *cell));
    let ages = masked
        .by_age
        .iter()
        .map(|(band, cell)| ((None, Some(*band)), *cell));
    let all = core::iter::once(((None, None), masked.total));
    let rows: Vec<_> = cells.chain(sexes).chain(ages).chain(all).collect();
    by_sex_and_age(&told.report, &rows, lang)
}

fn activities(told: &Told, masked: &Masked, words: &Words) -> Table {
    let rows = masked.by_activity.iter().map(|(id, cell)| {
        let [people, participations] = Cell::pair(*cell);
        vec![Cell::text(told.names.activity(*id)), people, participations]
    });
    Table {
        title: words.by_activity,
        head: vec![words.activity, words.people, words.participations],
        rows: rows.collect(),
    }
}
