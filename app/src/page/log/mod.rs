//! The log, for heads and coordinators: what happened, who recorded it, when, newest first.
//!
//! It opens with the entries this phone holds and never waits; older ones are asked of the server as the end of the list
//! comes near, and by a tap.

mod entry;
mod filters;
mod near_end;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use domain::kind::Kind;
use domain::record::Record;
use domain::sought::Sought;
use domain::time::Day;
use domain::view::{Gathered, LogTexts, log_gathered, oldest_entry, oldest_received};
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::entry::gathered_entry;
use self::filters::Filters;
use self::near_end::NearEnd;
use self::search::LogSearch;
use super::here::{Here, here};
use super::inbox::InboxLink;
use crate::component::{
    Button, ButtonKind, Empty, Icon, IconButton, IconName, LinkButton, Notice, Page, Working,
};
use crate::device::{CallError, offset_at};

/// How many entries are drawn at first, and at least how many more as the end comes near.
const STEP: usize = 50;
/// How many older entries are asked for at once.
const OLDER: u32 = 100;
/// A number that is after every entry's.
const ALL: u64 = i64::MAX.unsigned_abs();
/// How often the server is asked in a row, while it finds nothing: it looks through so much at once.
const ASKED: usize = 20;
/// What the log reads again when it alters.
const KINDS: &[Kind] = &[
    Kind::LogEntry,
    Kind::Member,
    Kind::Device,
    Kind::Project,
    Kind::Activity,
    Kind::Group,
    Kind::Session,
    Kind::Beneficiary,
    Kind::Pair,
    Kind::ReviewItem,
    Kind::VolunteerHours,
];

/// The log; whoever may not read it is told whom it is for.
#[component]
pub(super) fn LogPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let (filters, filtering) = (Filters::asked(here), RwSignal::new(false));
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
        <Page title=words.log.title subtitle=words.log.subtitle tools columns=true>
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

/// What was fetched beyond what the phone holds, of what is looked for.
#[derive(Clone, Copy)]
struct Older {
    records: RwSignal<Vec<Record>>,
    /// Before which number to go on; none where nothing was asked for yet.
    next: RwSignal<Option<u64>>,
    /// Whether the log's beginning was reached.
    ended: RwSignal<bool>,
    busy: RwSignal<bool>,
    /// Entries that were looked through in vain, of how many there are, where that takes long.
    far: RwSignal<Option<(u64, u64)>>,
    /// Whether a reader stopped it: it goes on by a tap alone.
    stopped: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
    /// Counts what was looked for: an answer to what is looked for no more is let go.
    turn: StoredValue<u64>,
}

