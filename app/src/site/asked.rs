//! The activity's own questions on its page. One that hangs on an answer stands under it, and is shown once that was
//! chosen: the stylesheet sees to it, and a browser that cannot shows the condition in words.

use domain::questions::{AnswerFault, Question, QuestionKind, Typed, Wanted};
use leptos::prelude::*;

use super::page::Frame;
use crate::component::{Answering, Ask, wrong_answer};
use crate::i18n::{Common, Problem, Questions};

/// The questions as they stand on the form.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What is asked.
    pub questions: Vec<Question>,
    /// What was answered so far.
    pub typed: Typed,
    /// Each answer at fault.
    pub faults: Vec<AnswerFault>,
}

impl Asked {
    /// Each question whose answer is at fault: the field's name and the question.
    pub(super) fn wrong(&self) -> impl Iterator<Item = (String, String)> {
        let of = |fault: &AnswerFault| self.questions.iter().find(|one| one.key == fault.question);
        let found = self.faults.iter().filter_map(of);
        found.map(|question| (field(question.key), question.text.clone()))
    }

    fn error(&self, frame: &Frame, key: u16) -> Option<String> {
        let fault = self.faults.iter().find(|fault| fault.question == key)?;
        let question = self.questions.iter().find(|one| one.key == key)?;
        Some(wrong_answer(Problem::of(frame.lang), question, fault.reason))
    }

    /// Those that hang on a question; on none: those always asked.
    fn under(&self, parent: Option<u16>) -> Vec<Question> {
        let hangs = |one: &&Question| one.only_if.as_ref().map(|condition| condition.question) == parent;
        let asked = self.questions.iter().filter(|one| !one.retired);
        asked.filter(hangs).cloned().collect()
    }
}

/// The name of a question's field.
pub fn field(key: u16) -> String {
    format!("q{key}")
}

/// All of them, in a card of their own; nothing where nothing is asked.
#[component]
pub(super) fn Questionnaire(
    /// What the server knows of the page.
    frame: Frame,
    /// The questions as they stand.
    asked: Asked,
) -> impl IntoView {
    let first = asked.under(None);
    let title = Questions::of(frame.lang).title;
    (!first.is_empty()).then(|| {
        let first = first.into_iter().map(|one| branch(&frame, &asked, None, one));
        view! {
            <fieldset class="card">
                <legend class="card__title">{title}</legend>
                {first.collect_view()}
            </fieldset>
        }
    })
}

/// A question, and under it those that hang on its answer.
fn branch(frame: &Frame, asked: &Asked, parent: Option<&Question>, question: Question) -> AnyView {
    let words = Questions::of(frame.lang);
    let typed = asked.typed.get(&question.key).cloned().unwrap_or_default();
    let below = asked.under(Some(question.key)).into_iter().map(|below| {
        let class = format!("ask__then ask__then--{}", place(&question, &below));
        view! { <div class=class>{branch(frame, asked, Some(&question), below)}</div> }
    });
    let below = below.collect_view();
    let hint = parent.and_then(|parent| condition(words, parent, &question));
    let hint = hint.unwrap_or_default();
    let note = if question.required {
        ""
    } else {
        Common::of(frame.lang).optional
    };
    let error = Signal::stored(asked.error(frame, question.key));
    let typed = Answering::new(&typed);
    view! {
        <div class="ask">
            <Ask question typed words hint note error />
            {below}
        </div>
    }
    .into_any()
}

/// When a question is asked, in words.
fn condition(words: &Questions, parent: &Question, question: &Question) -> Option<String> {
    let answer = match &question.only_if.as_ref()?.wanted {
        Wanted::Choice(text) => text,
        Wanted::Yes(yes) => words.flag(*yes),
    };
    Some(words.if_answer(&parent.text, answer))
}

/// Which of the answers to a question, from 1, another hangs on.
fn place(parent: &Question, question: &Question) -> usize {
    let wanted = question.only_if.as_ref().map(|condition| &condition.wanted);
    let choice = |text: &String| parent.choices.iter().position(|choice| choice == text);
    match wanted {
        Some(Wanted::Choice(text)) => choice(text).map_or(0, |at| at + 1),
        Some(Wanted::Yes(yes)) if parent.kind == QuestionKind::YesNo => 1 + usize::from(!yes),
        _ => 0,
    }
}
