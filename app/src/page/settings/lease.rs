//! How long a head lets the association's phones be without contact.

use domain::kind::Kind;
use domain::record::Association;
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Card, Choice, ChoiceOption};
use crate::intent::set_lease;

/// Days there are to choose from.
const DAYS: [i64; 4] = [7, 14, 30, 90];

/// The lease of the association's phones, for those who decide about the team.
#[component]
pub(super) fn Lease(here: Here) -> impl IntoView {
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    move || decides.get().then(|| view! { <LeaseChoice here /> })
}

#[component]
fn LeaseChoice(here: Here) -> impl IntoView {
    let words = here.words.lock;
    let stands = Memo::new(move |_| {
        here.phone.watch(&[Kind::Association], |replica| {
            let me = replica.me()?;
            replica.view::<Association>(me.association)?.lease_days
        })
    });
    let chosen = RwSignal::new(code(stands.get_untracked()));
    // What another head decides, and what is taken back, shows here too.
    Effect::new(move || chosen.set(code(stands.get())));
    Effect::new(move || {
        let days: Option<i64> = chosen.get().parse().ok();
        let me = here.phone.read(|replica| replica.me().cloned());
        if let Some(me) = me.filter(|_| days != stands.get_untracked()) {
            here.record_with_undo(set_lease(me.association, days), move || {
                words.lease_set.to_owned()
            });
        }
    });
    let mut offered: Vec<i64> = DAYS.into_iter().chain(stands.get_untracked()).collect();
    offered.sort_unstable();
    offered.dedup();
    let days = offered
        .into_iter()
        .map(|days| ChoiceOption::new(days.to_string(), words.days(days.unsigned_abs())));
    let options = core::iter::once(ChoiceOption::new(code(None), words.lease_never)).chain(days);
    view! {
        <Card title=here.words.settings.association>
            <Choice legend=words.lease name="lease" options=options.collect() selected=chosen />
            <p class="muted">{words.lease_why}</p>
        </Card>
    }
}

fn code(days: Option<i64>) -> String {
    days.map_or_else(|| "never".to_owned(), |days| days.to_string())
}
