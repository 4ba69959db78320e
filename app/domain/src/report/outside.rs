//! What may be shown outside the association: small numbers are hidden, and others with them, so that nobody finds the
//! small ones out by subtracting.

use std::collections::{BTreeMap, BTreeSet};

use super::milieu::{self, Milieu};
use super::tree::Tree;
use super::{Attendance, Funded, Handed, Item, OnDay, Part, Reached, Report, Tally};
use crate::id::Id;
use crate::places::province_of;
use crate::project::{Indicator, Measure};
use crate::record::{Disability, Sex};
use crate::time::Day;

/// Fewer people than this are not shown, unless there are none.
pub const SMALL: u64 = 5;

/// A number that is shown, or `None`.
pub type Cell = Option<Tally>;

/// A report for outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// Who came.
    pub total: Cell,
    /// How well sessions were attended; hidden as a whole where few came or few were absent, since the rate of many
    /// tells how many the few are, and where few came who did not belong: the participations beside it tell how often.
    pub attendance: Option<Attendance>,
    /// The same as a rate alone: of a hundred, where only how often they came who did not belong is hidden.
    pub rate: Option<Attendance>,
    /// Of how many nothing was said, where that may be shown too.
    pub unmarked: Option<u64>,
    /// By sex and band.
    pub by_sex_and_age: BTreeMap<(Sex, Option<usize>), Cell>,
    /// By sex.
    pub by_sex: BTreeMap<Sex, Cell>,
    /// By band.
    pub by_age: BTreeMap<Option<usize>, Cell>,
    /// By commune.
    pub by_commune: BTreeMap<String, Cell>,
    /// By province.
    pub by_province: BTreeMap<String, Cell>,
    /// By region.
    pub by_region: BTreeMap<String, Cell>,
    /// By town and country.
    pub by_milieu: BTreeMap<Milieu, Cell>,
    /// By difficulties in doing things.
    pub by_disability: BTreeMap<Option<Disability>, Cell>,
    /// New, or returning.
    pub by_new: BTreeMap<bool, Cell>,
    /// By activity.
    pub by_activity: BTreeMap<Id, Cell>,
    /// What was handed over; hidden as a whole where few received it, by name or without, since how much says how many.
    pub handed: BTreeMap<Item, Option<Handed>>,
    /// The projects it was asked for.
    pub funded: Vec<Funded>,
}

/// A report with what is small hidden.
pub fn masked(report: &Report) -> Masked {
    let activities = report.by_activity.iter().map(|(id, part)| (*id, part.tally));
    let rate = rate(report);
    let attendance = rate.filter(|_| !is_small(report.guests));
    let mut masked = Masked {
        total: (!is_small(report.total.people)).then_some(report.total),
        attendance,
        rate: attendance.or(rate.map(|shown| shown.of_a_hundred())),
        unmarked: rate
            .filter(|_| !is_small(report.attending.unmarked))
            .map(|_| report.attendance.unmarked),
        by_new: row(&report.by_new),
        by_disability: row(&report.by_disability),
        by_activity: row(&activities.collect()),
        handed: handed(report),
        ..Masked::default()
    };
    by_sex_and_age(report, &mut masked);
    by_place(report, &mut masked);
    masked.funded = funded(report, &masked);
    masked
}

/// What outside holds of a report beside the numbers that are shown: nothing that is hidden, no member, nobody who was
/// only counted, no month or day by who came, and of an activity the people alone. So no page and no file can say it.
pub fn bared(report: &Report, masked: &Masked) -> Report {
    let shown = |cell: Option<&Cell>| cell.copied().flatten().unwrap_or_default();
    let part = |id: &Id| Part {
        tally: shown(masked.by_activity.get(id)),
        ..Part::default()
    };
    let day = |(day, on): (&Day, &OnDay)| {
        (
            *day,
            OnDay {
                came: 0,
                ..on.clone()
            },
        )
    };
    let item = |item: &Item| masked.handed.get(item).copied().flatten().unwrap_or_default();
    Report {
        bands: report.bands.clone(),
        total: shown(Some(&masked.total)),
        sessions: report.sessions.clone(),
        attendance: Attendance {
            unmarked: masked.unmarked.unwrap_or_default(),
            ..masked.attendance.unwrap_or_default()
        },
        by_sex_and_age: only(&report.by_sex_and_age, |key| {
            shown(masked.by_sex_and_age.get(key))
        }),
        by_commune: only(&report.by_commune, |key| shown(masked.by_commune.get(key))),
        by_disability: only(&report.by_disability, |key| shown(masked.by_disability.get(key))),
        by_new: only(&report.by_new, |key| shown(masked.by_new.get(key))),
        by_month: only(&report.by_month, |_| Tally::default()),
        by_day: report.by_day.iter().map(day).collect(),
        by_activity: only(&report.by_activity, part),
        handed: only(&report.handed, item),
        funded: masked.funded.clone(),
        ..Report::default()
    }
}