impl Older {
    fn new() -> Self {
        Self {
            records: RwSignal::default(),
            next: RwSignal::new(None),
            ended: RwSignal::new(false),
            busy: RwSignal::new(false),
            far: RwSignal::new(None),
            stopped: RwSignal::new(false),
            problem: RwSignal::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// Something else is looked for: nothing was fetched of it yet.
    fn begin(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.records.set(Vec::new());
        self.next.set(None);
        self.ended.set(false);
        self.busy.set(false);
        self.far.set(None);
        self.stopped.set(false);
        self.problem.set(None);
    }

    /// Looks no further; what was found stays.
    fn stop(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.busy.set(false);
        self.far.set(None);
        self.stopped.set(true);
    }

    /// Asks the server for entries before the oldest known; they are drawn once they are here.
    fn fetch(self, here: Here, sought: Sought, drawn: RwSignal<usize>) {
        let turn = self.turn.get_value();
        let oldest = oldest(here);
        let mut before = self.next.get_untracked().unwrap_or(oldest);
        self.busy.set(true);
        self.stopped.set(false);
        self.problem.set(None);
        spawn_local(async move {
            for _ in 0..ASKED {
                let answer = here.phone.log_before(before, OLDER, &sought).await;
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                let found = match answer {
                    Ok((records, next)) => {
                        let found = !records.is_empty();
                        self.records.update(|older| older.extend(records));
                        self.ended.set(next.is_none());
                        self.next.set(next);
                        found
                    }
                    Err(error) => {
                        self.problem.set(Some(why(here, &error)));
                        break;
                    }
                };
                match self.next.get_untracked().filter(|_| !found) {
                    Some(next) => {
                        before = next;
                        let known = oldest < ALL;
                        self.far.set(known.then(|| (oldest.saturating_sub(next), oldest)));
                    }
                    None => break,
                }
            }
            self.busy.set(false);
            self.far.set(None);
            drawn.update(|drawn| *drawn += OLDER as usize);
        });
    }

    /// Whether there may be older ones that nobody asks for yet, and asking did not fail and was not stopped.
    fn may_go_on(self) -> bool {
        let failed = self.problem.with_untracked(Option::is_some) || self.stopped.get_untracked();
        !self.ended.get_untracked() && !self.busy.get_untracked() && !failed
    }

    /// How many entries were looked through on the phone.
    fn known(self, here: Here) -> u64 {
        here.phone
            .watch(&[Kind::LogEntry], |replica| replica.count(Kind::LogEntry)) as u64
    }
}

/// The number of the oldest entry on the phone, or one that is after all of them.
fn oldest(here: Here) -> u64 {
    let known = here.phone.read(|replica| oldest_entry(replica, &[]));
    known.unwrap_or(ALL)
}

/// The day of the oldest entry on the phone; today where it has none.
fn held_since(here: Here) -> String {
    let known = here.phone.read(oldest_received);
    let clock = here.phone.true_clock();
    let day = known.map_or(clock.day(), |at| at.on_wall(offset_at(at)).0);
    here.day_within(day)
}

/// Why no older entries came, in a sentence.
fn why(here: Here, error: &CallError) -> String {
    match error {
        CallError::NoNetwork => here.words.log.older_offline(&held_since(here)),
        error => here.call_error(error),
    }
}

/// The entries that pass the filters, and the way to more.
#[component]
fn Entries(here: Here, filters: Filters, filtering: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let older = Older::new();
    let drawn = RwSignal::new(STEP);
    let filter = Memo::new(move |_| filters.chosen(here));
    let typed = RwSignal::new(String::new());
    // What narrows the list stays in sight.
    let open = Memo::new(move |_| filtering.get() || filters.any_field());
    Effect::new(move || {
        filter.track();
        drawn.set(STEP);
        older.begin();
    });
    let texts = StoredValue::new_local((0, LogTexts::default()));
    let picked = Memo::new(move |drawn_before: Option<&Picked>| {
        let (filter, most) = (filter.get(), drawn.get());
        let stamp: u64 = KINDS.iter().map(|kind| here.phone.revision(*kind).get()).sum();
        let ended = older.ended.get();
        // What is typed letter by letter looks at the same entries again, as long as they stand.
        if texts.with_value(|(of, _)| *of != stamp) {
            texts.set_value((stamp, LogTexts::default()));
        }
        let (groups, more) = older.records.with(|older| {
            typed.with(|typed| {
                texts.with_value(|(_, texts)| {
                    let asked = (&filter, typed.as_str(), texts);
                    here.phone
                        .read(|replica| log_gathered(replica, (older, ended), asked, here.arabic(), most))
                })
            })
        });
        let told = (
            here.today(),
            here.asker().is_some_and(|asker| asker.manages_team()),
        );
        Picked::after(drawn_before, told, groups, more)
    });
    let opened = RwSignal::new(BTreeSet::new());
    let any = Memo::new(move |_| picked.with(|picked| !picked.rows.is_empty()));
    let more = Memo::new(move |_| picked.with(|picked| picked.more));
    // One entry that takes in all that the server tells, an import, does not ask for more and more by itself.
    let grown =
        Memo::new(move |_| picked.with(|picked| (picked.rows.len(), picked.more.then_some(picked.lines()))));
    // What completes the last entry is drawn already.
    let draw_more = move || {
        let shown = picked.with_untracked(Picked::lines);
        drawn.set(shown + (shown / 2).max(STEP));
    };
    let near = Callback::new(move |()| {
        let words = typed.with_untracked(|typed| !typed.trim().is_empty());
        if more.get_untracked() {
            draw_more();
        } else if older.may_go_on() && (any.get_untracked() || !words) {
            older.fetch(here, filter.get_untracked(), drawn);
        }
    });
    view! {
        <InboxLink here />
        <div class="pair print-hidden">
            <LinkButton href="/app/day" label=words.evening.title icon=IconName::Calendar kind=ButtonKind::Quiet block=true />
            <LinkButton href="/app/report" label=words.figures.title icon=IconName::Activities kind=ButtonKind::Quiet block=true />
        </div>
        <LogSearch here filters typed />
        <filters::OtherChips here filters />
        {move || open.get().then(|| view! { <filters::FilterCard here filters /> })}
        {move || if any.get() {
            let rows = move || picked.with(|picked| picked.rows.clone());
            view! {
                <div class="list list--one"><For each=rows key=Row::key let(row)>{gathered_entry(here, &row.group, opened)}</For></div>
            }.into_any()
        } else {
            let narrowed = !filter.get().is_empty() || !typed.with_untracked(String::is_empty);
            view! { <Nothing here filters typed older narrowed /> }.into_any()
        }}
        {move || {
            // The end is somewhere else once the list grew, and once something else is looked for.
            filter.track();
            grown.track();
            view! { <NearEnd on_near=near /> }
        }}
        {move || if more.get() {
            let more = Callback::new(move |_| draw_more());
            view! { <Button kind=ButtonKind::Quiet label=words.common.show_more icon=IconName::Down block=true on_click=more /> }.into_any()
        } else {
            view! { <OlderButton here older filter drawn /> }.into_any()
        }}
    }
}

/// What is drawn of the log.
#[derive(Clone, Debug, PartialEq)]
struct Picked {
    rows: Vec<Row>,
    /// Whether more is known.
    more: bool,
    /// How often it was picked.
    turn: u64,
    /// On which day, and whether to who may put back: rows say yesterday, and have a button or none.
    told: (Day, bool),
}

/// An entry, or several under one line.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    group: Gathered,
    /// In which turn it came to read as it does.
    since: u64,
}

impl Row {
    /// Of a row that reads as before the key is as before: it stays under the thumb, opened if it was.
    fn key(&self) -> (u64, Option<u64>) {
        (self.since, begins(&self.group))
    }
}

/// The number of the entry with which what is told as one began.
fn begins(group: &Gathered) -> Option<u64> {
    group.lines.last().map(|line| line.seq)
}

impl Picked {
    /// What is drawn now, of which what reads as before is known again.
    fn after(before: Option<&Picked>, told: (Day, bool), groups: Vec<Gathered>, more: bool) -> Self {
        let turn = before.map_or(0, |before| before.turn + 1);
        let alike = before.filter(|before| before.told == told);
        let known = alike.into_iter().flat_map(|before| &before.rows);
        let known: BTreeMap<Option<u64>, &Row> = known.map(|row| (begins(&row.group), row)).collect();
        let rows = groups.into_iter().map(|group| {
            let same = known.get(&begins(&group)).filter(|row| row.group == group);
            let since = same.map_or(turn, |row| row.since);
            Row { group, since }
        });
        Self {
            rows: rows.collect(),
            more,
            turn,
            told,
        }
    }

