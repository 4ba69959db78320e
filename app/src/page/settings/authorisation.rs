//! The authorisation to keep numbers of identity cards.

use domain::kind::Kind;
use domain::record::Association;
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Button, ButtonKind, Card, Field, FieldKind};
use crate::intent::authorise_cin;

/// The number of the authorisation, for those who decide about the team.
#[component]
pub(super) fn Authorisation(here: Here) -> impl IntoView {
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    move || decides.get().then(|| view! { <Entered here /> })
}

#[component]
fn Entered(here: Here) -> impl IntoView {
    let words = here.words.cin;
    let stands = Memo::new(move |_| {
        here.phone.watch(&[Kind::Association], |replica| {
            let association: Option<Association> = replica.view(replica.me()?.association);
            Some(association?.cin_authorisation)
        })
    });
    let typed = RwSignal::new(stands.get_untracked().unwrap_or_default());
    // What another head enters, and what is taken back, shows here too.
    Effect::new(move || typed.set(stands.get().unwrap_or_default()));
    let altered = Memo::new(move |_| typed.with(|typed| typed.trim() != stands.get().unwrap_or_default()));
    let save = Callback::new(move |_| {
        let me = here.phone.read(|replica| replica.me().cloned());
        if let Some(me) = me {
            let edits = typed.with_untracked(|typed| authorise_cin(me.association, typed));
            here.record_with_undo(edits, move || words.authorised.to_owned());
        }
    });
    view! {
        <Card title=words.title>
            <p class="muted">{words.authorisation_hint}</p>
            <Field label=here.words.field.cin_authorisation name="cin-authorisation" kind=FieldKind::Text value=typed />
            {move || altered.get().then(|| view! { <Button kind=ButtonKind::Quiet label=here.words.common.save on_click=save /> })}
        </Card>
    }
}
