//! The second factor of one's own account: whether it is on, the way there and the way back.

mod begin;
mod end;
mod recovery;

use domain::record::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::begin::{AskPassword, Confirm};
use self::end::End;
use self::recovery::Recovery;
use super::super::here::Here;
use crate::component::{Button, ButtonKind, Chip, IconName, Notice, NoticeKind, Tone};
use crate::device::{FactorOffer, FactorStands};

/// How far one has come on the way.
#[derive(Clone)]
enum Step {
    /// Nothing is under way.
    Rest,
    /// The password is asked for, before a key is told.
    Password,
    /// A key is told, a code of it asked for.
    Offered(FactorOffer),
    /// It is on; the recovery codes are shown, once.
    Begun(Vec<String>),
    /// The password and a code are asked for, before it goes off.
    Ending,
}

/// The second factor.
#[component]
pub(super) fn Factor(here: Here) -> impl IntoView {
    let step = RwSignal::new(Step::Rest);
    view! {
        <div class="stack">
            {move || match step.get() {
                Step::Rest => view! { <Resting here step /> }.into_any(),
                Step::Password => view! { <AskPassword here step /> }.into_any(),
                Step::Offered(offer) => view! { <Confirm here step offer /> }.into_any(),
                Step::Begun(codes) => view! { <Recovery here step codes /> }.into_any(),
                Step::Ending => view! { <End here step /> }.into_any(),
            }}
        </div>
    }
}

/// How it stands, as the server says, and what can be done about it.
#[component]
fn Resting(here: Here, step: RwSignal<Step>) -> impl IntoView {
    let asked = RwSignal::new(None::<Result<FactorStands, String>>);
    let ask = move || {
        spawn_local(async move {
            let told = here.phone.factor().await;
            asked.set(Some(told.map_err(|error| here.call_error(&error))));
        });
    };
    ask();
    view! {
        <p class="muted">{here.words.factor.why}</p>
        {move || match asked.get() {
            None => view! { <p class="muted" role="status">"…"</p> }.into_any(),
            Some(Err(text)) => view! {
                <Notice kind=NoticeKind::Warning text>
                    <Button
                        kind=ButtonKind::Quiet label=here.words.common.retry
                        on_click=Callback::new(move |_| ask())
                    />
                </Notice>
            }.into_any(),
            Some(Ok(FactorStands { on: true, recovery })) => view! { <On here step recovery /> }.into_any(),
            Some(Ok(_)) => view! { <Off here step /> }.into_any(),
        }}
    }
}

#[component]
fn On(here: Here, step: RwSignal<Step>, recovery: u64) -> impl IntoView {
    let words = here.words.factor;
    view! {
        <p>
            <Chip tone=Tone::Leaf icon=IconName::Check text=words.on />
            " "{words.left(recovery)}
        </p>
        <p class="muted">{words.anew}</p>
        <Button
            kind=ButtonKind::Danger label=words.switch_off block=true
            on_click=Callback::new(move |_| step.set(Step::Ending))
        />
    }
}

#[component]
fn Off(here: Here, step: RwSignal<Step>) -> impl IntoView {
    let words = here.words.factor;
    let leads = here.asker().is_some_and(|asker| asker.role == Role::Head);
    view! {
        {leads.then(|| view! { <Notice text=words.advised /> })}
        <Button
            kind=ButtonKind::Quiet icon=IconName::Lock label=words.switch_on block=true
            on_click=Callback::new(move |_| step.set(Step::Password))
        />
    }
}

/// Leaves the way.
#[component]
fn Back(here: Here, step: RwSignal<Step>) -> impl IntoView {
    view! {
        <Button
            kind=ButtonKind::Quiet label=here.words.common.cancel block=true
            on_click=Callback::new(move |_| step.set(Step::Rest))
        />
    }
}
