//! The code that is asked for once the password is right, of who has a second factor.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::super::said::entry_error;
use crate::component::{Field, FieldKind, Notice};
use crate::device::EntryError;
use crate::i18n::DoorWords;

/// What is typed as the code, whether it is asked for, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Code {
    typed: RwSignal<String>,
    asked: RwSignal<bool>,
    fault: RwSignal<Option<String>>,
}

impl Code {
    pub(super) fn new() -> Self {
        Code {
            typed: RwSignal::new(String::new()),
            asked: RwSignal::new(false),
            fault: RwSignal::new(None),
        }
    }

    /// What goes with the password: nothing until it is asked for.
    pub(super) fn typed(self) -> String {
        self.fault.set(None);
        self.typed.get_untracked()
    }

    /// Hears why nobody came in; whether it is about the code.
    pub(super) fn hears(self, words: DoorWords, error: &EntryError) -> bool {
        match error.code() {
            "code_needed" if self.asked.get_untracked() => {
                self.fault.set(Some(words.problem.refusal("required", "")));
            }
            "code_needed" => {}
            "wrong_code" | "code_closed" => {
                let sentence = entry_error(words.common, words.problem, error);
                self.fault.set(Some(sentence));
            }
            _ => return false,
        }
        self.asked.set(true);
        true
    }
}

/// The field, once it is asked for.
#[component]
pub(super) fn CodeField(words: DoorWords, code: Code) -> impl IntoView {
    Effect::new(move || {
        if code.asked.get() {
            // It stands in the page from the next frame on.
            request_animation_frame(focus);
        }
    });
    move || {
        code.asked.get().then(|| {
            view! {
                <Notice text=words.problem.code_needed />
                <Field
                    label=words.entry.code name="code" value=code.typed kind=FieldKind::Number
                    hint=words.entry.code_hint autocomplete="one-time-code" error=code.fault
                />
            }
        })
    }
}

/// Whoever is asked for the code types on.
fn focus() {
    let field = document().get_element_by_id("field-code");
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        // A browser that does not do it leaves the field to be tapped.
        let _ = field.focus();
    }
}
