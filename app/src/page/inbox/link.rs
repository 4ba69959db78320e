//! The way to the inbox, with how many things are to decide; nothing where there is none.

use domain::kind::Kind;
use domain::view::{open_items, open_requests};
use leptos::prelude::*;

use super::super::here::Here;
use super::super::twice::Found;
use crate::component::{Icon, IconName};

/// Leads to the inbox where something is to decide, for those who see it.
#[component]
pub(crate) fn InboxLink(here: Here) -> impl IntoView {
    let twice = expect_context::<Found>();
    let open = Memo::new(move |_| {
        let items = here.phone.watch(&[Kind::ReviewItem, Kind::Request], |replica| {
            open_items(replica) + open_requests(replica).len()
        });
        (items + twice.len()) as u64
    });
    move || {
        (open.get() > 0).then(|| {
            view! {
                <a class="inbox-link tone-saffron" href="/app/inbox">
                    <Icon name=IconName::Alert />
                    <span class="inbox-link__words">{here.words.inbox.open(open.get())}</span>
                    <Icon name=IconName::Next />
                </a>
            }
        })
    }
}
