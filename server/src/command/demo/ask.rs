//! What the demo's caravan asks of those who register: nothing that must be answered, one that hangs on another.

use domain::questions::{Condition, Question, QuestionKind, Wanted};

/// The answer on which the second question hangs.
const BUS: &str = "مع حافلة الجمعية";

/// The questions.
pub(super) fn questions() -> Vec<Question> {
    let question = |key, kind, text: &str| Question {
        key,
        kind,
        text: text.to_owned(),
        ..Question::default()
    };
    vec![
        Question {
            choices: ["مشيا", BUS, "بوسيلة أخرى"].map(str::to_owned).to_vec(),
            ..question(1, QuestionKind::Choice, "كيف ستأتون؟")
        },
        Question {
            only_if: Some(Condition {
                question: 1,
                wanted: Wanted::Choice(BUS.to_owned()),
            }),
            ..question(2, QuestionKind::Text, "من أي محطة؟")
        },
        question(3, QuestionKind::Number, "كم فردا من أسرتكم سيحضر؟"),
    ]
}
