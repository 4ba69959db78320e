//! What scans said: the last one large, those before it in a line each.

use domain::id::Id;
use domain::record::Mark;
use domain::view::{Answer, MarkLine, mark, name_of};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Said, Scanning};
use crate::component::{Button, ButtonKind, IconName, LinkButton, ScanAnswer, Tone, use_toaster};
use crate::intent::still;
use crate::page::here::{dotted, time};

/// How an answer looks and what it says.
#[derive(Clone, Debug)]
struct Shown {
    tone: Tone,
    icon: IconName,
    word: String,
    name: String,
    detail: String,
}

/// The last answer, with what can be done about it.
#[component]
pub(super) fn SaidNow(scanning: Scanning, said: Said) -> impl IntoView {
    let Shown {
        tone,
        icon,
        word,
        name,
        detail,
    } = shown(scanning, &said);
    view! { <ScanAnswer tone icon word name detail><Actions scanning said /></ScanAnswer> }
}

/// Those before it.
#[component]
pub(super) fn Earlier(scanning: Scanning) -> impl IntoView {
    let line = move |said: &Said| {
        let Shown { word, name, .. } = shown(scanning, said);
        view! { <li><bdi>{name}</bdi><span>{word}</span></li> }
    };
    move || {
        scanning.said.with(|all| {
            (all.len() > 1).then(|| {
                view! {
                    <ul class="scan__earlier" aria-label=scanning.here.words.scan.earlier>
                        {all.iter().skip(1).map(line).collect_view()}
                    </ul>
                }
            })
        })
    }
}

#[component]
fn Actions(scanning: Scanning, said: Said) -> impl IntoView {
    let (here, session) = (scanning.here, scanning.session);
    let words = here.words;
    let roll = move || {
        view! { <LinkButton href=format!("/app/roll/{session}") label=words.scan.list icon=IconName::People kind=ButtonKind::Quiet /> }
    };
    match said {
        Said::Came(_, back) => {
            let toaster = use_toaster();
            let undone = Callback::new(move |_| {
                let back = back.clone();
                scanning.said.update(|all| drop(all.remove(0)));
                spawn_local(async move {
                    let back = here.phone.read(|replica| still(replica, back));
                    toaster.say(match here.phone.record(&back).await {
                        Ok(_) => words.common.undone.to_owned(),
                        Err(error) => here.record_error(&error, &back),
                    });
                });
            });
            view! { <Button kind=ButtonKind::Quiet icon=IconName::Undo label=words.common.undo on_click=undone /> }.into_any()
        }
        Said::Told(answer) if answer.may_come_in() => answer
            .person()
            .map(|person| {
                let come = Callback::new(move |_| scanning.come_in(person));
                view! { <Button icon=IconName::Check label=words.scan.come_in on_click=come /> }
            })
            .into_any(),
        Said::Told(Answer::Unknown) => view! {
            {roll()}
            <LinkButton href=format!("/app/add?session={session}") label=words.roll.add_walk_in icon=IconName::PersonAdd />
        }
        .into_any(),
        Said::Told(Answer::Already(..)) => ().into_any(),
        Said::Told(_) | Said::NotSaved(_) => roll().into_any(),
    }
}

fn shown(scanning: Scanning, said: &Said) -> Shown {
    let words = scanning.here.words;
    match said {
        Said::Came(person, _) => {
            let said = scanning
                .here
                .phone
                .read(|replica| mark(replica, scanning.session, *person));
            let word = match said.arrived_minute {
                Some(minute) => words.scan.present_at(&time(minute)),
                None => words.roll.present.to_owned(),
            };
            Shown {
                tone: Tone::Leaf,
                icon: IconName::Check,
                word,
                name: named(scanning, *person),
                detail: String::new(),
            }
        }
        Said::NotSaved(sentence) => Shown {
            tone: Tone::Brick,
            icon: IconName::Alert,
            word: words.problem.title.to_owned(),
            name: String::new(),
            detail: sentence.clone(),
        },
        Said::Told(answer) => told(scanning, answer),
    }
}

/// The answers that marked nobody.
fn told(scanning: Scanning, answer: &Answer) -> Shown {
    let words = scanning.here.words;
    let nothing = String::new;
    let (tone, icon, word, detail) = match answer {
        Answer::Already(_, said) => {
            let (word, detail) = since(scanning, said);
            (Tone::Sky, IconName::Clock, word, detail)
        }
        Answer::Elsewhere(_, at) => {
            let when = [scanning.here.day(at.day), time(at.slot)].join(" ");
            let at = dotted([at.title.clone(), at.group.clone(), when]);
            (
                Tone::Saffron,
                IconName::Calendar,
                words.scan.elsewhere.to_owned(),
                at,
            )
        }
        Answer::Waiting(_) => (
            Tone::Saffron,
            IconName::Clock,
            words.scan.waiting.to_owned(),
            nothing(),
        ),
        Answer::Undecided(_) => (
            Tone::Saffron,
            IconName::Clock,
            words.scan.undecided.to_owned(),
            nothing(),
        ),
        Answer::Expected(_) | Answer::Stranger(_) => (
            Tone::Saffron,
            IconName::PersonAdd,
            words.scan.stranger.to_owned(),
            nothing(),
        ),
        Answer::Replaced(_) => no(words.scan.replaced, words.scan.replaced_text),
        Answer::Unknown => no(words.scan.unknown, words.scan.unknown_text),
        Answer::Damaged => no(words.scan.damaged, words.scan.damaged_text),
        Answer::Foreign => no(words.scan.foreign, words.scan.foreign_text),
    };
    Shown {
        tone,
        icon,
        word,
        name: answer
            .person()
            .map_or_else(nothing, |person| named(scanning, person)),
        detail,
    }
}

fn no(word: &str, detail: &str) -> (Tone, IconName, String, String) {
    (Tone::Brick, IconName::Cross, word.to_owned(), detail.to_owned())
}

/// Since when somebody is here, and who said so.
fn since(scanning: Scanning, said: &MarkLine) -> (String, String) {
    let roll = scanning.here.words.roll;
    let state = if said.status == Mark::Late { roll.late } else { "" };
    let Some(minute) = said.arrived_minute else {
        return (
            roll.present.to_owned(),
            dotted([state.to_owned(), said.by.clone()]),
        );
    };
    let word = scanning.here.words.scan.already_since(&time(minute));
    (word, dotted([state.to_owned(), said.by.clone()]))
}

fn named(scanning: Scanning, person: Id) -> String {
    let here = scanning.here;
    here.phone.read(|replica| name_of(replica, person, here.arabic()))
}
