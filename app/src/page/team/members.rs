//! Members: who they are, what they may do, what is assigned to them.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Engagement, Member, Role};
use domain::replica::Replica;
use domain::view::name_of;
use leptos::prelude::*;

use super::super::here::Here;
use super::super::settings::RoleChip;
use super::super::shown::listed;
use super::renew::{LinkMade, Made, MakeLink};
use super::{INVITATIONS, RowButton, assignable};
use crate::component::{
    Avatar, Button, ButtonKind, Chip, Choice, ChoiceOption, Choices, Empty, IconName, ListRow, Notice, Sheet,
    SheetAction, Tone,
};
use crate::intent::{assign_member, close_member};

/// Everyone with an account; a head opens one to change it.
#[component]
pub(super) fn Members(here: Here, manages: bool, tab: RwSignal<&'static str>) -> impl IntoView {
    let words = here.words;
    let team = Memo::new(move |_| {
        here.phone.watch(&[Kind::Member, Kind::Activity], |replica| {
            let line = |(id, member): (Id, Member)| (id, assigned(here, replica, &member), member);
            replica.team().into_iter().map(line).collect::<Vec<_>>()
        })
    });
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
            {move || chosen.get().map(|id| view! { <EditMember here id close made /> })}
        </Sheet>
        <LinkMade here made />
    }
}

/// What is assigned to a member, in a line.
fn assigned(here: Here, replica: &Replica, member: &Member) -> String {
    let words = here.words;
    match member.role {
        Role::Head | Role::Coordinator => words.team.role_can(member.role.name()).to_owned(),
        _ if member.activities.is_empty() => words.team.activities(0),
        _ => listed(
            words,
            member
                .activities
                .iter()
                .map(|id| name_of(replica, *id, here.arabic()))
                .filter(|name| !name.is_empty()),
        ),
    }
}

/// What a head changes of a member. A head's own role and account are another head's to change, so that an
/// association is never left without one.
#[component]
fn EditMember(here: Here, id: Id, close: Callback<()>, made: Made) -> impl IntoView {
    let words = here.words;
    let member: Member = here.phone.read(|replica| replica.view(id)).unwrap_or_default();
    let own = here
        .phone
        .read(|replica| replica.me().is_some_and(|me| me.member == id));
    let role = RwSignal::new(member.role.name().to_owned());
    let engagement = RwSignal::new(member.engagement.name().to_owned());
    let kinds = Engagement::ALL
        .iter()
        .map(|kind| ChoiceOption::new(kind.name(), words.team.engagement(kind.name())))
        .collect::<Vec<_>>();
    let activities = RwSignal::new(member.activities.iter().map(Id::to_string).collect::<Vec<_>>());
    let save = Callback::new(move |_| {
        let role = Role::from_name(&role.get_untracked()).unwrap_or(member.role);
        let engagement = Engagement::from_name(&engagement.get_untracked()).unwrap_or(member.engagement);
        let activities = activities
            .get_untracked()
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect();
        close.run(());
        here.record_with_undo(assign_member(id, role, engagement, activities), || {
            words.common.saved.to_owned()
        });
    });
    let switch = Callback::new(move |()| {
        close.run(());
        let said = if member.closed {
            words.team.reopened
        } else {
            words.team.closed
        };
        here.record_with_undo(close_member(id, !member.closed), move || said.to_owned());
    });
    view! {
        <div class="stack">
            {if own {
                view! { <Notice text=words.team.own_account /> }.into_any()
            } else {
                view! {
                    <RoleChoice here role activities />
                    <Choice legend=words.field.member_kind name="engagement" options=kinds selected=engagement />
                }.into_any()
            }}
            {(!own).then(|| view! { <Button label=words.common.save icon=IconName::Check block=true on_click=save /> })}
            {(!own && !member.closed).then(|| view! { <MakeLink here id made second_factor=member.second_factor /> })}
            {(!own).then(|| if member.closed {
                view! { <SheetAction icon=IconName::Undo label=words.team.reopen_account tone=Tone::Leaf on_click=switch /> }.into_any()
            } else {
                view! {
                    <SheetAction
                        icon=IconName::Lock label=words.team.close_account detail=words.team.close_hint tone=Tone::Brick
                        on_click=switch
                    />
                }.into_any()
            })}
            <Button kind=ButtonKind::Quiet label=words.common.close block=true on_click=Callback::new(move |_| close.run(())) />
        </div>
    }
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
