//! Switching it off: the password, and a code of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::super::door::Password;
use super::super::super::here::Here;
use super::{Back, Step};
use crate::component::{Button, ButtonKind, Field, FieldKind, Notice, use_toaster};

/// Asks for both.
#[component]
pub(super) fn End(here: Here, step: RwSignal<Step>) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let (at_password, at_code) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        at_password.set(None);
        at_code.set(None);
        spawn_local(async move {
            let typed = (password.get_untracked(), code.get_untracked());
            let ended = here.phone.end_factor(&typed.0, &typed.1).await;
            busy.set(false);
            match ended {
                Ok(()) => {
                    step.set(Step::Rest);
                    toaster.say(words.factor.switched_off);
                }
                Err(error) if error.code() == "wrong_sign_in" => {
                    at_password.set(Some(words.account.wrong.to_owned()));
                }
                Err(error) => at_code.set(Some(here.call_error(&error))),
            }
        });
    };
    view! {
        <form class="stack" on:submit=submit>
            <Notice text=words.factor.off_hint />
            <Password
                value=password name="factor-password" label=words.account.current autocomplete="current-password"
                error=at_password
            />
            <Field
                label=words.entry.code name="factor-code" value=code kind=FieldKind::Number hint=words.entry.code_hint
                autocomplete="one-time-code" required=true error=at_code
            />
            <Button kind=ButtonKind::Danger label=words.factor.switch_off submit=true block=true busy />
            <Back here step />
        </form>
    }
}
