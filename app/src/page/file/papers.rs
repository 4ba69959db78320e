//! The receipts of the association, the mandate of its bureau, the day of its statutes.

use domain::kind::Kind;
use domain::record::{Association, ReceiptKind};
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Button, Card, Choice, ChoiceOption, Field, FieldKind};
use crate::intent::{InputFault, SetFile};

/// What the form holds.
#[derive(Clone, Copy)]
struct Typed {
    receipt: RwSignal<String>,
    receipt_kind: RwSignal<String>,
    receipt_day: RwSignal<String>,
    cndp: RwSignal<String>,
    mandate_from: RwSignal<String>,
    mandate_to: RwSignal<String>,
    statutes_day: RwSignal<String>,
}

impl Typed {
    fn empty() -> Self {
        Typed {
            receipt: RwSignal::default(),
            receipt_kind: RwSignal::default(),
            receipt_day: RwSignal::default(),
            cndp: RwSignal::default(),
            mandate_from: RwSignal::default(),
            mandate_to: RwSignal::default(),
            statutes_day: RwSignal::default(),
        }
    }

    /// Fills in what stands now where nothing else was typed since it stood otherwise.
    fn follow(self, before: SetFile, now: SetFile) {
        let fields = [
            self.receipt,
            self.receipt_kind,
            self.receipt_day,
            self.cndp,
            self.mandate_from,
            self.mandate_to,
            self.statutes_day,
        ];
        let texts = written(before).into_iter().zip(written(now));
        for (field, (before, now)) in fields.into_iter().zip(texts) {
            if field.with_untracked(|typed| *typed == before) {
                field.set(now);
            }
        }
    }

    fn file(self) -> SetFile {
        SetFile {
            receipt: self.receipt.get(),
            receipt_kind: ReceiptKind::from_name(&self.receipt_kind.get()),
            receipt_day: self.receipt_day.get(),
            cndp: self.cndp.get(),
            mandate_from: self.mandate_from.get(),
            mandate_to: self.mandate_to.get(),
            statutes_day: self.statutes_day.get(),
        }
    }
}

/// What the fields say, in their order.
fn written(file: SetFile) -> [String; 7] {
    [
        file.receipt,
        file.receipt_kind.map_or("", ReceiptKind::name).to_owned(),
        file.receipt_day,
        file.cndp,
        file.mandate_from,
        file.mandate_to,
        file.statutes_day,
    ]
}

/// The form, filled with what stands.
#[component]
pub(super) fn Papers(here: Here) -> impl IntoView {
    let (words, field) = (here.words.file, here.words.field);
    let typed = Typed::empty();
    let stands = Memo::new(move |_| {
        let stands = here.phone.watch(&[Kind::Association], |replica| {
            replica.view::<Association>(replica.me()?.association)
        });
        SetFile::of(&stands.unwrap_or_default())
    });
    typed.follow(SetFile::default(), stands.get_untracked());
    // What another head writes down, and what is taken back, shows here too.
    Effect::new(move |before: Option<SetFile>| {
        let now = stands.get();
        typed.follow(before.unwrap_or_else(|| now.clone()), now.clone());
        now
    });
    let altered = Memo::new(move |_| typed.file() != stands.get());
    let fault = RwSignal::new(None::<InputFault>);
    let error = here.beside(fault);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(me) = here.phone.read(|replica| replica.me().cloned()) else {
            return;
        };
        match untrack(|| typed.file()).edits(me.association) {
            Err(found) => fault.set(Some(found)),
            Ok(edits) => {
                fault.set(None);
                here.record_with_undo(edits, move || words.saved.to_owned());
            }
        }
    };
    let unsaid = ChoiceOption::new("", words.unsaid);
    let kinds = ReceiptKind::ALL.iter().map(|kind| kind.name());
    let kinds = kinds.map(|code| ChoiceOption::new(code, words.receipt_kind_of(code)));
    let kinds = kinds.chain([unsaid]).collect();
    view! {
        <form class="stack" on:submit=save novalidate>
            <Card title=words.papers>
                <Field label=field.receipt name="receipt" value=typed.receipt />
                <Choice legend=words.receipt_kind name="receipt_kind" options=kinds selected=typed.receipt_kind />
                <Field
                    label=field.receipt_day name="receipt_day" kind=FieldKind::Date value=typed.receipt_day
                    error=error("receipt_day")
                />
                <Field label=field.cndp name="cndp" value=typed.cndp hint=words.cndp_hint />
                <h3 class="field__label">{words.mandate}</h3>
                <p class="field__hint">{words.mandate_hint}</p>
                <div class="pair">
                    <Field
                        label=field.from_date name="mandate_from" kind=FieldKind::Date value=typed.mandate_from
                        error=error("mandate_from")
                    />
                    <Field
                        label=field.to_date name="mandate_to" kind=FieldKind::Date value=typed.mandate_to
                        error=error("mandate_to")
                    />
                </div>
                <Field
                    label=field.statutes_day name="statutes_day" kind=FieldKind::Date value=typed.statutes_day
                    error=error("statutes_day")
                />
                {move || altered.get().then(|| view! { <Button label=here.words.common.save submit=true block=true /> })}
            </Card>
        </form>
    }
}
