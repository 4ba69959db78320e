//! Six digits, by big keys or by the phone's own keyboard.

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

/// Digits of a PIN.
const DIGITS: usize = 6;

/// A field for six digits over twelve big keys. Nothing is to be confirmed: the sixth digit does it.
#[component]
pub fn PinPad(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What is wrong, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Whether what was entered is being looked at.
    #[prop(into)]
    busy: Signal<bool>,
    /// The name of the key that takes a digit back.
    erase: &'static str,
    /// Takes the six digits.
    on_full: Callback<String>,
) -> impl IntoView {
    let value = RwSignal::new(String::new());
    let enter = move |text: String| {
        let text: String = text.chars().filter_map(digit).take(DIGITS).collect();
        if text.len() < DIGITS {
            return value.set(text);
        }
        value.set(String::new());
        on_full.run(text);
    };
    let key = move |digit: char| {
        let press = move |_| enter(format!("{}{digit}", value.get_untracked()));
        view! { <button type="button" class="pin__key" disabled=busy on:click=press>{digit}</button> }
    };
    let back = move |_| {
        value.update(|value| {
            value.pop();
        });
    };
    let typed = move |event| {
        let input = event_target::<HtmlInputElement>(&event);
        enter(input.value());
        // What was typed may not be what is kept: a letter, a seventh digit.
        input.set_value(&value.get_untracked());
    };
    let dots = move || {
        let full = value.with(String::len);
        (0..DIGITS)
            .map(|at| view! { <span class="pin__dot" class:pin__dot--full=at < full></span> })
            .collect_view()
    };
    let wrong = move || error.with(Option::is_some).then_some("true");
    view! {
        <div class="pin">
            <label class="pin__label" for="field-pin">{move || label.get()}</label>
            <div class="pin__field" dir="ltr">
                <input
                    id="field-pin" class="pin__input" type="password" inputmode="numeric" autocomplete="off" maxlength="6"
                    aria-describedby="pin-error" aria-invalid=wrong disabled=busy
                    prop:value=value on:input=typed
                />
                <div class="pin__dots" aria-hidden="true">{dots}</div>
            </div>
            <p id="pin-error" class="pin__error" role="alert">{move || error.get()}</p>
            <div class="pin__keys" dir="ltr">
                {('1'..='9').map(key).collect_view()}
                <span></span>
                {key('0')}
                <button type="button" class="pin__key" aria-label=erase disabled=busy on:click=back>
                    "←"
                </button>
            </div>
        </div>
    }
}

/// The digit that a keyboard writes, in the digits people of Morocco read or in those of other Arabic keyboards.
fn digit(written: char) -> Option<char> {
    let value = match written {
        '0'..='9' => return Some(written),
        '٠'..='٩' => written as u32 - '٠' as u32,
        '۰'..='۹' => written as u32 - '۰' as u32,
        _ => return None,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::digit;

    #[test]
    fn digits_of_every_keyboard_are_the_same_digits() {
        let read: String = "27٢٧۲۷ x".chars().filter_map(digit).collect();
        assert_eq!(read, "272727");
    }
}
