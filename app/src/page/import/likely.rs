//! Who is likely known already, though what the file says of them differs: shown, for a person to decide.

use leptos::prelude::*;

use super::{Import, YES};
use crate::component::{Card, Choice, ChoiceOption};
use crate::device::LikelyLine;

/// People that are shown; the import's numbers count all.
const SHOWN: usize = 50;

/// Each line, and whether they are someone new.
#[component]
pub(super) fn Likely(import: Import) -> impl IntoView {
    let words = import.here.words;
    let likely = Memo::new(move |_| {
        import.report.with(|report| {
            report
                .as_ref()
                .map(|report| report.likely.clone())
                .unwrap_or_default()
        })
    });
    let line = move |one: LikelyLine| {
        view! {
            <li>
                <span class="import-refused__place">{format!("{} {}", words.import.line, one.line)}</span>
                " "
                <bdi>{one.name}</bdi>
            </li>
        }
    };
    move || {
        let all = likely.get();
        (!all.is_empty()).then(|| {
            let options = vec![
                ChoiceOption::new("", words.import.likely_known),
                ChoiceOption::new(YES, words.import.likely_new),
            ];
            view! {
                <Card title=words.import.likely(all.len() as u64)>
                    <p class="muted">{words.import.likely_hint}</p>
                    <ul class="import-refused">{all.into_iter().take(SHOWN).map(line).collect_view()}</ul>
                    <Choice legend=words.import.likely_choice name="add-likely" options selected=import.add_likely />
                </Card>
            }
        })
    }
}
