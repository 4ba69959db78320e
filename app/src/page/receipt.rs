//! Where one recorded thing stands with the server, in a line.

use domain::id::Id;
use domain::record::Member;
use domain::view::{Receipt, receipt};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::here::{Here, dotted};
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
            Receipt::Received { number, at, carrier } => {
                let number = number.to_string();
                let received = match at {
                    Some(at) => words.sync.received(&number, &here.instant_within(at)),
                    None => words.sync.received_as(&number),
                };
                let text = match carried(here, carrier) {
                    Some(by) => dotted([received, by]),
                    None => received,
                };
                (IconName::CloudCheck, "receipt tone-leaf", text)
            }
        };
        Some(view! { <p class=class><Icon name=icon /><span>{text}</span></p> })
    }
}

/// By whose phone it was delivered, where that is known and was not the one it was recorded on.
fn carried(here: Here, carrier: Option<Id>) -> Option<String> {
    let member = here.phone.read(|replica| replica.view::<Member>(carrier?))?;
    Some(here.words.log.carried_by(&member.name))
}
