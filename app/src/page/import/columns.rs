//! What each column means: as the server recognised it, or as the person says.

use leptos::prelude::*;

use super::Import;
use crate::component::{Card, ChoiceOption, Select};
use crate::device::Column;
use crate::i18n::Words;

/// The fields a column may hold, by their names in the server's import.
const FIELDS: [&str; 18] = [
    "full_name",
    "family_given",
    "given",
    "family",
    "given_ar",
    "family_ar",
    "given_la",
    "family_la",
    "sex",
    "birth",
    "birth_year",
    "phone",
    "commune",
    "douar",
    "guardian",
    "guardian_phone",
    "father",
    "code",
];
/// The name for leaving a column out.
const IGNORE: &str = "ignore";

/// One choice a column.
#[component]
pub(super) fn Columns(import: Import) -> impl IntoView {
    let words = import.here.words;
    let columns = move || {
        import.report.with(|report| {
            report
                .as_ref()
                .map(|report| report.columns.clone())
                .unwrap_or_default()
        })
    };
    view! {
        <Card title=words.import.columns>
            <p class="muted">{words.import.columns_hint}</p>
            <div class="import-columns">
                <For each=columns key=|column| (column.index, column.header.clone()) let:column>
                    <OneColumn import column />
                </For>
            </div>
        </Card>
    }
}

/// What one column means. It follows each preview, and a choice asks for a new one.
#[component]
fn OneColumn(import: Import, column: Column) -> impl IntoView {
    let index = column.index;
    let taken_for = move || {
        import.report.with(|report| {
            let column = report
                .as_ref()?
                .columns
                .iter()
                .find(|column| column.index == index)?;
            Some(column.field.clone().unwrap_or_else(|| IGNORE.to_owned()))
        })
    };
    let selected = RwSignal::new(column.field.unwrap_or_else(|| IGNORE.to_owned()));
    Effect::new(move || {
        if let Some(field) = taken_for() {
            selected.set(field);
        }
    });
    Effect::new(move || {
        let field = selected.get();
        if untrack(taken_for).is_some_and(|taken| taken != field) {
            import.mapping.update(|mapping| {
                mapping.insert(index, field);
            });
        }
    });
    let options = options(import.here.words);
    view! { <Select label=column.header name=format!("column-{index}") options selected /> }
}

fn options(words: &'static Words) -> Vec<ChoiceOption> {
    let field = |name: &'static str| ChoiceOption::new(name, words.field.label(name));
    core::iter::once(ChoiceOption::new(IGNORE, words.import.ignore_column))
        .chain(FIELDS.into_iter().map(field))
        .collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn every_meaning_of_a_column_has_a_word_in_every_language() {
        for lang in Lang::ALL {
            let options = options(lang.words());
            assert!(
                options.iter().all(|option| option.label != option.value),
                "{options:?}"
            );
        }
    }
}
