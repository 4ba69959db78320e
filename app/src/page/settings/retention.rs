//! How long a head lets the association keep what identifies people.

use domain::kind::Kind;
use domain::record::Association;
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Card, ChoiceOption, Select};
use crate::intent::set_retention;

/// Months there are to choose from.
const MONTHS: [i64; 5] = [12, 24, 36, 60, 120];

/// The months people are kept, for those who decide about the team.
#[component]
pub(super) fn Retention(here: Here) -> impl IntoView {
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    move || decides.get().then(|| view! { <MonthsChoice here /> })
}

#[component]
fn MonthsChoice(here: Here) -> impl IntoView {
    let words = here.words.erasure;
    let stands = Memo::new(move |_| {
        here.phone.watch(&[Kind::Association], |replica| {
            let me = replica.me()?;
            replica.view::<Association>(me.association)?.retention_months
        })
    });
    let chosen = RwSignal::new(code(stands.get_untracked()));
    // What another head decides, and what is taken back, shows here too.
    Effect::new(move || chosen.set(code(stands.get())));
    Effect::new(move || {
        let months: Option<i64> = chosen.get().parse().ok();
        let me = here.phone.read(|replica| replica.me().cloned());
        if let Some(me) = me.filter(|_| months != stands.get_untracked()) {
            here.record_with_undo(set_retention(me.association, months), move || {
                words.retention_set.to_owned()
            });
        }
    });
    let mut offered: Vec<i64> = MONTHS.into_iter().chain(stands.get_untracked()).collect();
    offered.sort_unstable();
    offered.dedup();
    let months = offered
        .into_iter()
        .map(|months| ChoiceOption::new(months.to_string(), words.months(months.unsigned_abs())));
    let options: Vec<ChoiceOption> = core::iter::once(ChoiceOption::new(code(None), words.retention_never))
        .chain(months)
        .collect();
    view! {
        <Card title=words.retention>
            <p class="muted">{words.retention_why}</p>
            <Select label=here.words.field.retention name="retention" options selected=chosen />
        </Card>
    }
}

fn code(months: Option<i64>) -> String {
    months.map_or_else(|| "never".to_owned(), |months| months.to_string())
}
