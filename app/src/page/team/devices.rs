//! Phones: whose, when last heard of, what they have not sent, and how to shut one out.

use core::cmp::Reverse;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Device, Record, View};
use domain::view::name_of;
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::RowButton;
use crate::component::{
    Button, ButtonKind, Chip, Empty, Icon, IconName, Notice, NoticeKind, Sheet, Tone, use_toaster,
};
use crate::i18n::{isolate, storage};
use crate::intent::revoke_device;

/// One phone and the name of its member.
#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    owner: String,
    own: bool,
    device: Device,
}

/// The phones of the team, the last heard of first.
#[component]
pub(super) fn Devices(here: Here) -> impl IntoView {
    let words = here.words;
    let lines = Memo::new(move |_| {
        let mut lines = here.phone.watch(&[Kind::Device, Kind::Member], |replica| {
            let own = replica.me().map(|me| me.device);
            let line = |record: &Record| {
                let device = Device::of(record);
                let owner = name_of(replica, device.member, here.arabic());
                Line {
                    id: record.id,
                    owner,
                    own: own == Some(record.id),
                    device,
                }
            };
            replica.all(Kind::Device).map(line).collect::<Vec<_>>()
        });
        lines.sort_by_key(|line| {
            (
                line.device.revoked,
                Reverse((line.own, line.device.seen)),
                line.id,
            )
        });
        lines
    });
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

fn row(here: Here, line: Line, chosen: RwSignal<Option<Id>>) -> impl IntoView {
    let words = here.words;
    let Line {
        id,
        owner,
        own,
        device,
    } = line;
    let waiting = device.waiting.unsigned_abs();
    let unsent = if waiting > 0 {
        words.team.waiting(waiting)
    } else {
        String::new()
    };
    let detail = dotted([isolate(&device.name), seen(here, &device), unsent]);
    let start = || view! { <Icon name=IconName::Phone /> };
    let end = move || match (device.revoked, own) {
        (true, _) => {
            view! { <Chip tone=Tone::Brick icon=IconName::Lock text=words.team.revoked /> }.into_any()
        }
        (_, true) => {
            view! { <Chip tone=Tone::Teal icon=IconName::Check text=words.team.this_phone /> }.into_any()
        }
        _ => ().into_any(),
    };
    view! { <RowButton title=owner detail start end on_click=Callback::new(move |()| chosen.set(Some(id))) /> }
}

fn seen(here: Here, device: &Device) -> String {
    match device.seen {
        Some(at) => here.words.team.last_seen(&here.instant(at)),
        None => here.words.team.never_synced.to_owned(),
    }
}

/// All that is known of a phone, and shutting it out.
#[component]
fn OneDevice(here: Here, line: Line, close: Callback<()>) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let Line { id, own, device, .. } = line;
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
                    <Notice kind=NoticeKind::Warning text=words.team.revoke_hint />
                    <Button kind=ButtonKind::Danger icon=IconName::Lock label=words.team.revoke block=true on_click=revoke />
                }.into_any(),
            }}
        </div>
    }
}
