//! Whether the association is in the public directory, and where it is found.

use domain::kind::Kind;
use domain::record::Association;
use leptos::prelude::*;

use super::super::commune::CommunePicker;
use super::super::here::Here;
use crate::component::{Button, Card, Choice, ChoiceOption};
use crate::intent::{InputFault, set_directory};

/// The directory, for those who decide about the association.
#[component]
pub(super) fn Listing(here: Here) -> impl IntoView {
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    move || decides.get().then(|| view! { <ListingForm here /> })
}

#[component]
fn ListingForm(here: Here) -> impl IntoView {
    let words = here.words;
    let stands = Memo::new(move |_| {
        here.phone.watch(&[Kind::Association], |replica| {
            let found = replica.view::<Association>(replica.me()?.association);
            found.map(|found| (found.listed, found.commune))
        })
    });
    let (listed, commune) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // What another head decides, and what is taken back, shows here too.
    Effect::new(move || {
        let (is_listed, held) = stands.get().unwrap_or_default();
        listed.set(code(is_listed).to_owned());
        commune.set(held);
    });
    let fault = RwSignal::new(None::<InputFault>);
    let error = Signal::derive(move || fault.get().map(|_| words.directory.needs_commune.to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(me) = here.phone.read(|replica| replica.me().cloned()) else {
            return;
        };
        let is_listed = listed.with_untracked(|listed| listed == code(true));
        let edits = set_directory(me.association, &commune.get_untracked(), is_listed);
        fault.set(edits.as_ref().err().copied());
        let said = if is_listed {
            words.directory.is_listed
        } else {
            words.directory.is_unlisted
        };
        if let Ok(edits) = edits {
            here.record_with_undo(edits, move || said.to_owned());
        }
    };
    let options = vec![
        ChoiceOption::new(code(true), words.common.yes),
        ChoiceOption::new(code(false), words.common.no),
    ];
    view! {
        <Card title=words.directory.listing>
            <form class="stack" on:submit=submit novalidate>
                <p class="muted">{words.directory.listing_lead}</p>
                <Choice legend=words.directory.listed name="listed" options selected=listed />
                <CommunePicker here held=commune error />
                <Button label=words.common.save submit=true block=true />
            </form>
        </Card>
    }
}

const fn code(is_listed: bool) -> &'static str {
    if is_listed { "yes" } else { "no" }
}