/// The keys of a table, each with what is shown of it.
fn only<K: Clone + Ord, V>(table: &BTreeMap<K, V>, shown: impl Fn(&K) -> V) -> BTreeMap<K, V> {
    table.keys().map(|key| (key.clone(), shown(key))).collect()
}

/// How well sessions were attended, where that tells of no few.
fn rate(report: &Report) -> Option<Attendance> {
    let people = [
        report.total.people,
        report.attending.came,
        report.attending.absent,
    ];
    (!people.into_iter().any(is_small)).then_some(Attendance {
        unmarked: 0,
        ..report.attendance
    })
}

/// What was handed over. No sum of several items is shown, so each is by itself.
fn handed(report: &Report) -> BTreeMap<Item, Option<Handed>> {
    let is_few = |one: &Handed| is_small(one.people) || is_small(one.unnamed);
    let shown = |(item, one): (&Item, &Handed)| (item.clone(), (!is_few(one)).then_some(*one));
    report.handed.iter().map(shown).collect()
}

/// One row of numbers beside their sum.
pub(super) fn row<K: Clone + Ord>(cells: &BTreeMap<K, Tally>) -> BTreeMap<K, Cell> {
    let people: Vec<u64> = cells.values().map(|tally| tally.people).collect();
    let hidden = hidden_in_row(&people);
    let shown = cells.iter().zip(hidden);
    shown
        .map(|((key, tally), hidden)| (key.clone(), (!hidden).then_some(*tally)))
        .collect()
}

/// Communes beside the provinces and regions they make up, and beside town and country.
fn by_place(report: &Report, masked: &mut Masked) {
    let mut tree = Tree::of(report.total.people);
    let (regions, provinces) = (report.by_region(), report.by_province());
    let place = |places: &BTreeMap<String, usize>, code: Option<&str>| {
        places.get(code.unwrap_or_default()).copied().unwrap_or_default()
    };
    let mut in_tree = |cells: &BTreeMap<String, Tally>, parent: &dyn Fn(&str) -> usize| {
        let add = |(code, tally): (&String, &Tally)| (code.clone(), tree.add(parent(code), tally.people));
        cells.iter().map(add).collect::<BTreeMap<String, usize>>()
    };
    let of_region = in_tree(&regions, &|_| 0);
    let of_province = in_tree(&provinces, &|code| place(&of_region, code.get(..2)));
    let of_commune = in_tree(&report.by_commune, &|code| place(&of_province, province_of(code)));
    tree.hide();
    masked.by_milieu = milieu::shown(report, &mut tree, &of_commune);
    let shown = |cells: &BTreeMap<String, Tally>, places: &BTreeMap<String, usize>| {
        let cell = |(code, tally): (&String, &Tally)| {
            let hidden = places.get(code).is_none_or(|at| tree.is_hidden(*at));
            (code.clone(), (!hidden).then_some(*tally))
        };
        cells.iter().map(cell).collect()
    };
    masked.by_region = shown(&regions, &of_region);
    masked.by_province = shown(&provinces, &of_province);
    masked.by_commune = shown(&report.by_commune, &of_commune);
}

