//! Who is asked about: two names, why, and what can be done.

use domain::record::Pair;
use domain::same;
use domain::view::{PersonLine, TwiceLine};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::inbox::Hands;
use super::reasons;
use crate::component::{Button, ButtonKind, Icon, IconName, LinkButton};

/// Two people who are likely one.
pub(in super::super) fn likely_card(here: Here, line: &TwiceLine, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    let (one, other) = (line.kept.id, line.other.id);
    let two = Callback::new(move |_| {
        here.record_with_undo(vec![same::part(one, other)], move || {
            words.twice.parted.to_owned()
        });
    });
    view! {
        {person(here, &line.kept)}
        {person(here, &line.other)}
        <p class="verdict__reason tone-sky"><Icon name=IconName::People /><span>{reasons(here, &line.grounds)}</span></p>
        <div class="verdict__choice">
            <LinkButton href=format!("/app/twice/{one}/{other}") label=words.twice.compare />
            <Button kind=ButtonKind::Quiet label=words.twice.two_people icon=IconName::Cross on_click=two />
        </div>
        {hands.row(vec![Pair::id(one, other)])}
    }
}

/// A person's name, and what tells namesakes apart.
pub(super) fn person(here: Here, line: &PersonLine) -> impl IntoView + use<> {
    let age = line.age.and_then(|age| u64::try_from(age).ok());
    let age = age.map_or_else(String::new, |age| here.words.common.years_old(age));
    let detail = dotted([
        line.other_name.clone(),
        line.parent.clone(),
        here.commune(&line.place),
        age,
    ]);
    view! {
        <div>
            <h3 class="verdict__title"><bdi>{line.name.clone()}</bdi></h3>
            <p class="muted">{detail}</p>
        </div>
    }
}
