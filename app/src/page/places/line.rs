//! One person who waits, applied or is to be told, and what can be done about it.

use domain::phone::Phone as Number;
use domain::record::Standing;
use domain::view::SeatLine;
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use crate::component::{Button, ButtonKind, Chip, IconName, LinkButton, ListRow, Tone};
use crate::intent::{decline_place, give_place, told};

/// What a list is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// A head approves or declines.
    Approve,
    /// They wait for a place.
    Wait,
    /// They have a place and do not know it.
    Tell,
}

/// Draws one registration.
pub(super) fn line_row(
    here: Here,
    line: SeatLine,
    doing: Doing,
    leads: bool,
    activity: Signal<String>,
) -> impl IntoView {
    let words = here.words;
    let why = line.standing.map_or("", Standing::name);
    let number = line
        .number
        .map_or_else(String::new, |number| words.seats.number(&number.to_string()));
    let detail = dotted([
        number,
        if why.is_empty() {
            String::new()
        } else {
            words.seats.standing(why).to_owned()
        },
        line.asked.map_or_else(String::new, |asked| here.instant(asked)),
    ]);
    let provisional = line.provisional;
    view! {
        <div class="card seat" data-person=line.person.id.to_string()>
            <ListRow
                href=format!("/app/person/{}", line.person.id) title=line.person.name.clone() detail
                end=move || provisional.then(|| view! {
                    <Chip tone=Tone::Saffron icon=IconName::Clock text=words.seats.provisional />
                }).into_any()
            />
            {match doing {
                Doing::Tell => telling(here, &line, activity).into_any(),
                Doing::Approve | Doing::Wait => leads.then(|| deciding(here, &line, doing)).into_any(),
            }}
        </div>
    }
}

/// A head's answer to somebody who waits.
fn deciding(here: Here, line: &SeatLine, doing: Doing) -> impl IntoView + use<> {
    let words = here.words;
    let id = line.id;
    let (label, said) = match doing {
        Doing::Approve => (words.seats.approve, words.seats.approved),
        Doing::Wait | Doing::Tell => (words.seats.give, words.seats.given),
    };
    let give = Callback::new(move |_| here.record_with_undo(give_place(id), move || said.to_owned()));
    let decline = Callback::new(move |_| {
        here.record_with_undo(decline_place(id), move || words.seats.declined.to_owned());
    });
    view! {
        <div class="verdict__choice">
            <Button kind=ButtonKind::Quiet label icon=IconName::Check on_click=give />
            <Button kind=ButtonKind::Quiet label=words.seats.decline icon=IconName::Cross on_click=decline />
        </div>
    }
}

/// The message that tells somebody of their place, ready to be sent.
fn telling(here: Here, line: &SeatLine, activity: Signal<String>) -> impl IntoView + use<> {
    let words = here.words;
    let (id, name, phone) = (line.id, line.person.name.clone(), line.phone.clone());
    let message = Signal::derive(move || words.seats.place_message(&name, &activity.get()));
    let encoded = move || String::from(js_sys::encode_uri_component(&message.get()));
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let by_whatsapp = Signal::derive({
        let digits = digits.clone();
        move || format!("https://wa.me/{digits}?text={}", encoded())
    });
    let by_sms = Signal::derive(move || format!("sms:+{digits}?body={}", encoded()));
    let done = Callback::new(move |_| {
        let edits = told(id, here.phone.true_clock().now);
        here.record_with_undo(edits, move || words.seats.told_done.to_owned());
    });
    let reachable = Number::parse(&phone).is_ok();
    view! {
        <p class="muted">{message}</p>
        {if reachable {
            view! {
                <div class="verdict__choice">
                    <LinkButton href=by_whatsapp label=words.common.share_whatsapp icon=IconName::Chat outside=true />
                    <LinkButton href=by_sms label=words.seats.by_sms icon=IconName::Phone kind=ButtonKind::Quiet outside=true />
                </div>
            }.into_any()
        } else {
            view! { <p>{words.seats.no_phone}</p> }.into_any()
        }}
        <Button kind=ButtonKind::Quiet label=words.seats.told icon=IconName::Check on_click=done />
    }
}
