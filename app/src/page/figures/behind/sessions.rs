//! The sessions behind a number.

use std::sync::Arc;

use domain::id::Id;
use domain::record::CancelReason;
use domain::report::{Attendance, Meeting, Sittings, State, attendances, meetings};
use domain::view::name_of;
use leptos::prelude::*;

use super::super::super::here::{Here, dotted};
use super::{List, Told};
use crate::component::{ListRow, WindowedList};

/// A session: which, its activity, when, and what the number has of it.
type Line = (Id, String, String, String);

/// The sessions that a number counts, each with its part of it.
pub(super) fn sessions(list: &List, which: &Sittings) -> Told {
    let words = list.here.words.figures;
    let part = |_: Id, meeting: &Meeting| match which {
        Sittings::Unnamed => words.came(meeting.unnamed().total()),
        Sittings::Of(State::Held) | Sittings::Led(_) => length(list.here, meeting),
        Sittings::Planned | Sittings::In(_) => became(list, meeting),
        _ => String::new(),
    };
    let (title, of) = titled(list.here, which);
    Told {
        rows: rows(list.here, title, lines(list, which, part)),
        title: title.to_owned(),
        of,
    }
}

/// The sessions held, each with how many came of those who belonged and were marked.
pub(super) fn attended(list: &List) -> Told {
    let words = list.here.words.figures;
    let known = attendances(&list.facts, &list.query);
    let part = |id: Id, _: &Meeting| {
        let Attendance { came, absent, .. } = known.get(&id).copied().unwrap_or_default();
        match came + absent {
            0 => words.share(None),
            marked => words.came_of(came, marked),
        }
    };
    let held = Sittings::Of(State::Held);
    Told {
        rows: rows(list.here, words.rate, lines(list, &held, part)),
        title: words.rate.to_owned(),
        of: String::new(),
    }
}

/// What sessions are called that a number counts, and of which of them it is.
fn titled(here: Here, which: &Sittings) -> (&'static str, String) {
    let words = here.words.figures;
    let title = match which {
        Sittings::Planned => words.planned,
        Sittings::Of(State::Held) => words.held,
        Sittings::Of(State::Cancelled) | Sittings::Cancelled(_) => words.cancelled,
        Sittings::Of(State::Unmarked) => words.unmarked,
        Sittings::Of(State::ToCome) => words.to_come,
        Sittings::Unnamed => words.unnamed,
        Sittings::Led(_) => words.led,
        Sittings::In(_) => words.sessions,
    };
    let of = match which {
        Sittings::Cancelled(reason) => reason_word(here, *reason).to_owned(),
        Sittings::Led(member) => here
            .phone
            .read(|replica| name_of(replica, *member, here.arabic())),
        Sittings::In(month) => here.month(*month),
        _ => String::new(),
    };
    (title, of)
}

/// Why sessions were cancelled, in words.
pub(in super::super) fn reason_word(here: Here, reason: Option<i64>) -> &'static str {
    let said = |reason| {
        here.words
            .session
            .reason(CancelReason::from_number(reason).name())
    };
    reason.map_or(here.words.figures.no_reason, said)
}

/// How many came to a session, or why nobody is known to have come.
fn became(list: &List, meeting: &Meeting) -> String {
    let words = list.here.words.figures;
    let state = State::of(meeting, &list.query);
    if state != State::Held {
        return titled(list.here, &Sittings::Of(state)).0.to_owned();
    }
    let came = meeting.marks.iter().filter(|(_, mark)| mark.came()).count();
    words.times(came as u64)
}

pub(super) fn length(here: Here, meeting: &Meeting) -> String {
    here.lasting(meeting.session.minutes.unsigned_abs())
}

/// The newest first.
pub(super) fn lines(list: &List, which: &Sittings, part: impl Fn(Id, &Meeting) -> String) -> Vec<Line> {
    let here = list.here;
    here.phone.read(|replica| {
        let line = |id: Id| {
            let meeting = list.facts.meetings.get(&id)?;
            let session = &meeting.session;
            let activity = name_of(replica, session.activity, here.arabic());
            let when = dotted([here.day(session.day), here.hours(session.slot, session.minutes)]);
            Some((id, activity, when, part(id, meeting)))
        };
        let found = meetings(&list.facts, &list.query, which);
        found.into_iter().rev().filter_map(line).collect()
    })
}

pub(super) fn rows(here: Here, label: &'static str, lines: Vec<Line>) -> AnyView {
    let none = lines.is_empty().then_some(here.words.figures.no_session);
    let lines = Signal::stored(Arc::new(lines));
    view! {
        {none.map(|none| view! { <p class="muted">{none}</p> })}
        <WindowedList each=lines key=|line: &Line| line.0 label=label children=move |(id, title, detail, part)| {
            view! {
                <ListRow
                    href=format!("/app/roll/{id}") title detail
                    end=move || view! { <strong class="figures__end">{part.clone()}</strong> }
                />
            }
        } />
    }
    .into_any()
}
