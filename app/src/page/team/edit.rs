//! What a head changes of a member: role, activities and on which days, contract, account.

use domain::id::Id;
use domain::record::{Engagement, Member, Role};
use domain::time::Day;
use leptos::prelude::*;

use super::super::here::Here;
use super::assignable;
use super::days::{DaysOfEach, DaysTyped};
use super::members::RoleChoice;
use super::renew::{Made, MakeLink};
use crate::component::{
    Button, ButtonKind, Choice, ChoiceOption, Choices, Field, FieldKind, IconName, LinkButton, Notice,
    SheetAction, Tone,
};
use crate::intent::{ContractForm, EditMember, InputFault, close_member};

/// What the form holds.
#[derive(Clone, Copy)]
struct Typed {
    role: RwSignal<String>,
    engagement: RwSignal<String>,
    activities: RwSignal<Vec<String>>,
    days: StoredValue<Vec<DaysTyped>>,
    number: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    accreditation: RwSignal<String>,
    /// Holds [`OF_AGE`] where a head checked it.
    of_age: RwSignal<Vec<String>>,
}

const OF_AGE: &str = "yes";

impl Typed {
    fn of(here: Here, member: &Member) -> Self {
        let day = |day: Option<Day>| RwSignal::new(day.map_or_else(String::new, |day| day.to_string()));
        let checked = member.of_age.then(|| OF_AGE.to_owned());
        Typed {
            role: RwSignal::new(member.role.name().to_owned()),
            engagement: RwSignal::new(member.engagement.name().to_owned()),
            activities: RwSignal::new(member.activities.iter().map(Id::to_string).collect()),
            days: StoredValue::new(DaysTyped::all(here, member, assignable(here))),
            number: RwSignal::new(member.contract.clone()),
            from: day(member.contract_from),
            to: day(member.contract_to),
            accreditation: RwSignal::new(member.accreditation.clone()),
            of_age: RwSignal::new(checked.into_iter().collect()),
        }
    }

    fn read(self, member: &Member) -> EditMember {
        let ids = |ids: Vec<String>| ids.iter().filter_map(|id| id.parse().ok()).collect();
        EditMember {
            role: Role::from_name(&self.role.get_untracked()).unwrap_or(member.role),
            engagement: Engagement::from_name(&self.engagement.get_untracked()).unwrap_or(member.engagement),
            activities: ids(self.activities.get_untracked()),
            days: self
                .days
                .with_value(|days| days.iter().map(DaysTyped::read).collect()),
            contract: ContractForm {
                number: self.number.get_untracked(),
                from: self.from.get_untracked(),
                to: self.to.get_untracked(),
                accreditation: self.accreditation.get_untracked(),
                of_age: self.of_age.with_untracked(|checked| !checked.is_empty()),
            },
        }
    }
}

/// What a head changes of a member. A head's own role and account are another head's to change, so that an
/// association is never left without one.
#[component]
pub(super) fn ChangeMember(here: Here, id: Id, close: Callback<()>, made: Made) -> impl IntoView {
    let words = here.words;
    let member: Member = here.phone.read(|replica| replica.view(id)).unwrap_or_default();
    let own = here
        .phone
        .read(|replica| replica.me().is_some_and(|me| me.member == id));
    let (closed, second_factor) = (member.closed, member.second_factor);
    let switch = Callback::new(move |()| {
        close.run(());
        let said = if closed {
            words.team.reopened
        } else {
            words.team.closed
        };
        here.record_with_undo(close_member(id, !closed), move || said.to_owned());
    });
    view! {
        <div class="stack">
            <LinkButton
                href=format!("/app/hours/{id}") label=words.volunteering.hours icon=IconName::Clock
                kind=ButtonKind::Quiet block=true
            />
            {if own {
                view! { <Notice text=words.team.own_account /> }.into_any()
            } else {
                view! { <Form here id member close /> }.into_any()
            }}
            {(!own && !closed).then(|| view! { <MakeLink here id made second_factor /> })}
            {(!own).then(|| if closed {
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

#[component]
fn Form(here: Here, id: Id, member: Member, close: Callback<()>) -> impl IntoView {
    let words = here.words;
    let typed = Typed::of(here, &member);
    let fault = RwSignal::new(None::<InputFault>);
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let fault = fault.get().filter(|fault| fault.field == field)?;
            Some(match field {
                "of_age" => words.volunteering.of_age_missing.to_owned(),
                // The picker gives days that are days: what is wrong with a last one is that it comes first.
                "contract_to" => words.volunteering.ends_before.to_owned(),
                _ => words.problem.refusal_reason(fault.reason.name()).to_owned(),
            })
        })
    };
    let kinds = Engagement::ALL
        .iter()
        .map(|kind| ChoiceOption::new(kind.name(), words.team.engagement(kind.name())))
        .collect::<Vec<_>>();
    let contractual = Memo::new(move |_| {
        typed
            .engagement
            .with(|kind| kind == Engagement::Contractual.name())
    });
    let assigned = Memo::new(move |_| {
        typed
            .role
            .with(|role| !matches!(role.as_str(), "head" | "coordinator"))
    });
    let save = Callback::new(move |_| match typed.read(&member).edits(id) {
        Err(found) => fault.set(Some(found)),
        Ok(edits) => {
            close.run(());
            here.record_with_undo(edits, || words.common.saved.to_owned());
        }
    });
    view! {
        <RoleChoice here role=typed.role activities=typed.activities />
        {move || assigned.get().then(|| view! {
            <DaysOfEach here days=typed.days chosen=typed.activities fault />
        })}
        <Choice legend=words.field.member_kind name="engagement" options=kinds selected=typed.engagement />
        {move || contractual.get().then(|| view! { <Contract here typed error=error("of_age") begins=error("contract_from") ends=error("contract_to") /> })}
        <Button label=words.common.save icon=IconName::Check block=true on_click=save />
    }
}

/// The contract of a contractual volunteer.
#[component]
fn Contract(
    here: Here,
    typed: Typed,
    /// What is wrong with the age.
    error: Signal<Option<String>>,
    /// What is wrong with the first day.
    begins: Signal<Option<String>>,
    /// What is wrong with the last day.
    ends: Signal<Option<String>>,
) -> impl IntoView {
    let words = here.words;
    let of_age = vec![ChoiceOption::new(OF_AGE, words.volunteering.of_age_check)];
    view! {
        <Field label=words.field.contract name="contract" value=typed.number />
        <div class="pair">
            <Field label=words.field.contract_from name="contract_from" kind=FieldKind::Date value=typed.from error=begins />
            <Field label=words.field.contract_to name="contract_to" kind=FieldKind::Date value=typed.to error=ends />
        </div>
        <Field label=words.field.accreditation name="accreditation" value=typed.accreditation note=words.common.optional />
        <Choices
            legend=words.field.of_age name="of_age" options=of_age selected=typed.of_age
            hint=words.volunteering.of_age_hint error
        />
    }
}
