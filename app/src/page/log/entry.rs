//! One entry of the log in words.

use std::collections::BTreeSet;

use domain::change::Edit;
use domain::time::Millis;
use domain::view::{Counts, FieldChange, Gathered, LogLine, Shown, Sum};
use leptos::prelude::*;

use super::super::here::{Here, dotted, time};
use super::super::shown::shown_text;
use crate::component::{Button, ButtonKind, Chip, IconName, LogEntry, Mark, Tone};
use crate::i18n::{Words, group as group_number};

/// More entries than this under one line are drawn once it is opened.
const MANY: usize = 100;

/// The numbers of the entries under what a reader opened.
type Opened = RwSignal<BTreeSet<u64>>;

/// Draws an entry, or several as one that opens.
pub(super) fn gathered_entry(here: Here, group: &Gathered, opened: Opened) -> AnyView {
    match (group.lines.first(), &group.sum) {
        (Some(newest), Some(sum)) => together(here, group, newest, sum, opened).into_any(),
        (Some(line), None) => entry(here, line).into_any(),
        (None, _) => ().into_any(),
    }
}

/// Several as one: who did how much of what, when; each entry under it.
fn together(
    here: Here,
    group: &Gathered,
    newest: &LogLine,
    sum: &Sum,
    opened: Opened,
) -> impl IntoView + use<> {
    let words = here.words.log;
    let doing = &newest.doing;
    let verb = match sum {
        Sum::Roll(counts) => words.marked(counts.all() as u64),
        Sum::Handed(times) => words.handed_to(*times as u64),
        Sum::Planned(count) => words.planned(*count as u64),
        Sum::CalledOff(count) => words.called_off(*count as u64),
        Sum::Moved(count) => words.moved(*count as u64),
        Sum::Cards(count) => words.cards_given(*count as u64),
        Sum::Imported(count) => words.people_imported(*count as u64),
    };
    let what = match sum {
        Sum::Roll(_) | Sum::Handed(_) => dotted([
            doing.item.clone(),
            doing.place.clone(),
            doing.group.clone(),
            doing.day.map_or_else(String::new, |day| here.day(day)),
        ]),
        Sum::Planned(_) | Sum::CalledOff(_) | Sum::Moved(_) => doing.subject.clone(),
        Sum::Cards(_) => String::new(),
        Sum::Imported(_) => {
            let mut places = group.lines.iter().map(|line| &line.doing.place);
            places
                .find(|place| !place.is_empty())
                .cloned()
                .unwrap_or_default()
        }
    };
    let more = if group.whole { "" } else { words.more_before };
    let what = dotted([what, more.to_owned()]);
    let who = who(here, newest);
    let recorded = on_wall(here, group.began(), newest.offset_min);
    let received = here.instant_within(group.received());
    let told = if let Sum::Roll(counts) = sum {
        let marks = roll_marks(here, counts);
        view! { <LogEntry who verb what recorded received verdict=None>{marks}</LogEntry> }.into_any()
    } else {
        view! { <LogEntry who verb what recorded received verdict=None /> }.into_any()
    };
    let each = if matches!(sum, Sum::Roll(_) | Sum::Handed(_)) {
        words.each_mark
    } else {
        words.each_entry
    };
    view! {
        <div class="log-entry__roll">
        {told}
        <Each here lines=group.lines.clone() back=group.back.clone() label=each opened />
        </div>
    }
}

/// The entries that are told as one, under it; open as long as a reader has it open, whatever joins them meanwhile.
#[component]
fn Each(
    here: Here,
    lines: Vec<LogLine>,
    back: Vec<Edit>,
    label: &'static str,
    opened: Opened,
) -> impl IntoView {
    let numbers: Vec<u64> = lines.iter().map(|line| line.seq).collect();
    let open = opened.with_untracked(|opened| numbers.iter().any(|number| opened.contains(number)));
    let seen = RwSignal::new(lines.len() <= MANY || open);
    let drawn = move || {
        seen.get()
            .then(|| lines.iter().map(|line| entry(here, line)).collect_view())
    };
    let turned = move |event: web_sys::Event| {
        let open = event_target::<web_sys::Element>(&event).has_attribute("open");
        opened.update(|opened| {
            if open {
                opened.extend(&numbers);
            } else {
                opened.retain(|number| !numbers.contains(number));
            }
        });
        seen.set(true);
    };
    view! {
        <details class="log-entry__each" open=open on:toggle=turned>
            <summary>{label}</summary>
            {(!back.is_empty()).then(|| view! { <PutBack here edits=back label=here.words.log.put_back_whole /> })}
            <div class="list">{drawn}</div>
        </details>
    }
}

