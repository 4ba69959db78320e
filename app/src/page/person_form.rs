//! The form of a person: for a newcomer and for correcting.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Association, Beneficiary, Disability, Sex};
use domain::replica::{PlanError, Replica};
use domain::view::mending;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::commune::{CommunePicker, DouarField};
use super::here::{Here, here};
use crate::component::{
    BottomAction, Button, Choice, ChoiceOption, Empty, Field, FieldKind, IconName, Page, use_toaster,
};
use crate::device::RecordError;
use crate::intent::{EditBeneficiary, InputFault, PersonForm};

/// The fields of the form as they are being typed, and what is wrong with them.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    here: Here,
    given: RwSignal<String>,
    family: RwSignal<String>,
    given_other: RwSignal<String>,
    family_other: RwSignal<String>,
    sex: RwSignal<String>,
    birth_year: RwSignal<String>,
    phone: RwSignal<String>,
    douar: RwSignal<String>,
    commune: RwSignal<String>,
    father: RwSignal<String>,
    guardian: RwSignal<String>,
    guardian_phone: RwSignal<String>,
    disability: RwSignal<String>,
    faults: RwSignal<BTreeMap<String, String>>,
}

impl Typed {
    /// The form of a person already known, or a name to begin with.
    pub(super) fn of(here: Here, form: &PersonForm) -> Self {
        let value = |text: &String| RwSignal::new(text.clone());
        Typed {
            here,
            given: value(&form.given),
            family: value(&form.family),
            given_other: value(&form.given_other),
            family_other: value(&form.family_other),
            sex: RwSignal::new(if form.sex == Sex::Unknown {
                String::new()
            } else {
                form.sex.name().to_owned()
            }),
            birth_year: value(&form.birth_year),
            phone: value(&form.phone),
            douar: value(&form.douar),
            commune: value(&form.commune),
            father: value(&form.father),
            guardian: value(&form.guardian),
            guardian_phone: value(&form.guardian_phone),
            disability: RwSignal::new(
                form.disability
                    .map_or_else(String::new, |said| said.name().to_owned()),
            ),
            faults: RwSignal::default(),
        }
    }

    /// What was typed.
    pub(super) fn form(self) -> PersonForm {
        self.read(|typed| typed.get_untracked())
    }

    /// What was typed so far, read again whenever more is typed.
    pub(super) fn watched(self) -> PersonForm {
        self.read(|typed| typed.get())
    }

    fn read(self, typed: impl Fn(RwSignal<String>) -> String) -> PersonForm {
        PersonForm {
            given: typed(self.given),
            family: typed(self.family),
            given_other: typed(self.given_other),
            family_other: typed(self.family_other),
            sex: Sex::from_name(&typed(self.sex)).unwrap_or_default(),
            birth_year: typed(self.birth_year),
            phone: typed(self.phone),
            douar: typed(self.douar),
            commune: typed(self.commune),
            father: typed(self.father),
            guardian: typed(self.guardian),
            guardian_phone: typed(self.guardian_phone),
            disability: Disability::from_name(&typed(self.disability)),
        }
    }

    /// The name as typed so far, to look for people like it.
    pub(super) fn name(self) -> String {
        format!("{} {}", self.given.get(), self.family.get())
            .trim()
            .to_owned()
    }

    /// Says what is wrong under the field at fault, and brings it into sight.
    pub(super) fn fault(self, fault: InputFault) {
        let words = self.here.words;
        let why = match fault.field {
            "given_other" | "family_other" => words.person.same_script,
            _ => words.problem.refusal_reason(fault.reason.name()),
        };
        self.say(fault.field, why.to_owned());
    }

    /// `field` is a field of the form, or of the record: names stand in the form by the reader's script.
    fn say(self, field: &str, why: String) {
        let field = match (field, self.here.arabic()) {
            ("given_ar", true) | ("given_la", false) => "given_name",
            ("given_ar", false) | ("given_la", true) => "given_other",
            ("family_ar", true) | ("family_la", false) => "family_name",
            ("family_ar", false) | ("family_la", true) => "family_other",
            (field, _) => field,
        };
        self.faults.set(BTreeMap::from([(field.to_owned(), why)]));
        if let Some(input) = document().get_element_by_id(&format!("field-{field}")) {
            input.scroll_into_view();
        }
    }

    /// Says what the rules refused: under the field where there is one.
    pub(super) fn refused(self, error: &RecordError, edits: &[domain::change::Edit]) {
        if let RecordError::Plan(PlanError::Fault { edit, fault }) = error {
            let kind = edits.get(*edit).map(|edit| edit.kind);
            let spec = kind
                .zip(fault.field)
                .and_then(|(kind, field)| domain::record::spec(kind, field));
            if let Some(spec) = spec {
                self.say(
                    spec.name,
                    self.here
                        .words
                        .problem
                        .refusal_reason(fault.reason.name())
                        .to_owned(),
                );
            }
        }
    }

    pub(super) fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.faults.with(|faults| faults.get(field).cloned()))
    }

    /// Whether the year typed is that of a minor.
    pub(super) fn is_minor(self) -> bool {
        let year = domain::fold::fold(&self.birth_year.get()).trim().parse::<i32>();
        year.is_ok_and(|year| (0..18).contains(&(self.here.phone.true_clock().day().ymd().0 - year)))
    }
}

