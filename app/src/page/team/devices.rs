//! Phones: whose, when last heard of, what they have not sent, and how to shut one out.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Device;
use domain::view::{DeviceLine, Standing, devices, unsent};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use crate::component::{
    Button, ButtonKind, Chip, Empty, Icon, IconName, Notice, NoticeKind, Sheet, Tone, use_toaster,
};
use crate::i18n::{isolate, storage};
use crate::intent::{revoke_device, sign_out_device};

/// The phones of the team, those that need a look first.
#[component]
pub(super) fn Devices(here: Here) -> impl IntoView {
    let words = here.words;
    let lines = Memo::new(move |_| {
        let now = here.phone.true_clock().now;
        here.phone.watch(&[Kind::Device, Kind::Member], |replica| {
            devices(replica, now, here.arabic())
        })
    });
    let left = Memo::new(move |_| lines.with(|lines| unsent(lines)));
    let chosen = RwSignal::new(None::<Id>);
    let close = Callback::new(move |()| chosen.set(None));
    let open = Memo::new(move |_| {
        let id = chosen.get()?;
        lines.with(|lines| lines.iter().find(|line| line.id == id).cloned())
    });
    let title = Signal::derive(move || {
        open.with(|line| line.as_ref().map(|line| words.team.device_of(&line.owner)))
            .unwrap_or_default()
    });
    view! {
        {move || (left.get().0 > 0).then(|| {
            let (changes, phones) = left.get();
            let text = format!("{} {}", words.team.waiting(changes), words.team.on_phones(phones));
            view! { <Notice kind=NoticeKind::Warning text /> }
        })}
        {move || if lines.with(Vec::is_empty) {
            view! { <Empty icon=IconName::Phone title=words.team.devices text=words.team.never_synced /> }.into_any()
        } else {
            view! { <div class="list">{lines.get().into_iter().map(|line| row(here, line, chosen)).collect_view()}</div> }.into_any()
        }}
        <Sheet open=Signal::derive(move || open.with(Option::is_some)) on_close=close title>
            {move || open.get().map(|line| view! { <OneDevice here line close /> })}
        </Sheet>
    }
}

fn row(here: Here, line: DeviceLine, chosen: RwSignal<Option<Id>>) -> impl IntoView {
    let DeviceLine {
        id,
        owner,
        own,
        device,
        standing,
    } = line;
    let heard = match device.seen {
        Some(at) => here.words.team.seen(&here.instant_within(at)),
        None => here.words.team.never_synced.to_owned(),
    };
    let detail = dotted([isolate(&device.name), heard]);
    let chip = said(here, standing, own).map(|(tone, icon, text)| view! { <Chip tone icon text /> });
    view! {
        <button type="button" class="row" on:click=move |_| chosen.set(Some(id))>
            <Icon name=IconName::Phone />
            <span class="row__words">
                <bdi class="row__title">{owner}</bdi>
                <span class="row__detail">{detail}</span>
                {chip}
            </span>
        </button>
    }
}

/// The one thing to say of a phone, as a chip.
fn said(here: Here, standing: Standing, own: bool) -> Option<(Tone, IconName, String)> {
    let words = here.words;
    Some(match standing {
        Standing::Revoked => (Tone::Brick, IconName::Lock, words.team.revoked.to_owned()),
        Standing::Refused(count) => (Tone::Brick, IconName::Alert, words.sync.need_you(count)),
        Standing::Waiting(count) => (Tone::Saffron, IconName::CloudUp, words.sync.waiting(count)),
        Standing::Silent(days) => (Tone::Saffron, IconName::Clock, words.team.silent(days)),
        Standing::Unkept | Standing::Fine if own => {
            (Tone::Teal, IconName::Check, words.team.this_phone.to_owned())
        }
        Standing::Unkept => (Tone::Neutral, IconName::Info, words.team.unkept.to_owned()),
        Standing::Fine => return None,
    })
}

fn seen(here: Here, device: &Device) -> String {
    match device.seen {
        Some(at) => here.words.team.last_seen(&here.instant(at)),
        None => here.words.team.never_synced.to_owned(),
    }
}

/// All that is known of a phone, and shutting it out.
#[component]
fn OneDevice(here: Here, line: DeviceLine, close: Callback<()>) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let DeviceLine { id, own, device, .. } = line;
    let fact = |label: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
    };
    let keeps = if device.persisted {
        words.settings.persistent_granted
    } else {
        words.settings.persistent_denied
    };
    let room = storage(here.lang(), device.used_kb.unsigned_abs().saturating_mul(1_024));
    let revoke = Callback::new(move |_| {
        close.run(());
        here.record(revoke_device(id), move |_| toaster.say(words.team.revoked));
    });
    let sign_out = Callback::new(move |_| {
        close.run(());
        let edits = sign_out_device(id, here.phone.clock().now);
        here.record(edits, move |_| toaster.say(words.team.session_ended));
    });
    view! {
        <div class="stack">
            <p class="muted">{seen(here, &device)}</p>
            <dl class="facts">
                {fact(words.field.device_name, device.name.clone())}
                {fact(words.sync.waiting_section, words.team.waiting(device.waiting.unsigned_abs()))}
                {(device.refused > 0).then(|| fact(words.sync.needs_you, words.sync.need_you(device.refused.unsigned_abs())))}
                {fact(words.sync.storage, dotted([room, keeps.to_owned()]))}
            </dl>
            {(!device.version.is_empty()).then(|| view! { <p class="muted">{words.settings.version(&device.version)}</p> })}
            {match (own, device.revoked) {
                (_, true) => view! { <Notice kind=NoticeKind::Warning title=words.team.revoked text=words.team.revoke_hint /> }.into_any(),
                (true, _) => view! { <Notice text=words.team.revoke_own /> }.into_any(),
                _ => view! {
                    <p class="muted">{words.team.end_session_hint}</p>
                    <Button kind=ButtonKind::Quiet icon=IconName::Me label=words.team.end_session block=true on_click=sign_out />
                    <Notice kind=NoticeKind::Warning text=words.team.revoke_hint />
                    <Button kind=ButtonKind::Danger icon=IconName::Lock label=words.team.revoke block=true on_click=revoke />
                }.into_any(),
            }}
        </div>
    }
}
