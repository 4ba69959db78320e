//! What a person agreed to, one purpose a row; whoever records may write down an agreement or take it back.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Consent, ConsentManner, Purpose};
use domain::view::agreements;
use leptos::prelude::*;

use super::here::{Here, dotted};
use crate::component::{
    Button, ButtonKind, Card, Chip, Choice, ChoiceOption, IconName, LinkButton, Notice, NoticeKind, Sheet,
    SheetAction, Tone, use_toaster,
};
use crate::intent::{Agree, withdraw_consent};

/// A purpose, and how a person stands to it.
type Stands = (Purpose, Option<(Id, Consent)>);

/// The purposes, and the way to all that is kept.
#[component]
pub(super) fn Consents(here: Here, id: Id, may: Memo<bool>) -> impl IntoView {
    let words = here.words;
    let lines = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Consent], |replica| agreements(replica, id))
    });
    let chosen = RwSignal::new(None::<Stands>);
    let close = Callback::new(move |()| chosen.set(None));
    let row = move |line: Stands| view! { <Row here line may chosen /> };
    let title = Signal::derive(move || {
        let purpose = chosen
            .get()
            .map(|(purpose, _)| words.person.purpose(purpose.name()));
        purpose.unwrap_or_default().to_owned()
    });
    view! {
        <Card title=words.person.consent>
            {move || lines.get().into_iter().map(row).collect_view()}
            <div class="notice__actions">
                <LinkButton
                    href=format!("/app/person/{id}/kept") label=words.consents.kept icon=IconName::Log
                    kind=ButtonKind::Quiet
                />
                {move || here.asker().is_some_and(|asker| asker.sees_all()).then(|| view! {
                    <LinkButton
                        href=format!("/app/log?about={id}") label=words.log.in_the_log icon=IconName::Clock
                        kind=ButtonKind::Quiet
                    />
                })}
            </div>
        </Card>
        <Sheet open=Signal::derive(move || chosen.with(Option::is_some)) on_close=close title>
            {move || chosen.get().map(|(purpose, given)| match given.filter(|(_, one)| one.withdrawn.is_none()) {
                Some((given, _)) => view! { <Withdraw here given close /> }.into_any(),
                None => view! { <Give here id purpose close /> }.into_any(),
            })}
        </Sheet>
    }
}

/// One purpose: whether it was agreed to, since when and how.
#[component]
fn Row(here: Here, line: Stands, may: Memo<bool>, chosen: RwSignal<Option<Stands>>) -> impl IntoView {
    let words = here.words;
    let title = words.person.purpose(line.0.name());
    let (tone, icon, text) = match &line.1 {
        Some((_, consent)) if consent.withdrawn.is_none() => {
            (Tone::Leaf, IconName::Check, words.person.consent_given)
        }
        Some(_) => (Tone::Brick, IconName::Cross, words.person.consent_withdrawn),
        None => (Tone::Saffron, IconName::Alert, words.consents.not_asked),
    };
    let detail = line
        .1
        .as_ref()
        .map_or_else(String::new, |(_, consent)| how(here, consent));
    let inside = move || {
        let bare = detail.is_empty();
        view! {
            <span class="row__words">
                <span class="row__title">{title}</span>
                <span class="row__detail" hidden=bare>{detail.clone()}</span>
            </span>
            <span class="row__end"><Chip tone icon text /></span>
        }
    };
    move || {
        let line = line.clone();
        if may.get() {
            view! { <button type="button" class="row" on:click=move |_| chosen.set(Some(line.clone()))>{inside()}</button> }
                .into_any()
        } else {
            view! { <div class="row">{inside()}</div> }.into_any()
        }
    }
}

/// Since when, how and by whom; until when, where it was taken back.
pub(super) fn how(here: Here, consent: &Consent) -> String {
    let words = here.words;
    let day = |day| here.day_within(day);
    let given = consent
        .day
        .map_or_else(String::new, |on| words.consents.since(&day(on)));
    let guardian = if consent.by_guardian {
        words.consents.by_guardian
    } else {
        ""
    };
    let back = consent
        .withdrawn
        .map_or_else(String::new, |on| words.consents.until(&day(on)));
    let manner = words.person.consent_how(consent.manner.name()).to_owned();
    dotted([given, manner, guardian.to_owned(), back])
}

/// Writes an agreement down: what is asked, and how it was given.
#[component]
fn Give(here: Here, id: Id, purpose: Purpose, close: Callback<()>) -> impl IntoView {
    let words = here.words;
    let (toaster, fault) = (use_toaster(), RwSignal::new(None::<String>));
    let manner = RwSignal::new(ConsentManner::Oral.name().to_owned());
    let asked = match purpose {
        Purpose::TakingPart => words.person.consent_ask,
        other => words.consents.ask(other.name()),
    };
    let options = ConsentManner::ALL
        .iter()
        .map(|manner| ChoiceOption::new(manner.name(), words.person.consent_how(manner.name())))
        .collect::<Vec<_>>();
    let agree = Callback::new(move |_| {
        let agree = Agree {
            id: here.phone.fresh_id(),
            beneficiary: id,
            purpose,
            manner: ConsentManner::from_name(&manner.get_untracked()).unwrap_or(ConsentManner::Oral),
            language: here.lang().code().to_owned(),
        };
        let today = here.phone.true_clock().day();
        match here.phone.read(|replica| agree.edits(replica, today)) {
            Ok(edits) => {
                close.run(());
                here.record(edits, move |_| toaster.say(words.consents.agreed));
            }
            Err(error) if error.field == "guardian" => {
                fault.set(Some(words.consents.guardian_first.to_owned()))
            }
            Err(error) => fault.set(Some(words.problem.refusal(error.reason.name(), error.field))),
        }
    });
    view! {
        <div class="stack">
            <p>{asked}</p>
            {move || fault.get().map(|text| view! {
                <Notice kind=NoticeKind::Error text>
                    <LinkButton href=format!("/app/edit-person/{id}") label=words.common.edit icon=IconName::Edit />
                </Notice>
            })}
            <Choice legend=words.consents.how name="manner" options selected=manner />
            <Button label=words.consents.agree icon=IconName::Check block=true on_click=agree />
        </div>
    }
}

/// Takes an agreement back.
#[component]
fn Withdraw(here: Here, given: Id, close: Callback<()>) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let back = Callback::new(move |()| {
        close.run(());
        let today = here.phone.true_clock().day();
        here.record(withdraw_consent(given, today), move |_| {
            toaster.say(words.consents.withdrawn)
        });
    });
    view! {
        <div class="stack">
            <SheetAction
                icon=IconName::Cross label=words.consents.withdraw detail=words.consents.withdraw_hint tone=Tone::Brick
                on_click=back
            />
        </div>
    }
}
