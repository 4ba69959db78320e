//! The PIN: said to open the phone, chosen after the first sign-in, changed from the settings.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::door::DoorHead;
use super::here::{Here, here};
use crate::component::{
    Button, ButtonKind, Choice, ChoiceOption, Notice, NoticeKind, Page, PinPad, use_toaster,
};
use crate::device::{Bar, Door, PinError, PinRefused, is_weak_pin};

/// What stands behind the door, once it is open.
#[component]
pub(super) fn Gate(children: ChildrenFn) -> impl IntoView {
    let here = here();
    let door = here.phone.door();
    let locked = Memo::new(move |_| door.get() == Door::Locked);
    move || {
        if locked.get() {
            view! { <Unlock here /> }.into_any()
        } else {
            view! {
                {children()}
                <Told here />
            }
            .into_any()
        }
    }
}

/// What the phone's storage did, until it was read: what was lost and came back, what made room.
#[component]
fn Told(here: Here) -> impl IntoView {
    let (recovered, made_room) = (here.phone.recovered(), here.phone.made_room());
    let read = (recovered.clone(), made_room.clone());
    let close = Callback::new(move |_| {
        read.0.set(None);
        read.1.set(false);
    });
    let text = Memo::new(move |_| match (recovered.get(), made_room.get()) {
        (Some(0), _) => Some(here.words.lock.erased.to_owned()),
        (Some(back), _) => Some(here.words.lock.recovered(back as u64)),
        (None, true) => Some(here.words.problem.made_room.to_owned()),
        (None, false) => None,
    });
    move || {
        text.get().map(|text| {
            view! {
                <div class="pin__told">
                    <Notice kind=NoticeKind::Warning text>
                        <Button label=here.words.common.close on_click=close />
                    </Notice>
                </div>
            }
        })
    }
}

/// Opening the phone by its PIN.
#[component]
fn Unlock(here: Here) -> impl IntoView {
    let words = here.words.lock;
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let on_full = Callback::new(move |pin: String| {
        busy.set(true);
        spawn_local(async move {
            let opened = here.phone.unlock(&pin).await;
            busy.set(false);
            fault.set(opened.err().map(|error| sentence(here, &error)));
        });
    });
    let bar = here.phone.bar();
    let label = Signal::derive(move || if busy.get() { words.checking } else { words.unlock }.to_owned());
    view! {
        <main id="content" class="door" data-pin="say">
            <DoorHead title=here.words.common.hadir lead=String::new() />
            <div class="door__body">
                <div class="card stack">
                    {move || bar.get().map(|bar| view! { <Barred here bar /> })}
                    <People here fault />
                    <PinPad label error=fault busy erase=words.erase on_full />
                    <Button
                        kind=ButtonKind::Quiet label=words.forgotten block=true
                        on_click=Callback::new(move |_| here.phone.forget_pin())
                    />
                </div>
            </div>
        </main>
    }
}

/// Why the phone is locked beyond its PIN, that nothing is lost, and what to do.
#[component]
fn Barred(here: Here, bar: Bar) -> impl IntoView {
    let words = here.words.lock;
    let (title, text) = match bar {
        Bar::Lapsed(days) => (words.lapsed_title(&words.days(days.into())), words.lapsed),
        Bar::Revoked => (words.revoked_title.to_owned(), words.revoked),
    };
    view! { <Notice kind=NoticeKind::Warning title text /> }
}

/// Whose PIN it is, on a phone of several.
#[component]
fn People(here: Here, fault: RwSignal<Option<String>>) -> impl IntoView {
    let (people, chosen) = (RwSignal::new(Vec::new()), RwSignal::new(String::new()));
    spawn_local(async move {
        let found = here.phone.people().await;
        chosen.set(
            found
                .first()
                .map(|(database, _)| database.clone())
                .unwrap_or_default(),
        );
        people.set(found);
    });
    Effect::new(move |before: Option<String>| {
        let now = chosen.get();
        if before
            .as_ref()
            .is_some_and(|before| !before.is_empty() && *before != now)
        {
            let database = now.clone();
            fault.set(None);
            spawn_local(async move {
                let asked = here.phone.ask_of(&database).await;
                fault.set(asked.err().map(|error| here.problem(error.code(), None)));
            });
        }
        now
    });
    move || {
        let people = people.get();
        (people.len() > 1).then(|| {
            let option = |(database, initials): (String, String)| ChoiceOption::new(database, initials);
            let options = people.into_iter().map(option).collect();
            view! { <Choice legend=here.words.lock.who name="who" options selected=chosen /> }
        })
    }
}

/// Choosing a PIN, or changing it where there is one.
#[component]
pub(super) fn PinPage() -> impl IntoView {
    let here = here();
    let words = here.words.lock;
    let (toaster, navigate) = (use_toaster(), use_navigate());
    let changes = here.phone.door().get_untracked() == Door::Open;
    let (old, first) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let label = Signal::derive(move || {
        if changes && old.with(Option::is_none) {
            words.old
        } else if first.with(Option::is_none) {
            words.choose
        } else {
            words.again
        }
        .to_owned()
    });
    let on_full = Callback::new(move |pin: String| {
        fault.set(None);
        if changes && old.with_untracked(Option::is_none) {
            return old.set(Some(pin));
        }
        let Some(chosen) = first.get_untracked() else {
            if is_weak_pin(&pin) {
                return fault.set(Some(words.weak.to_owned()));
            }
            return first.set(Some(pin));
        };
        first.set(None);
        if chosen != pin {
            return fault.set(Some(words.differs.to_owned()));
        }
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            let said = old.get_untracked();
            let done = here.phone.choose_pin(said.as_deref(), &pin).await;
            busy.set(false);
            match done {
                Ok(()) if changes => {
                    toaster.say(words.changed.to_owned());
                    navigate("/app/settings", Default::default());
                }
                Ok(()) => navigate("/app", Default::default()),
                Err(error) => {
                    old.set(None);
                    fault.set(Some(sentence(here, &error)));
                }
            }
        });
    });
    view! {
        <Page title=words.title back="/app/settings">
            <div class="card stack" data-pin=if changes { "change" } else { "choose" }>
                <p>{words.choose_lead}</p>
                <PinPad label error=fault busy erase=words.erase on_full />
            </div>
        </Page>
    }
}

/// Why a PIN did nothing, in a sentence.
fn sentence(here: Here, error: &PinError) -> String {
    let words = here.words.lock;
    match error {
        PinError::Refused(PinRefused::Wrong { left }) => words.wrong(u64::from(*left)),
        PinError::Refused(PinRefused::Gone) => words.gone.to_owned(),
        PinError::Refused(PinRefused::Lapsed) => words.lapsed.to_owned(),
        PinError::Store(error) => here.problem(error.code(), None),
    }
}
