//! Invitations: those that wait, what became of the others, and a new one.

use core::cmp::Reverse;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Invitation, View};
use domain::time::Millis;
use domain::view::name_of;
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::RowButton;
use super::invite::Invite;
use crate::component::{
    Avatar, BottomAction, Button, Chip, Empty, IconName, ListRow, Notice, Sheet, SheetAction, Tone,
};
use crate::intent::revoke_invitation;

/// How an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Pending,
    Used,
    Expired,
    Withdrawn,
}

impl Standing {
    fn of(invitation: &Invitation, now: Millis) -> Self {
        match invitation {
            Invitation { used_by: Some(_), .. } => Self::Used,
            Invitation { revoked: true, .. } => Self::Withdrawn,
            Invitation {
                expires: Some(until), ..
            } if *until <= now => Self::Expired,
            _ => Self::Pending,
        }
    }
}

/// The invitations, those that wait first, and the way to make one.
#[component]
pub(super) fn Invitations(here: Here) -> impl IntoView {
    let words = here.words;
    let lines = Memo::new(move |_| {
        here.phone.watch_meta(|_| ());
        let now = here.phone.true_clock().now;
        let mut lines = here.phone.watch(&[Kind::Invitation, Kind::Member], |replica| {
            let line = |record: &domain::record::Record| {
                let invitation = Invitation::of(record);
                (record.id, Standing::of(&invitation, now), invitation)
            };
            replica.all(Kind::Invitation).map(line).collect::<Vec<_>>()
        });
        lines.sort_by_key(|(id, standing, invitation)| {
            (*standing != Standing::Pending, Reverse(invitation.expires), *id)
        });
        lines
    });
    let (chosen, inviting) = (RwSignal::new(None::<Id>), RwSignal::new(false));
    let row = move |(id, standing, invitation): (Id, Standing, Invitation)| {
        row(here, id, standing, &invitation, chosen)
    };
    let close = Callback::new(move |()| chosen.set(None));
    let name = Signal::derive(move || {
        let id = chosen.get()?;
        Some(here.phone.read(|replica| name_of(replica, id, here.arabic())))
    });
    view! {
        {move || if lines.with(Vec::is_empty) {
            view! { <Empty icon=IconName::PersonAdd title=words.team.no_invitations text=words.team.empty_text /> }.into_any()
        } else {
            view! { <div class="list">{lines.get().into_iter().map(row).collect_view()}</div> }.into_any()
        }}
        <BottomAction>
            <Button
                label=words.team.invite icon=IconName::PersonAdd block=true
                on_click=Callback::new(move |_| inviting.set(true))
            />
        </BottomAction>
        <Sheet
            open=Signal::derive(move || chosen.get().is_some()) on_close=close
            title=Signal::derive(move || name.get().unwrap_or_default())
        >
            {move || chosen.get().map(|id| view! { <Pending here id close /> })}
        </Sheet>
        <Invite here open=inviting />
    }
}

fn row(
    here: Here,
    id: Id,
    standing: Standing,
    invitation: &Invitation,
    chosen: RwSignal<Option<Id>>,
) -> AnyView {
    let words = here.words;
    let name = invitation.name.clone();
    let start = move || view! { <Avatar name=name.clone() /> };
    let title = invitation.name.clone();
    let then = match standing {
        Standing::Used => {
            let member = invitation
                .used_by
                .map(|id| here.phone.read(|replica| name_of(replica, id, here.arabic())));
            member
                .filter(|name| !name.is_empty())
                .map(|name| words.team.joined_as(&name))
                .unwrap_or_default()
        }
        _ => invitation
            .expires
            .map(|at| words.team.expires(&until(here, at)))
            .unwrap_or_default(),
    };
    let detail = dotted([offers(here, invitation), then]);
    let (tone, icon, text) = match standing {
        Standing::Pending => (Tone::Saffron, IconName::Clock, words.team.pending),
        Standing::Used => (Tone::Leaf, IconName::Check, words.team.used),
        Standing::Expired => (Tone::Neutral, IconName::Clock, words.team.expired),
        Standing::Withdrawn => (Tone::Brick, IconName::Cross, words.team.withdrawn),
    };
    let end = move || view! { <Chip tone icon text /> };
    if standing == Standing::Pending {
        let on_click = Callback::new(move |()| chosen.set(Some(id)));
        view! { <RowButton title detail start end on_click /> }.into_any()
    } else {
        view! { <ListRow title detail start end /> }.into_any()
    }
}

/// What a link gives: a role, or another password.
fn offers(here: Here, invitation: &Invitation) -> String {
    let words = here.words.team;
    match invitation.member {
        Some(_) => words.renewal,
        None => words.role(invitation.role.name()),
    }
    .to_owned()
}

/// The day until which an invitation opens.
pub(super) fn until(here: Here, at: Millis) -> String {
    here.long_day(at)
}

/// What can be done about an invitation that waits.
#[component]
fn Pending(here: Here, id: Id, close: Callback<()>) -> impl IntoView {
    let words = here.words;
    let invitation: Invitation = here.phone.read(|replica| replica.view(id)).unwrap_or_default();
    let by = invitation
        .made_by
        .map(|id| here.phone.read(|replica| name_of(replica, id, here.arabic())));
    let by = by
        .filter(|name| !name.is_empty())
        .map(|name| words.team.made_by(&name))
        .unwrap_or_default();
    let expires = invitation
        .expires
        .map(|at| words.team.expires(&until(here, at)))
        .unwrap_or_default();
    let withdraw = Callback::new(move |()| {
        close.run(());
        here.record_with_undo(revoke_invitation(id), || words.team.withdrawn.to_owned());
    });
    view! {
        <div class="stack">
            <p>{dotted([offers(here, &invitation), expires, by])}</p>
            <Notice text=words.team.link_hidden />
            <SheetAction
                icon=IconName::Cross label=words.team.withdraw_invitation detail=words.team.withdraw_hint tone=Tone::Brick
                on_click=withdraw
            />
        </div>
    }
}
