//! Questions with the boxes they are answered in, and those of an activity beside a newcomer's own form.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::kind::Kind;
use domain::questions::{AnswerFault, Answers, Question, QuestionKind, Typed, is_asked, read};
use domain::record::Activity;
use leptos::prelude::*;

use super::super::here::Here;
use super::asked;
use crate::component::{Answering, Ask, Card, wrong_answer};
use crate::intent::checked_answers;

/// Questions, and what stands in their boxes.
#[derive(Clone, Copy)]
pub(in super::super) struct Asking {
    questions: StoredValue<Vec<Question>>,
    boxes: StoredValue<BTreeMap<u16, Answering>>,
    faults: RwSignal<Vec<AnswerFault>>,
}

impl Asking {
    /// Begins with what was typed so far.
    pub(super) fn of(questions: Vec<Question>, typed: &Typed) -> Self {
        let answering = |one: &Question| {
            let typed = typed.get(&one.key).map_or(&[][..], Vec::as_slice);
            (one.key, Answering::new(typed))
        };
        Asking {
            boxes: StoredValue::new(questions.iter().map(answering).collect()),
            questions: StoredValue::new(questions),
            faults: RwSignal::default(),
        }
    }

    /// The answers; `None` where one is none, and the form says which.
    pub(in super::super) fn answers(self) -> Option<Answers> {
        let checked = self
            .questions
            .with_value(|questions| checked_answers(questions, &untrack(|| self.typed())));
        match checked {
            Ok(answers) => Some(answers),
            Err(faults) => {
                self.faults.set(faults);
                None
            }
        }
    }

    /// What stands in the boxes now.
    fn typed(self) -> Typed {
        let typed = |one: &Question| {
            let answering = self.boxes.with_value(|boxes| boxes.get(&one.key).copied())?;
            let typed = if one.kind == QuestionKind::Several {
                answering.many.get()
            } else {
                vec![answering.one.get()]
            };
            Some((one.key, typed))
        };
        self.questions
            .with_value(|questions| questions.iter().filter_map(typed).collect())
    }
}

/// The questions, each asked once what it hangs on was answered so.
#[component]
pub(super) fn AskAll(here: Here, asking: Asking) -> impl IntoView {
    let words = here.words;
    let Asking {
        questions,
        boxes,
        faults,
    } = asking;
    let answers = Memo::new(move |_| questions.with_value(|questions| read(questions, &asking.typed())));
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
    questions.get_value().into_iter().map(ask).collect_view()
}

/// What the activity that somebody new comes to asks; nothing where it asks nothing. What stays open is asked later.
#[component]
pub(in super::super) fn NewcomerQuestions(
    here: Here,
    #[prop(into)] activity: Signal<Option<Id>>,
    /// Where the boxes are told, for who sends the form.
    asking: StoredValue<Option<Asking>>,
) -> impl IntoView {
    let words = here.words;
    let questions = Memo::new(move |_| {
        let activity = activity.get()?;
        here.phone
            .watch(&[Kind::Activity], |replica| replica.view::<Activity>(activity))
            .map(|activity| asked(&activity))
            .filter(|questions| !questions.is_empty())
    });
    move || {
        let begun = questions
            .get()
            .map(|questions| Asking::of(questions, &Typed::new()));
        asking.set_value(begun);
        begun.map(|asking| {
            view! {
                <Card title=words.questions.title>
                    <p class="muted">{words.questions.newcomer}</p>
                    <AskAll here asking />
                </Card>
            }
        })
    }
}
