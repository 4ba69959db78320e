//! Reports kept as they were made: those there are, and the one that makes itself. They are on the server.

#![allow(unreachable_pub, reason = "the component macro writes public builders")]

mod one;
mod rhythm;

use domain::id::Id;
use domain::record::Project;
use domain::time::Day;
use domain::view::name_of;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::one::One;
use self::rhythm::RhythmChoice;
pub(super) use self::rhythm::{rhythm_code, rhythms};
use super::here::{Here, dotted, here, shown_day};
use super::shown::listed;
use super::team::RowButton;
use crate::component::{
    Button, ButtonKind, Chip, Empty, Icon, IconName, Notice, NoticeKind, Page, Sheet, Tone, use_toaster,
};
use crate::device::{KeptAsked, KeptReport};
use crate::i18n::isolate;

/// Names of projects or activities that a line has room for.
const NAMED: usize = 2;

/// What is known of the reports on the server.
#[derive(Clone, PartialEq)]
enum Known {
    Asking,
    Told(Vec<KeptReport>),
    Failed(String),
}

/// The kept reports, for those who read reports.
#[component]
pub(super) fn KeptReportsPage() -> impl IntoView {
    let here = here();
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    view! {
        <Page title=here.words.kept.title back="/app/report" columns=true>
            {move || decides.get().then(|| view! { <RhythmChoice here /> })}
            {move || sees.get().then(|| view! { <List here decides /> })}
        </Page>
    }
}

#[component]
fn List(here: Here, decides: Memo<bool>) -> impl IntoView {
    let words = here.words.kept;
    let (known, full) = (RwSignal::new(Known::Asking), RwSignal::new(false));
    let ask = Callback::new(move |()| {
        known.set(Known::Asking);
        spawn_local(async move {
            known.set(match here.phone.kept_reports().await {
                Ok((reports, all)) => {
                    full.set(all);
                    Known::Told(reports)
                }
                Err(error) => Known::Failed(here.call_error(&error)),
            });
        });
    });
    ask.run(());
    let (chosen, leaving) = (RwSignal::new(None::<KeptReport>), RwSignal::new(Vec::<Id>::new()));
    let close = Callback::new(move |()| chosen.set(None));
    let title = Signal::derive(move || {
        chosen.with(|one| one.as_ref().map(|one| period(here, one)).unwrap_or_default())
    });
    let toaster = use_toaster();
    // Why one was not deleted: said in the list, since another toast may be there by then, with its own way back.
    let problem = RwSignal::new(None::<String>);
    // What is about to be deleted is, before the page is left.
    on_cleanup(move || toaster.hurry());
    let delete = Callback::new(move |id: Id| {
        close.run(());
        toaster.hurry();
        problem.set(None);
        leaving.update(|leaving| leaving.push(id));
        let stays = move || {
            let _ = leaving.try_update(|leaving| leaving.retain(|one| *one != id));
        };
        let undo = move || {
            stays();
            toaster.say(here.words.common.undone);
        };
        let then = move || {
            spawn_local(async move {
                let told = here.phone.delete_report(id).await;
                if let Err(error) = told
                    // Another head was quicker.
                    && error.code() != "not_found"
                {
                    let _ = problem.try_set(Some(here.call_error(&error)));
                    stays();
                }
            });
        };
        // What is not done yet is not said to be.
        toaster.say_before(words.deleting, undo, then);
    });
    let known = move || match known.get() {
        Known::Told(mut reports) => {
            leaving.with(|leaving| reports.retain(|report| !leaving.contains(&report.id)));
            Known::Told(reports)
        }
        other => other,
    };
    view! {
        {move || problem.get().map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
        {move || full.get().then(|| view! { <Notice kind=NoticeKind::Warning text=words.full /> })}
        {move || match known() {
            Known::Asking => view! { <p class="muted">{words.loading}</p> }.into_any(),
            Known::Failed(text) => view! {
                <Notice kind=NoticeKind::Error text />
                <Button
                    kind=ButtonKind::Quiet label=words.again block=true
                    on_click=Callback::new(move |_| ask.run(()))
                />
            }.into_any(),
            Known::Told(reports) if reports.is_empty() => {
                view! { <Empty icon=IconName::Log title=words.none text=words.none_hint /> }.into_any()
            }
            Known::Told(reports) => {
                let rows = reports.into_iter().map(|report| row(here, report, chosen)).collect_view();
                view! { <div class="list">{rows}</div> }.into_any()
            }
        }}
        <Sheet open=Signal::derive(move || chosen.with(Option::is_some)) on_close=close title>
            {move || chosen.get().map(|report| view! { <One here report decides delete /> })}
        </Sheet>
    }
}

fn row(here: Here, report: KeptReport, chosen: RwSignal<Option<KeptReport>>) -> AnyView {
    let words = here.words;
    let people = report
        .total
        .as_ref()
        .map(|total| words.common.people(total.people));
    let made = here.long_day(report.made);
    let title = period(here, &report);
    let detail = dotted([
        about(here, &report.asked),
        people.unwrap_or_default(),
        words.kept.made(&made),
        by(here, &report),
    ]);
    let outside = report.outside;
    let start = move || view! { <Icon name=IconName::Log /> };
    let end = move || outside.then(|| view! { <Chip tone=Tone::Sky text=words.kept.outside /> });
    let on_click = Callback::new(move |()| chosen.set(Some(report.clone())));
    view! { <RowButton title detail start end on_click /> }.into_any()
}

/// What a report is about, where that is not everything: who funds it, which activities.
fn about(here: Here, asked: &KeptAsked) -> String {
    let [projects, activities] =
        [&asked.projects, &asked.activities].map(|ids| ids.as_deref().unwrap_or_default());
    here.phone.read(|replica| {
        let donors = projects.iter().filter_map(|id| replica.view::<Project>(*id));
        let mut donors: Vec<String> = donors.map(|project| project.donor).collect();
        donors.sort();
        donors.dedup();
        let named = |ids: &[Id]| {
            let names = ids.iter().map(|id| name_of(replica, *id, here.arabic()));
            names.collect()
        };
        dotted([donors, named(projects), named(activities)].map(|names| few(here, names)))
    })
}

/// The first names, and how many more there are.
fn few(here: Here, names: Vec<String>) -> String {
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let shown = listed(here.words, names.iter().take(NAMED).map(|name| isolate(name)));
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} +{more}"),
    }
}

/// The days of a report.
fn period(here: Here, report: &KeptReport) -> String {
    let day = |text: &str| {
        Day::from_iso(text).map_or_else(|| text.to_owned(), |day| shown_day(day).long(here.lang()))
    };
    here.words
        .kept
        .period(&day(&report.asked.from), &day(&report.asked.to))
}

/// Who kept it.
fn by(here: Here, report: &KeptReport) -> String {
    let words = here.words.kept;
    match report.made_by {
        Some(member) => {
            let name = here.phone.read(|replica| name_of(replica, member, here.arabic()));
            words.made_by(&name)
        }
        None => words.by_itself.to_owned(),
    }
}
