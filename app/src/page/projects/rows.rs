//! The rows of a project's form: its indicators, the lines of its budget.

use domain::project::{BudgetLine, Indicator, Measure};
use domain::record::Sex;
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Button, ButtonKind, ChoiceOption, Field, FieldKind, IconName, Select};
use crate::i18n::dirhams;
use crate::intent::{BudgetRow, IndicatorRow};

/// What the form holds of one indicator.
#[derive(Clone, Copy)]
pub(super) struct IndicatorFields {
    name: RwSignal<String>,
    measure: RwSignal<String>,
    sex: RwSignal<String>,
    first_age: RwSignal<String>,
    last_age: RwSignal<String>,
    target: RwSignal<String>,
}

impl IndicatorFields {
    pub(super) fn empty() -> Self {
        IndicatorFields {
            target: RwSignal::default(),
            ..IndicatorFields::of(&Indicator::default())
        }
    }

    pub(super) fn of(indicator: &Indicator) -> Self {
        let age = |age: Option<i64>| RwSignal::new(age.map_or_else(String::new, |age| age.to_string()));
        IndicatorFields {
            name: RwSignal::new(indicator.name.clone()),
            measure: RwSignal::new(indicator.measure.name().to_owned()),
            sex: RwSignal::new(
                indicator
                    .sex
                    .map_or_else(String::new, |sex| sex.name().to_owned()),
            ),
            first_age: age(indicator.ages.map(|ages| ages.first)),
            last_age: age(indicator.ages.and_then(|ages| ages.last)),
            target: RwSignal::new(indicator.target.to_string()),
        }
    }

    pub(super) fn typed(self) -> IndicatorRow {
        IndicatorRow {
            name: self.name.get_untracked(),
            measure: Measure::from_name(&self.measure.get_untracked()).unwrap_or_default(),
            sex: Sex::from_name(&self.sex.get_untracked()),
            first_age: self.first_age.get_untracked(),
            last_age: self.last_age.get_untracked(),
            target: self.target.get_untracked(),
        }
    }

    fn tells_people_apart(self) -> bool {
        let measure = self.measure.with(|name| Measure::from_name(name));
        measure.is_none_or(Measure::tells_people_apart)
    }
}

/// One indicator in the form. `at` tells its fields from others'.
pub(super) fn indicator_fields(
    here: Here,
    at: usize,
    row: IndicatorFields,
    gone: Callback<()>,
) -> impl IntoView {
    let words = here.words.project;
    let measures = Measure::ALL.iter();
    let measures: Vec<_> = measures
        .map(|measure| ChoiceOption::new(measure.name(), words.measure(*measure)))
        .collect();
    let whom = vec![
        ChoiceOption::new("", words.everyone),
        ChoiceOption::new(Sex::Female.name(), words.women),
        ChoiceOption::new(Sex::Male.name(), words.men),
    ];
    let apart = Memo::new(move |_| row.tells_people_apart());
    let remove = Callback::new(move |_| gone.run(()));
    view! {
        <fieldset class="stack rows__row">
            <legend class="field__label">{words.indicator}</legend>
            <div class="rows__pair">
                <Select label=words.counts name=format!("measure-{at}") options=measures selected=row.measure />
                <Field label=words.target name=format!("target-{at}") kind=FieldKind::Number value=row.target />
            </div>
            {move || apart.get().then(|| view! {
                <div class="rows__pair">
                    <Select label=words.who name=format!("sex-{at}") options=whom.clone() selected=row.sex />
                    <Field label=words.first_age name=format!("first-age-{at}") kind=FieldKind::Number value=row.first_age />
                    <Field label=words.last_age name=format!("last-age-{at}") kind=FieldKind::Number value=row.last_age />
                </div>
            })}
            <Field label=words.indicator_name name=format!("indicator-{at}") value=row.name note=here.words.common.optional />
            <Button kind=ButtonKind::Quiet label=words.drop_indicator icon=IconName::Cross on_click=remove />
        </fieldset>
    }
}

/// What the form holds of one line of the budget.
#[derive(Clone, Copy)]
pub(super) struct BudgetFields {
    name: RwSignal<String>,
    planned: RwSignal<String>,
    spent: RwSignal<String>,
}

impl BudgetFields {
    pub(super) fn empty() -> Self {
        BudgetFields {
            name: RwSignal::default(),
            planned: RwSignal::default(),
            spent: RwSignal::default(),
        }
    }

    pub(super) fn of(here: Here, line: &BudgetLine) -> Self {
        let amount = |amount: i64| dirhams(here.lang(), amount);
        BudgetFields {
            name: RwSignal::new(line.name.clone()),
            planned: RwSignal::new(amount(line.planned)),
            spent: RwSignal::new(if line.spent == 0 {
                String::new()
            } else {
                amount(line.spent)
            }),
        }
    }

    pub(super) fn typed(self) -> BudgetRow {
        BudgetRow {
            name: self.name.get_untracked(),
            planned: self.planned.get_untracked(),
            spent: self.spent.get_untracked(),
        }
    }
}

/// One line of the budget in the form.
pub(super) fn budget_fields(here: Here, at: usize, row: BudgetFields, gone: Callback<()>) -> impl IntoView {
    let words = here.words.project;
    let amount = |label: &'static str| format!("{label} ({})", words.in_dirhams);
    let remove = Callback::new(move |_| gone.run(()));
    view! {
        <fieldset class="stack rows__row">
            <legend class="field__label">{words.budget_line}</legend>
            <Field label=here.words.field.name name=format!("line-{at}") value=row.name />
            <div class="rows__pair">
                <Field label=amount(words.planned) name=format!("planned-{at}") kind=FieldKind::Amount value=row.planned />
                <Field label=amount(words.spent) name=format!("spent-{at}") kind=FieldKind::Amount value=row.spent />
            </div>
            <Button kind=ButtonKind::Quiet label=words.drop_line icon=IconName::Cross on_click=remove />
        </fieldset>
    }
}
