//! What was handed over, to be read and taken back.

use domain::id::Id;
use domain::view::HandedLine;
use leptos::prelude::*;

use crate::component::{Button, ButtonKind, IconName, ListRow};
use crate::intent::take_back;
use crate::page::here::{Here, dotted};

/// What was handed over, item by item, each to be taken back.
#[component]
pub(in crate::page) fn Handed(
    here: Here,
    /// What stands over it.
    title: &'static str,
    lines: Memo<Vec<HandedLine>>,
) -> impl IntoView {
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! {
                <h2 class="page__heading">{title}</h2>
                <div class="list">{lines.into_iter().map(|line| handed_row(here, line)).collect_view()}</div>
            }
        })
    }
}

fn handed_row(here: Here, line: HandedLine) -> impl IntoView + use<> {
    let words = here.words.delivery;
    let some = |count: u64, said: &dyn Fn(u64) -> String| match count {
        0 => String::new(),
        count => said(count),
    };
    let detail = dotted([
        words.quantity(line.quantity, line.unit.name()),
        some(line.people, &|people| words.people(people)),
        some(line.unnamed, &|people| words.without_names(people)),
    ]);
    let end = taking_back(here, &line.item, line.records);
    view! { <ListRow title=line.item detail end /> }
}

/// The button that takes deliveries of an item back, where the reader may.
pub(in crate::page) fn taking_back(here: Here, item: &str, records: Vec<Id>) -> ViewFn {
    let words = here.words.delivery;
    let mine = !here.phone.read(|replica| take_back(replica, &records)).is_empty();
    let label = words.handed_to(item, words.take_back);
    let back = Callback::new(move |_| {
        let edits = here.phone.read(|replica| take_back(replica, &records));
        here.record_with_undo(edits, move || words.taken_back.to_owned());
    });
    ViewFn::from(move || {
        mine.then(|| view! { <Button kind=ButtonKind::Quiet label=label.clone() icon=IconName::Undo on_click=back /> })
    })
}
