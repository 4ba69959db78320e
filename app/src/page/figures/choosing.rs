//! Which days, which activity, for whom.

use domain::kind::Kind;
use domain::project::{of_donor, span};
use domain::record::{Activity, Project, View};
use domain::report::{BANDS, Month, bands};
use domain::time::Day;
use domain::view::{donors, name_of};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::super::here::{Here, dotted};
use super::asked::{Asked, Funds, written};
use crate::component::{Choice, ChoiceOption, Choices, Field, FieldKind, Icon, IconName, Select};

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
    let chosen = now.activities.iter().map(|id| id.to_string());
    let activities = RwSignal::new(chosen.collect::<Vec<_>>());
    let ages = RwSignal::new(written(&now.bands, ", "));
    let fault = Signal::derive(move || {
        let wrong = ages.with(|ages| bands(ages).is_none());
        wrong.then(|| words.figures.bad_bands.to_owned())
    });
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
            activities: activities.with(|ids| ids.iter().filter_map(|id| id.parse().ok()).collect()),
            // What is no bands stands under its field, and the report as it was.
            bands: ages
                .with(|ages| bands(ages))
                .unwrap_or_else(|| asked.with_untracked(|asked| asked.bands.clone())),
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
    let (known, funding) = (known_activities(here), funding(here));
    let said = Signal::derive({
        let (periods, known, funding) = (periods.clone(), known.clone(), funding.clone());
        move || {
            let asked = asked.get();
            let of = match asked.activities.first() {
                None => words.figures.every_activity.to_owned(),
                Some(only) if asked.activities.len() == 1 => label(&known, &only.to_string()),
                Some(_) => words.team.activities(asked.activities.len() as u64),
            };
            let ages = match asked.bands == BANDS {
                true => String::new(),
                false => words.figures.aged_in(&written(&asked.bands, ", ")),
            };
            let whom = if asked.outside {
                words.figures.outside
            } else {
                words.figures.inside
            };
            let funds = asked
                .funds
                .as_ref()
                .map_or_else(String::new, |funds| label(&funding, &code(funds)));
            dotted([label(&periods, often(&asked)), funds, of, ages, whom.to_owned()])
        }
    });
    view! {
        // What is asked stands in a line, so that the numbers come first; it stays open while it is being chosen.
        <details class="card fold print-hidden">
            <summary class="fold__said"><Icon name=IconName::Filter /><span>{said}</span></summary>
            <Select label=words.figures.period name="period" options=periods selected=period />
            {(funding.len() > 1).then(|| view! {
                <Select label=words.project.funded_by name="funds" options=funding selected=funds />
            })}
            {move || period.with(|period| period == "other").then(|| view! {
                <div class="pair">
                    <Field label=words.figures.from name="from" kind=FieldKind::Date value=from />
                    <Field label=words.figures.to name="to" kind=FieldKind::Date value=to />
                </div>
            })}
            <Choices
                legend=words.log.filter_activity name="activities" hint=words.figures.activities_hint
                options=known selected=activities
            />
            <Field
                label=words.figures.bands name="bands" hint=words.figures.bands_hint
                kind=FieldKind::Number value=ages error=fault
            />
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

/// The activities there are.
fn known_activities(here: Here) -> Vec<ChoiceOption> {
    let mut known = here.phone.read(|replica| {
        let option = |record: &domain::record::Record| {
            ChoiceOption::new(record.id.to_string(), Activity::of(record).title)
        };
        replica.all(Kind::Activity).map(option).collect::<Vec<_>>()
    });
    known.sort_by(|one, other| one.label.cmp(&other.label));
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
