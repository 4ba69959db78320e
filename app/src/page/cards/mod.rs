//! Cards: given to those who have none, and printed, ten on a sheet.

mod sheets;

use domain::id::Id;
use domain::kind::Kind;
use domain::view::{CardLine, CardsOf, cards};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::sheets::Sheets;
use super::here::{Here, here};
use super::papers::PaperLink;
use crate::component::{
    BottomAction, Button, ButtonKind, Card, ChoiceOption, Empty, IconName, LinkButton, Page, PrintButton,
    Select, use_toaster,
};
use crate::i18n::Paper;
use crate::intent::give_cards;

/// Cards drawn at once: twenty sheets.
const PART: usize = 200;

/// The cards of an activity's people, of one person, or of everyone.
#[component]
pub(super) fn CardsPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let query = use_query_map();
    let param = move |name: &str| {
        query
            .with_untracked(|query| query.get(name))
            .and_then(|id| id.parse::<Id>().ok())
    };
    let (of, back) = match (param("person"), param("activity")) {
        (Some(person), _) => (CardsOf::Person(person), format!("/app/person/{person}")),
        (None, Some(activity)) => (CardsOf::Activity(activity), format!("/app/activity/{activity}")),
        (None, None) => (CardsOf::Everyone, "/app/people".to_owned()),
    };
    let lines = Memo::new(move |_| {
        let today = here.today();
        here.phone
            .watch(&[Kind::Beneficiary, Kind::Registration], |replica| {
                cards(replica, of, here.arabic(), today)
            })
    });
    let may = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let any = Memo::new(move |_| may.get() && lines.with(|lines| !lines.is_empty()));
    view! {
        <Page title=words.cards.title back>
            {move || if any.get() {
                view! { <Giving here lines /><Printing here of lines /> }.into_any()
            } else {
                let text = if may.get() { words.cards.nobody } else { words.cards.not_yours };
                view! { <Empty icon=IconName::Qr title=words.cards.title text /> }.into_any()
            }}
        </Page>
    }
}

/// Cards for those who have none, in one tap.
#[component]
fn Giving(here: Here, lines: Memo<Vec<CardLine>>) -> impl IntoView {
    let words = here.words;
    let without =
        Memo::new(move |_| lines.with(|lines| lines.iter().filter(|line| line.code.is_none()).count()));
    let give = Callback::new(move |_| {
        let without = lines.with_untracked(|lines| {
            let without = lines.iter().filter(|line| line.code.is_none());
            without
                .map(|line| (line.id, here.phone.fresh_code()))
                .collect::<Vec<_>>()
        });
        let given = without.len() as u64;
        let edits = here.phone.read(|replica| give_cards(replica, without));
        here.record_with_undo(edits, move || words.cards.given(given));
    });
    move || {
        let without = without.get() as u64;
        (without > 0).then(|| {
            view! {
                <Card title=words.cards.without(without)>
                    <p class="muted">{words.cards.about}</p>
                    <Button icon=IconName::Qr label=words.cards.give(without) block=true on_click=give />
                </Card>
            }
        })
    }
}

/// The cards of those who have one, to print; of very many, a part at a time.
#[component]
fn Printing(here: Here, of: CardsOf, lines: Memo<Vec<CardLine>>) -> impl IntoView {
    let words = here.words;
    let with = Memo::new(move |_| {
        lines.with(|lines| {
            let with = lines.iter().filter(|line| line.code.is_some());
            with.cloned().collect::<Vec<CardLine>>()
        })
    });
    let file = match of {
        CardsOf::Everyone => "/api/v1/paper/cards".to_owned(),
        CardsOf::Activity(activity) => format!("/api/v1/paper/cards?activity={activity}"),
        CardsOf::Person(person) => format!("/api/v1/paper/cards?person={person}"),
    };
    let part = RwSignal::new("0".to_owned());
    let shown = Memo::new(move |_| {
        let part: usize = part.with(|part| part.parse().unwrap_or_default());
        with.with(|with| {
            with.chunks(PART)
                .nth(part)
                .map(<[CardLine]>::to_vec)
                .unwrap_or_default()
        })
    });
    let parts = Signal::derive(move || {
        let all = with.with(Vec::len);
        let option = |part: usize| {
            let (from, to) = (part * PART + 1, ((part + 1) * PART).min(all));
            ChoiceOption::new(part.to_string(), words.cards.from_to(from as u64, to as u64))
        };
        (0..all.div_ceil(PART)).map(option).collect::<Vec<_>>()
    });
    let many = Memo::new(move |_| with.with(Vec::len) > PART);
    let any = Memo::new(move |_| with.with(|with| !with.is_empty()));
    view! {
        {move || many.get().then(|| view! { <Select label=words.cards.part name="part" options=parts selected=part /> })}
        {move || any.get().then(|| view! {
            <p class="muted cards__hint">{words.cards.print_hint}</p>
            <PaperLink here path=file.clone() label=Paper::of(here.lang()).as_file icon=IconName::Import />
            <Sheets here lines=shown />
            <BottomAction><PrintButton label=words.cards.print block=true /></BottomAction>
        })}
    }
}

/// A person's card on their own page: its code, and what can be done about it.
#[component]
pub(super) fn CardPart(here: Here, id: Id) -> impl IntoView {
    let words = here.words;
    let line = Memo::new(move |_| {
        here.phone.watch(&[Kind::Beneficiary], |replica| {
            cards(
                replica,
                CardsOf::Person(id),
                here.arabic(),
                here.phone.true_clock().day(),
            )
            .pop()
        })
    });
    let may = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let toaster = use_toaster();
    let code = move || line.with(|line| line.as_ref().and_then(|line| line.code));
    let give = Callback::new(move |_| {
        let said = match code() {
            Some(_) => words.cards.replaced,
            None => words.cards.given_one,
        };
        let card = (id, here.phone.fresh_code());
        let edits = here.phone.read(|replica| give_cards(replica, [card]));
        here.record(edits, move |_| toaster.say(said));
    });
    move || {
        let given = code();
        (given.is_some() || may.get()).then(|| view! {
            <Card title=words.person.card>
                {match given {
                    Some(code) => view! { <p><code class="card-code" dir="ltr">{code.to_string()}</code></p> }.into_any(),
                    None => view! { <p class="muted">{words.cards.none}</p> }.into_any(),
                }}
                {may.get().then(|| view! {
                    <div class="notice__actions">
                        {given.map(|_| view! {
                            <LinkButton href=format!("/app/cards?person={id}") label=words.cards.print icon=IconName::Print kind=ButtonKind::Quiet />
                        })}
                        <Button
                            kind=ButtonKind::Quiet icon=IconName::Qr on_click=give
                            label=if given.is_some() { words.cards.replace } else { words.cards.give_one }
                        />
                    </div>
                    {given.map(|_| view! { <p class="muted">{words.cards.replace_hint}</p> })}
                })}
            </Card>
        })
    }
}
