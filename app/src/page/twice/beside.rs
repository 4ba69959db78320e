//! Two people side by side: what they differ in is chosen field by field, then they are one.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Pair;
use domain::same::{self, Merge};
use domain::value::FieldNo;
use domain::view::{Beside, BesideField, Shown, beside, settles};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::super::here::{Here, dotted, here};
use super::super::shown::shown_text;
use super::list::person;
use super::reasons;
use crate::component::{
    BottomAction, Button, ButtonKind, Card, Choice, ChoiceOption, Empty, Icon, IconName, Notice, NoticeKind,
    Page, use_toaster,
};
use crate::device::offset_at;

/// The value of a choice that takes what the other says.
const OTHER: &str = "other";

/// Compares two people and says whether they are one.
#[component]
pub(in super::super) fn BesidePage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let params = use_params_map();
    let id = |name: &str| params.with_untracked(|params| params.get(name)?.parse::<Id>().ok());
    let both = id("one").zip(id("other"));
    let shown = both.and_then(|(one, other)| {
        let today = here.phone.true_clock().day();
        here.phone
            .read(|replica| beside(replica, one, other, here.arabic(), today))
    });
    match shown {
        Some(shown) => view! {
            <Page title=words.twice.title back="/app/inbox" columns=true><Compared here shown /></Page>
        }
        .into_any(),
        None => view! {
            <Page title=words.twice.title back="/app/inbox">
                <Empty icon=IconName::People title=words.common.nothing_found text=words.twice.missing />
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn Compared(here: Here, shown: Beside) -> impl IntoView {
    let words = here.words;
    let (kept, other) = (shown.kept.id, shown.other.id);
    let decides = Memo::new(move |_| {
        let pair = Pair::id(kept, other);
        here.phone
            .watch(&[Kind::Task, Kind::Member], |replica| settles(replica, pair))
    });
    let (differ, agreed): (Vec<_>, Vec<_>) = shown.fields.iter().cloned().partition(|field| field.differs);
    let choices: Vec<(BesideField, RwSignal<String>)> = differ
        .into_iter()
        .map(|field| (field, RwSignal::new("kept".to_owned())))
        .collect();
    let chosen = choices.clone();
    let (navigate, toaster) = (use_navigate(), use_toaster());
    let leave = navigate.clone();
    let merge = Callback::new(move |_| {
        let taken = chosen
            .iter()
            .filter(|(_, choice)| choice.with_untracked(|said| said == OTHER));
        let taken: Vec<FieldNo> = taken.map(|(field, _)| field.number).collect();
        let merge = Merge {
            kept,
            dropped: other,
            taken,
        };
        let edits = here.phone.read(|replica| merge.edits(replica));
        let navigate = navigate.clone();
        here.record(edits, move |_| {
            toaster.say(words.twice.merged);
            navigate(&format!("/app/person/{kept}"), Default::default());
        });
    });
    let two = Callback::new(move |_| {
        let leave = leave.clone();
        here.record(vec![same::part(kept, other)], move |_| {
            toaster.say(words.twice.parted);
            leave("/app/inbox", Default::default());
        });
    });
    let grounds = reasons(here, &shown.grounds);
    view! {
        <div class="stack">
            <h2 class="visually-hidden">{words.twice.compare}</h2>
            <div class="twice">{side(here, &shown, 0)}{side(here, &shown, 1)}</div>
            {if shown.grounds.is_empty() {
                view! { <Notice kind=NoticeKind::Warning text=words.twice.against /> }.into_any()
            } else {
                view! { <p class="verdict__reason tone-sky"><Icon name=IconName::People /><span>{grounds}</span></p> }.into_any()
            }}
            {(!choices.is_empty()).then(|| view! {
                <Card title=words.twice.choose>
                    <p class="muted">{words.twice.choose_hint}</p>
                    {choices.iter().cloned().map(|(field, selected)| move || choice(here, &field, selected)).collect_view()}
                </Card>
            })}
            {(!agreed.is_empty()).then(|| view! {
                <Card title=words.twice.agreed>
                    <dl class="facts">{agreed.iter().cloned().map(|field| move || fact(here, &field)).collect_view()}</dl>
                </Card>
            })}
            <p class="muted">{words.twice.candidates_hint}</p>
            {move || decides.get().then(|| view! {
                <BottomAction>
                    <Button label=words.twice.one_person icon=IconName::Check block=true on_click=merge />
                    <Button kind=ButtonKind::Quiet label=words.twice.two_people icon=IconName::Cross block=true on_click=two />
                </BottomAction>
            })}
        </div>
    }
}

/// Who one of the two is, how often they came and where.
fn side(here: Here, shown: &Beside, at: usize) -> impl IntoView + use<> {
    let words = here.words.twice;
    let line = [&shown.kept, &shown.other][at];
    let past = dotted([
        words.times(shown.times[at] as u64),
        words.activities(shown.activities[at] as u64),
    ]);
    view! {
        <article class="card verdict">
            {person(here, line)}
            <p>{past}</p>
        </article>
    }
}

fn text(here: Here, field: &BesideField, value: &Shown) -> String {
    match (
        shown_text(here.words, Kind::Beneficiary.name(), field.name, value, offset_at),
        value,
    ) {
        // Until the places are there, a commune has its code alone.
        (nothing, Shown::Commune(code)) if nothing.is_empty() => code.clone(),
        (said, _) => said,
    }
}

/// What they differ in, each value a button.
fn choice(here: Here, field: &BesideField, selected: RwSignal<String>) -> impl IntoView + use<> {
    let options = vec![
        ChoiceOption::new("kept", text(here, field, &field.kept)),
        ChoiceOption::new(OTHER, text(here, field, &field.other)),
    ];
    let legend = here.words.field.label(field.name).to_owned();
    view! { <Choice legend name=field.name options selected /> }
}

/// What both say, or only one of them.
fn fact(here: Here, field: &BesideField) -> impl IntoView + use<> {
    let said = [&field.kept, &field.other]
        .map(|value| text(here, field, value))
        .into_iter()
        .find(|said| !said.is_empty());
    let label = here.words.field.label(field.name).to_owned();
    view! { <div><dt>{label}</dt><dd><bdi>{said}</bdi></dd></div> }
}
