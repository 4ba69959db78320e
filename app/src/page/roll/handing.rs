//! Handing over goods or a service at a session: to one person, to all who are present, to people without names.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::GoodsUnit;
use domain::view::{HandedLine, handed_at, present, used_items};
use leptos::prelude::*;

use super::Sheets;
use crate::component::{
    Button, ButtonKind, Choice, ChoiceOption, Field, IconName, ListRow, Select, Sheet, Stepper, SuggestField,
    Suggestion, use_toaster,
};
use crate::i18n::typed_hundredths;
use crate::intent::{HandOver, InputFault, Where, Whom, take_back};
use crate::page::here::{Here, dotted};

/// To whom the sheet hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// All who are present, or people without names.
    Many,
    /// One person, by name.
    One(Id, String),
}

/// The sheet, while somebody is handed something.
#[component]
pub(super) fn Handing(sheets: Sheets) -> impl IntoView {
    let handing = sheets.handing;
    move || handing.get().map(|to| view! { <Form sheets to /> })
}

#[component]
fn Form(sheets: Sheets, to: To) -> impl IntoView {
    let Sheets {
        here,
        session,
        handing,
        ..
    } = sheets;
    let (words, close) = (here.words.delivery, Callback::new(move |()| handing.set(None)));
    let toaster = use_toaster();
    let (item, each) = (RwSignal::new(String::new()), RwSignal::new("1".to_owned()));
    let unit = RwSignal::new(GoodsUnit::default().name().to_owned());
    let (whom, unnamed) = (RwSignal::new("present".to_owned()), RwSignal::new(1_u32));
    let faults = RwSignal::new(BTreeMap::<&'static str, String>::new());
    let error = move |field: &'static str| Signal::derive(move || faults.with(|all| all.get(field).cloned()));
    let either = move |one, other| Signal::derive(move || error(one).get().or_else(|| error(other).get()));
    let one = to.clone();
    let give = Callback::new(move |_| {
        let whom = match (&one, whom.with_untracked(|whom| whom == "unnamed")) {
            (To::One(person, _), _) => Whom::People(vec![*person]),
            (To::Many, true) => Whom::Unnamed(unnamed.get_untracked()),
            (To::Many, false) => Whom::People(
                here.phone
                    .read(|replica| present(replica, session))
                    .into_iter()
                    .collect(),
            ),
        };
        let edits = here.phone.read(|replica| {
            let give = HandOver {
                place: Where::at(replica, session)?,
                item: item.get_untracked(),
                each: each.get_untracked(),
                unit: unit
                    .with_untracked(|unit| GoodsUnit::from_name(unit))
                    .unwrap_or_default(),
                whom,
            };
            Some(give.edits(replica))
        });
        match edits {
            Some(Ok(edits)) if edits.is_empty() => {
                close.run(());
                toaster.say(words.already);
            }
            Some(Ok(edits)) => {
                close.run(());
                let item = item.get_untracked();
                here.record_with_undo(edits, move || words.handed_to(&item, words.handed));
            }
            Some(Err(fault)) => faults.set([(fault.field, said(here, fault))].into()),
            None => close.run(()),
        }
    });
    let title = match &to {
        To::One(_, name) => name.clone(),
        To::Many => words.hand_over.to_owned(),
    };
    let many = to == To::Many;
    view! {
        <Sheet open=Signal::stored(true) title on_close=close>
            <div class="stack">
                <ItemField here session item each unit error=error("item") />
                <div class="pair">
                    <Field label=words.each name="each" value=each error=either("each", "unit") />
                    <Select label=words.unit name="goods-unit" options=units(here) selected=unit />
                </div>
                {many.then(|| view! { <WhomChoice here session whom unnamed error=either("whom", "unnamed") /> })}
                <Button label=words.give icon=IconName::Check block=true on_click=give />
                {many.then(|| view! { <Handed here session /> })}
            </div>
        </Sheet>
    }
}

/// What is handed over: as typed, or an item of this activity again, with its unit and how much of it.
#[component]
fn ItemField(
    here: Here,
    session: Id,
    item: RwSignal<String>,
    each: RwSignal<String>,
    unit: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let used = Memo::new(move |_| {
        here.phone.watch(&[Kind::Delivery], |replica| {
            let place = Where::at(replica, session);
            place.map_or_else(Vec::new, |place| used_items(replica, place.activity))
        })
    });
    let suggestions = Signal::derive(move || {
        let typed = item.with(|typed| domain::fold::fold(typed));
        let fits = |name: &str| domain::fold::fold(name).contains(typed.trim());
        let used = used.get().into_iter().filter(|one| fits(&one.item));
        let suggestion = |name: String| Suggestion {
            value: name.clone(),
            label: name,
        };
        used.map(|one| suggestion(one.item)).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |chosen: Suggestion| {
        let known = used.with_untracked(|used| used.iter().find(|one| one.item == chosen.value).cloned());
        item.set(chosen.value);
        if let Some(known) = known {
            unit.set(known.unit.name().to_owned());
            if let Some(quantity) = known.each {
                each.set(typed_hundredths(here.lang(), quantity.unsigned_abs()));
            }
        }
    });
    let words = here.words.delivery;
    view! {
        <SuggestField label=words.item name="item" value=item suggestions on_choose=choose note=words.item_hint error />
    }
}

/// All who are present, or so many people without names.
#[component]
fn WhomChoice(
    here: Here,
    session: Id,
    whom: RwSignal<String>,
    unnamed: RwSignal<u32>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let words = here.words.delivery;
    let here_now = here.phone.read(|replica| present(replica, session).len());
    let options = vec![
        ChoiceOption::new("present", words.present(here_now as u64)),
        ChoiceOption::new("unnamed", words.unnamed),
    ];
    view! {
        <Choice legend=words.whom name="whom" options selected=whom error />
        {move || whom.with(|whom| whom == "unnamed").then(|| view! { <Stepper label=words.unnamed value=unnamed /> })}
    }
}

/// What was handed over at the session, item by item, each to be taken back.
#[component]
fn Handed(here: Here, session: Id) -> impl IntoView {
    let words = here.words.delivery;
    let lines = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Delivery], |replica| handed_at(replica, session))
    });
    let row = move |line: HandedLine| {
        let detail = dotted([
            words.quantity(line.quantity, line.unit.name()),
            if line.people > 0 {
                words.people(line.people)
            } else {
                String::new()
            },
            if line.unnamed > 0 {
                words.without_names(line.unnamed)
            } else {
                String::new()
            },
        ]);
        let (name, records) = (line.item.clone(), line.records);
        let mine = !here.phone.read(|replica| take_back(replica, &records)).is_empty();
        let back = Callback::new(move |_| {
            let edits = here.phone.read(|replica| take_back(replica, &records));
            here.record_with_undo(edits, move || words.taken_back.to_owned());
        });
        let label = words.handed_to(&name, words.take_back);
        let end = move || {
            mine.then(|| view! { <Button kind=ButtonKind::Quiet label=label.clone() icon=IconName::Undo on_click=back /> })
        };
        view! { <ListRow title=line.item detail end /> }
    };
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! {
                <h3>{words.handed}</h3>
                <div class="list">{lines.into_iter().map(row).collect_view()}</div>
            }
        })
    }
}

fn units(here: Here) -> Vec<ChoiceOption> {
    let option = |unit: &GoodsUnit| ChoiceOption::new(unit.name(), here.words.delivery.unit_of(unit.name()));
    GoodsUnit::ALL.iter().map(option).collect()
}

fn said(here: Here, fault: InputFault) -> String {
    let words = here.words.delivery;
    match fault.field {
        "each" => words.bad_quantity.to_owned(),
        "unit" => words.other_unit.to_owned(),
        "whom" => words.nobody.to_owned(),
        "unnamed" => words.how_many.to_owned(),
        _ => here.words.problem.refusal_reason(fault.reason.name()).to_owned(),
    }
}
