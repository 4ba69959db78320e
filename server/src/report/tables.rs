//! The tables of a report for an association's own people.

use std::collections::BTreeMap;

use app::i18n::{
    Delivery, Disability as Difficulties, Figures, Lang, Person, Project as ProjectWords, Report as Words,
    Roll, Session,
};
use domain::record::{CancelReason, Disability, Sex};
use domain::report::{Handed, Item, Milieu, Part, Report, Sessions, Tally};

use super::{Cell, Table, Told, funded};
use crate::places;

/// A sex and a band of age; `None` is all of them.
type Row = (Option<Sex>, Option<Option<usize>>);

/// All tables.
pub(super) fn tables(told: &Told, lang: Lang) -> Vec<Table> {
    let (words, report) = (Words::of(lang), &told.report);
    let shown = |tally: &Tally| Some(*tally);
    let communes = report.by_commune.iter().map(|(held, tally)| (held, shown(tally)));
    let mut tables = vec![summary(told, lang)];
    tables.extend(funded::tables(told.funded(), lang));
    let parts = [
        by_sex_and_age(report, &with_sums(report), lang),
        by_commune(communes, lang),
        by_place(words.by_province, words.province, &report.by_province(), lang),
        by_place(words.by_region, words.region, &report.by_region(), lang),
        by_milieu(&report.by_milieu(), lang),
        by_disability(&report.by_disability, lang),
        by_activity(told, words),
        by_group(told, lang),
        sessions(&report.sessions, lang),
        deliveries(report.handed.iter().map(|(item, one)| (item, Some(*one))), lang),
        volunteers(told, words),
        definitions(told, lang, |word| {
            word != app::i18n::HIDDEN && is_told(report, words, word)
        }),
    ];
    tables.extend(
        parts
            .into_iter()
            .filter(|table| is_told(report, words, table.title)),
    );
    tables
}

/// Whether a table, or what a word means, is of anything: not everybody asks about difficulties or hands something over.
pub(super) fn is_told(report: &Report, words: &Words, title: &str) -> bool {
    (title != words.by_disability || report.asked_disability())
        && (title != words.deliveries || !report.handed.is_empty())
}

fn summary(told: &Told, lang: Lang) -> Table {
    let (words, report, roll) = (Words::of(lang), &told.report, Roll::of(lang));
    let new = |is_new| report.by_new.get(&is_new).copied().unwrap_or_default().people;
    let unnamed = &report.unnamed;
    let mut rows = heading(told, lang);
    rows.extend([
        (words.people, Cell::Count(report.total.people)),
        (words.participations, Cell::Count(report.total.participations)),
        (words.new, Cell::Count(new(true))),
        (words.returning, Cell::Count(new(false))),
    ]);
    rows.extend(attended(told, words));
    rows.extend([
        (words.learner_hours, Cell::Minutes(report.learner_minutes)),
        (words.unnamed, Cell::Count(unnamed.total())),
        (roll.women, Cell::Count(unnamed.women)),
        (roll.men, Cell::Count(unnamed.men)),
        (roll.girls, Cell::Count(unnamed.girls)),
        (roll.boys, Cell::Count(unnamed.boys)),
    ]);
    measures(words.summary, rows, words)
}

/// Of whom and of when.
pub(super) fn heading(told: &Told, lang: Lang) -> Vec<(&'static str, Cell)> {
    let words = Words::of(lang);
    let association = told.names.association.name(lang == Lang::Ar);
    let mut rows = vec![
        (words.association, Cell::text(association)),
        (words.from, Cell::Day(told.query.from)),
        (words.to, Cell::Day(told.query.to)),
    ];
    let activities = told.query.activities.iter().flatten();
    rows.extend(activities.map(|id| (words.activity, Cell::text(told.names.activity(*id)))));
    rows.extend(funded::heading(told.funded(), lang));
    rows
}

/// What became of the sessions and how well they were attended.
pub(super) fn attended(told: &Told, words: &Words) -> [(&'static str, Cell); 10] {
    let (sessions, (attendance, unmarked)) = (&told.report.sessions, told.attendance());
    let count = |count: Option<u64>| count.map_or(Cell::Hidden, Cell::Count);
    [
        (words.planned, Cell::Count(sessions.planned())),
        (words.held, Cell::Count(sessions.held)),
        (words.cancelled, Cell::Count(sessions.cancelled.values().sum())),
        (words.not_marked, Cell::Count(sessions.unmarked)),
        (words.to_come, Cell::Count(sessions.to_come)),
        (words.hours, Cell::Minutes(sessions.minutes)),
        (words.rate, Cell::rate(told.rate())),
        (words.came, count(attendance.map(|shown| shown.came))),
        (words.absent, count(attendance.map(|shown| shown.absent))),
        (words.unsaid, count(unmarked)),
    ]
}

/// A table of one figure a row.
pub(super) fn measures(title: &'static str, rows: Vec<(&'static str, Cell)>, words: &Words) -> Table {
    let rows = rows
        .into_iter()
        .map(|(what, value)| vec![Cell::text(what), value]);
    Table {
        title,
        head: vec![words.measure, words.value],
        rows: rows.collect(),
    }
}

