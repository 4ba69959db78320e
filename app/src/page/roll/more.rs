//! What else can be done with a session: counting heads, saying that it did not take place.

use domain::id::Id;
use domain::record::CancelReason;
use domain::view::{Roll, head_count};
use leptos::prelude::*;

use super::Sheets;
use super::handing::To;
use crate::component::{
    Button, ButtonKind, IconName, LinkButton, Notice, NoticeKind, Sheet, SheetAction, Stepper, Tone,
};
use crate::intent::{CountHeads, restore_session};
use crate::page::here::Here;
use crate::page::receipt::ReceiptLine;

/// What else can be done with a session.
#[component]
pub(super) fn MoreSheet(sheets: Sheets, may: Memo<bool>) -> impl IntoView {
    let Sheets {
        here,
        session,
        more,
        reasons,
        counting,
        handing,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let then = move |open: RwSignal<bool>| {
        Callback::new(move |()| {
            more.set(false);
            open.set(true);
        })
    };
    view! {
        <Sheet open=more title=words.roll.more_actions on_close=Callback::new(move |()| more.set(false))>
            <div class="stack">
                {move || can_mark.get().then(|| view! {
                    <SheetAction icon=IconName::People label=words.roll.head_count detail=words.roll.head_count_hint tone=Tone::Teal on_click=then(counting) />
                })}
                {move || can_mark.get().then(|| view! {
                    <SheetAction
                        icon=IconName::Gift label=words.delivery.hand_over detail=words.delivery.hand_over_hint tone=Tone::Teal
                        on_click=Callback::new(move |()| {
                            more.set(false);
                            handing.set(Some(To::Many));
                        })
                    />
                })}
                {move || may.get().then(|| view! {
                    <SheetAction icon=IconName::Cross label=words.session.did_not_happen tone=Tone::Brick on_click=Callback::new(move |()| {
                        more.set(false);
                        reasons.set(Some(session));
                    }) />
                })}
                {move || here.asker().is_some_and(|asker| asker.plans()).then(|| view! {
                    <LinkButton
                        href=format!("/app/series/{session}") label=words.calendar.series icon=IconName::Repeat
                        kind=ButtonKind::Quiet block=true
                    />
                })}
                <LinkButton
                    href=format!("/app/paper/attendance/{session}") label=words.figures.sheet icon=IconName::Print
                    kind=ButtonKind::Quiet block=true
                />
                {move || here.asker().is_some_and(|asker| asker.sees_all()).then(|| view! {
                    <LinkButton
                        href=format!("/app/log?about={session}") label=words.log.in_the_log icon=IconName::Clock
                        kind=ButtonKind::Quiet block=true
                    />
                })}
                {move || more.get().then(|| view! { <ReceiptLine here record=session /> })}
            </div>
        </Sheet>
    }
}

/// A cancelled session says why, and can be brought back.
#[component]
pub(super) fn CancelledNotice(
    here: Here,
    session: Id,
    may: Memo<bool>,
    sheet: Memo<Option<Roll>>,
) -> impl IntoView {
    let words = here.words;
    let why = Signal::derive(move || {
        let reason = sheet.with(|roll| roll.as_ref().and_then(|roll| roll.session.reason));
        words.session.cancelled_because(
            words
                .session
                .reason(reason.map_or("", |reason| CancelReason::from_number(reason).name())),
        )
    });
    let reopen = Callback::new(move |_| {
        here.record(
            here.phone.read(|replica| restore_session(replica, session)),
            |_| (),
        )
    });
    view! {
        <Notice kind=NoticeKind::Warning text=why>
            {move || may.get().then(|| view! { <Button kind=ButtonKind::Quiet label=words.session.reopen on_click=reopen /> })}
        </Notice>
    }
}

/// This member's own count of people without names.
#[component]
pub(super) fn HeadCounts(sheets: Sheets) -> impl IntoView {
    let Sheets {
        here,
        session,
        counting,
        ..
    } = sheets;
    let words = here.words;
    let own = here
        .phone
        .read(|replica| head_count(replica, session, replica.me().map(|me| me.member)).1);
    let value = |number: i64| RwSignal::new(u32::try_from(number).unwrap_or_default());
    let (women, men, girls, boys) = (
        value(own.women),
        value(own.men),
        value(own.girls),
        value(own.boys),
    );
    let save = Callback::new(move |_| {
        let count = CountHeads {
            session,
            women: women.get_untracked(),
            men: men.get_untracked(),
            girls: girls.get_untracked(),
            boys: boys.get_untracked(),
        };
        let edits = here.phone.read(|replica| count.edits(replica));
        counting.set(false);
        here.record_with_undo(edits, move || words.common.saved_here.to_owned());
    });
    view! {
        <Sheet open=counting title=words.roll.head_count on_close=Callback::new(move |()| counting.set(false))>
            <div class="stack">
                <p class="muted">{words.roll.head_count_hint}</p>
                <Stepper label=words.roll.women value=women />
                <Stepper label=words.roll.men value=men />
                <Stepper label=words.roll.girls value=girls />
                <Stepper label=words.roll.boys value=boys />
                <Button label=words.common.save block=true on_click=save />
            </div>
        </Sheet>
    }
}
