//! Reports: a period in numbers, on the phone, with no network; every number opens the list behind it.

#![allow(unreachable_pub, reason = "the component macro writes public builders")]

mod ages;
mod asked;
mod behind;
mod choosing;
mod funded;
mod giving;
mod keeping;
mod map;
mod months;
mod parts;
mod told;
mod trend;

use std::sync::Arc;

use domain::id::Id;
use domain::record::Association;
use domain::report::{Facts, Funded, Masked, Report, bared, masked, report};
use domain::time::Day;
use domain::view::{FIGURE_KINDS, facts, name_of};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) use self::asked::Asked;
use super::here::{Here, here, shown_day};
use super::printed::head;
use crate::component::{Empty, IconName, LinkButton, Notice, Page};
use crate::device::timed;
use crate::i18n::{Paper as PaperWords, Words};
use crate::paper::Head;

/// A report, and what it may show.
#[derive(Clone, PartialEq)]
struct Figures {
    asked: Asked,
    /// The numbers; for outside, without what is hidden.
    report: Arc<Report>,
    /// For outside, what may be shown.
    masked: Option<Arc<Masked>>,
}

impl Figures {
    /// The projects it is asked for, as they may be shown.
    fn funded(&self) -> &[Funded] {
        let masked = self.masked.as_ref().map(|masked| &masked.funded);
        masked.unwrap_or(&self.report.funded)
    }

    /// Whether nothing took place.
    fn says_nothing(&self) -> bool {
        self.report.by_activity.is_empty() && self.report.handed.is_empty()
    }

    /// How well sessions were attended, in words; none where nobody was marked.
    fn rate(&self, words: &Words) -> Option<String> {
        let masked = self.masked.as_ref();
        let shown = masked.map_or(Some(self.report.attendance), |masked| masked.rate);
        match shown {
            Some(attendance) => attendance.permille().map(|rate| words.figures.share(Some(rate))),
            None => Some(words.figures.hidden.to_owned()),
        }
    }
}

/// The report that the address asks for; whoever may not read it is told whom it is for.
#[component]
pub(super) fn FiguresPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    move || {
        if sees.get() {
            view! { <Asking here /> }.into_any()
        } else {
            view! {
                <Page title=words.figures.title back="/app">
                    <Empty icon=IconName::Log title=words.figures.title text=words.figures.for_heads>
                        <LinkButton href="/app" label=words.shell.go_today />
                    </Empty>
                </Page>
            }
            .into_any()
        }
    }
}

#[component]
fn Asking(here: Here) -> impl IntoView {
    let params = use_query_map();
    let today = Memo::new(move |_| here.today());
    let asked = Memo::new(move |_| params.with(|params| Asked::read(params, today.get())));
    let facts = Memo::new(move |_| {
        Arc::new(
            here.phone
                .watch(FIGURE_KINDS, |replica| timed("hadir:facts", || facts(replica))),
        )
    });
    // The report stays where it is while what is asked of it alters.
    let open = Memo::new(move |_| asked.with(|asked| asked.open.clone().filter(|_| !asked.outside)));
    move || match open.get() {
        Some(open) => {
            let (asked, today) = (asked.get_untracked(), today.get());
            view! { <behind::Behind here asked facts=facts.get() open today /> }.into_any()
        }
        None => view! { <Whole here asked facts today /> }.into_any(),
    }
}

/// The report itself.
#[component]
fn Whole(here: Here, asked: Memo<Asked>, facts: Memo<Arc<Facts>>, today: Memo<Day>) -> impl IntoView {
    let words = here.words;
    let subtitle = Signal::derive(move || asked.with(|asked| span(here, asked)));
    let figures = Memo::new(move |_| {
        let asked = asked.get();
        let report = facts.with(|facts| {
            let query = asked.query(today.get(), facts);
            timed("hadir:report", || report(facts, &query))
        });
        let masked = asked.outside.then(|| masked(&report));
        Figures {
            asked,
            report: Arc::new(match &masked {
                Some(masked) => bared(&report, masked),
                None => report,
            }),
            masked: masked.map(Arc::new),
        }
    });
    let of_server = Memo::new(move |_| {
        figures.with(|figures| {
            let any = !figures.asked.is_turned() && !figures.says_nothing();
            any.then(|| figures.asked.to_server())
        })
    });
    view! {
        <Page title=words.figures.title subtitle back="/app/log" wide=true>
            <choosing::Chooser here asked />
            {move || figures.with(|figures| {
                if figures.asked.is_turned() {
                    view! { <Notice text=words.figures.turned /> }.into_any()
                } else {
                    shown(here, figures)
                }
            })}
            {move || of_server.with(|asked| asked.as_ref().map(|asked| giving::made_by_server(here, asked)))}
        </Page>
    }
}

fn shown(here: Here, figures: &Figures) -> AnyView {
    let words = here.words;
    if figures.says_nothing() {
        return view! {
            {funded::funded(here, figures)}
            <Empty icon=IconName::Calendar title=words.figures.nothing text=words.figures.nothing_hint />
        }
        .into_any();
    }
    view! {
        {paper_head(here, figures)}
        {told::told(here, figures)}
        {funded::funded(here, figures)}
        <div class="report">
            {ages::ages(here, figures)}
            {trend::trend(here, figures)}
            {months::months(here, figures)}
            {map::map(here, figures)}
            {parts::parts(here, figures)}
        </div>
        <p class="muted">{words.figures.meant}</p>
        <footer class="a4__signed print-only"><p>{PaperWords::of(here.lang()).president_signs}</p></footer>
        {giving::sending(here, figures)}
    }
    .into_any()
}

/// What stands over the report once it is printed: whose it is, and under which agreement.
fn paper_head(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let asked = &figures.asked;
    let over = here.phone.read(|replica| {
        let association: Option<Association> = replica.me().and_then(|me| replica.view(me.association));
        let named = |id: &Id| name_of(replica, *id, here.arabic());
        Head::of_report(
            &association.unwrap_or_default(),
            (asked.from, asked.to),
            asked.activities.iter().map(named),
            figures.funded(),
            here.lang(),
        )
    });
    view! { <div class="print-only">{head(&over)}</div> }
}

/// The days of a report in words.
fn span(here: Here, asked: &Asked) -> String {
    let day = |day| {
        let (shown, lang) = (shown_day(day), here.lang());
        format!("{} {}", shown.short(lang), shown.year)
    };
    here.words.figures.span(&day(asked.from), &day(asked.to))
}
