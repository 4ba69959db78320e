//! What the association offers.

use domain::kind::Kind;
use domain::record::Member;
use domain::view::{ActivityLine, activities};
use leptos::prelude::*;

use super::here::{Here, dotted, here, shown_day, time};
use super::receiving::{Receiving, receiving};
use crate::component::{BottomAction, ButtonKind, Empty, Icon, IconName, LinkButton, ListRow, Page};

/// What lists of activities read again when it alters.
const KINDS: &[Kind] = &[Kind::Activity, Kind::Session, Kind::Registration];

/// The activities this phone has.
#[component]
pub(super) fn Activities() -> impl IntoView {
    let here = here();
    let words = here.words;
    let lines = Memo::new(move |_| {
        let today = here.today();
        here.phone.watch(KINDS, |replica| activities(replica, today))
    });
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let tools = move || {
        sees.get().then(|| {
            view! { <LinkButton href="/app/projects" label=words.project.title icon=IconName::Log kind=ButtonKind::Quiet /> }
        })
    };
    let plans = Memo::new(move |_| here.asker().is_some_and(|asker| asker.plans()));
    let comes = receiving(here);
    view! {
        <Page title=words.activity.title tools columns=true>
            {move || {
                let lines = lines.get();
                if lines.is_empty() && comes.get() {
                    view! { <Receiving here /> }.into_any()
                } else if lines.is_empty() {
                    let text = if plans.get() { words.activity.empty_text.to_owned() } else { not_assigned(here) };
                    view! { <Empty icon=IconName::Activities title=words.activity.empty_title text /> }.into_any()
                } else {
                    view! { <div class="list">{lines.into_iter().map(|line| row(here, line)).collect_view()}</div> }.into_any()
                }
            }}
            {move || plans.get().then(|| view! {
                <BottomAction>
                    <LinkButton href="/app/new-activity" label=words.activity.new icon=IconName::Plus block=true />
                </BottomAction>
            })}
        </Page>
    }
}

/// Why somebody sees no activity: none is assigned to them, or not yet.
pub(super) fn not_assigned(here: Here) -> String {
    let today = here.today();
    let begins = here.phone.watch(&[Kind::Member], |replica| {
        let member: Member = replica.view(replica.me()?.member)?;
        let firsts = member.assigned().filter_map(|one| one.from);
        firsts.filter(|first| *first > today).min()
    });
    begins.map_or_else(
        || here.words.today.not_assigned.to_owned(),
        |first| here.words.volunteering.begins(&shown_day(first).numeric()),
    )
}

fn row(here: Here, line: ActivityLine) -> impl IntoView {
    let words = here.words;
    let next = line
        .next
        .map(|(day, slot)| format!("{} {}", here.day(day), time(slot)));
    let icon = sort_icon(line.activity.sort.name());
    view! {
        <ListRow
            href=format!("/app/activity/{}", line.id) title=line.activity.title.clone()
            detail=dotted([
                words.activity.kind(line.activity.sort.name()).to_owned(),
                words.activity.enrolled(line.people as u64),
                next.unwrap_or_default(),
            ])
            start=move || view! { <span class="medallion"><Icon name=icon /></span> }
        />
    }
}

/// The picture of a sort of activity.
fn sort_icon(sort: &str) -> IconName {
    match sort {
        "class" => IconName::Log,
        "workshop" => IconName::Edit,
        "caravan" => IconName::Pin,
        "distribution" => IconName::Share,
        "camp" => IconName::Moon,
        "meeting" => IconName::People,
        "sport" => IconName::Repeat,
        "awareness" => IconName::Chat,
        _ => IconName::Activities,
    }
}
