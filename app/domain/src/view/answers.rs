//! What a person answered to an activity's questions.

use crate::questions::{Answer, Question, is_asked};
use crate::record::{Activity, Registration};
use crate::replica::Replica;

/// A question that was asked, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// The answer, if there is one.
    pub answer: Option<Answer>,
}

/// The questions of a registration, in the activity's order: those that are asked, and those that once were and were
/// answered.
pub fn answered(replica: &Replica, registration: &Registration) -> Vec<Answered> {
    let activity = replica.view::<Activity>(registration.activity);
    let questions = activity.map(|activity| activity.questions).unwrap_or_default();
    let given = &registration.answers;
    let shown =
        |one: &&Question| is_asked(&questions, one, given) || (one.retired && given.get(one.key).is_some());
    let line = |question: &Question| Answered {
        question: question.clone(),
        answer: given.get(question.key).cloned(),
    };
    questions.iter().filter(shown).map(line).collect()
}
