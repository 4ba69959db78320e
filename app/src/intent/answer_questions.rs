//! A volunteer writes down what a person answers to an activity's questions.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::questions::{AnswerFault, Answers, Question, Typed, faults, read};
use domain::record::registration;

/// The answers that were typed, or each that is none. What was not asked yet may stay open.
pub fn checked_answers(questions: &[Question], typed: &Typed) -> Result<Answers, Vec<AnswerFault>> {
    let answers = read(questions, typed);
    let wrong = faults(questions, &answers, false);
    if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
}

/// The edit of a registration that lays down its answers.
pub fn answer_questions(registration: Id, answers: Answers) -> Vec<Edit> {
    vec![Edit::new(Kind::Registration, registration).set(registration::ANSWERS, answers)]
}
