//! The questions of an activity together: what is wrong with them, and what becomes of one that is taken away.

use super::question::{CHOICE, CHOICES, Condition, Question, QuestionKind, TEXT, Wanted};
use crate::rules::text_fault;
use crate::verdict::Reason;

/// Questions that one activity may ask.
const ASKED: usize = 20;
/// Questions of which an activity may know, those it asks no more among them.
const KNOWN: usize = 60;

/// The part of a question that is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its words.
    Text,
    /// The answers to choose from.
    Choices,
    /// When it is asked.
    Condition,
    /// The whole list.
    List,
}

/// What is wrong with a list of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Of which question.
    pub question: u16,
    /// Where.
    pub part: Part,
    /// What.
    pub reason: Reason,
}

/// The first thing wrong with a list of questions, if anything is.
pub fn flaw(questions: &[Question]) -> Option<Flaw> {
    let asked = questions.iter().filter(|question| !question.retired);
    if questions.len() > KNOWN || asked.count() > ASKED {
        return Some(Flaw {
            question: questions.last()?.key,
            part: Part::List,
            reason: Reason::TooLarge,
        });
    }
    questions.iter().enumerate().find_map(|(at, question)| {
        let (part, reason) = fault(&questions[..at], question)?;
        Some(Flaw {
            question: question.key,
            part,
            reason,
        })
    })
}

fn fault(before: &[Question], question: &Question) -> Option<(Part, Reason)> {
    if before.iter().any(|other| other.key == question.key) || question.key == 0 {
        return Some((Part::List, Reason::BadValue));
    }
    if let Some(reason) = text_fault(&question.text, TEXT) {
        return Some((Part::Text, reason));
    }
    if question.retired {
        return None;
    }
    choices_fault(question)
        .map(|reason| (Part::Choices, reason))
        .or_else(|| {
            let condition = question.only_if.as_ref()?;
            (!can_be(before, condition)).then_some((Part::Condition, Reason::UnknownReference))
        })
}

fn choices_fault(question: &Question) -> Option<Reason> {
    let choices = &question.choices;
    if !question.kind.has_choices() {
        return (!choices.is_empty()).then_some(Reason::BadValue);
    }
    let twice = |(at, choice): (usize, &String)| choices[..at].contains(choice);
    match choices.len() {
        0 | 1 => Some(Reason::Required),
        many if many > CHOICES => Some(Reason::TooLarge),
        _ if choices.iter().enumerate().any(twice) => Some(Reason::BadValue),
        _ => choices.iter().find_map(|choice| text_fault(choice, CHOICE)),
    }
}

/// Whether the answer that a condition wants can be given to a question that comes before.
fn can_be(before: &[Question], condition: &Condition) -> bool {
    let asked = before.iter().filter(|other| !other.retired);
    let other = asked.into_iter().find(|other| other.key == condition.question);
    other.is_some_and(|other| match &condition.wanted {
        Wanted::Choice(text) => other.kind.has_choices() && other.choices.contains(text),
        Wanted::Yes(_) => other.kind == QuestionKind::YesNo,
    })
}

/// A list of questions that takes the place of another: what it lacks is asked no more, and can still be read.
pub fn retire(before: &[Question], mut now: Vec<Question>) -> Vec<Question> {
    let gone = before
        .iter()
        .filter(|old| now.iter().all(|question| question.key != old.key));
    let gone = gone.map(|old| Question {
        retired: true,
        required: false,
        choices: Vec::new(),
        only_if: None,
        ..old.clone()
    });
    let gone: Vec<_> = gone.collect();
    now.extend(gone);
    now
}
