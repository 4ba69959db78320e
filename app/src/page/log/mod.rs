//! The log, for heads and coordinators: what happened, who recorded it, when, newest first.
//!
//! It opens with the entries this phone holds and never waits; older ones are asked of the server by a tap.

mod entry;
mod filters;

use domain::kind::Kind;
use domain::record::Record;
use domain::view::{LogFilter, LogLine, log, oldest_entry};
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::entry::entry;
use self::filters::Filters;
use super::here::{Here, here};
use super::inbox::InboxLink;
use crate::component::{Button, ButtonKind, Empty, Icon, IconButton, IconName, LinkButton, Notice, Page};
use crate::device::CallError;

/// How many entries are drawn at first, and how many more at a tap.
const STEP: usize = 50;
/// How many older entries are asked for at a tap.
const OLDER: u32 = 100;
/// How many are asked for at once, and how often, while none that a filter lets through was among them.
const SOUGHT: (u32, usize) = (500, 6);
/// What the log reads again when it alters.
const KINDS: &[Kind] = &[
    Kind::LogEntry,
    Kind::Member,
    Kind::Device,
    Kind::Activity,
    Kind::Group,
    Kind::Session,
    Kind::Beneficiary,
    Kind::ReviewItem,
];

/// The log; whoever may not read it is told whom it is for.
#[component]
pub(super) fn LogPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let (filters, filtering) = (Filters::new(), RwSignal::new(false));
    let tools = move || {
        view! {
            {move || sees.get().then(|| view! {
                <IconButton
                    icon=IconName::Filter label=words.common.filter pressed=Signal::from(filtering)
                    on_click=Callback::new(move |_| filtering.update(|open| *open = !*open))
                />
            })}
            <a class="icon-button" href="/app/settings" aria-label=words.settings.title title=words.settings.title>
                <Icon name=IconName::Settings />
            </a>
        }
    };
    view! {
        <Page title=words.log.title subtitle=words.log.subtitle tools>
            {move || if sees.get() {
                view! { <Entries here filters filtering /> }.into_any()
            } else {
                view! {
                    <Empty icon=IconName::Log title=words.log.title text=words.log.for_heads>
                        <LinkButton href="/app" label=words.shell.go_today />
                    </Empty>
                }.into_any()
            }}
        </Page>
    }
}

/// What was fetched beyond what the phone holds.
#[derive(Clone, Copy)]
struct Older {
    records: RwSignal<Vec<Record>>,
    /// Whether the log's beginning was reached.
    ended: RwSignal<bool>,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
}

impl Older {
    fn new() -> Self {
        Self {
            records: RwSignal::default(),
            ended: RwSignal::new(false),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
        }
    }

    /// Asks the server for entries before the oldest known; they are drawn once they are here. Under a filter it goes
    /// on, a bounded while, until one is found that passes.
    fn fetch(self, here: Here, filter: LogFilter, drawn: RwSignal<usize>) {
        let (limit, times) = if filter.is_empty() { (OLDER, 1) } else { SOUGHT };
        let most = drawn.get_untracked() + STEP;
        let before = self.passing(here, &filter, most);
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            for _ in 0..times {
                match here.phone.log_before(self.oldest(here), limit).await {
                    Ok(records) => {
                        self.ended.set(records.len() < limit as usize);
                        self.records.update(|older| older.extend(records));
                    }
                    Err(error) => {
                        self.problem.set(Some(why(here, &error)));
                        break;
                    }
                }
                if self.ended.get_untracked() || self.passing(here, &filter, most) > before {
                    break;
                }
            }
            self.busy.set(false);
            drawn.set(most);
        });
    }

    /// The number of the oldest entry known, or one that is after all of them.
    fn oldest(self, here: Here) -> u64 {
        let known = here
            .phone
            .read(|replica| self.records.with_untracked(|older| oldest_entry(replica, older)));
        known.unwrap_or(i64::MAX.unsigned_abs())
    }

    /// How many known entries pass a filter, up to so many.
    fn passing(self, here: Here, filter: &LogFilter, most: usize) -> usize {
        here.phone.read(|replica| {
            self.records
                .with_untracked(|older| log(replica, older, filter, here.arabic(), most).0.len())
        })
    }

    /// How many entries are known.
    fn known(self, here: Here) -> u64 {
        let held = here
            .phone
            .watch(&[Kind::LogEntry], |replica| replica.count(Kind::LogEntry));
        (held + self.records.with(Vec::len)) as u64
    }
}

