//! Papers printed from what this phone holds, with no network: sheets, lists, registers, certificates. The server makes
//! a file of the same, where there is one.

mod asked;
mod drawn;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::asked::{Asked, KINDS};
use self::drawn::drawn;
pub(super) use self::drawn::head;
use super::here::{Here, here};
use super::papers::PaperLink;
use super::receiving::{Receiving, receiving};
use crate::component::{BottomAction, Empty, Icon, IconName, Page, PrintButton};
use crate::i18n::Paper as Words;
use crate::paper::Paper;

/// The paper that the address asks for.
#[component]
pub(super) fn PrintedPage() -> impl IntoView {
    let here = here();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let param = |name| params.with(|params| params.get(name)).unwrap_or_default();
        let said = |name: &str| query.with(|query| query.get(name));
        Asked::read(&param("kind"), &param("of"), said, here.today())
    });
    let coming = receiving(here);
    let paper = Memo::new(move |_| {
        let (asked, today, lang) = (asked.get()?, here.today(), here.lang());
        let asker = here.asker()?;
        here.phone.watch(KINDS, |replica| {
            asked
                .is_for(&asker, replica)
                .then(|| asked.paper(replica, lang, today))
                .flatten()
        })
    });
    let known = Memo::new(move |_| paper.with(Option::is_some));
    let back = asked.with_untracked(|asked| {
        asked.map_or_else(
            || "/app".to_owned(),
            |asked| here.phone.read(|replica| asked.back(replica)),
        )
    });
    let title = Signal::derive(move || {
        let title = paper.with(|paper| paper.as_ref().map(|paper| paper.head.title));
        title.unwrap_or(Words::of(here.lang()).title).to_owned()
    });
    view! {
        <Page title back wide=true>
            {move || asked.get().map(|asked| view! { <Others here asked /> })}
            {move || match asked.get().filter(|_| known.get()) {
                _ if coming.get() => view! { <Receiving here /> }.into_any(),
                Some(asked) => view! { <Printed here asked paper /> }.into_any(),
                None => {
                    let words = Words::of(here.lang());
                    view! { <Empty icon=IconName::Print title=words.none_title text=words.none_text /> }.into_any()
                }
            }}
        </Page>
    }
}

/// The paper, how to print it, and how to have it as a file, which goes on coming while the paper alters.
#[component]
fn Printed(here: Here, asked: Asked, paper: Memo<Option<Paper>>) -> impl IntoView {
    let words = Words::of(here.lang());
    view! {
        {move || paper.with(|paper| paper.as_ref().map(|paper| drawn(paper, here.lang())))}
        <div class="stack print-hidden">
            <p class="muted">{words.from_here}</p>
            <PaperLink here path=asked.file() label=words.as_file icon=IconName::Import />
        </div>
        <BottomAction><PrintButton label=words.print block=true /></BottomAction>
    }
}

/// The papers beside it: the other sheets of the session, the month or the year before and after.
#[component]
fn Others(here: Here, asked: Asked) -> impl IntoView {
    let words = Words::of(here.lang());
    match asked {
        Asked::Attendance { session, .. } | Asked::Assembly { session } => {
            let plans = here.asker().is_some_and(|asker| asker.plans());
            let sheet = |blank| Asked::Attendance { session, blank };
            let all = [
                (sheet(false), words.filled),
                (sheet(true), words.blank),
                (Asked::Assembly { session }, words.assembly_short),
            ];
            let links = all
                .into_iter()
                .filter(|(one, _)| plans || !matches!(one, Asked::Assembly { .. }));
            let links = links.map(|(one, label)| {
                let current = (one == asked).then_some("page");
                view! { <a class="tabs__tab" href=one.here() aria-current=current>{label}</a> }
            });
            view! { <nav class="tabs print-hidden" aria-label=words.kind>{links.collect_view()}</nav> }
                .into_any()
        }
        _ => asked
            .beside()
            .map(|beside| view! { <Beside here asked beside /> })
            .into_any(),
    }
}

/// The month or the year it is of, and the way to those beside.
#[component]
fn Beside(here: Here, asked: Asked, beside: [Asked; 2]) -> impl IntoView {
    let said = |asked: Asked| match asked {
        Asked::Register { month, .. } => here.month(month),
        Asked::Volunteers { year } => year.to_string(),
        _ => String::new(),
    };
    let [before, after] = beside;
    view! {
        <nav class="days print-hidden">
            <a class="icon-button" href=before.here() aria-label=said(before)><Icon name=IconName::Before /></a>
            <strong class="days__day">{said(asked)}</strong>
            <a class="icon-button" href=after.here() aria-label=said(after)><Icon name=IconName::Next /></a>
        </nav>
    }
}