/// Projects with those of their indicators that may be shown. Of people, that is what the numbers shown already say:
/// an age that no band begins with would tell how many are of that age. Several projects share people, so that each
/// one's beside that of all would tell how few came to one alone: only their sessions, hours and volunteers are shown.
fn funded(report: &Report, masked: &Masked) -> Vec<Funded> {
    let alone = report.funded.len() == 1;
    let shown = |reached: &Reached| {
        let indicator = &reached.indicator;
        let value = match indicator.measure {
            Measure::People if alone => said(report, masked, indicator).map(|tally| tally.people),
            Measure::Participations if alone => {
                said(report, masked, indicator).map(|tally| tally.participations)
            }
            Measure::Sessions | Measure::Hours | Measure::Volunteers => reached.value,
            // Hours of people are no part of what is shown outside: they would tell participations that are hidden.
            _ => None,
        };
        Reached {
            indicator: indicator.clone(),
            value,
        }
    };
    let one = |one: &Funded| Funded {
        reached: one.reached.iter().map(shown).collect(),
        ..one.clone()
    };
    report.funded.iter().map(one).collect()
}

/// What the numbers that are shown say of those an indicator counts.
fn said(report: &Report, masked: &Masked, indicator: &Indicator) -> Cell {
    let Some(ages) = indicator.ages else {
        return match indicator.sex {
            None => masked.total,
            Some(sex) => masked.by_sex.get(&sex).copied().unwrap_or(Some(Tally::default())),
        };
    };
    let begins = |age: i64| report.bands.iter().position(|first| *first == age);
    let first = begins(ages.first)?;
    let end = match ages.last {
        Some(last) => begins(last + 1)?,
        None => report.bands.len(),
    };
    let cell = |band: usize| {
        let cell = match indicator.sex {
            None => masked.by_age.get(&Some(band)),
            Some(sex) => masked.by_sex_and_age.get(&(sex, Some(band))),
        };
        cell.copied().unwrap_or(Some(Tally::default()))
    };
    let cells: Option<Vec<Tally>> = (first..end).map(cell).collect();
    Some(sum(cells?.iter()))
}

fn sum<'a>(cells: impl Iterator<Item = &'a Tally>) -> Tally {
    cells.fold(Tally::default(), |sum, cell| Tally {
        people: sum.people + cell.people,
        participations: sum.participations + cell.participations,
    })
}

