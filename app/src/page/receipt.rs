//! Where one recorded thing stands with the server, in a line.

use domain::id::Id;
use domain::view::{Receipt, receipt};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::here::Here;
use crate::component::{Icon, IconName};

/// Says under which number the server received what was last recorded of a record, and when; nothing where
/// nothing was recorded.
#[component]
pub(super) fn ReceiptLine(here: Here, record: Id) -> impl IntoView {
    let words = here.words;
    let settled = RwSignal::new(Vec::new());
    Effect::new(move || {
        here.phone.watch_outbox(|_| ());
        spawn_local(async move {
            // What cannot be read is left out: the number stands in the record itself.
            let found = here.phone.receipts(record).await.unwrap_or_default();
            settled.try_set(found);
        });
    });
    let stands = Memo::new(move |_| {
        settled.with(|settled| {
            here.phone
                .watch_outbox(|replica| receipt(replica, record, settled))
        })
    });
    move || {
        let (icon, class, text) = match stands.get()? {
            Receipt::Waiting => (
                IconName::CloudUp,
                "receipt tone-saffron",
                words.sync.waiting_state.to_owned(),
            ),
            Receipt::Received { number, at: Some(at) } => (
                IconName::CloudCheck,
                "receipt tone-leaf",
                words.sync.received(&number.to_string(), &here.instant_within(at)),
            ),
            Receipt::Received { number, at: None } => (
                IconName::CloudCheck,
                "receipt tone-leaf",
                words.sync.received_as(&number.to_string()),
            ),
        };
        Some(view! { <p class=class><Icon name=icon /><span>{text}</span></p> })
    }
}
