//! The confidentiality undertaking: shown after the first sign-in, taken in one tap, read again from the settings.

use domain::kind::Kind;
use domain::record::Member;
use domain::time::Millis;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::here::{Here, here};
use crate::component::{
    BottomAction, Button, ButtonKind, Card, Icon, IconName, Notice, NoticeKind, Page, use_toaster,
};
use crate::device::Phone;
use crate::i18n::UNDERTAKING_TEXT;
use crate::intent::undertake;

/// Whether the member said "not now": nobody is asked twice between two openings of the app.
#[derive(Clone, Copy)]
pub(super) struct NotNow(pub(super) RwSignal<bool>);

/// What the member of this phone undertook.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    /// A text that is not the one there is now.
    Older,
    At(Millis),
}

/// None of a member that the phone does not know yet.
fn said(phone: Phone) -> Option<Said> {
    phone.watch_meta(|_| ());
    phone.watch(&[Kind::Member], |replica| {
        let member: Member = replica.view(replica.me()?.member)?;
        Some(match member.undertook {
            None => Said::Nothing,
            Some(_) if member.undertook_older(UNDERTAKING_TEXT) => Said::Older,
            Some(at) => Said::At(at),
        })
    })
}

/// Whether the member is to be asked.
pub(super) fn is_asked(phone: Phone, NotNow(not_now): NotNow) -> bool {
    !not_now.get() && matches!(said(phone), Some(Said::Nothing | Said::Older))
}

/// What is undertaken, and by whom it was when.
#[component]
pub(super) fn UndertakingPage() -> impl IntoView {
    let here = here();
    let words = here.words.volunteering;
    let said = Memo::new(move |_| said(here.phone));
    let point = |icon: IconName, text: &'static str| {
        view! { <li class="undertaking__point"><Icon name=icon /><span>{text}</span></li> }
    };
    view! {
        <Page title=words.undertaking back="/app/settings">
            {move || (said.get() == Some(Said::Older)).then(|| view! { <Notice text=words.newer_text /> })}
            <Card>
                <p class="undertaking__lead">{words.undertaking_lead}</p>
                <ul class="undertaking">
                    {point(IconName::Lock, words.secrecy)}
                    {point(IconName::People, words.no_copies)}
                    {point(IconName::Phone, words.lost_phone)}
                    {point(IconName::Log, words.named)}
                </ul>
                <p class="muted">{words.text_number(UNDERTAKING_TEXT.unsigned_abs())}</p>
            </Card>
            {move || match said.get() {
                Some(Said::At(at)) => view! {
                    <Notice kind=NoticeKind::Done text=words.you_undertook(&here.instant_within(at)) />
                }.into_any(),
                _ => view! { <Asked here /> }.into_any(),
            }}
        </Page>
    }
}

/// The one tap, and the way past it: what is on the phone waits for neither.
#[component]
fn Asked(here: Here) -> impl IntoView {
    let words = here.words.volunteering;
    let NotNow(not_now) = expect_context();
    let (toaster, navigate) = (use_toaster(), use_navigate());
    let go = navigate.clone();
    let undertakes = Callback::new(move |_| {
        let Some(me) = here.phone.read(|replica| replica.me().map(|me| me.member)) else {
            return;
        };
        let go = go.clone();
        here.record(undertake(me, here.phone.true_clock().now), move |_| {
            toaster.say(words.undertaken);
            go("/app", Default::default());
        });
    });
    let later = Callback::new(move |_| {
        not_now.set(true);
        navigate("/app", Default::default());
    });
    view! {
        <p class="muted">{words.not_now_hint}</p>
        <Button kind=ButtonKind::Quiet label=words.not_now block=true on_click=later />
        <BottomAction>
            <Button label=words.undertake icon=IconName::Check block=true on_click=undertakes />
        </BottomAction>
    }
}