/// The cells, then each sex in all bands, each band of all sexes, and everybody.
fn with_sums(report: &Report) -> Vec<(Row, Option<Tally>)> {
    let mut sums: BTreeMap<(bool, bool, Row), Tally> = BTreeMap::new();
    for ((sex, band), tally) in &report.by_sex_and_age {
        for row in [
            (Some(*sex), Some(*band)),
            (Some(*sex), None),
            (None, Some(*band)),
            (None, None),
        ] {
            let sum = sums.entry((row.0.is_none(), row.1.is_none(), row)).or_default();
            sum.people += tally.people;
            sum.participations += tally.participations;
        }
    }
    sums.into_iter()
        .map(|((.., row), sum)| (row, Some(sum)))
        .collect()
}

pub(super) fn by_sex_and_age(report: &Report, rows: &[(Row, Option<Tally>)], lang: Lang) -> Table {
    let (words, person) = (Words::of(lang), Person::of(lang));
    let rows = rows.iter().map(|((sex, band), tally)| {
        let sex = sex.map_or(words.all, |sex| person.sex(sex.name()));
        let band = band.map_or_else(|| words.all.to_owned(), |band| band_label(report, band, words));
        let [people, participations] = Cell::pair(*tally);
        vec![Cell::text(sex), Cell::text(band), people, participations]
    });
    Table {
        title: words.by_sex_and_age,
        head: vec![words.sex, words.age, words.people, words.participations],
        rows: rows.collect(),
    }
}

/// A band of age in words: a spreadsheet takes `6-14` for a day.
pub fn band_label(report: &Report, band: Option<usize>, words: &Words) -> String {
    let age = |band: usize| report.bands.get(band).and_then(|age| u64::try_from(*age).ok());
    match band.map(|band| (age(band), age(band + 1))) {
        Some((Some(first), Some(next))) => words.ages(first, next.saturating_sub(1)),
        Some((Some(first), None)) => words.ages_from(first),
        _ => words.unknown.to_owned(),
    }
}

pub(super) fn by_commune<'a>(
    communes: impl Iterator<Item = (&'a String, Option<Tally>)>,
    lang: Lang,
) -> Table {
    let words = Words::of(lang);
    let rows = communes.map(|(held, tally)| {
        let shown = match held.as_str() {
            "" => words.unknown.to_owned(),
            held => places::shown(held, lang == Lang::Ar),
        };
        // Words that a record holds in place of a code are no code.
        let code = if places::is_known(held) { held } else { "" };
        let [people, participations] = Cell::pair(tally);
        vec![Cell::text(shown), Cell::text(code), people, participations]
    });
    Table {
        title: words.by_commune,
        head: vec![words.commune, words.code, words.people, words.participations],
        rows: rows.collect(),
    }
}

/// By province or region.
pub(super) fn by_place<T: Copy + Into<Option<Tally>>>(
    title: &'static str,
    what: &'static str,
    places: &BTreeMap<String, T>,
    lang: Lang,
) -> Table {
    let words = Words::of(lang);
    let row = |(code, tally): (&String, &T)| {
        let name = places::name(code, lang == Lang::Ar).unwrap_or_else(|| words.unknown.to_owned());
        let [people, participations] = Cell::pair((*tally).into());
        vec![Cell::text(name), Cell::text(code), people, participations]
    };
    Table {
        title,
        head: vec![what, words.code, words.people, words.participations],
        rows: places.iter().map(row).collect(),
    }
}

/// By difficulties in doing things.
pub(super) fn by_disability<T: Copy + Into<Option<Tally>>>(
    cells: &BTreeMap<Option<Disability>, T>,
    lang: Lang,
) -> Table {
    let (words, said) = (Words::of(lang), Difficulties::of(lang));
    let row = |(answer, tally): (&Option<Disability>, &T)| {
        let [people, participations] = Cell::pair((*tally).into());
        let answer = said.answer(answer.map_or("", Disability::name));
        vec![Cell::text(answer), people, participations]
    };
    Table {
        title: words.by_disability,
        head: vec![words.answer, words.people, words.participations],
        rows: cells.iter().map(row).collect(),
    }
}

/// By town and country.
pub(super) fn by_milieu<T: Copy + Into<Option<Tally>>>(cells: &BTreeMap<Milieu, T>, lang: Lang) -> Table {
    let words = Words::of(lang);
    let row = |(milieu, tally): (&Milieu, &T)| {
        let [people, participations] = Cell::pair((*tally).into());
        vec![
            Cell::text(Figures::of(lang).milieu(*milieu)),
            people,
            participations,
        ]
    };
    Table {
        title: words.by_milieu,
        head: vec![words.milieu, words.people, words.participations],
        rows: cells.iter().map(row).collect(),
    }
}

