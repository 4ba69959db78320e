//! Which days, which activity, for whom.

use domain::kind::Kind;
use domain::project::{of_donor, span};
use domain::record::{Activity, Project, View};
use domain::report::Month;
use domain::time::Day;
use domain::view::{donors, name_of};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::super::here::{Here, dotted};
use super::asked::{Asked, Funds};
use crate::component::{Choice, ChoiceOption, Field, FieldKind, Icon, IconName, Select};

/// Periods that are asked for often, by the name their choice has.
const OFTEN: [&str; 5] = ["month", "last", "quarter", "year", "last_year"];

/// The days of a period that is asked for often.
fn days(often: &str, today: Day) -> Option<(Day, Day)> {
    let month = Month::of(today);
    let year = |year| Some((Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?));
    match often {
        "month" => Some((month.first(), month.last())),
        "last" => Some((month.before().first(), month.before().last())),
        "quarter" => Some((month.before().before().first(), month.last())),
        "year" => year(month.year),
        "last_year" => year(month.year - 1),
        _ => None,
    }
}

/// The choices; each leads to the report it asks for.
#[component]
pub(super) fn Chooser(here: Here, asked: Memo<Asked>) -> impl IntoView {
    let words = here.words;
    let today = here.today();
    let often = move |asked: &Asked| {
        let is_of = |often: &&&str| days(often, today) == Some((asked.from, asked.to));
        OFTEN.iter().find(is_of).copied().unwrap_or("other")
    };
    let now = asked.get_untracked();
    let period = RwSignal::new(often(&now).to_owned());
    let (from, to) = (
        RwSignal::new(now.from.to_string()),
        RwSignal::new(now.to.to_string()),
    );
    let activity = RwSignal::new(now.activity.map_or_else(String::new, |id| id.to_string()));
    let funds = RwSignal::new(now.funds.as_ref().map_or_else(String::new, code));
    // What is funded has days of its own.
    Effect::new(move |before: Option<String>| {
        let funds = funds.get();
        if before.is_some_and(|before| before != funds)
            && let Some((first, last)) = own_days(here, &funds)
        {
            from.set(first.to_string());
            to.set(last.to_string());
            period.set("other".to_owned());
        }
        funds
    });
    let whom = RwSignal::new(if now.outside { "outside" } else { "inside" }.to_owned());
    let go = use_navigate();
    Effect::new(move |first: Option<()>| {
        let (from, to) = days(&period.get(), today)
            .or_else(|| Some((Day::from_iso(&from.get())?, Day::from_iso(&to.get())?)))
            .unwrap_or((now.from, now.to));
        let wanted = Asked {
            from,
            to,
            activity: activity.with(|id| id.parse().ok()),
            funds: funds.with(|code| read(code)),
            outside: whom.with(|whom| whom == "outside"),
            open: None,
        };
        if first.is_some() && asked.with_untracked(|asked| wanted != *asked) {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            go(&wanted.href(), options);
        }
    });
    let periods = vec![
        ChoiceOption::new("month", words.figures.this_month),
        ChoiceOption::new("last", words.figures.last_month),
        ChoiceOption::new("quarter", words.figures.this_quarter),
        ChoiceOption::new("year", words.figures.this_year),
        ChoiceOption::new("last_year", words.figures.last_year),
        ChoiceOption::new("other", words.figures.other),
    ];
    let inside = ChoiceOption::new("inside", words.figures.inside);
    let outside = ChoiceOption::new("outside", words.figures.outside);
    let hint = move || whom.with(|whom| whom == "outside");
    let label = |options: &[ChoiceOption], chosen: &str| {
        let found = options.iter().find(|option| option.value == chosen);
        found.map_or_else(String::new, |option| option.label.clone())
    };
    let (known, funding) = (activities(here), funding(here));
    let said = Signal::derive({
        let (periods, known, funding) = (periods.clone(), known.clone(), funding.clone());
        move || {
            let asked = asked.get();
            let activity = asked.activity.map_or_else(String::new, |id| id.to_string());
            let whom = if asked.outside {
                words.figures.outside
            } else {
                words.figures.inside
            };
            let funds = asked
                .funds
                .as_ref()
                .map_or_else(String::new, |funds| label(&funding, &code(funds)));
            dotted([
                label(&periods, often(&asked)),
                funds,
                label(&known, &activity),
                whom.to_owned(),
            ])
        }
    });
    view! {
        // What is asked stands in a line, so that the numbers come first; it stays open while it is being chosen.
        <details class="card fold print-hidden">
            <summary class="fold__said"><Icon name=IconName::Filter /><span>{said}</span></summary>
            <div class="pair">
                <Select label=words.figures.period name="period" options=periods selected=period />
                <Select label=words.log.filter_activity name="activity" options=known selected=activity />
            </div>
            {(funding.len() > 1).then(|| view! {
                <Select label=words.project.funded_by name="funds" options=funding selected=funds />
            })}
            {move || period.with(|period| period == "other").then(|| view! {
                <div class="pair">
                    <Field label=words.figures.from name="from" kind=FieldKind::Date value=from />
                    <Field label=words.figures.to name="to" kind=FieldKind::Date value=to />
                </div>
            })}
            <Choice legend=words.figures.whom name="whom" options=vec![inside, outside] selected=whom />
            {move || hint().then(|| view! { <p class="muted">{words.figures.outside_hint}</p> })}
        </details>
    }
}

