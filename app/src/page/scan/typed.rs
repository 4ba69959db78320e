//! A code typed by hand, where it does not scan.

use domain::scanned::{Scanned, scanned};
use leptos::prelude::*;

use super::Scanning;
use crate::component::{BottomAction, Button, ButtonKind, Field, IconName, Sheet};

/// The button at the thumb, and the sheet with the field.
#[component]
pub(super) fn TypedCode(scanning: Scanning) -> impl IntoView {
    let (words, open) = (scanning.here.words, scanning.typing);
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let check = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = scanned(&typed.get_untracked());
        let wrong = match read {
            Scanned::Code(_) => None,
            Scanned::Damaged => Some(words.scan.code_wrong),
            Scanned::Foreign => Some(words.scan.code_short),
        };
        error.set(wrong.map(str::to_owned));
        if wrong.is_none() {
            typed.set(String::new());
            open.set(false);
            scanning.take(read);
        }
    };
    view! {
        <BottomAction>
            <Button
                kind=ButtonKind::Quiet icon=IconName::Edit label=words.scan.type_code block=true
                on_click=Callback::new(move |_| open.set(true))
            />
        </BottomAction>
        <Sheet open title=words.scan.type_code on_close=Callback::new(move |()| open.set(false))>
            <form class="stack" on:submit=check novalidate>
                <Field label=words.scan.code name="code" value=typed hint=words.scan.code_hint error />
                <Button label=words.scan.check icon=IconName::Check submit=true block=true />
            </form>
        </Sheet>
    }
}
