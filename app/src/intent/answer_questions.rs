//! A volunteer writes down what a person answers to an activity's questions.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::questions::{AnswerFault, Question, Typed, faults, read};
use domain::record::registration;

/// The edit of a registration, or each answer that is none. What was not asked yet may stay open.
pub fn answer_questions(
    registration: Id,
    questions: &[Question],
    typed: &Typed,
) -> Result<Vec<Edit>, Vec<AnswerFault>> {
    let answers = read(questions, typed);
    let wrong = faults(questions, &answers, false);
    if wrong.is_empty() {
        let edit = Edit::new(Kind::Registration, registration);
        Ok(vec![edit.set(registration::ANSWERS, answers)])
    } else {
        Err(wrong)
    }
}