/// What funds, as the choice has it.
fn code(funds: &Funds) -> String {
    match funds {
        Funds::Project(id) => id.to_string(),
        Funds::Donor(donor) => format!("donor:{donor}"),
    }
}

fn read(code: &str) -> Option<Funds> {
    match code.strip_prefix("donor:") {
        Some(donor) => Some(Funds::Donor(donor.to_owned())),
        None => code.parse().ok().map(Funds::Project),
    }
}

/// From the first day of what was chosen to the last.
fn own_days(here: Here, code: &str) -> Option<(Day, Day)> {
    let chosen = read(code)?;
    here.phone.read(|replica| {
        let all: Vec<_> = replica
            .all(Kind::Project)
            .map(|record| (record.id, Project::of(record)))
            .collect();
        let ids = match chosen {
            Funds::Project(id) => [id].into(),
            Funds::Donor(donor) => of_donor(all.iter().map(|(id, project)| (*id, project)), &donor),
        };
        span(
            all.iter()
                .filter(|(id, _)| ids.contains(id))
                .map(|(_, project)| project),
        )
    })
}

/// The projects there are, who funds them, and whatever is funded or not.
fn funding(here: Here) -> Vec<ChoiceOption> {
    let words = here.words.project;
    let (mut projects, donors) = here.phone.read(|replica| {
        let option = |record: &domain::record::Record| {
            ChoiceOption::new(record.id.to_string(), name_of(replica, record.id, here.arabic()))
        };
        (
            replica.all(Kind::Project).map(option).collect::<Vec<_>>(),
            donors(replica),
        )
    });
    projects.sort_by(|one, other| one.label.cmp(&other.label));
    let donors = donors.into_iter().map(|donor| {
        let label = words
            .funded_by_donor(&donor)
            .replace(['\u{2068}', '\u{2069}'], "");
        ChoiceOption::new(code(&Funds::Donor(donor)), label)
    });
    let all = ChoiceOption::new("", words.every_project);
    core::iter::once(all).chain(projects).chain(donors).collect()
}

/// The activities there are, and all of them.
fn activities(here: Here) -> Vec<ChoiceOption> {
    let mut known = here.phone.read(|replica| {
        let option = |record: &domain::record::Record| {
            ChoiceOption::new(record.id.to_string(), Activity::of(record).title)
        };
        replica.all(Kind::Activity).map(option).collect::<Vec<_>>()
    });
    known.sort_by(|one, other| one.label.cmp(&other.label));
    known.insert(0, ChoiceOption::new("", here.words.figures.every_activity));
    known
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn periods_that_are_asked_for_often_are_whole_months() {
        let today = Day::from_iso("2026-01-15").unwrap_or_default();
        let of = |often| days(often, today).map(|(from, to)| format!("{from} {to}"));
        assert_eq!(of("month").as_deref(), Some("2026-01-01 2026-01-31"));
        assert_eq!(of("last").as_deref(), Some("2025-12-01 2025-12-31"));
        assert_eq!(of("quarter").as_deref(), Some("2025-11-01 2026-01-31"));
        assert_eq!(of("last_year").as_deref(), Some("2025-01-01 2025-12-31"));
        assert_eq!(of("other"), None);
    }
}
