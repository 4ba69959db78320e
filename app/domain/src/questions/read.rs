//! From what was typed to answers, and what is wrong with them.

use std::collections::BTreeMap;

use super::{Answer, Answers, Question, QuestionKind, Wanted};
use crate::rules::text_fault;
use crate::text::{clean_line, western_digits};
use crate::time::Day;
use crate::verdict::Reason;

/// Characters an answer may have.
const ANSWER: usize = 200;
/// No answer counts further.
const MOST: i64 = 1_000_000_000;

/// What was typed or ticked, by the keys of the questions.
pub type Typed = BTreeMap<u16, Vec<String>>;

/// What is wrong with one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerFault {
    /// Of which question.
    pub question: u16,
    /// What is wrong.
    pub reason: Reason,
}

/// The answers that were typed, without those to questions that are not asked of whoever answers so. What does not
/// read as the question wants it stays as typed, for [`faults`] to say so.
pub fn read(questions: &[Question], typed: &Typed) -> Answers {
    let said = |question: &Question| {
        let typed = typed.get(&question.key)?;
        Some((question.key, answer(question.kind, typed)?))
    };
    let answers: Answers = questions.iter().filter_map(said).collect();
    let all = answers.clone();
    answers.only(|key| {
        questions
            .iter()
            .any(|question| question.key == key && is_asked(questions, question, &all))
    })
}

fn answer(kind: QuestionKind, typed: &[String]) -> Option<Answer> {
    let typed = typed
        .iter()
        .map(|text| line(text))
        .filter(|text| !text.trim().is_empty());
    let mut typed: Vec<String> = typed.collect();
    if kind == QuestionKind::Several {
        return (!typed.is_empty()).then_some(Answer::Several(typed));
    }
    let text = (!typed.is_empty()).then(|| typed.swap_remove(0))?;
    Some(match kind {
        QuestionKind::Number => western_digits(&text)
            .parse()
            .map_or(Answer::Text(text), Answer::Number),
        QuestionKind::YesNo if text == "yes" || text == "no" => Answer::Yes(text == "yes"),
        QuestionKind::Date => Answer::Text(Day::typed(&text).map_or(text, |day| day.to_string())),
        _ => Answer::Text(text),
    })
}

/// A clean line; what cannot be mended stays as typed.
fn line(typed: &str) -> String {
    clean_line(typed, 10 * ANSWER).unwrap_or_else(|_| typed.to_owned())
}

/// Whether a question is asked of somebody who answers so: one that hangs on another is not asked where that is not.
pub fn is_asked(questions: &[Question], question: &Question, answers: &Answers) -> bool {
    if question.retired {
        return false;
    }
    let Some(condition) = &question.only_if else {
        return true;
    };
    // A condition names a question that comes before, so that this ends.
    let before = questions.iter().take_while(|other| other.key != question.key);
    let mut before = before.filter(|other| other.key == condition.question);
    let given = match (answers.get(condition.question), &condition.wanted) {
        (Some(Answer::Yes(yes)), Wanted::Yes(wanted)) => yes == wanted,
        (Some(Answer::Text(text)), Wanted::Choice(wanted)) => text == wanted,
        (Some(Answer::Several(texts)), Wanted::Choice(wanted)) => texts.contains(wanted),
        _ => false,
    };
    given
        && before
            .next()
            .is_some_and(|other| is_asked(questions, other, answers))
}

/// What is wrong with answers; of whoever must answer, also what is missing.
pub fn faults(questions: &[Question], answers: &Answers, must_answer: bool) -> Vec<AnswerFault> {
    let known = |key: u16| questions.iter().any(|question| question.key == key);
    let strange = answers.iter().filter(|(key, _)| !known(*key));
    let strange = strange.map(|(question, _)| AnswerFault {
        question,
        reason: Reason::BadValue,
    });
    let asked = questions
        .iter()
        .filter(|question| is_asked(questions, question, answers));
    let wrong = asked.filter_map(|question| {
        let reason = match answers.get(question.key) {
            Some(answer) => misfit(question, answer)?,
            None if must_answer && question.required => Reason::Required,
            None => return None,
        };
        Some(AnswerFault {
            question: question.key,
            reason,
        })
    });
    wrong.chain(strange).collect()
}

/// Why an answer is none to a question, if so.
fn misfit(question: &Question, answer: &Answer) -> Option<Reason> {
    let bad = |is_bad: bool| is_bad.then_some(Reason::BadValue);
    match (question.kind, answer) {
        (QuestionKind::Text, Answer::Text(text)) => text_fault(text, ANSWER),
        (QuestionKind::Number, Answer::Number(number)) => bad(!(-MOST..=MOST).contains(number)),
        (QuestionKind::Choice, Answer::Text(text)) => bad(!question.choices.contains(text)),
        (QuestionKind::Several, Answer::Several(texts)) => {
            let twice = texts
                .iter()
                .enumerate()
                .any(|(at, text)| texts[..at].contains(text));
            bad(texts.is_empty() || twice || texts.iter().any(|text| !question.choices.contains(text)))
        }
        (QuestionKind::YesNo, Answer::Yes(_)) => None,
        (QuestionKind::Date, Answer::Text(text)) => Day::from_iso(text).is_none().then_some(Reason::BadDay),
        // A sort of question that a later version asks: what it takes is not known here.
        (QuestionKind::Other(_), _) => None,
        _ => Some(Reason::BadValue),
    }
}
