//! One's own account: the password, the second factor, and the phones one is signed in on. All are the server's: they
//! need the network.

mod factor;
mod phones;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::factor::Factor;
use self::phones::Phones;
use super::door::Password;
use super::here::{Here, here};
use crate::component::{Button, Card, Page, use_toaster};
use crate::device::CallError;

/// The password, the second factor, and the phones.
#[component]
pub(super) fn AccountPage() -> impl IntoView {
    let here = here();
    let words = here.words.account;
    view! {
        <Page title=words.title back="/app/settings" columns=true>
            <Card title=words.password><ChangePassword here /></Card>
            <Card title=here.words.factor.title><Factor here /></Card>
            <Card title=words.phones><Phones here /></Card>
        </Page>
    }
}

/// Another password in place of the one that is known.
#[component]
fn ChangePassword(here: Here) -> impl IntoView {
    let words = here.words.account;
    let toaster = use_toaster();
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<Fault>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        if current.get_untracked() == new.get_untracked() {
            fault.set(Some(Fault::New(words.same.to_owned())));
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let asked = (current.get_untracked(), new.get_untracked());
            let changed = here.phone.change_password(&asked.0, &asked.1).await;
            busy.set(false);
            match changed {
                Ok(()) => {
                    [current, new]
                        .into_iter()
                        .for_each(|field| field.set(String::new()));
                    toaster.say(words.changed);
                }
                Err(error) => fault.set(Some(Fault::of(here, &error))),
            }
        });
    };
    let at = move |field: fn(&Fault) -> Option<&String>| {
        Signal::derive(move || fault.with(|fault| fault.as_ref().and_then(field).cloned()))
    };
    view! {
        <form class="stack" on:submit=submit>
            <Password value=current name="current-password" label=words.current autocomplete="current-password" error=at(Fault::at_current) />
            <Password
                value=new name="new-password" label=words.new autocomplete="new-password"
                hint=words.password_hint error=at(Fault::at_new)
            />
            <Button label=words.change submit=true block=true busy />
        </form>
    }
}

/// What is wrong, and at which of the two fields it is said.
#[derive(Clone)]
enum Fault {
    Current(String),
    New(String),
}

impl Fault {
    fn of(here: Here, error: &CallError) -> Self {
        match error.code() {
            "wrong_sign_in" => Fault::Current(here.words.account.wrong.to_owned()),
            "weak_password" => Fault::New(here.words.account.weak.to_owned()),
            "guessable_password" => Fault::New(here.words.problem.guessable_password.to_owned()),
            _ => Fault::New(here.call_error(error)),
        }
    }

    fn at_current(&self) -> Option<&String> {
        match self {
            Fault::Current(why) => Some(why),
            Fault::New(_) => None,
        }
    }

    fn at_new(&self) -> Option<&String> {
        match self {
            Fault::New(why) => Some(why),
            Fault::Current(_) => None,
        }
    }
}