    /// How many entries are drawn, each or with others.
    fn lines(&self) -> usize {
        self.rows.iter().map(|row| row.group.lines.len()).sum()
    }
}

/// What an empty list says.
#[component]
fn Nothing(
    here: Here,
    filters: Filters,
    typed: RwSignal<String>,
    older: Older,
    narrowed: bool,
) -> impl IntoView {
    let words = here.words;
    if narrowed {
        let clear = Callback::new(move |_| {
            typed.set(String::new());
            filters.clear();
        });
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
fn OlderButton(here: Here, older: Older, filter: Memo<Sought>, drawn: RwSignal<usize>) -> impl IntoView {
    let words = here.words;
    let fetch = Callback::new(move |_| older.fetch(here, filter.get_untracked(), drawn));
    let stop = Callback::new(move |()| older.stop());
    let label = Signal::derive(move || {
        if older.busy.get() {
            words.log.fetching_older
        } else {
            words.log.older
        }
        .to_owned()
    });
    let long = Memo::new(move |_| older.far.with(Option::is_some));
    move || {
        if older.ended.get() {
            view! { <p class="muted">{words.log.the_end}</p> }.into_any()
        } else if long.get() {
            view! { <Working label=words.log.looking_older share=older.far on_stop=stop /> }.into_any()
        } else {
            view! {
                {move || older.problem.get().map(|text| view! { <Notice text /> })}
                <Button kind=ButtonKind::Quiet label icon=IconName::Clock block=true busy=older.busy on_click=fetch />
            }
            .into_any()
        }
    }
}
