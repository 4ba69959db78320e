//! The report by activity, commune, newcomer, member, reason.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::record::{Disability, Group};
use domain::report::{Cell, Given, Handed, Item, Masked, Milieu, Number, Part, Sittings, Tally};
use domain::view::{name_of, named};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::Figures;
use super::asked::Open;
use super::behind::{in_words, reason_word};
use crate::component::{Card, ListRow};
use crate::i18n::group;

/// The lists under the tables.
pub(super) fn parts(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let words = here.words.figures;
    let lists = [
        (words.by_activity, activities(here, figures)),
        (words.by_group, groups(here, figures)),
        (words.newcomers, newcomers(here, figures)),
        (
            words.by_region,
            places(
                here,
                figures,
                &figures.report.by_region(),
                of_region,
                Number::Region,
            ),
        ),
        (
            words.by_province,
            places(
                here,
                figures,
                &figures.report.by_province(),
                of_province,
                Number::Province,
            ),
        ),
        (words.by_milieu, milieux(here, figures)),
        (words.by_commune, communes(here, figures)),
        (here.words.field.disability, disabilities(here, figures)),
        (words.volunteers, volunteers(here, figures)),
        (words.by_item, items(here, figures)),
        (words.reasons, reasons(here, figures)),
    ];
    let card = |(title, rows): (&'static str, Vec<Line>)| {
        (!rows.is_empty()).then(|| {
            view! {
                <Card title>
                    <div class="list">{rows.into_iter().map(drawn).collect_view()}</div>
                </Card>
            }
        })
    };
    lists.into_iter().map(card).collect_view()
}

/// A line: its name, what is said of it, its number, and the list behind that.
struct Line {
    title: String,
    detail: String,
    number: String,
    behind: Option<String>,
}

fn drawn(line: Line) -> AnyView {
    let number = line.number;
    let end = move || view! { <strong class="figures__end">{number.clone()}</strong> };
    match line.behind {
        Some(href) => view! { <ListRow href title=line.title detail=line.detail end /> }.into_any(),
        None => view! { <ListRow title=line.title detail=line.detail end /> }.into_any(),
    }
}

/// A line of people; hidden where it may not be shown.
fn of_people(here: Here, figures: &Figures, title: String, shown: Option<Tally>, number: Number) -> Line {
    let words = here.words.figures;
    Line {
        title,
        detail: shown.map_or_else(String::new, |tally| words.times(tally.participations)),
        number: shown.map_or_else(|| words.hidden.to_owned(), |tally| words.came(tally.people)),
        behind: (!figures.asked.outside && shown.is_some_and(|tally| tally.people > 0))
            .then(|| figures.asked.behind(Open::People(number))),
    }
}

fn names(here: Here, ids: impl IntoIterator<Item = Id>) -> Vec<(Id, String)> {
    here.phone.read(|replica| named(replica, ids, here.arabic()))
}