/// The fields of a person.
#[component]
pub(super) fn PersonFields(typed: Typed, #[prop(optional)] all: bool) -> impl IntoView {
    let words = typed.here.words;
    let field = words.field;
    let sexes = vec![
        ChoiceOption::new(Sex::Female.name(), words.person.female),
        ChoiceOption::new(Sex::Male.name(), words.person.male),
    ];
    let more = RwSignal::new(all);
    view! {
        <Field label=field.given_name name="given_name" value=typed.given error=typed.error("given_name") required=true />
        <Field label=field.family_name name="family_name" value=typed.family error=typed.error("family_name") />
        <Choice legend=field.sex name="sex" options=sexes selected=typed.sex />
        <Field
            label=field.birth_year name="birth_year" kind=FieldKind::Number value=typed.birth_year
            hint=words.person.year_only note=words.common.optional error=typed.error("birth_year")
        />
        {move || (typed.is_minor() || !typed.guardian.with_untracked(String::is_empty)).then(|| view! {
            <Field label=words.field.guardian_name name="guardian" value=typed.guardian error=typed.error("guardian") />
            <Field
                label=words.field.guardian_phone name="guardian_phone" kind=FieldKind::Phone value=typed.guardian_phone
                note=words.common.optional error=typed.error("guardian_phone")
            />
        })}
        <DisabilityChoice typed />
        {move || (!more.get()).then(|| view! {
            <button type="button" class="button button--quiet" on:click=move |_| more.set(true)>{words.person.more_fields}</button>
        })}
        {move || more.get().then(|| view! { <MoreFields typed /> })}
    }
}

/// The question about difficulties, where the association chose to ask it. An answer that was given can be taken back.
#[component]
fn DisabilityChoice(typed: Typed) -> impl IntoView {
    let here = typed.here;
    let words = here.words.disability;
    let asks = Memo::new(move |_| here.phone.watch(&[Kind::Association], asks_disability));
    let answers = Disability::ALL
        .iter()
        .map(|answer| ChoiceOption::new(answer.name(), words.answer(answer.name())));
    let options: Vec<ChoiceOption> = answers.chain([ChoiceOption::new("", words.not_asked)]).collect();
    move || {
        asks.get().then(|| {
            view! {
                <Choice
                    legend=words.question name="disability" options=options.clone() selected=typed.disability
                    hint=words.hint
                />
            }
        })
    }
}

/// Whether the association asks people about difficulties.
pub(super) fn asks_disability(replica: &Replica) -> bool {
    let association = replica
        .me()
        .and_then(|me| replica.view::<Association>(me.association));
    association.is_some_and(|association| association.asks_disability)
}

/// What can be said of a person later as well.
#[component]
fn MoreFields(typed: Typed) -> impl IntoView {
    let words = typed.here.words;
    let field = words.field;
    let optional = words.common.optional;
    let (given, family) = if typed.here.arabic() {
        (field.given_name_latin, field.family_name_latin)
    } else {
        (field.given_name_ar, field.family_name_ar)
    };
    view! {
        <Field
            label=field.phone name="phone" kind=FieldKind::Phone value=typed.phone hint=field.phone_shared
            note=optional error=typed.error("phone")
        />
        <CommunePicker here=typed.here held=typed.commune error=typed.error("commune") />
        <DouarField here=typed.here value=typed.douar commune=typed.commune error=typed.error("douar") />
        <Field label=field.father name="father" value=typed.father note=optional error=typed.error("father") />
        <Field label=given name="given_other" value=typed.given_other note=optional error=typed.error("given_other") />
        <Field label=family name="family_other" value=typed.family_other note=optional error=typed.error("family_other") />
    }
}

/// Correcting what is known of a person.
#[component]
pub(super) fn EditPerson() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let refused = use_query_map()
        .with_untracked(|query| query.get("mend"))
        .and_then(|counter| counter.parse::<u64>().ok());
    let mended = refused.and_then(|counter| here.phone.read(|replica| mending(replica, counter)));
    let known = id.and_then(|id| match &mended {
        Some(mended) if mended.person == id => Some((id, mended.meant.clone())),
        _ => here
            .phone
            .read(|replica: &Replica| replica.view::<Beneficiary>(id).map(|person| (id, person))),
    });
    let Some((id, person)) = known else {
        return view! {
            <Page title=words.person.edit back="/app/people">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found />
            </Page>
        }
        .into_any();
    };
    let typed = Typed::of(here, &PersonForm::of(&person, here.arabic()));
    let back = if let Some(mended) = &mended {
        let why = words.problem.refusal_reason(mended.reason);
        typed.say(mended.field, why.to_owned());
        "/app/sync".to_owned()
    } else {
        format!("/app/person/{id}")
    };
    let refused = refused.filter(|_| mended.is_some());
    let (navigate, toaster) = (use_navigate(), use_toaster());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let edits = here.phone.read(|replica| {
            EditBeneficiary {
                id,
                form: typed.form(),
            }
            .edits(replica)
        });
        let navigate = navigate.clone();
        match edits {
            Err(fault) => typed.fault(fault),
            Ok(edits) => spawn_local(async move {
                match here.phone.record(&edits).await {
                    Ok(_) => {
                        // What was refused is mended; if it cannot be put aside now, it stays to be seen.
                        if let Some(counter) = refused {
                            let _ = here.phone.put_aside(counter).await;
                        }
                        toaster.say(words.common.saved_here);
                        navigate(&format!("/app/person/{id}"), Default::default());
                    }
                    Err(error) => {
                        typed.refused(&error, &edits);
                        toaster.say(here.record_error(&error, &edits));
                    }
                }
            }),
        }
    };
    view! {
        <Page title=words.person.edit subtitle=person.name(here.arabic()) back=back>
            <form class="stack" on:submit=submit novalidate>
                <PersonFields typed all=true />
                <BottomAction><Button label=words.common.save submit=true block=true /></BottomAction>
            </form>
        </Page>
    }
    .into_any()
}
