//! One person on the roll.

use std::time::Duration;

use leptos::ev::MouseEvent;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::{Icon, IconName, Tone};
use crate::i18n::{Words, use_words};

/// How long a finger rests before the states open.
const LONG_PRESS: Duration = Duration::from_millis(500);

/// What a person is, on the roll of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mark {
    /// There.
    Present,
    /// There, after the start.
    Late,
    /// Not there, with a reason.
    Excused,
    /// Not there.
    Absent,
    /// Nobody has said: not the same as absent.
    #[default]
    Unmarked,
}

impl Mark {
    /// Every mark, in the order they are counted.
    pub const ALL: [Self; 5] = [
        Self::Present,
        Self::Late,
        Self::Excused,
        Self::Absent,
        Self::Unmarked,
    ];

    /// The colour that goes with it.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Present => Tone::Leaf,
            Self::Late => Tone::Saffron,
            Self::Excused => Tone::Sky,
            Self::Absent => Tone::Brick,
            Self::Unmarked => Tone::Neutral,
        }
    }

    /// The icon that goes with it.
    pub const fn icon(self) -> IconName {
        match self {
            Self::Present => IconName::Check,
            Self::Late => IconName::Clock,
            Self::Excused => IconName::Excused,
            Self::Absent => IconName::Cross,
            Self::Unmarked => IconName::Circle,
        }
    }

    /// The word for one person.
    pub const fn word(self, words: &'static Words) -> &'static str {
        match self {
            Self::Present => words.roll.present,
            Self::Late => words.roll.late,
            Self::Excused => words.roll.excused,
            Self::Absent => words.roll.absent,
            Self::Unmarked => words.roll.unmarked,
        }
    }

    /// The word over a number of people.
    pub const fn plural(self, words: &'static Words) -> &'static str {
        match self {
            Self::Present => words.roll.presents,
            Self::Late => words.roll.lates,
            Self::Excused => words.roll.excuseds,
            Self::Absent => words.roll.absents,
            Self::Unmarked => words.roll.unmarkeds,
        }
    }
}

/// One person on the roll: a tap anywhere marks, a long press or the state's own button opens the states.
#[component]
pub fn AttendanceRow(
    /// The name, as the person writes it.
    #[prop(into)]
    name: Signal<String>,
    /// What tells namesakes apart, or who marked it and when.
    #[prop(optional, into)]
    detail: Signal<String>,
    /// The state now.
    #[prop(into)]
    mark: Signal<Mark>,
    /// Cannot be changed: the session is to come, or the person may only look.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// A tap on the row.
    on_tap: Callback<()>,
    /// A long press, or a tap on the state.
    on_states: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let press = LongPress::new(on_states);
    let tap = move |_: MouseEvent| {
        if !press.was_long() {
            on_tap.run(());
        }
    };
    let state = move || mark.get().word(words);
    let said = move || name.with(|name| words.roll.state_of(name, state()));
    view! {
        <div class=move || format!("roll-row {}", mark.get().tone().class()) data-mark=move || format!("{:?}", mark.get())>
            <button
                type="button" class="roll-row__person" disabled=read_only
                on:click=tap on:pointerdown=move |_| press.start() on:pointerup=move |_| press.stop()
                on:pointerleave=move |_| press.stop() on:pointercancel=move |_| press.stop()
                on:contextmenu=move |event| event.prevent_default()
            >
                <bdi class="roll-row__name">{name}</bdi>
                <span class="roll-row__detail" hidden=move || detail.with(String::is_empty)>{detail}</span>
                <span class="visually-hidden">{state}</span>
            </button>
            <button
                type="button" class="roll-row__state" disabled=read_only
                aria-label=move || format!("{}: {}", words.roll.change_state, said())
                on:click=move |_| on_states.run(())
            >
                <Icon name=Signal::derive(move || mark.get().icon()) />
                <span>{state}</span>
            </button>
        </div>
    }
}

/// Tells a finger that rests from one that taps.
#[derive(Debug, Clone, Copy)]
struct LongPress {
    timer: StoredValue<Option<TimeoutHandle>>,
    long: StoredValue<bool>,
    on_long: Callback<()>,
}

impl LongPress {
    fn new(on_long: Callback<()>) -> Self {
        Self {
            timer: StoredValue::new(None),
            long: StoredValue::new(false),
            on_long,
        }
    }

    fn start(self) {
        self.stop();
        self.long.set_value(false);
        let fire = move || {
            self.long.set_value(true);
            self.on_long.run(());
        };
        self.timer
            .set_value(set_timeout_with_handle(fire, LONG_PRESS).ok());
    }

    fn stop(self) {
        if let Some(handle) = self.timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }

    /// Whether the press that ends in this click was a long one; asked once for each.
    fn was_long(self) -> bool {
        self.long.try_update_value(std::mem::take).unwrap_or_default()
    }
}
