//! The team: members, the invitations that bring new ones in, and the phones they use.

mod days;
mod devices;
mod edit;
mod invitations;
mod invite;
mod members;
mod renew;

use domain::kind::Kind;
use domain::record::Member;
use domain::view::activities;
use leptos::prelude::*;

pub(super) use self::days::{assigned, days, told};
use self::devices::Devices;
use self::invitations::Invitations;
use self::members::Members;
use super::here::{Here, here};
use crate::component::{ChoiceOption, Page, Tabs};

const MEMBERS: &str = "members";
const INVITATIONS: &str = "invitations";
const DEVICES: &str = "devices";

/// The team; only heads see its invitations and phones.
#[component]
pub(super) fn TeamPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let manages = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let tab = RwSignal::new(MEMBERS);
    let count = Signal::derive(move || {
        let open = here.phone.watch(&[Kind::Member], |replica| {
            replica
                .team()
                .iter()
                .filter(|(_, member): &&(_, Member)| !member.closed)
                .count()
        });
        words.team.members_count(open as u64)
    });
    let tabs = move || {
        let named = |id, word: &str| (id, word.to_owned());
        let tabs = vec![
            named(MEMBERS, words.team.members),
            named(INVITATIONS, words.team.invitations),
            named(DEVICES, words.team.devices),
        ];
        view! { <Tabs label=words.team.title tabs selected=tab /> }
    };
    view! {
        <Page title=words.team.title subtitle=count back="/app/settings" columns=true>
            {move || manages.get().then(tabs)}
            {move || match (manages.get(), tab.get()) {
                (true, INVITATIONS) => view! { <Invitations here /> }.into_any(),
                (true, DEVICES) => view! { <Devices here /> }.into_any(),
                (manages, _) => view! { <Members here manages tab /> }.into_any(),
            }}
        </Page>
    }
}

/// A row that opens something on its page.
#[component]
pub(super) fn RowButton(
    /// The name, in any script.
    title: String,
    /// The line under it.
    detail: String,
    /// What stands before the name.
    #[prop(into)]
    start: ViewFn,
    /// What stands at the end.
    #[prop(into)]
    end: ViewFn,
    /// What a tap does.
    on_click: Callback<()>,
) -> impl IntoView {
    let bare = detail.is_empty();
    view! {
        <button type="button" class="row" on:click=move |_| on_click.run(())>
            {start.run()}
            <span class="row__words">
                <bdi class="row__title">{title}</bdi>
                <span class="row__detail" hidden=bare>{detail}</span>
            </span>
            <span class="row__end">{end.run()}</span>
        </button>
    }
}

/// The activities that can be assigned.
fn assignable(here: Here) -> Vec<ChoiceOption> {
    let today = here.phone.true_clock().day();
    let lines = here.phone.read(|replica| activities(replica, today));
    lines
        .into_iter()
        .map(|line| ChoiceOption::new(line.id.to_string(), line.activity.title))
        .collect()
}
