//! Members: who they are, what they may do, what is assigned to them.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Member, Role};
use domain::replica::Replica;
use domain::view::name_of;
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::settings::RoleChip;
use super::days::assigned;
use super::edit::ChangeMember;
use super::renew::{LinkMade, Made};
use super::{INVITATIONS, RowButton, assignable};
use crate::component::{
    Avatar, Button, ButtonKind, Chip, Choice, ChoiceOption, Choices, Empty, IconName, LinkButton, ListRow,
    Sheet, Tone,
};
use crate::i18n::UNDERTAKING_TEXT;

/// Everyone with an account; a head opens one to change it.
#[component]
pub(super) fn Members(here: Here, manages: bool, tab: RwSignal<&'static str>) -> impl IntoView {
    let words = here.words;
    let team = Memo::new(move |_| {
        here.phone.watch(&[Kind::Member, Kind::Activity], |replica| {
            let line = |(id, member): (Id, Member)| (id, told(here, replica, &member, manages), member);
            replica.team().into_iter().map(line).collect::<Vec<_>>()
        })
    });
    let asker = Memo::new(move |_| here.asker());
    let (chosen, made) = (RwSignal::new(None::<Id>), Made::new(None));
    let row = move |(id, detail, member): (Id, String, Member)| {
        let (name, title) = (member.name.clone(), member.name);
        let (closed, role) = (member.closed, member.role);
        let start = move || view! { <Avatar name=name.clone() /> };
        let end = move || {
            if closed {
                view! { <Chip tone=Tone::Brick icon=IconName::Lock text=words.team.closed /> }.into_any()
            } else {
                view! { <RoleChip here role /> }.into_any()
            }
        };
        if manages {
            let on_click = Callback::new(move |()| chosen.set(Some(id)));
            view! { <RowButton title detail start end on_click /> }.into_any()
        } else if asker
            .get()
            .is_some_and(|asker| asker.sees_all() || asker.member == id)
        {
            view! { <ListRow href=format!("/app/hours/{id}") title detail start end /> }.into_any()
        } else {
            view! { <ListRow title detail start end /> }.into_any()
        }
    };
    let invite = Callback::new(move |_| tab.set(INVITATIONS));
    let close = Callback::new(move |()| chosen.set(None));
    let name = Signal::derive(move || {
        let id = chosen.get()?;
        Some(here.phone.read(|replica| name_of(replica, id, here.arabic())))
    });
    view! {
        {manages.then(|| view! { <Register here /> })}
        <div class="list">{move || team.get().into_iter().map(row).collect_view()}</div>
        {move || (manages && team.with(Vec::len) < 2).then(|| view! {
            <Empty icon=IconName::Crowd title=words.team.empty_title text=words.team.empty_text>
                <Button label=words.team.invite icon=IconName::PersonAdd on_click=invite />
            </Empty>
        })}
        <Sheet
            open=Signal::derive(move || chosen.get().is_some() && made.with(Option::is_none)) on_close=close
            title=Signal::derive(move || name.get().unwrap_or_default())
        >
            {move || chosen.get().map(|id| view! { <ChangeMember here id close made /> })}
        </Sheet>
        <LinkMade here made />
    }
}

/// What is assigned to a member and on which days, and, for a head, what they have not undertaken yet.
fn told(here: Here, replica: &Replica, member: &Member, manages: bool) -> String {
    let words = here.words.volunteering;
    let lacks = match member.undertook {
        _ if !manages || member.closed => "",
        None => words.not_yet,
        Some(_) if member.undertook_older(UNDERTAKING_TEXT) => words.older_text,
        Some(_) => "",
    };
    dotted([assigned(here, replica, member), lacks.to_owned()])
}

/// A role, what it may do, and the activities that go with the roles that need them.
#[component]
pub(super) fn RoleChoice(
    here: Here,
    role: RwSignal<String>,
    activities: RwSignal<Vec<String>>,
) -> impl IntoView {
    let words = here.words;
    let options = Role::ALL
        .iter()
        .rev()
        .map(|role| ChoiceOption::new(role.name(), words.team.role(role.name())))
        .collect();
    let assigned = Memo::new(move |_| role.with(|role| !matches!(role.as_str(), "head" | "coordinator")));
    let known = assignable(here);
    view! {
        <Choice legend=words.field.role name="role" options selected=role />
        <p class="muted">{move || role.with(|role| words.team.role_can(role))}</p>
        {move || assigned.get().then(|| if known.is_empty() {
            view! { <p class="muted">{words.team.no_activities}</p> }.into_any()
        } else {
            view! { <Choices legend=words.team.assigned name="activities" options=known.clone() selected=activities /> }.into_any()
        })}
    }
}

/// The register of volunteers to print: of this year, which leads to those before.
#[component]
fn Register(here: Here) -> impl IntoView {
    let words = here.words.volunteering;
    let (year, ..) = here.phone.true_clock().day().ymd();
    let href = format!("/app/paper/volunteers/{year}");
    view! {
        <LinkButton href label=words.register icon=IconName::Print kind=ButtonKind::Quiet />
    }
}
