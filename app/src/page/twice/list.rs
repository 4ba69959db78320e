//! Who is asked about: two names, why, and what can be done.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Pair;
use domain::same;
use domain::view::{PersonLine, TwiceLine, twice};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::inbox::Hands;
use super::{Found, reasons};
use crate::component::{Button, ButtonKind, Icon, IconName, LinkButton};

/// How many are shown at once: the likeliest.
const SHOWN: usize = 20;

/// Those who are likely one person, the likeliest first; nothing where there are none.
#[component]
pub(in super::super) fn Candidates(here: Here, hands: Hands) -> impl IntoView {
    let words = here.words;
    let found = expect_context::<Found>();
    let lines = Memo::new(move |_| {
        let today = here.today();
        let first: Vec<_> = found.0.with(|found| found.iter().take(SHOWN).cloned().collect());
        here.phone
            .watch(&[Kind::Beneficiary, Kind::Attendance], |replica| {
                twice(replica, &first, here.arabic(), today)
            })
    });
    move || {
        let mut lines = lines.get();
        lines.retain(|line| hands.shows(pair_of(line)));
        (!lines.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <div>
                        <h2 class="page__heading">{words.twice.candidates}</h2>
                        <p class="muted">{words.twice.candidates_hint}</p>
                    </div>
                    {lines.into_iter().map(|line| card(here, &line, hands)).collect_view()}
                </section>
            }
        })
    }
}

/// The pair of the two, said of or not.
fn pair_of(line: &TwiceLine) -> Id {
    Pair::id(line.kept.id, line.other.id)
}

fn card(here: Here, line: &TwiceLine, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    let (one, other) = (line.kept.id, line.other.id);
    let two = Callback::new(move |_| {
        here.record_with_undo(vec![same::part(one, other)], move || {
            words.twice.parted.to_owned()
        });
    });
    view! {
        <article class="card verdict">
            {person(here, &line.kept)}
            {person(here, &line.other)}
            <p class="verdict__reason tone-sky"><Icon name=IconName::People /><span>{reasons(here, &line.grounds)}</span></p>
            <div class="verdict__choice">
                <LinkButton href=format!("/app/twice/{one}/{other}") label=words.twice.compare />
                <Button kind=ButtonKind::Quiet label=words.twice.two_people icon=IconName::Cross on_click=two />
            </div>
            {hands.row(vec![pair_of(line)])}
        </article>
    }
}

/// A person's name, and what tells namesakes apart.
pub(super) fn person(here: Here, line: &PersonLine) -> impl IntoView + use<> {
    let age = line.age.and_then(|age| u64::try_from(age).ok());
    let age = age.map_or_else(String::new, |age| here.words.common.years_old(age));
    let detail = dotted([
        line.other_name.clone(),
        line.parent.clone(),
        here.commune(&line.place),
        age,
    ]);
    view! {
        <div>
            <h3 class="verdict__title"><bdi>{line.name.clone()}</bdi></h3>
            <p class="muted">{detail}</p>
        </div>
    }
}
