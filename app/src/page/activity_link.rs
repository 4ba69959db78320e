//! An activity's addresses: the page on which people register themselves, and its place in the team's app.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, Admission, Association};
use leptos::prelude::*;

use super::here::Here;
use super::questions::QuestionsCard;
use crate::component::{Button, ButtonKind, Card, IconName, LinkButton, Qr, use_toaster};
use crate::intent::{approve_registrations, open_registration};

/// Both addresses; the public page's only for those who may open it.
#[component]
pub(super) fn LinkPart(here: Here, id: Id, activity: Memo<Option<Activity>>) -> impl IntoView {
    let words = here.words;
    let plans = Memo::new(move |_| here.asker().is_some_and(|asker| asker.plans()));
    let title = Signal::derive(move || {
        activity.with(|one| one.as_ref().map(|one| one.title.clone()).unwrap_or_default())
    });
    view! {
        {move || plans.get().then(|| view! {
            <PublicPage here id activity />
            <QuestionsCard here id activity />
        })}
        <Card title=words.activity.team_link>
            <p class="muted">{words.activity.team_link_hint}</p>
            <Address here path=format!("/app/activity/{id}") title message=title />
        </Card>
    }
}

/// The public page: opened and closed in one tap, as is whether a head approves each request.
#[component]
fn PublicPage(here: Here, id: Id, activity: Memo<Option<Activity>>) -> impl IntoView {
    let words = here.words;
    let open = Memo::new(move |_| activity.with(|one| one.as_ref().is_some_and(Activity::is_open)));
    let admission =
        Memo::new(move |_| activity.with(|one| one.as_ref().map_or(Admission::Open, |one| one.admission)));
    let turn = Callback::new(move |_| {
        let now = !open.get_untracked();
        let said = if now {
            words.activity.registration_opened
        } else {
            words.activity.registration_closed
        };
        here.record_with_undo(open_registration(id, now, admission.get_untracked()), move || {
            said.to_owned()
        });
    });
    view! {
        <Card title=words.activity.registration_page>
            {move || if open.get() {
                view! { <Open here id activity admission turn /> }.into_any()
            } else {
                view! {
                    <p class="muted">{words.activity.registration_is_closed}</p>
                    <Button label=words.activity.open_registration icon=IconName::Globe on_click=turn block=true />
                }.into_any()
            }}
        </Card>
    }
}

/// The open page's address, and what can be done about it.
#[component]
fn Open(
    here: Here,
    id: Id,
    activity: Memo<Option<Activity>>,
    admission: Memo<Admission>,
    turn: Callback<leptos::ev::MouseEvent>,
) -> impl IntoView {
    let words = here.words;
    let title = Signal::derive(move || {
        activity.with(|one| one.as_ref().map(|one| one.title.clone()).unwrap_or_default())
    });
    let association = Memo::new(move |_| {
        here.phone.watch(&[Kind::Association], |replica| {
            let profile = replica.view::<Association>(replica.me()?.association)?;
            Some(profile.name(here.arabic()).to_owned())
        })
    });
    let message = Signal::derive(move || {
        words
            .activity
            .share_text(&title.get(), &association.get().unwrap_or_default())
    });
    let approves = Memo::new(move |_| admission.get() == Admission::Approval);
    let label = Signal::derive(move || {
        let label = if approves.get() {
            words.activity.approve_none
        } else {
            words.activity.approve_each
        };
        label.to_owned()
    });
    let approve = Callback::new(move |_| {
        let now = !approves.get_untracked();
        let said = if now {
            words.activity.each_is_approved
        } else {
            words.activity.none_is_approved
        };
        here.record_with_undo(approve_registrations(id, now), move || said.to_owned());
    });
    view! {
        <p class="muted">{words.activity.registration_is_open}</p>
        <Address here path=format!("/r/{id}") title message />
        <div class="notice__actions">
            <Button kind=ButtonKind::Quiet label on_click=approve />
            <Button kind=ButtonKind::Danger label=words.activity.close_registration on_click=turn />
        </div>
    }
}

/// An address on this server: a code to scan, its text, and ways to hand it on.
#[component]
fn Address(here: Here, path: String, title: Signal<String>, message: Signal<String>) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let origin = window().location().origin().unwrap_or_default();
    let link = StoredValue::new(format!("{origin}{path}"));
    let share = Signal::derive(move || {
        let text = format!("{} {}", message.get(), link.get_value());
        format!("https://wa.me/?text={}", js_sys::encode_uri_component(&text))
    });
    let copy = Callback::new(move |_| {
        // The promise's answer adds nothing: the link stands on the screen.
        let _ = window().navigator().clipboard().write_text(&link.get_value());
        toaster.say(words.common.copied);
    });
    view! {
        <Qr text=link.get_value() label=title />
        <p class="link-text" dir="ltr">{link.get_value()}</p>
        <div class="notice__actions">
            <LinkButton href=share label=words.common.share_whatsapp icon=IconName::Chat kind=ButtonKind::Quiet outside=true />
            <Button label=words.common.copy icon=IconName::Copy kind=ButtonKind::Quiet on_click=copy />
        </div>
    }
}
