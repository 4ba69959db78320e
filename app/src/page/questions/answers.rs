//! What a person answered, and the form by which a volunteer writes it down.

use domain::id::Id;
use domain::record::{Activity, Registration};
use domain::view::Answered;
use leptos::prelude::*;

use super::super::here::Here;
use super::answer_text;
use super::asking::{AskAll, Asking};
use crate::component::{Button, ButtonKind, IconName};
use crate::intent::answer_questions;

/// The answers of one registration; nothing where nothing is asked.
#[component]
pub(in super::super) fn AnswersPart(here: Here, id: Id, lines: Vec<Answered>, may: bool) -> impl IntoView {
    let words = here.words;
    let open = RwSignal::new(false);
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = StoredValue::new(lines);
    let begin = Callback::new(move |_| open.set(true));
    let said = move || lines.with_value(|lines| lines.iter().map(|one| line(here, one)).collect_view());
    let closed = move || {
        view! {
            <dl class="facts">{said()}</dl>
            {may.then(|| view! {
                <Button kind=ButtonKind::Quiet label=words.questions.answer icon=IconName::Edit on_click=begin />
            })}
        }
    };
    (move || {
        if open.get() {
            view! { <AnswersForm here id open /> }.into_any()
        } else {
            closed().into_any()
        }
    })
    .into_any()
}

fn line(here: Here, one: &Answered) -> impl IntoView + use<> {
    let words = here.words;
    let answer = one.answer.as_ref();
    let text = answer.map(|answer| answer_text(words, one.question.kind, answer));
    let value = match text {
        Some(text) => view! { <bdi>{text}</bdi> }.into_any(),
        None => view! { <span class="muted">{words.questions.no_answer}</span> }.into_any(),
    };
    view! { <div><dt><bdi>{one.question.text.clone()}</bdi></dt><dd>{value}</dd></div> }
}

/// A registration's answers, in the boxes that change them.
#[component]
fn AnswersForm(here: Here, id: Id, open: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let asking = here.phone.read(|replica| {
        let known = replica.view::<Registration>(id).unwrap_or_default();
        let activity = replica.view::<Activity>(known.activity).unwrap_or_default();
        Asking::of(activity.questions, &known.answers.typed())
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(answers) = asking.answers() {
            open.set(false);
            here.record_with_undo(answer_questions(id, answers), move || {
                words.questions.answered.to_owned()
            });
        }
    };
    view! {
        <form class="stack" on:submit=submit novalidate>
            <AskAll here asking />
            <Button label=words.common.save submit=true block=true />
        </form>
    }
}