fn by_activity(told: &Told, words: &Words) -> Table {
    let rows = told.report.by_activity.iter().map(|(id, part)| {
        let name = Cell::text(told.names.activity(*id));
        core::iter::once(name).chain(part_cells(part)).collect()
    });
    Table {
        title: words.by_activity,
        head: core::iter::once(words.activity).chain(part_head(words)).collect(),
        rows: rows.collect(),
    }
}

fn by_group(told: &Told, lang: Lang) -> Table {
    let words = Words::of(lang);
    let rows = told.report.by_group.iter().map(|(id, part)| {
        let (activity, group) = told.names.group(*id, lang);
        [Cell::text(activity), Cell::text(group)]
            .into_iter()
            .chain(part_cells(part))
            .collect()
    });
    let head = [words.activity, words.group].into_iter().chain(part_head(words));
    Table {
        title: words.by_group,
        head: head.collect(),
        rows: rows.collect(),
    }
}

fn part_head(words: &Words) -> [&'static str; 9] {
    [
        words.people,
        words.participations,
        words.held,
        words.cancelled,
        words.not_marked,
        words.to_come,
        words.hours,
        words.learner_hours,
        words.rate,
    ]
}

fn part_cells(part: &Part) -> [Cell; 9] {
    let [people, participations] = Cell::pair(Some(part.tally));
    let sessions = &part.sessions;
    [
        people,
        participations,
        Cell::Count(sessions.held),
        Cell::Count(sessions.cancelled.values().sum()),
        Cell::Count(sessions.unmarked),
        Cell::Count(sessions.to_come),
        Cell::Minutes(sessions.minutes),
        Cell::Minutes(part.learner_minutes),
        Cell::rate(Some(part.attendance)),
    ]
}

/// What became of the sessions; of those cancelled, why.
pub(super) fn sessions(sessions: &Sessions, lang: Lang) -> Table {
    let (words, session) = (Words::of(lang), Session::of(lang));
    let row = |what: &str, why: &str, count: u64| vec![Cell::text(what), Cell::text(why), Cell::Count(count)];
    let mut rows = vec![
        row(words.planned, "", sessions.planned()),
        row(words.held, "", sessions.held),
    ];
    rows.extend(sessions.cancelled.iter().map(|(why, count)| {
        let why = why.map_or(words.unknown, |number| {
            session.reason(CancelReason::from_number(number).name())
        });
        row(words.cancelled, why, *count)
    }));
    rows.push(row(words.not_marked, "", sessions.unmarked));
    rows.push(row(words.to_come, "", sessions.to_come));
    Table {
        title: words.sessions,
        head: vec![words.outcome, words.reason, words.count],
        rows,
    }
}

/// What was handed over, item by item; hidden where that is all that may be said.
pub(super) fn deliveries<'a>(handed: impl Iterator<Item = (&'a Item, Option<Handed>)>, lang: Lang) -> Table {
    let words = Words::of(lang);
    let row = |(item, one): (&Item, Option<Handed>)| {
        let count = |count: fn(Handed) -> u64| one.map_or(Cell::Hidden, |one| Cell::Count(count(one)));
        vec![
            Cell::text(&item.name),
            Cell::text(Delivery::of(lang).unit_of(item.unit.name())),
            count(|one| one.times),
            one.map_or(Cell::Hidden, |one| Cell::Amount(one.hundredths)),
            count(|one| one.people),
            count(|one| one.unnamed),
        ]
    };
    Table {
        title: words.deliveries,
        head: vec![
            words.item,
            words.unit,
            words.times,
            words.quantity,
            words.reached,
            Delivery::of(lang).unnamed,
        ],
        rows: handed.map(row).collect(),
    }
}

fn volunteers(told: &Told, words: &Words) -> Table {
    let rows = told.report.volunteers.iter().map(|(id, given)| {
        vec![
            Cell::text(told.names.member(*id)),
            Cell::Count(given.sessions),
            Cell::Minutes(given.minutes),
            Cell::Minutes(given.by_hand),
            Cell::Minutes(given.total()),
        ]
    });
    Table {
        title: words.volunteers,
        head: vec![
            words.member,
            words.held,
            words.hours,
            words.by_hand,
            words.all_hours,
        ],
        rows: rows.collect(),
    }
}

/// What the words mean, of those that are used.
pub(super) fn definitions(told: &Told, lang: Lang, is_used: impl Fn(&str) -> bool) -> Table {
    let (words, project) = (Words::of(lang), ProjectWords::of(lang));
    let used = words.meanings().into_iter().filter(|(word, _)| is_used(word));
    let indicators = (!told.funded().is_empty()).then_some((project.indicators, project.indicators_mean));
    let used = used.chain(indicators);
    Table {
        title: words.definitions,
        head: vec![words.measure, words.meaning],
        rows: used
            .map(|(word, meaning)| vec![Cell::text(word), Cell::text(meaning)])
            .collect(),
    }
}
