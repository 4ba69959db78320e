//! The way to the inbox, with how many things are to decide; nothing where there is none.

use domain::kind::Kind;
use domain::view::{applicants, open_items, open_requests, unsaid};
use leptos::prelude::*;

use super::super::here::Here;
use super::super::today::SESSION_KINDS;
use super::super::twice::Found;
use crate::component::{Icon, IconName};

/// How many things are to decide, of each sort, for those who see them; the last are pairs of people.
pub(crate) fn to_decide(here: Here, twice: Found) -> [Memo<u64>; 4] {
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let items = move |_: Option<&u64>| {
        here.phone.watch(&[Kind::ReviewItem, Kind::Request], |replica| {
            (open_items(replica) + open_requests(replica).len()) as u64
        })
    };
    let asked = move |_: Option<&u64>| {
        here.phone.watch(&[Kind::Registration], |replica| {
            applicants(replica, false).len() as u64
        })
    };
    let silent = move |_: Option<&u64>| {
        let today = here.today();
        here.phone
            .watch(SESSION_KINDS, |replica| unsaid(replica, today).len() as u64)
    };
    let seen = move |count: Memo<u64>| Memo::new(move |_| if sees.get() { count.get() } else { 0 });
    [
        Memo::new(items),
        seen(Memo::new(asked)),
        seen(Memo::new(silent)),
        Memo::new(move |_| twice.len() as u64),
    ]
}

/// Leads to the inbox where something is to decide, for those who see it.
#[component]
pub(crate) fn InboxLink(here: Here) -> impl IntoView {
    let sorts = to_decide(here, expect_context::<Found>());
    let open = Memo::new(move |_| sorts.iter().map(Get::get).sum::<u64>());
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
