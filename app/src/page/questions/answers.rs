//! What a person answered, and the form by which a volunteer writes it down.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::questions::{AnswerFault, Question, Typed, is_asked, read};
use domain::record::{Activity, Registration};
use domain::view::Answered;
use leptos::prelude::*;

use super::super::here::Here;
use super::answer_text;
use crate::component::{Answering, Ask, Button, ButtonKind, IconName, wrong_answer};
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

/// The questions, each asked once what it hangs on was answered so.
#[component]
fn AnswersForm(here: Here, id: Id, open: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let (questions, typed) = here.phone.read(|replica| {
        let known = replica.view::<Registration>(id).unwrap_or_default();
        let activity = replica.view::<Activity>(known.activity).unwrap_or_default();
        (activity.questions, known.answers.typed())
    });
    let boxes: BTreeMap<u16, Answering> = questions
        .iter()
        .map(|one| {
            let typed = typed.get(&one.key).map_or(&[][..], Vec::as_slice);
            (one.key, Answering::new(typed))
        })
        .collect();
    let (questions, boxes) = (StoredValue::new(questions), StoredValue::new(boxes));
    let faults = RwSignal::new(Vec::<AnswerFault>::new());
    let typed =
        move || questions.with_value(|questions| boxes.with_value(|boxes| gathered(questions, boxes)));
    let answers = Memo::new(move |_| questions.with_value(|questions| read(questions, &typed())));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match questions.with_value(|questions| answer_questions(id, questions, &untrack(typed))) {
            Err(found) => faults.set(found),
            Ok(edits) => {
                open.set(false);
                here.record_with_undo(edits, move || words.questions.answered.to_owned());
            }
        }
    };
    let ask = move |question: Question| {
        let (key, shown) = (question.key, question.clone());
        let typed = boxes.with_value(|boxes| boxes.get(&key).copied());
        let is_asked = Memo::new(move |_| {
            questions.with_value(|questions| answers.with(|answers| is_asked(questions, &shown, answers)))
        });
        let why = question.clone();
        let error = Signal::derive(move || {
            let fault = faults.get().into_iter().find(|fault| fault.question == key)?;
            Some(wrong_answer(words.problem, &why, fault.reason))
        });
        move || {
            let typed = typed.filter(|_| is_asked.get())?;
            let question = question.clone();
            Some(view! { <Ask question typed words=words.questions error /> })
        }
    };
    view! {
        <form class="stack" on:submit=submit novalidate>
            {questions.get_value().into_iter().map(ask).collect_view()}
            <Button label=words.common.save submit=true block=true />
        </form>
    }
}

/// What stands in the boxes now.
fn gathered(questions: &[Question], boxes: &BTreeMap<u16, Answering>) -> Typed {
    let typed = questions.iter().filter_map(|one| {
        let answering = boxes.get(&one.key)?;
        let typed = if one.kind == domain::questions::QuestionKind::Several {
            answering.many.get()
        } else {
            vec![answering.one.get()]
        };
        Some((one.key, typed))
    });
    typed.collect()
}
