//! What an activity asks of those who register.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::questions::{Condition, Flaw, Question, QuestionKind, flaw, retire};
use domain::record::activity;

use super::line;

/// One question as the form holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionRow {
    /// Its key.
    pub key: u16,
    /// What an answer is.
    pub kind: QuestionKind,
    /// Its words, as typed.
    pub text: String,
    /// Whether it must be answered.
    pub required: bool,
    /// The answers to choose from, as typed: one a line.
    pub choices: String,
    /// When it is asked.
    pub only_if: Option<Condition>,
}

impl QuestionRow {
    fn question(self) -> Question {
        let choices = self.choices.lines().map(line).filter(|choice| !choice.is_empty());
        let choices = choices.collect();
        Question {
            key: self.key,
            kind: self.kind,
            text: line(&self.text),
            required: self.required,
            choices: if self.kind.has_choices() {
                choices
            } else {
                Vec::new()
            },
            only_if: self.only_if,
            retired: false,
        }
    }
}

/// The edit of the activity, or what is wrong with the questions. Of `before`, what is not among the rows is asked no
/// more.
pub fn set_questions(id: Id, before: &[Question], rows: Vec<QuestionRow>) -> Result<Vec<Edit>, Flaw> {
    let now = rows.into_iter().map(QuestionRow::question).collect();
    let questions = retire(before, now);
    match flaw(&questions) {
        Some(flaw) => Err(flaw),
        None => Ok(vec![
            Edit::new(Kind::Activity, id).set(activity::QUESTIONS, questions),
        ]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use crate::intent::{answer_questions, checked_answers};
    use domain::questions::{Part, Typed, Wanted};
    use domain::record::{Activity, Registration};
    use domain::verdict::Reason;

    fn rows() -> Vec<QuestionRow> {
        vec![
            QuestionRow {
                key: 1,
                kind: QuestionKind::Choice,
                text: " كيف  تأتون؟ ".into(),
                choices: "مشيا\n\n حافلة \n".into(),
                ..QuestionRow::default()
            },
            QuestionRow {
                key: 2,
                text: "Quel arrêt ?".into(),
                only_if: Some(Condition {
                    question: 1,
                    wanted: Wanted::Choice("حافلة".into()),
                }),
                ..QuestionRow::default()
            },
        ]
    }

    fn questions(sample: &Sample) -> Vec<Question> {
        sample
            .replica
            .view::<Activity>(sample.activity)
            .unwrap()
            .questions
    }

    #[test]
    fn a_head_sets_questions_and_one_taken_away_can_still_be_read() {
        let mut sample = Sample::new();
        sample.run(&set_questions(sample.activity, &[], rows()).unwrap());
        let asked = questions(&sample);
        assert_eq!(asked[0].text, "كيف تأتون؟");
        assert_eq!(asked[0].choices, ["مشيا", "حافلة"]);
        sample.run(&set_questions(sample.activity, &asked, rows()[..1].to_vec()).unwrap());
        let left = questions(&sample);
        assert_eq!(
            (left[1].retired, left[1].text.as_str(), &left[1].only_if),
            (true, "Quel arrêt ?", &None)
        );
    }

    #[test]
    fn what_is_wrong_is_told_of_its_question() {
        let of = |rows| set_questions(Id::MIN, &[], rows).unwrap_err();
        let mut unasked = rows();
        unasked.remove(0);
        let flaw = of(unasked);
        assert_eq!((flaw.question, flaw.part), (2, Part::Condition));
        let mut empty = rows();
        empty[0].choices = "une seule".into();
        let flaw = of(empty);
        assert_eq!(
            (flaw.question, flaw.part, flaw.reason),
            (1, Part::Choices, Reason::Required)
        );
    }

    #[test]
    fn a_volunteer_writes_an_answer_down_and_nonsense_is_told() {
        let mut sample = Sample::new();
        sample.run(&set_questions(sample.activity, &[], rows()).unwrap());
        let asked = questions(&sample);
        let id = Id::of_registration(sample.activity, sample.people[0]);
        let typed = |text: &str| Typed::from([(1, vec![text.to_owned()]), (2, vec!["Centre".into()])]);
        let wrong = checked_answers(&asked, &typed("طائرة")).unwrap_err();
        assert_eq!((wrong[0].question, wrong[0].reason), (1, Reason::BadValue));
        let answers = checked_answers(&asked, &typed("مشيا")).unwrap();
        sample.run(&answer_questions(id, answers));
        let said: Registration = sample.replica.view(id).unwrap();
        assert_eq!(
            said.answers.iter().count(),
            1,
            "the stop is not asked of who walks"
        );
    }
}
