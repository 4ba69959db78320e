//! A question with what it is answered by: a line, a number, a day, a choice among a few.

use domain::questions::{Question, QuestionKind};
use domain::verdict::Reason;
use leptos::prelude::*;

use super::{Choice, ChoiceOption, Choices, Field, FieldKind};
use crate::i18n::{Problem, Questions};

/// What is being answered: one thing, or some of several.
#[derive(Debug, Clone, Copy)]
pub struct Answering {
    /// The one thing, as typed.
    pub one: RwSignal<String>,
    /// Those that were chosen.
    pub many: RwSignal<Vec<String>>,
}

impl Answering {
    /// Begins with what was typed so far.
    pub fn new(typed: &[String]) -> Self {
        Answering {
            one: RwSignal::new(typed.first().cloned().unwrap_or_default()),
            many: RwSignal::new(typed.to_vec()),
        }
    }
}

/// What is wrong with the answer to a question, in a sentence.
pub fn wrong_answer(problem: &Problem, question: &Question, reason: Reason) -> String {
    let code = match (question.kind, reason) {
        (QuestionKind::Number, Reason::BadValue) => "bad_number",
        (_, reason) => reason.name(),
    };
    problem.refusal(code, "")
}

/// One question, answered in the way it wants.
#[component]
pub fn Ask(
    /// The question.
    question: Question,
    /// What is being answered.
    typed: Answering,
    /// The words around it.
    words: &'static Questions,
    /// Help under the question; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// A word after the question, such as optional; empty for none.
    #[prop(optional, into)]
    note: String,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let name = format!("q{}", question.key);
    let legend = if note.is_empty() {
        question.text.clone()
    } else {
        format!("{} ({note})", question.text)
    };
    let among = |texts: Vec<String>| {
        let options = texts
            .into_iter()
            .map(|text| ChoiceOption::new(text.clone(), text));
        options.collect::<Vec<_>>()
    };
    let field = |kind: FieldKind, hint: String| {
        let (label, name) = (question.text.clone(), name.clone());
        view! { <Field label name value=typed.one kind hint note=note.clone() error /> }.into_any()
    };
    match question.kind {
        QuestionKind::Choice => {
            let options = among(question.choices);
            view! { <Choice legend name options selected=typed.one hint error /> }.into_any()
        }
        QuestionKind::Several => {
            let options = among(question.choices);
            let hint = format!("{} {hint}", words.choose_several);
            view! { <Choices legend name options selected=typed.many hint error /> }.into_any()
        }
        QuestionKind::YesNo => {
            let options = vec![
                ChoiceOption::new("yes", words.yes),
                ChoiceOption::new("no", words.no),
            ];
            view! { <Choice legend name options selected=typed.one hint error /> }.into_any()
        }
        QuestionKind::Number => field(FieldKind::Number, format!("{} {hint}", words.number_hint)),
        QuestionKind::Date => field(FieldKind::Date, hint),
        QuestionKind::Text | QuestionKind::Other(_) => field(FieldKind::Text, hint),
    }
}
