//! All that is kept about one person, on one page: to read, to print, to send.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Association;
use domain::replica::Replica;
use domain::view::{Shown, agreements, belongings, came, kept_fields, name_of, received};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::consents::how;
use super::here::{Here, dotted, here, shown_day, time};
use super::questions::answer_text;
use super::roll::shown_mark;
use super::shown::shown_text;
use crate::component::{Button, ButtonKind, Card, Empty, IconName, Page, PrintButton};
use crate::device::{give, offset_at};

/// A heading, and its lines: what, and what of it.
type Part = (&'static str, Vec<(String, String)>);

/// What the page reads again when it alters.
const KINDS: &[Kind] = &[
    Kind::Beneficiary,
    Kind::Registration,
    Kind::Attendance,
    Kind::Delivery,
    Kind::Consent,
    Kind::Session,
    Kind::Activity,
];

/// All that is kept about one person.
#[component]
pub(super) fn KeptPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let parts = Memo::new(move |_| {
        here.phone.watch(KINDS, |replica| {
            let id = id.filter(|id| {
                replica
                    .get(*id)
                    .is_some_and(|record| record.kind == Kind::Beneficiary)
            })?;
            Some((name_of(replica, id, here.arabic()), parts(here, replica, id)))
        })
    });
    let back = id.map_or_else(|| "/app/people".to_owned(), |id| format!("/app/person/{id}"));
    move || match parts.get() {
        Some((name, parts)) => view! { <Kept here name parts back=back.clone() /> }.into_any(),
        None => view! {
            <Page title=words.consents.kept back="/app/people">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found />
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn Kept(here: Here, name: String, parts: Vec<Part>, back: String) -> impl IntoView {
    let words = here.words;
    let association = here
        .phone
        .read(|replica| replica.view::<Association>(replica.me()?.association));
    let association = association.map_or_else(String::new, |found| found.name(here.arabic()).to_owned());
    let day = shown_day(here.phone.true_clock().day()).long(here.lang());
    let head = dotted([association, words.consents.on(&day)]);
    let text = written(&name, &head, &parts, words.consents.none, words.consents.rights);
    let send = Callback::new(move |_| {
        let text = text.clone();
        // A share sheet that was closed sent nothing, and whoever closed it knows.
        spawn_local(async move {
            give(words.consents.file, &text).await;
        });
    });
    let line = |(what, value): (String, String)| view! { <div><dt><bdi>{what}</bdi></dt><dd><bdi>{value}</bdi></dd></div> };
    let part = move |(title, lines): Part| {
        let none = lines.is_empty().then_some(words.consents.none);
        view! {
            <Card title>
                <dl class="facts">{lines.into_iter().map(line).collect_view()}</dl>
                {none.map(|none| view! { <p class="muted">{none}</p> })}
            </Card>
        }
    };
    view! {
        <Page title=words.consents.kept subtitle=name back>
            <p class="page__lead">{head}</p>
            {parts.into_iter().map(part).collect_view()}
            <p class="muted">{words.consents.rights}</p>
            <div class="notice__actions print-hidden">
                <PrintButton label=words.consents.print />
                <Button kind=ButtonKind::Quiet label=words.consents.send icon=IconName::Share on_click=send />
            </div>
        </Page>
    }
}

/// Who the person is, where they belong, what was said of them, what they agreed to.
fn parts(here: Here, replica: &Replica, id: Id) -> Vec<Part> {
    let words = here.words;
    let kind = Kind::Beneficiary.name();
    let field = |(field, shown): (&'static str, Shown)| {
        (
            words.field.label(field).to_owned(),
            shown_text(words, kind, field, &shown, offset_at),
        )
    };
    let identities = kept_fields(replica, id, here.arabic()).into_iter();
    let identities = identities.map(|told| (words.consents.identity, told.into_iter().map(field).collect()));
    let belongings = belongings(replica, id);
    let answers = belongings.iter().flat_map(|one| &one.answers).filter_map(|said| {
        let answer = answer_text(words, said.question.kind, said.answer.as_ref()?);
        Some((said.question.text.clone(), answer))
    });
    let answers: Vec<(String, String)> = answers.collect();
    let registered = belongings.into_iter().map(|one| {
        let day = |day: Option<_>| day.map_or_else(String::new, |day| shown_day(day).numeric());
        let status = words
            .person
            .registration(one.registration.status.name())
            .to_owned();
        let source = words.person.source(one.registration.source.name()).to_owned();
        let days = dotted([
            status,
            day(one.registration.from),
            day(one.registration.to),
            source,
        ]);
        (dotted([one.title, one.group]), days)
    });
    let marks = came(replica, id).into_iter().map(|line| {
        let arrived = line
            .arrived_minute
            .map_or_else(String::new, |minute| words.roll.arrived_at(&time(minute)));
        let said = dotted([shown_mark(line.status).word(words).to_owned(), arrived]);
        (
            dotted([shown_day(line.day).numeric(), time(line.slot), line.title]),
            said,
        )
    });
    let agreed = agreements(replica, id).into_iter().map(|(purpose, given)| {
        let said = given.map_or_else(
            || words.consents.not_asked.to_owned(),
            |(_, consent)| how(here, &consent),
        );
        (words.person.purpose(purpose.name()).to_owned(), said)
    });
    let goods = received(replica, id).into_iter().map(|line| {
        let delivery = line.delivery;
        let amount = words.delivery.quantity(delivery.quantity, delivery.unit.name());
        let when = dotted([shown_day(delivery.day).numeric(), line.title]);
        (when, dotted([delivery.item, amount]))
    });
    let goods: Vec<(String, String)> = goods.collect();
    let mut parts: Vec<Part> = identities.collect();
    parts.push((words.person.registrations, registered.collect()));
    if !answers.is_empty() {
        parts.push((words.questions.answers, answers));
    }
    parts.push((words.person.history, marks.collect()));
    if !goods.is_empty() {
        parts.push((words.delivery.received, goods));
    }
    parts.push((words.person.consent, agreed.collect()));
    parts
}

/// The page as text.
fn written(name: &str, head: &str, parts: &[Part], none: &str, rights: &str) -> String {
    let mut text = format!("{name}\n{head}\n");
    for (title, lines) in parts {
        text.push_str(&format!("\n{title}\n"));
        if lines.is_empty() {
            text.push_str(&format!("- {none}\n"));
        }
        for (what, value) in lines {
            text.push_str(&format!("- {what}: {value}\n"));
        }
    }
    format!("{text}\n{rights}\n")
}
