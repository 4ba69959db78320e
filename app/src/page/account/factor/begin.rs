//! Switching it on: the password, then a key for the authenticator app, then a code of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::super::door::Password;
use super::super::super::here::Here;
use super::{Back, Step};
use crate::component::{Button, ButtonKind, Field, FieldKind, IconName, LinkButton, Qr, use_toaster};
use crate::device::{FactorOffer, copied};

/// Letters of a key in a group, as it is shown.
const GROUP: usize = 4;

/// Asks for the password: a phone that lies open on a table is not its owner.
#[component]
pub(super) fn AskPassword(here: Here, step: RwSignal<Step>) -> impl IntoView {
    let words = here.words;
    let password = RwSignal::new(String::new());
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let offered = here.phone.begin_factor(&password.get_untracked()).await;
            busy.set(false);
            match offered {
                Ok(offer) => step.set(Step::Offered(offer)),
                Err(error) if error.code() == "wrong_sign_in" => {
                    fault.set(Some(words.account.wrong.to_owned()));
                }
                Err(error) => fault.set(Some(here.call_error(&error))),
            }
        });
    };
    view! {
        <form class="stack" on:submit=submit>
            <Password
                value=password name="factor-password" label=words.account.current autocomplete="current-password"
                error=fault
            />
            <Button label=words.common.next submit=true block=true busy />
            <Back here step />
        </form>
    }
}

/// The key, as a picture and as text, and the code that proves the app has it.
#[component]
pub(super) fn Confirm(here: Here, step: RwSignal<Step>, offer: FactorOffer) -> impl IntoView {
    let words = here.words.factor;
    let toaster = use_toaster();
    let code = RwSignal::new(String::new());
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let begun = here.phone.confirm_factor(&code.get_untracked()).await;
            busy.set(false);
            match begun {
                Ok(codes) => {
                    step.set(Step::Begun(codes));
                    toaster.say(words.switched_on);
                }
                Err(error) => fault.set(Some(here.call_error(&error))),
            }
        });
    };
    let (shown, secret) = (grouped(&offer.secret), offer.secret);
    let copy = Callback::new(move |_| {
        let secret = secret.clone();
        spawn_local(async move {
            toaster.say(if copied(&secret).await {
                here.words.common.copied
            } else {
                words.copy_failed
            });
        });
    });
    view! {
        <p>{words.scan}</p>
        <Qr text=offer.uri.clone() label=words.qr />
        <LinkButton href=offer.uri kind=ButtonKind::Quiet icon=IconName::Phone label=words.open_app block=true />
        <p><strong>{words.key}</strong></p>
        <p class="team-link" dir="ltr">{shown}</p>
        <Button kind=ButtonKind::Quiet icon=IconName::Copy label=here.words.common.copy block=true on_click=copy />
        <form class="stack" on:submit=submit>
            <Field
                label=words.shown_code name="factor-code" value=code kind=FieldKind::Number hint=words.not_yet
                autocomplete="one-time-code" required=true error=fault
            />
            <Button icon=IconName::Check label=words.confirm submit=true block=true busy />
            <Back here step />
        </form>
    }
}

/// A key in groups, which are easier to type.
fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups = letters
        .chunks(GROUP)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::grouped;

    #[test]
    fn a_key_is_shown_in_groups_and_loses_no_letter() {
        assert_eq!(grouped("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }
}
