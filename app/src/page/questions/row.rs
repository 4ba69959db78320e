//! One question in the form that changes them.

use domain::questions::{Condition, Flaw, Part, Question, QuestionKind, Wanted};
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Button, ButtonKind, Choice, ChoiceOption, Field, FieldKind, Icon, IconName, Select};
use crate::intent::QuestionRow;

/// What the form holds of one question.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) key: u16,
    /// Whether it was saved before: then answers may be there, and their kind stays.
    saved: bool,
    kind: RwSignal<String>,
    text: RwSignal<String>,
    required: RwSignal<String>,
    choices: RwSignal<String>,
    only_if: RwSignal<String>,
}

impl Row {
    pub(super) fn empty(key: u16) -> Self {
        let question = Question {
            key,
            ..Question::default()
        };
        Row {
            saved: false,
            ..Row::of(&question)
        }
    }

    pub(super) fn of(question: &Question) -> Self {
        let required = if question.required { "yes" } else { "no" };
        Row {
            key: question.key,
            saved: true,
            kind: RwSignal::new(question.kind.name().to_owned()),
            text: RwSignal::new(question.text.clone()),
            required: RwSignal::new(required.to_owned()),
            choices: RwSignal::new(question.choices.join("\n")),
            only_if: RwSignal::new(question.only_if.as_ref().map(code).unwrap_or_default()),
        }
    }

    pub(super) fn typed(self) -> QuestionRow {
        QuestionRow {
            key: self.key,
            kind: self.kind(),
            text: self.text.get_untracked(),
            required: self.required.with_untracked(|yes| yes == "yes"),
            choices: self.choices.get_untracked(),
            only_if: self.only_if.with_untracked(|code| condition(code)),
        }
    }

    fn kind(self) -> QuestionKind {
        self.kind
            .with(|name| QuestionKind::from_name(name))
            .unwrap_or_default()
    }

    /// The answers to it on which another question may hang, in codes and words.
    fn hooks(self, here: Here) -> Vec<ChoiceOption> {
        let words = &here.words.questions;
        let text = self.text.get();
        let hook = |wanted: Wanted, answer: &str| {
            let condition = Condition {
                question: self.key,
                wanted,
            };
            ChoiceOption::new(code(&condition), words.if_answer(&text, answer))
        };
        match self.kind() {
            QuestionKind::YesNo => [true, false]
                .map(|yes| hook(Wanted::Yes(yes), words.flag(yes)))
                .to_vec(),
            kind if kind.has_choices() => {
                let choices = self.choices.get();
                let choices = choices.lines().map(str::trim).filter(|choice| !choice.is_empty());
                choices
                    .map(|choice| hook(Wanted::Choice(choice.to_owned()), choice))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A condition as the list of conditions holds it.
fn code(condition: &Condition) -> String {
    match &condition.wanted {
        Wanted::Yes(true) => format!("{}+", condition.question),
        Wanted::Yes(false) => format!("{}-", condition.question),
        Wanted::Choice(text) => format!("{}={text}", condition.question),
    }
}

fn condition(code: &str) -> Option<Condition> {
    let at = code.find(['+', '-', '='])?;
    let (question, answer) = code.split_at(at);
    let wanted = match answer.chars().next()? {
        '=' => Wanted::Choice(answer[1..].to_owned()),
        sign => Wanted::Yes(sign == '+'),
    };
    Some(Condition {
        question: question.parse().ok()?,
        wanted,
    })
}

/// One question: its words, what it is answered by, when it is asked.
#[component]
pub(super) fn RowFields(
    here: Here,
    row: Row,
    /// Its number in the list, from 1.
    number: u64,
    /// Those that come before it.
    before: Vec<Row>,
    flaw: RwSignal<Option<Flaw>>,
    remove: Callback<u16>,
) -> impl IntoView {
    let words = here.words;
    let key = row.key;
    let error = move |part: Part| {
        Signal::derive(move || {
            let flaw = flaw
                .get()
                .filter(|flaw| flaw.question == key && flaw.part == part)?;
            Some(sentence(here, flaw))
        })
    };
    let gone = Callback::new(move |_| remove.run(key));
    view! {
        <fieldset class="stack questions__row" data-question=key.to_string()>
            <legend class="field__label">{words.questions.numbered(number)}</legend>
            <Field label=words.questions.text name=format!("question-{key}") value=row.text error=error(Part::Text) />
            <Kind here row />
            {move || row.kind().has_choices().then(|| view! {
                <Field
                    label=words.questions.choices name=format!("choices-{key}") kind=FieldKind::Long value=row.choices
                    hint=words.questions.choices_hint error=error(Part::Choices)
                />
            })}
            <Choice legend=words.questions.required name=format!("required-{key}") options=yes_or_no(here) selected=row.required />
            <When here row before error=error(Part::Condition) />
            <Button kind=ButtonKind::Quiet label=words.questions.remove icon=IconName::Cross on_click=gone />
        </fieldset>
    }
}

fn sentence(here: Here, flaw: Flaw) -> String {
    let words = here.words;
    let said = match flaw.part {
        Part::Text => words.problem.refusal_reason(flaw.reason.name()),
        Part::Choices => words.questions.bad_choices,
        Part::Condition => words.questions.bad_condition,
        Part::List => words.questions.too_many,
    };
    said.to_owned()
}

fn yes_or_no(here: Here) -> Vec<ChoiceOption> {
    let words = &here.words.questions;
    vec![
        ChoiceOption::new("no", words.no),
        ChoiceOption::new("yes", words.yes),
    ]
}

/// What it is answered by. Once saved that stays: answers may be there.
#[component]
fn Kind(here: Here, row: Row) -> impl IntoView {
    let words = &here.words.questions;
    let word = move |kind: &QuestionKind| words.kind_of(kind.name());
    if row.saved {
        let text = word(&row.kind());
        return view! { <p class="muted">{words.kind}" · "{text}</p> }.into_any();
    }
    let options = QuestionKind::ALL.iter();
    let options: Vec<_> = options
        .map(|kind| ChoiceOption::new(kind.name(), word(kind)))
        .collect();
    view! { <Select label=words.kind name=format!("kind-{}", row.key) options selected=row.kind /> }
        .into_any()
}

/// When it is asked: always, or on an answer to one that comes before.
#[component]
fn When(here: Here, row: Row, before: Vec<Row>, error: Signal<Option<String>>) -> impl IntoView {
    let words = &here.words.questions;
    let options = Signal::derive(move || {
        let hooks = before.iter().flat_map(|other| other.hooks(here));
        let always = ChoiceOption::new("", words.always);
        core::iter::once(always).chain(hooks).collect::<Vec<_>>()
    });
    let matters =
        Memo::new(move |_| options.with(|options| options.len() > 1) || !row.only_if.with(String::is_empty));
    move || {
        matters.get().then(|| {
            view! {
                <Select label=words.only_if name=format!("only-if-{}", row.key) options selected=row.only_if />
                {move || error.get().map(|why| view! { <p class="field__error" role="alert"><Icon name=IconName::Alert /><span>{why}</span></p> })}
            }
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_read_from_its_code() {
        let wanted = [
            Wanted::Yes(true),
            Wanted::Yes(false),
            Wanted::Choice("a=b-c+d".into()),
            Wanted::Choice(String::new()),
        ];
        for wanted in wanted {
            let one = Condition { question: 12, wanted };
            assert_eq!(condition(&code(&one)), Some(one));
        }
        assert_eq!(
            (condition(""), condition("x=1"), condition("7")),
            (None, None, None)
        );
    }
}
