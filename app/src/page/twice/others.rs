//! Whether a person was recorded twice, asked by a head who looks at them.

use domain::id::Id;
use domain::record::Beneficiary;
use domain::view::{LikeLine, People, like};
use leptos::prelude::*;

use super::super::here::Here;
use super::reasons;
use crate::component::ListRow;

/// How many people are shown.
const SHOWN: usize = 5;

/// Looks for others like a person once it is asked for, each leading to the two side by side.
#[component]
pub(in super::super) fn Others(here: Here, id: Id) -> impl IntoView {
    let words = here.words;
    let found = RwSignal::new(None::<Vec<LikeLine>>);
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let look = move |_| {
        let today = here.phone.true_clock().day();
        let others = here.phone.read(|replica| {
            let people = People::everyone(replica, here.arabic(), today);
            let person: Beneficiary = replica.view(id).unwrap_or_default();
            like(replica, &people, &person, SHOWN + 1)
        });
        found.set(Some(
            others
                .into_iter()
                .filter(|line| line.person.id != id)
                .take(SHOWN)
                .collect(),
        ));
    };
    let row = move |line: LikeLine| {
        view! {
            <ListRow
                href=format!("/app/twice/{id}/{}", line.person.id)
                title=line.person.name detail=reasons(here, &line.grounds)
            />
        }
    };
    move || {
        decides.get().then(|| match found.get() {
            None => view! {
                <button type="button" class="button button--quiet" on:click=look>{words.twice.look_for}</button>
            }
            .into_any(),
            Some(found) if found.is_empty() => view! { <p class="muted">{words.twice.nobody}</p> }.into_any(),
            Some(found) => found.into_iter().map(row).collect_view().into_any(),
        })
    }
}
