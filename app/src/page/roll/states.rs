//! The states one person can be given.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Excuse, Mark as Said};
use domain::view::mark;
use leptos::prelude::*;

use super::super::receipt::ReceiptLine;
use super::handing::To;
use super::{Sheets, shown_mark};
use crate::component::{IconName, Mark, Sheet, SheetAction, StateSheet, Tone};

/// The states of one person, and why excused.
#[component]
pub(super) fn States(sheets: Sheets) -> impl IntoView {
    let Sheets {
        here,
        session,
        person,
        handing,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let name = Signal::derive(move || person.get().map(|(_, name)| name));
    let now = Signal::derive(move || {
        let id = person.get().map(|(id, _)| id);
        id.map_or(Mark::Unmarked, |id| {
            here.phone.watch(&[Kind::Attendance], |replica| {
                shown_mark(mark(replica, session, id).status)
            })
        })
    });
    let excusing = RwSignal::new(None::<(Id, String)>);
    let choose = Callback::new(move |choice: Mark| {
        let Some((id, name)) = person.get_untracked() else {
            return;
        };
        person.set(None);
        if choice == Mark::Excused {
            excusing.set(Some((id, name)));
        } else {
            sheets.say(id, name, said_mark(choice), None);
        }
    });
    let reason = move |excuse: Excuse| {
        let chosen = Callback::new(move |()| {
            if let Some((id, name)) = excusing.get_untracked() {
                excusing.set(None);
                sheets.say(id, name, Said::Excused, Some(excuse));
            }
        });
        view! { <SheetAction icon=IconName::Excused label=words.roll.excuse(excuse.name()) tone=Tone::Sky on_click=chosen /> }
    };
    let hand_over = move || {
        let to = person
            .get()
            .filter(|_| can_mark.get())
            .map(|(id, name)| To::One(id, name))?;
        let chosen = Callback::new(move |()| {
            person.set(None);
            handing.set(Some(to.clone()));
        });
        Some(
            view! { <SheetAction icon=IconName::Gift label=words.delivery.hand_over tone=Tone::Teal on_click=chosen /> },
        )
    };
    let received = move || {
        let id = person.get().map(|(id, _)| Id::of_attendance(session, id))?;
        Some(view! { <ReceiptLine here record=id /> })
    };
    view! {
        <StateSheet name mark=now more=move || (hand_over.into_view(), received.into_view()).into_view() on_choose=choose on_close=Callback::new(move |()| person.set(None)) />
        <Sheet
            open=Signal::derive(move || excusing.with(Option::is_some)) title=words.roll.reason
            on_close=Callback::new(move |()| excusing.set(None))
        >
            <div class="stack">{Excuse::ALL.iter().copied().map(reason).collect_view()}</div>
        </Sheet>
    }
}

/// A mark as it is recorded.
const fn said_mark(mark: Mark) -> Said {
    match mark {
        Mark::Present => Said::Present,
        Mark::Late => Said::Late,
        Mark::Excused => Said::Excused,
        Mark::Absent => Said::Absent,
        Mark::Unmarked => Said::Unmarked,
    }
}