fn hidden_in_row(people: &[u64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = people.iter().map(|people| is_small(*people)).collect();
    loop {
        let of_hidden = || (0..people.len()).filter(|at| hidden[*at]);
        let (count, sum) = (of_hidden().count(), of_hidden().map(|at| people[at]).sum::<u64>());
        if count == 0 || (count > 1 && sum >= SMALL) {
            return hidden;
        }
        let Some(next) = smallest(
            (0..people.len())
                .filter(|at| !hidden[*at])
                .map(|at| (at, people[at])),
        ) else {
            return hidden;
        };
        hidden[next] = true;
    }
}

pub(super) fn is_small(people: u64) -> bool {
    (1..SMALL).contains(&people)
}

/// The place of the smallest number, of those that are not nothing if there are any.
fn smallest<T>(of: impl Iterator<Item = (T, u64)>) -> Option<T> {
    of.min_by_key(|(_, people)| (*people == 0, *people))
        .map(|(at, _)| at)
}

fn by_sex_and_age(report: &Report, masked: &mut Masked) {
    let cells = &report.by_sex_and_age;
    let sexes: Vec<Sex> = cells
        .keys()
        .map(|key| key.0)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let bands: Vec<_> = cells
        .keys()
        .map(|key| key.1)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let tally = |row: usize, column: usize| {
        let within = |key: &&(Sex, Option<usize>)| {
            sexes.get(row).is_none_or(|sex| key.0 == *sex)
                && bands.get(column).is_none_or(|band| key.1 == *band)
        };
        let mut sum = Tally::default();
        for key in cells.keys().filter(within) {
            sum.people += cells[key].people;
            sum.participations += cells[key].participations;
        }
        sum
    };
    let table = Table::new(sexes.len(), bands.len(), |row, column| tally(row, column).people);
    let shown = |row, column| (!table.is_hidden(row, column)).then(|| tally(row, column));
    for (row, sex) in sexes.iter().enumerate() {
        masked.by_sex.insert(*sex, shown(row, bands.len()));
        for (column, band) in bands.iter().enumerate() {
            masked.by_sex_and_age.insert((*sex, *band), shown(row, column));
        }
    }
    for (column, band) in bands.iter().enumerate() {
        masked.by_age.insert(*band, shown(sexes.len(), column));
    }
}

/// A table with its sums as a last row and a last column, and which of its numbers are hidden. In each line the sum
/// is what the others make, so what is hidden is found out where it is the only unknown of a line, or becomes it once
/// others are found out: where it lies on no ring of hidden cells, each in a row and a column with the next.
struct Table {
    rows: usize,
    columns: usize,
    people: Vec<u64>,
    hidden: Vec<bool>,
}

impl Table {
    fn new(rows: usize, columns: usize, people: impl Fn(usize, usize) -> u64) -> Self {
        let all = (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column)));
        let people: Vec<u64> = all.map(|(row, column)| people(row, column)).collect();
        let hidden = people.iter().map(|people| is_small(*people)).collect();
        let mut table = Table {
            rows,
            columns,
            people,
            hidden,
        };
        table.hide();
        table
    }

    fn at(&self, row: usize, column: usize) -> usize {
        row * (self.columns + 1) + column
    }

    fn is_hidden(&self, row: usize, column: usize) -> bool {
        self.hidden[self.at(row, column)]
    }

    fn hide(&mut self) {
        loop {
            let found_out: Vec<_> = self.found_out().collect();
            if found_out.is_empty() {
                return;
            }
            let next = found_out.iter().find_map(|place| self.open_beside(*place));
            // Where nothing is left to hide beside what is found out, the whole table is.
            let Some((row, column)) = next else {
                return self.hidden.fill(true);
            };
            let at = self.at(row, column);
            self.hidden[at] = true;
        }
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let columns = self.columns;
        (0..=self.rows).flat_map(move |row| (0..=columns).map(move |column| (row, column)))
    }

    /// The hidden numbers that could be found out.
    fn found_out(&self) -> impl Iterator<Item = (usize, usize)> {
        let hidden = self
            .places()
            .filter(|(row, column)| self.is_hidden(*row, *column));
        hidden.filter(|(row, column)| !self.is_on_ring(*row, *column) || self.is_narrow(*row, *column))
    }

    /// The smallest number shown in the row or column of a place. The sum of all is known from elsewhere: hiding it
    /// hides nothing.
    fn open_beside(&self, (row, column): (usize, usize)) -> Option<(usize, usize)> {
        let beside = self.places().filter(|place| place.0 == row || place.1 == column);
        let open =
            beside.filter(|place| *place != (self.rows, self.columns) && !self.is_hidden(place.0, place.1));
        smallest(open.map(|place| (place, self.people[self.at(place.0, place.1)])))
    }

    /// Whether the hidden numbers of its row or column, the sum apart, are small together.
    fn is_narrow(&self, row: usize, column: usize) -> bool {
        let narrow = |cells: &mut dyn Iterator<Item = (usize, usize)>| {
            let hidden = cells.filter(|(row, column)| self.is_hidden(*row, *column));
            is_small(
                hidden
                    .map(|(row, column)| self.people[self.at(row, column)])
                    .sum(),
            )
        };
        let in_row = column < self.columns
            && !self.is_hidden(row, self.columns)
            && narrow(&mut (0..self.columns).map(|other| (row, other)));
        let in_column = row < self.rows
            && !self.is_hidden(self.rows, column)
            && narrow(&mut (0..self.rows).map(|other| (other, column)));
        in_row || in_column
    }

    /// Whether its row is reached from its column by other hidden cells.
    fn is_on_ring(&self, row: usize, column: usize) -> bool {
        let mut rows = BTreeSet::new();
        let (mut columns, mut open) = (BTreeSet::from([column]), vec![column]);
        while let Some(from) = open.pop() {
            for to in (0..=self.rows).filter(|to| (*to, from) != (row, column) && self.is_hidden(*to, from)) {
                if to == row {
                    return true;
                }
                if rows.insert(to) {
                    let next = (0..=self.columns).filter(|next| self.is_hidden(to, *next));
                    open.extend(next.filter(|next| columns.insert(*next)).collect::<Vec<_>>());
                }
            }
        }
        false
    }
}