fn activities(here: Here, figures: &Figures) -> Vec<Line> {
    let parts = &figures.report.by_activity;
    let line = |(id, name): (Id, String)| {
        let part = parts.get(&id).cloned().unwrap_or_default();
        let shown = figures.masked.as_ref().map_or(Some(part.tally), |masked| {
            masked.by_activity.get(&id).copied().flatten()
        });
        let mut line = of_people(here, figures, name, shown, Number::Activity(id));
        if figures.asked.outside {
            // Of an activity, outside holds the people alone.
            return (part.tally.people, line);
        }
        line.detail = dotted([line.detail, of_part(here, &part)]);
        (part.tally.people, line)
    };
    let mut lines: Vec<_> = names(here, parts.keys().copied()).into_iter().map(line).collect();
    lines.sort_by_key(|(people, _)| core::cmp::Reverse(*people));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn groups(here: Here, figures: &Figures) -> Vec<Line> {
    let line = |(id, part): (&Id, &Part)| {
        let group: Group = here.phone.read(|replica| replica.view(*id)).unwrap_or_default();
        let activity = here
            .phone
            .read(|replica| name_of(replica, group.activity, here.arabic()));
        let name = match group.name.as_str() {
            "" => here.words.activity.main_group,
            name => name,
        };
        let title = dotted([activity, name.to_owned()]);
        let mut line = of_people(here, figures, title, Some(part.tally), Number::Group(*id));
        line.detail = dotted([line.detail, of_part(here, part)]);
        (core::cmp::Reverse(part.tally.people), line)
    };
    let mut lines: Vec<_> = figures.report.by_group.iter().map(line).collect();
    lines.sort_by_key(|(people, _)| *people);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Sessions held and their hours, the hours of those who came, and the rate.
fn of_part(here: Here, part: &Part) -> String {
    let words = here.words.figures;
    let rate = part.attendance.permille();
    let rate = rate.map_or_else(String::new, |_| format!("{} {}", words.rate, words.share(rate)));
    let followed = match part.learner_minutes {
        0 => String::new(),
        minutes => words.attended_for(&words.lasting(minutes)),
    };
    let held = words.sessions_held(part.sessions.held);
    let held = match part.sessions.minutes {
        0 => held,
        minutes => format!("{held} ({})", words.lasting(minutes)),
    };
    dotted([held, followed, rate])
}

fn communes(here: Here, figures: &Figures) -> Vec<Line> {
    let mut cells: Vec<_> = figures.report.by_commune.iter().collect();
    cells.sort_by_key(|(_, tally)| core::cmp::Reverse(tally.people));
    let line = |(commune, tally): (&String, &Tally)| {
        let shown = figures.masked.as_ref().map_or(Some(*tally), |masked| {
            masked.by_commune.get(commune).copied().flatten()
        });
        let title = match here.commune(commune) {
            name if name.is_empty() => here.words.figures.commune_unknown.to_owned(),
            name => name,
        };
        of_people(here, figures, title, shown, Number::Commune(commune.clone()))
    };
    cells.into_iter().map(line).collect()
}

/// Provinces or regions. `masked` has those that may be shown outside, and `number` opens one.
fn places(
    here: Here,
    figures: &Figures,
    cells: &BTreeMap<String, Tally>,
    masked: fn(&Masked) -> &BTreeMap<String, Cell>,
    number: fn(String) -> Number,
) -> Vec<Line> {
    let mut cells: Vec<_> = cells.iter().collect();
    cells.sort_by_key(|(_, tally)| core::cmp::Reverse(tally.people));
    let line = |(code, tally): (&String, &Tally)| {
        let shown = figures
            .masked
            .as_ref()
            .map_or(Some(*tally), |whole| masked(whole).get(code).copied().flatten());
        of_people(here, figures, here.place(code), shown, number(code.clone()))
    };
    cells.into_iter().map(line).collect()
}

fn of_region(masked: &Masked) -> &BTreeMap<String, Cell> {
    &masked.by_region
}

fn of_province(masked: &Masked) -> &BTreeMap<String, Cell> {
    &masked.by_province
}

fn milieux(here: Here, figures: &Figures) -> Vec<Line> {
    let line = |(milieu, tally): (Milieu, Tally)| {
        let shown = figures.masked.as_ref().map_or(Some(tally), |masked| {
            masked.by_milieu.get(&milieu).copied().flatten()
        });
        let title = here.words.figures.milieu(milieu).to_owned();
        of_people(here, figures, title, shown, Number::Milieu(milieu))
    };
    figures.report.by_milieu().into_iter().map(line).collect()
}

/// What people answered about difficulties, where anybody was asked.
fn disabilities(here: Here, figures: &Figures) -> Vec<Line> {
    if !figures.report.asked_disability() {
        return Vec::new();
    }
    let line = |(answer, tally): (&Option<Disability>, &Tally)| {
        let shown = figures.masked.as_ref().map_or(Some(*tally), |masked| {
            masked.by_disability.get(answer).copied().flatten()
        });
        let title = here.words.disability.answer(answer.map_or("", Disability::name));
        of_people(
            here,
            figures,
            title.to_owned(),
            shown,
            Number::Disability(*answer),
        )
    };
    figures.report.by_disability.iter().map(line).collect()
}

fn newcomers(here: Here, figures: &Figures) -> Vec<Line> {
    let words = here.words.figures;
    let line = |(is_new, title): (bool, &str)| {
        let tally = figures.report.by_new.get(&is_new).copied().unwrap_or_default();
        let shown = figures.masked.as_ref().map_or(Some(tally), |masked| {
            masked.by_new.get(&is_new).copied().unwrap_or(Some(tally))
        });
        of_people(here, figures, title.to_owned(), shown, Number::New(is_new))
    };
    [(true, words.new), (false, words.returning)].map(line).into()
}

fn volunteers(here: Here, figures: &Figures) -> Vec<Line> {
    let words = here.words.figures;
    let of = &figures.report.volunteers;
    let mut known: Vec<_> = names(here, of.keys().copied());
    known.sort_by_key(|(id, _)| core::cmp::Reverse(of.get(id).map(Given::total)));
    let line = |(id, name): (Id, String)| {
        let given = of.get(&id).copied().unwrap_or_default();
        Line {
            title: name,
            detail: in_words(here, given),
            number: words.lasting(given.total()),
            behind: Some(figures.asked.behind(Open::Member(id))),
        }
    };
    known.into_iter().map(line).collect()
}

fn items(here: Here, figures: &Figures) -> Vec<Line> {
    let words = here.words;
    let line = |(item, whole): (&Item, &Handed)| {
        let shown = figures
            .masked
            .as_ref()
            .map_or(Some(*whole), |masked| masked.handed.get(item).copied().flatten());
        let quantity = |one: Handed| {
            let hundredths = i64::try_from(one.hundredths).unwrap_or(i64::MAX);
            words.delivery.quantity(hundredths, item.unit.name())
        };
        let people = |one: Handed| match one.people {
            0 => String::new(),
            people => words.figures.received_by(people),
        };
        let unnamed = |one: Handed| match one.unnamed {
            0 => String::new(),
            unnamed => words.delivery.without_names(unnamed),
        };
        let times = |one: Handed| words.figures.hand_overs(one.times);
        Line {
            title: item.name.clone(),
            detail: shown.map_or_else(String::new, |one| dotted([times(one), people(one), unnamed(one)])),
            number: shown.map_or_else(|| words.figures.hidden.to_owned(), quantity),
            behind: (!figures.asked.outside && whole.times > 0)
                .then(|| figures.asked.behind(Open::People(Number::Received(item.clone())))),
        }
    };
    figures.report.handed.iter().map(line).collect()
}

fn reasons(here: Here, figures: &Figures) -> Vec<Line> {
    let line = |(reason, count): (&Option<i64>, &u64)| {
        let list = Open::Sessions(Sittings::Cancelled(*reason));
        Line {
            title: reason_word(here, *reason).to_owned(),
            detail: String::new(),
            number: group(here.lang(), *count),
            behind: (!figures.asked.outside).then(|| figures.asked.behind(list)),
        }
    };
    figures.report.sessions.cancelled.iter().map(line).collect()
}