/// Why no older entries came, in a sentence.
fn why(here: Here, error: &CallError) -> String {
    match error {
        CallError::NoNetwork => here.words.log.older_offline.to_owned(),
        error => here.call_error(error),
    }
}

/// The entries that pass the filters, and the way to more.
#[component]
fn Entries(here: Here, filters: Filters, filtering: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let older = Older::new();
    let drawn = RwSignal::new(STEP);
    let filter = Memo::new(move |_| filters.chosen());
    // What narrows the list stays in sight.
    let open = Memo::new(move |_| filtering.get() || !filter.get().is_empty());
    Effect::new(move || {
        filter.track();
        drawn.set(STEP);
    });
    let picked = Memo::new(move |_| {
        let (filter, most) = (filter.get(), drawn.get());
        older.records.with(|older| {
            here.phone
                .watch(KINDS, |replica| log(replica, older, &filter, here.arabic(), most))
        })
    });
    view! {
        <InboxLink here />
        {move || open.get().then(|| view! { <filters::FilterCard here filters /> })}
        {move || picked.with(|(entries, _)| if entries.is_empty() {
            view! { <Nothing here filters older narrowed=!filter.get().is_empty() /> }.into_any()
        } else {
            let one = |each: &LogLine| entry(here, each);
            view! { <div class="list">{entries.iter().map(one).collect_view()}</div> }.into_any()
        })}
        {move || if picked.with(|(_, more)| *more) {
            let more = Callback::new(move |_| drawn.update(|drawn| *drawn += STEP));
            view! { <Button kind=ButtonKind::Quiet label=words.common.show_more icon=IconName::Down block=true on_click=more /> }.into_any()
        } else {
            view! { <OlderButton here older filter drawn /> }.into_any()
        }}
    }
}

/// What an empty list says.
#[component]
fn Nothing(here: Here, filters: Filters, older: Older, narrowed: bool) -> impl IntoView {
    let words = here.words;
    if narrowed {
        let clear = Callback::new(move |_| filters.clear());
        // What the phone holds is the newest part: only at the log's beginning is it known that nothing matches.
        let text = move || {
            if older.ended.get() {
                words.log.empty_filtered.to_owned()
            } else {
                words.log.none_among(older.known(here))
            }
        };
        (move || {
            view! {
                <Empty icon=IconName::Filter title=words.common.nothing_found text=text()>
                    <Button kind=ButtonKind::Quiet label=words.log.clear_filters on_click=clear />
                </Empty>
            }
        })
        .into_any()
    } else {
        view! { <Empty icon=IconName::Log title=words.log.empty_title text=words.log.empty_text /> }
            .into_any()
    }
}

/// Asks for what came before what this phone holds.
#[component]
fn OlderButton(here: Here, older: Older, filter: Memo<LogFilter>, drawn: RwSignal<usize>) -> impl IntoView {
    let words = here.words;
    let label = Signal::derive(move || {
        if older.busy.get() {
            words.log.fetching_older
        } else {
            words.log.older
        }
        .to_owned()
    });
    let fetch = Callback::new(move |_| older.fetch(here, filter.get_untracked(), drawn));
    move || {
        if older.ended.get() {
            view! { <p class="muted">{words.log.the_end}</p> }.into_any()
        } else {
            view! {
                {move || older.problem.get().map(|text| view! { <Notice text /> })}
                <Button kind=ButtonKind::Quiet label icon=IconName::Clock block=true busy=older.busy on_click=fetch />
            }
            .into_any()
        }
    }
}
