//! Tokens by which other programs read: those there are, a new one, withdrawing one.

mod ask;
mod hand_over;

use core::cmp::Reverse;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{DataToken, View};
use domain::time::Millis;
use leptos::prelude::*;

use self::ask::Ask;
use self::hand_over::HandOver;
use super::super::here::{Here, dotted};
use super::super::team::RowButton;
use crate::component::{Button, ButtonKind, Card, Chip, Icon, IconName, ListRow, Sheet, SheetAction, Tone};
use crate::device::DataTokenMade;
use crate::intent::withdraw_token;

/// How a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Open,
    Expired,
    Withdrawn,
}

impl Standing {
    fn of(token: &DataToken, now: Millis) -> Self {
        match token {
            DataToken { revoked: true, .. } => Self::Withdrawn,
            DataToken { expires, .. } if expires.is_none_or(|until| until <= now) => Self::Expired,
            _ => Self::Open,
        }
    }
}

/// The programs that read, for those who decide about the team.
#[component]
pub(super) fn Programs(here: Here) -> impl IntoView {
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    move || decides.get().then(|| view! { <Tokens here /> })
}

#[component]
fn Tokens(here: Here) -> impl IntoView {
    let words = here.words.programs;
    let lines = Memo::new(move |_| {
        let now = here.phone.true_clock().now;
        let mut lines = here.phone.watch(&[Kind::DataToken], |replica| {
            let line = |record: &domain::record::Record| {
                let token = DataToken::of(record);
                (record.id, Standing::of(&token, now), token)
            };
            replica.all(Kind::DataToken).map(line).collect::<Vec<_>>()
        });
        lines.sort_by_key(|(id, standing, token)| (*standing != Standing::Open, Reverse(token.expires), *id));
        lines
    });
    let (chosen, asking) = (RwSignal::new(None::<Id>), RwSignal::new(false));
    let made = RwSignal::new(None::<DataTokenMade>);
    let row = move |(id, standing, token): (Id, Standing, DataToken)| row(here, id, standing, &token, chosen);
    let close = Callback::new(move |()| chosen.set(None));
    let name = Signal::derive(move || {
        let id = chosen.get()?;
        lines.with(|lines| {
            lines
                .iter()
                .find(|line| line.0 == id)
                .map(|line| line.2.name.clone())
        })
    });
    view! {
        <Card title=words.title>
            <p class="muted">{words.why}</p>
            {move || if lines.with(Vec::is_empty) {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                view! { <div class="list">{lines.get().into_iter().map(row).collect_view()}</div> }.into_any()
            }}
            <Button
                kind=ButtonKind::Quiet label=words.add icon=IconName::Plus block=true
                on_click=Callback::new(move |_| asking.set(true))
            />
        </Card>
        <Sheet
            open=Signal::derive(move || chosen.get().is_some()) on_close=close
            title=Signal::derive(move || name.get().unwrap_or_default())
        >
            {move || chosen.get().map(|id| view! { <Withdraw here id close /> })}
        </Sheet>
        <Sheet open=asking on_close=Callback::new(move |()| asking.set(false)) title=words.add>
            {move || asking.get().then(|| view! { <Ask here asking made /> })}
        </Sheet>
        <Sheet
            open=Signal::derive(move || made.with(Option::is_some))
            on_close=Callback::new(move |()| made.set(None)) title=words.ready
        >
            {move || made.get().map(|token| view! { <HandOver here token made /> })}
        </Sheet>
    }
}

fn row(here: Here, id: Id, standing: Standing, token: &DataToken, chosen: RwSignal<Option<Id>>) -> AnyView {
    let words = here.words.programs;
    let day = |at: Millis| here.long_day(at);
    let used = token
        .used
        .map_or_else(|| words.never_read.to_owned(), |at| words.last_read(&day(at)));
    let until = token.expires.map(|at| words.until(&day(at))).unwrap_or_default();
    let detail = dotted([words.reach_of(token.reach.name()).to_owned(), until, used]);
    let (tone, icon, text) = match standing {
        Standing::Open => (Tone::Leaf, IconName::Check, words.open),
        Standing::Expired => (Tone::Neutral, IconName::Clock, words.expired),
        Standing::Withdrawn => (Tone::Brick, IconName::Cross, words.withdrawn),
    };
    let title = token.name.clone();
    let start = move || view! { <Icon name=IconName::Link /> };
    let end = move || view! { <Chip tone icon text /> };
    if standing == Standing::Withdrawn {
        view! { <ListRow title detail start end /> }.into_any()
    } else {
        let on_click = Callback::new(move |()| chosen.set(Some(id)));
        view! { <RowButton title detail start end on_click /> }.into_any()
    }
}

/// What can be done about a token.
#[component]
fn Withdraw(here: Here, id: Id, close: Callback<()>) -> impl IntoView {
    let words = here.words.programs;
    let withdraw = Callback::new(move |()| {
        close.run(());
        here.record_with_undo(withdraw_token(id), || words.withdrawn.to_owned());
    });
    view! {
        <SheetAction
            icon=IconName::Cross label=words.withdraw detail=words.withdraw_hint tone=Tone::Brick on_click=withdraw
        />
    }
}
