//! In whose hands what waits is: who settles it, who gives it to whom, and one's own alone.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Role;
use domain::view::{Settler, count_mine, hand, settlers, settles};
use leptos::prelude::*;

use super::super::here::Here;
use super::Settling;
use crate::component::{Button, ButtonKind, Chip, IconName, LinkButton, Sheet, SheetAction, Tabs, Tone};
use crate::intent::give_to;

/// Everything is shown.
const ALL: &str = "all";
/// One's own alone is shown.
const MINE: &str = "mine";

/// What an inbox knows of whose hands things are in.
#[derive(Clone, Copy)]
pub(in crate::page) struct Hands {
    here: Here,
    leads: Memo<bool>,
    shown: RwSignal<&'static str>,
    asked: RwSignal<Option<Vec<Id>>>,
}

impl Hands {
    /// Nothing asked, everything shown.
    pub(super) fn new(here: Here) -> Self {
        Self {
            here,
            leads: Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team())),
            shown: RwSignal::new(ALL),
            asked: RwSignal::new(None),
        }
    }

    /// Whether who is signed in may settle something.
    pub(in crate::page) fn settles(self, about: Id) -> bool {
        self.leads.get()
            || self
                .here
                .phone
                .watch(&[Kind::Task], |replica| settles(replica, about))
    }

    /// Whether something is shown: all is, or one's own alone.
    pub(in crate::page) fn shows(self, about: Id) -> bool {
        let mine = || {
            self.here.phone.watch(&[Kind::Task], |replica| {
                hand(replica, about).is_some_and(|hand| hand.mine)
            })
        };
        self.shows_all() || mine()
    }

    /// Whether all is shown, not one's own alone.
    pub(super) fn shows_all(self) -> bool {
        self.shown.get() == ALL
    }

    /// Who settles some things, with the way to give them to somebody for whom gives.
    pub(in crate::page) fn row(self, about: Vec<Id>) -> impl IntoView + use<> {
        let Self {
            here, leads, asked, ..
        } = self;
        let words = here.words.inbox;
        let first = about.first().copied();
        let given = Memo::new(move |_| {
            here.phone
                .watch(&[Kind::Task, Kind::Member], |replica| hand(replica, first?))
        });
        let ask = Callback::new(move |_| asked.set(Some(about.clone())));
        view! {
            <div class="verdict__hand">
                {move || given.get().map(|hand| {
                    let (tone, text) = if hand.mine {
                        (Tone::Saffron, words.yours.to_owned())
                    } else {
                        (Tone::Sky, words.given(&hand.name))
                    };
                    view! { <Chip tone icon=IconName::Me text /> }
                })}
                {move || {
                    let label = if given.with(Option::is_some) { words.give_again } else { words.give };
                    leads.get().then(|| view! {
                        <Button kind=ButtonKind::Quiet icon=IconName::People label on_click=ask />
                    })
                }}
            </div>
        }
    }
}

/// Everything, or one's own alone; nothing where nothing is one's own.
#[component]
pub(super) fn Whose(hands: Hands) -> impl IntoView {
    let Hands { here, shown, .. } = hands;
    let words = here.words.inbox;
    let mine = mine(here);
    move || {
        let mine = mine.get();
        (mine > 0 || shown.get() == MINE).then(|| {
            let tabs = vec![(ALL, words.everything.to_owned()), (MINE, words.mine(mine))];
            view! { <Tabs label=words.whose tabs selected=shown /> }
        })
    }
}

/// How many things that wait are in one's own hands.
pub(super) fn mine(here: Here) -> Memo<u64> {
    let settling = expect_context::<Settling>();
    Memo::new(move |_| {
        let now = here.hour();
        let kinds = &[
            Kind::Task,
            Kind::ReviewItem,
            Kind::Registration,
            Kind::Session,
            Kind::Attendance,
            Kind::HeadCount,
            Kind::Delivery,
            Kind::Request,
            Kind::Pair,
        ];
        let waits = |about| !settling.holds(about);
        here.phone.watch(kinds, |replica| count_mine(replica, now, waits)) as u64
    })
}

/// Asks to whom something is given, while something is asked about.
#[component]
pub(super) fn GiveSheet(hands: Hands) -> impl IntoView {
    let Hands { here, asked, .. } = hands;
    let words = here.words.inbox;
    let give = Callback::new(move |(member, said): (Option<Id>, String)| {
        let Some(about) = asked.get_untracked() else {
            return;
        };
        asked.set(None);
        here.record_with_undo(give_to(&about, member), move || said);
    });
    let row = move |settler: Settler| {
        let Settler {
            member,
            name,
            role,
            load,
        } = settler;
        let said = words.given(&name);
        let detail = match (role, load) {
            (_, 1..) => words.load(load as u64),
            (Role::Head, _) => here.words.team.role("head").to_owned(),
            _ => here.words.team.role("coordinator").to_owned(),
        };
        let chosen = here.phone.read(|replica| {
            let first = asked.with_untracked(|asked| asked.as_ref()?.first().copied());
            first
                .and_then(|about| hand(replica, about))
                .is_some_and(|hand| hand.member == member)
        });
        let on_click = Callback::new(move |()| give.run((Some(member), said.clone())));
        view! { <SheetAction icon=IconName::Me label=name detail chosen on_click /> }
    };
    let open = Signal::derive(move || asked.with(Option::is_some));
    view! {
        <Sheet open title=words.who_settles on_close=Callback::new(move |()| asked.set(None))>
            <div class="stack">
                {
                    let now = here.hour();
                    let all = here.phone.read(|replica| settlers(replica, now));
                    let nobody_else = all.iter().all(|settler| settler.role == Role::Head);
                    view! {
                        {all.into_iter().map(row).collect_view()}
                        <SheetAction
                            icon=IconName::Undo label=words.nobody
                            on_click=Callback::new(move |()| give.run((None, words.given_to_nobody.to_owned())))
                        />
                        {nobody_else.then(|| view! {
                            <p class="muted">{words.no_coordinator}</p>
                            <LinkButton href="/app/team" label=here.words.team.title />
                        })}
                    }
                }
            </div>
        </Sheet>
    }
}
