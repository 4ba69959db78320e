//! The way to the inbox, with how many things are to decide; nothing where there is none.

use domain::kind::Kind;
use domain::view::{count_applicants, count_unsaid, file_needs, open_items, open_requests};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::twice::Found;
use super::hands::mine;
use super::settling::Settling;
use crate::component::{Icon, IconName};

/// How many things are to decide, for those who see them.
#[derive(Clone, Copy)]
pub(crate) struct Deciding(pub(crate) Memo<u64>);

/// Counts, once for all screens, what is to decide.
pub(crate) fn count_what_waits(here: Here, twice: Found) -> Deciding {
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let leads = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let settling = Settling::new();
    provide_context(settling);
    let items = Memo::new(move |_| {
        let kinds = &[Kind::ReviewItem, Kind::Registration, Kind::Request];
        here.phone.watch(kinds, |replica| {
            open_items(replica, |item| !settling.holds(item)) + open_requests(replica).len()
        })
    });
    let asked = Memo::new(move |_| here.phone.watch(&[Kind::Registration], count_applicants));
    let silent = Memo::new(move |_| {
        let now = here.hour();
        let kinds = &[Kind::Session, Kind::Attendance, Kind::HeadCount, Kind::Delivery];
        here.phone.watch(kinds, |replica| count_unsaid(replica, now))
    });
    let all = Memo::new(move |_| {
        // What of the association's file has a day is as much to settle as a decision.
        let needs = here
            .phone
            .watch(&[Kind::Association], |replica| file_needs(replica, here.today()));
        let dated = needs.into_iter().filter(|need| need.due().is_some()).count();
        let dated = if leads.get() { dated } else { 0 };
        let more = if sees.get() { asked.get() + silent.get() } else { 0 };
        (items.get() + more + dated + twice.len()) as u64
    });
    provide_context(Deciding(all));
    Deciding(all)
}

/// Leads to the inbox where something is to decide, for those who see it.
#[component]
pub(crate) fn InboxLink(here: Here) -> impl IntoView {
    let Deciding(open) = expect_context();
    let mine = mine(here);
    let words = move |open, mine| match mine {
        0 => here.words.inbox.open(open),
        mine => dotted([here.words.inbox.open(open), here.words.inbox.mine(mine)]),
    };
    move || {
        (open.get() > 0).then(|| {
            view! {
                <a class="inbox-link tone-saffron" href="/app/inbox">
                    <Icon name=IconName::Alert />
                    <span class="inbox-link__words">{words(open.get(), mine.get())}</span>
                    <Icon name=IconName::Next />
                </a>
            }
        })
    }
}