/// How many people a roll call left in each state.
fn roll_marks(here: Here, counts: &Counts) -> impl IntoView + use<> {
    let said = Mark::ALL
        .into_iter()
        .zip(shares(counts))
        .filter(|(_, count)| *count > 0);
    let said = said.map(move |(mark, count)| {
        let text = format!("{} {}", group_number(here.lang(), count), mark.plural(here.words));
        view! { <Chip tone=mark.tone() text /> }
    });
    view! { <div class="log-entry__marks">{said.collect_view()}</div> }
}

fn shares(counts: &Counts) -> [u64; 5] {
    [
        counts.present,
        counts.late,
        counts.excused,
        counts.absent,
        counts.unmarked,
    ]
    .map(|count| count as u64)
}

/// Who made an entry.
fn who(here: Here, line: &LogLine) -> String {
    let words = here.words.log;
    if line.themselves {
        words.public_page.to_owned()
    } else if line.member.is_empty() {
        words.system.to_owned()
    } else {
        line.member.clone()
    }
}

/// Draws one entry.
fn entry(here: Here, line: &LogLine) -> impl IntoView + use<> {
    let words = here.words;
    let doing = &line.doing;
    let who = who(here, line);
    let day = doing.day.map_or_else(String::new, |day| here.day(day));
    let what = dotted([
        doing.subject.clone(),
        doing.item.clone(),
        doing.place.clone(),
        doing.group.clone(),
        day,
    ]);
    let verdict = verdict(line.verdict).map(|(code, tone)| (words.log.verdict(code).to_owned(), tone));
    let why = match line.verdict {
        2 => Some(stands(words, line.stands).to_owned()),
        3 | 4 => Some(words.problem.refusal(&line.reason, "")),
        _ => None,
    };
    let device = if line.device.is_empty() {
        String::new()
    } else {
        words.log.from_device(&line.device)
    };
    let claimed = line.claimed.map_or_else(String::new, |at| {
        words.log.claimed(&on_wall(here, at, line.offset_min))
    });
    let carrier = if line.carrier.is_empty() {
        String::new()
    } else {
        words.log.carried_by(&line.carrier)
    };
    let number = words.log.number(&line.seq.to_string());
    let about = dotted([number, device, carrier, claimed]);
    let back = line.back.clone();
    view! {
        <LogEntry
            who verb=words.log.verb(doing.kind, doing.action) what
            changes=line.changes.iter().filter(|change| is_news(change)).map(|change| changed(here, doing.kind, line.offset_min, change)).collect()
            recorded=on_wall(here, line.recorded, line.offset_min) received=here.instant_within(line.received) verdict
        >
            {why.map(|why| view! { <p>{why}</p> })}
            <p class="muted">{about}</p>
            {back.map(|edit| view! { <PutBack here edits=vec![edit] label=words.log.put_back /> })}
        </LogEntry>
    }
}

/// Puts back what an entry altered, or several, for who decides; the log keeps both.
#[component]
fn PutBack(here: Here, edits: Vec<Edit>, label: &'static str) -> impl IntoView {
    let words = here.words.log;
    let back = Callback::new(move |_| {
        here.record_with_undo(edits.clone(), move || words.was_put_back.to_owned());
    });
    let decides = here.asker().is_some_and(|asker| asker.manages_team());
    decides.then(|| view! { <Button label icon=IconName::Undo kind=ButtonKind::Quiet on_click=back /> })
}

/// Whose value stands after a conflict; an older server does not say.
fn stands(words: &Words, stands: Option<bool>) -> &'static str {
    match stands {
        Some(true) => words.log.this_stands,
        Some(false) => words.log.other_stands,
        None => words.log.conflict_hint,
    }
}

/// Whether a change tells a reader something: a flag that starts unset does not.
fn is_news(change: &FieldChange) -> bool {
    !matches!(
        (&change.before, &change.after),
        (Shown::Nothing, Shown::Flag(false))
    )
}

/// A field's label, its value before and its value after.
fn changed(here: Here, kind: &str, offset_min: i64, change: &FieldChange) -> (String, String, String) {
    let value = |shown| shown_text(here.words, kind, change.field, shown, |_| offset_min);
    (
        here.words.field.label(change.field).to_owned(),
        value(&change.before),
        value(&change.after),
    )
}

/// An instant as the wall clock showed it where it was recorded.
fn on_wall(here: Here, at: Millis, offset_min: i64) -> String {
    let (day, minute) = at.on_wall(offset_min);
    here.words.common.at_time(&here.day_within(day), &time(minute))
}

/// A verdict that is worth a word, by its number in the log, with its colour.
const fn verdict(number: i64) -> Option<(&'static str, Tone)> {
    match number {
        1 => Some(("parallel", Tone::Sky)),
        2 => Some(("conflict", Tone::Saffron)),
        3 => Some(("held", Tone::Saffron)),
        4 => Some(("refused", Tone::Brick)),
        _ => None,
    }
}
