//! Another password for one that was forgotten, by a link that a head made.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::said::{call_error, entry_error};
use super::Keeper;
use super::code::{Code, CodeField};
use super::front::{DoorHead, LanguageChoice, Password};
use super::join::{SHORTEST, call_sentence, token};
use crate::component::{Button, Notice, NoticeKind};
use crate::device::{CallError, SignInAsk, renew_password};
use crate::i18n::DoorWords;

/// What is wrong: with the password, or with the whole.
#[derive(Clone)]
enum Fault {
    Password(String),
    Whole(String),
}

/// Who it is for, and the password. What was sent and answered once is not sent again: the link serves once.
#[component]
pub(super) fn Renew(
    words: DoorWords,
    /// From whom the link is.
    lead: String,
    /// What the member signs in with.
    login: String,
    /// Whoever lets people in.
    keeper: Keeper,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<Fault>));
    let renewed = StoredValue::new(None::<String>);
    let code = Code::new();
    let shown = login.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let typed = password.get_untracked();
        if typed.chars().count() < SHORTEST {
            fault.set(Some(Fault::Password(words.problem.weak_password.to_owned())));
            return;
        }
        fault.set(None);
        busy.set(true);
        let chosen = renewed.get_value();
        let password = chosen.clone().unwrap_or_else(|| typed.clone());
        let entering = keeper.sign_in(SignInAsk::new(login.clone(), password).with_code(code.typed()));
        spawn_local(async move {
            if chosen.is_none() {
                if let Err(error) = renew_password(&token(), &typed).await {
                    busy.set(false);
                    fault.set(Some(refused(words, &error)));
                    return;
                }
                renewed.set_value(Some(typed));
            }
            if let Err(error) = entering.await {
                busy.set(false);
                if !code.hears(words, &error) {
                    let sentence = entry_error(words.common, words.problem, &error);
                    fault.set(Some(Fault::Whole(sentence)));
                }
            }
        });
    };
    let whole = move || match fault.get() {
        Some(Fault::Whole(text)) => Some(view! { <Notice kind=NoticeKind::Error text /> }),
        _ => None,
    };
    let at_password = Signal::derive(move || match fault.get() {
        Some(Fault::Password(text)) => Some(text),
        _ => None,
    });
    view! {
        <DoorHead title=words.entry.renew_title lead />
        <div class="door__body">
            <form class="card stack" novalidate on:submit=submit>
                <p>{words.entry.renew_lead}</p>
                {whole}
                <div class="field">
                    <label class="field__label" for="field-login">{words.field.login}</label>
                    <div class="field__box">
                        <input
                            id="field-login" class="field__input" name="login" autocomplete="username" readonly
                            dir="auto" value=shown
                        />
                    </div>
                </div>
                <Password
                    value=password label=words.field.new_password autocomplete="new-password"
                    hint=words.field.password_hint error=at_password
                />
                <CodeField words code />
                <Button label=words.entry.renew submit=true block=true busy />
            </form>
            <LanguageChoice />
        </div>
    }
}

fn refused(words: DoorWords, error: &CallError) -> Fault {
    match error.code() {
        "weak_password" | "guessable_password" => {
            Fault::Password(call_error(words.common, words.problem, error))
        }
        _ => Fault::Whole(call_sentence(words, error)),
    }
}
