//! One entry of the log in words.

use domain::change::Edit;
use domain::time::Millis;
use domain::view::{Counts, FieldChange, Gathered, LogLine, Shown};
use leptos::prelude::*;

use super::super::here::{Here, dotted, time};
use super::super::shown::shown_text;
use crate::component::{Button, ButtonKind, Chip, IconName, LogEntry, Mark, Tone};
use crate::i18n::{Words, group as group_number};

/// Draws an entry, or several as one that opens.
pub(super) fn gathered_entry(here: Here, group: &Gathered) -> AnyView {
    match (group.lines.first(), &group.roll, group.handed) {
        (Some(newest), Some(counts), _) => roll_call(here, group, newest, counts).into_any(),
        (Some(newest), None, Some(times)) => handed(here, group, newest, times).into_any(),
        (Some(line), None, None) => entry(here, line).into_any(),
        (None, ..) => ().into_any(),
    }
}

/// One roll call: who marked how many, of what, when; each mark under it.
fn roll_call(here: Here, group: &Gathered, newest: &LogLine, counts: &Counts) -> impl IntoView + use<> {
    let words = here.words;
    let doing = &newest.doing;
    let people = counts.all();
    let day = doing.day.map_or_else(String::new, |day| here.day(day));
    let what = dotted([doing.place.clone(), day]);
    let said = Mark::ALL
        .into_iter()
        .zip(shares(counts))
        .filter(|(_, count)| *count > 0);
    let said = said.map(move |(mark, count)| {
        let text = format!("{} {}", group_number(here.lang(), count), mark.plural(words));
        view! { <Chip tone=mark.tone() text /> }
    });
    let lines = group.lines.iter().map(|line| entry(here, line)).collect_view();
    view! {
        <div class="log-entry__roll">
        <LogEntry
            who=newest.member.clone() verb=words.log.marked(people as u64) what
            recorded=on_wall(here, group.began(), newest.offset_min) received=here.instant_within(group.received()) verdict=None
        >
            <div class="log-entry__marks">{said.collect_view()}</div>
        </LogEntry>
        <details class="log-entry__each">
            <summary>{words.log.each_mark}</summary>
            <div class="list">{lines}</div>
        </details>
        </div>
    }
}

/// One item handed over to many: who, how often, what and where; each time under it.
fn handed(here: Here, group: &Gathered, newest: &LogLine, times: usize) -> impl IntoView + use<> {
    let words = here.words;
    let doing = &newest.doing;
    let day = doing.day.map_or_else(String::new, |day| here.day(day));
    let what = dotted([doing.item.clone(), doing.place.clone(), day]);
    let lines = group.lines.iter().map(|line| entry(here, line)).collect_view();
    view! {
        <div class="log-entry__roll">
        <LogEntry
            who=newest.member.clone() verb=words.log.handed_to(times as u64) what
            recorded=on_wall(here, group.began(), newest.offset_min) received=here.instant_within(group.received()) verdict=None
        />
        <details class="log-entry__each">
            <summary>{words.log.each_mark}</summary>
            <div class="list">{lines}</div>
        </details>
        </div>
    }
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

/// Draws one entry.
fn entry(here: Here, line: &LogLine) -> impl IntoView + use<> {
    let words = here.words;
    let doing = &line.doing;
    let who = if line.themselves {
        words.log.public_page.to_owned()
    } else if line.member.is_empty() {
        words.log.system.to_owned()
    } else {
        line.member.clone()
    };
    let day = doing.day.map_or_else(String::new, |day| here.day(day));
    let what = dotted([
        doing.subject.clone(),
        doing.item.clone(),
        doing.place.clone(),
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
            {back.map(|edit| view! { <PutBack here edit /> })}
        </LogEntry>
    }
}

/// Puts back what an entry altered, for who decides; the log keeps both.
#[component]
fn PutBack(here: Here, edit: Edit) -> impl IntoView {
    let words = here.words.log;
    let back = Callback::new(move |_| {
        here.record_with_undo(vec![edit.clone()], move || words.was_put_back.to_owned());
    });
    let decides = here.asker().is_some_and(|asker| asker.manages_team());
    decides.then(
        || view! { <Button label=words.put_back icon=IconName::Undo kind=ButtonKind::Quiet on_click=back /> },
    )
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
    let value = |shown| shown_text(here.words, kind, change.field, shown, offset_min);
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
