//! What is handed over, as the fields hold it: the same at sessions, in activities and to a person.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::GoodsUnit;
use domain::view::used_items;
use leptos::prelude::*;

use crate::component::{ChoiceOption, Field, Select, SuggestField, Suggestion, Toaster, use_toaster};
use crate::i18n::typed_hundredths;
use crate::intent::{HandOver, InputFault, Where, Whom};
use crate::page::here::Here;

/// An item, how much of it each receives, and what of that cannot stand.
#[derive(Clone, Copy)]
pub(in crate::page) struct Goods {
    here: Here,
    pub(in crate::page) item: RwSignal<String>,
    each: RwSignal<String>,
    unit: RwSignal<String>,
    fault: RwSignal<Option<InputFault>>,
    toaster: Toaster,
}

impl Goods {
    /// Nothing typed: one piece of it.
    pub(in crate::page) fn new(here: Here) -> Self {
        Goods {
            here,
            item: RwSignal::default(),
            each: RwSignal::new("1".to_owned()),
            unit: RwSignal::new(GoodsUnit::default().name().to_owned()),
            fault: RwSignal::new(None),
            toaster: use_toaster(),
        }
    }

    /// What is wrong with one of some fields, as a sentence.
    pub(in crate::page) fn error(self, fields: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            let fault = self.fault.get().filter(|fault| fields.contains(&fault.field));
            fault.map(|fault| said(self.here, fault))
        })
    }

    /// Hands it over, with a way back; `done` runs where it was. What cannot stand is said beside its field.
    pub(in crate::page) fn give(self, place: Result<Where, InputFault>, whom: Whom, done: impl FnOnce()) {
        let edits = place.and_then(|place| {
            let give = HandOver {
                place,
                item: self.item.get_untracked(),
                each: self.each.get_untracked(),
                unit: self
                    .unit
                    .with_untracked(|unit| GoodsUnit::from_name(unit))
                    .unwrap_or_default(),
                whom,
            };
            self.here.phone.read(|replica| give.edits(replica))
        });
        let words = self.here.words.delivery;
        self.fault.set(edits.as_ref().err().copied());
        match edits {
            Ok(edits) if edits.is_empty() => {
                done();
                self.toaster.say(words.already);
            }
            Ok(edits) => {
                done();
                let item = self.item.get_untracked();
                self.here
                    .record_with_undo(edits, move || words.handed_to(&item, words.done));
            }
            Err(fault) => self.toaster.say(said(self.here, fault)),
        }
    }
}

/// The fields: an item as typed, or one of this activity again, how much of it each receives, and in what.
#[component]
pub(in crate::page) fn GoodsFields(goods: Goods, activity: Signal<Option<Id>>) -> impl IntoView {
    let words = goods.here.words.delivery;
    view! {
        <ItemField goods activity />
        <div class="pair">
            <Field label=words.each name="each" value=goods.each error=goods.error(&["each", "unit"]) />
            <Select label=words.unit name="goods-unit" options=units(goods.here) selected=goods.unit />
        </div>
    }
}

#[component]
fn ItemField(goods: Goods, activity: Signal<Option<Id>>) -> impl IntoView {
    let Goods {
        here,
        item,
        each,
        unit,
        ..
    } = goods;
    let used = Memo::new(move |_| {
        let Some(activity) = activity.get() else {
            return Vec::new();
        };
        here.phone
            .watch(&[Kind::Delivery], |replica| used_items(replica, activity))
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
        <SuggestField
            label=words.item name="item" value=item suggestions on_choose=choose note=words.item_hint
            error=goods.error(&["item"])
        />
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
        "day" => words.day_to_come.to_owned(),
        _ => here.words.problem.refusal_reason(fault.reason.name()).to_owned(),
    }
}
