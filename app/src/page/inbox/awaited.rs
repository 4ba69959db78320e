//! People who asked for a place, and sessions of which nobody said anything.

use domain::id::Id;
use domain::view::{Applicant, SessionLine};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::Hands;
use crate::component::{Button, ButtonKind, IconName, LinkButton};
use crate::intent::{decline_place, give_place};

/// Somebody who asked for a place.
pub(super) fn applicant(here: Here, line: &Applicant, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    let id = line.registration;
    let decides = hands.settles(id);
    let give =
        Callback::new(move |_| here.record_with_undo(give_place(id), || words.seats.approved.to_owned()));
    let decline =
        Callback::new(move |_| here.record_with_undo(decline_place(id), || words.seats.declined.to_owned()));
    let asked = line.asked.map_or_else(String::new, |asked| here.instant(asked));
    view! {
        <h4 class="verdict__title">
            <a href=format!("/app/person/{}", line.person)><bdi>{line.name.clone()}</bdi></a>
            <span class="verdict__field"><bdi>{line.title.clone()}</bdi></span>
        </h4>
        <p class="muted">{asked}</p>
        {decides.then(|| view! {
            <div class="verdict__choice">
                <Button label=words.seats.approve icon=IconName::Check on_click=give />
                <Button kind=ButtonKind::Quiet label=words.seats.decline icon=IconName::Cross on_click=decline />
            </div>
        })}
        {hands.row(vec![id])}
    }
}

/// A session of which nobody said anything; `asked` is set to it where it is said not to have been held.
pub(super) fn session(
    here: Here,
    line: &SessionLine,
    asked: RwSignal<Option<Id>>,
    hands: Hands,
) -> impl IntoView + use<> {
    let words = here.words;
    let id = line.id;
    let when = dotted([
        here.day(line.day),
        here.hours(line.slot, line.minutes),
        line.group.clone(),
    ]);
    view! {
        <h4 class="verdict__title"><bdi>{line.title.clone()}</bdi></h4>
        <p class="muted">{when}</p>
        <div class="verdict__choice">
            <LinkButton href=format!("/app/roll/{id}") label=words.today.open_roll icon=IconName::Check />
            <Button
                kind=ButtonKind::Quiet label=words.session.did_not_happen icon=IconName::Cross
                on_click=Callback::new(move |_| asked.set(Some(id)))
            />
        </div>
        {hands.row(vec![id])}
    }
}
