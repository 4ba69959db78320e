//! What an activity asks, and what is an answer to it.

use domain::questions::{
    Answer, AnswerFault, Answers, Condition, Part, Question, QuestionKind, Typed, Wanted, faults, flaw,
    is_asked, read, retire,
};
use domain::value::{FieldValue, Value};
use domain::verdict::Reason;
use proptest::prelude::*;

fn question(key: u16, kind: QuestionKind) -> Question {
    Question {
        key,
        kind,
        text: format!("Question {key}"),
        choices: if kind.has_choices() {
            vec!["مشيا".into(), "En bus".into()]
        } else {
            Vec::new()
        },
        ..Question::default()
    }
}

/// One of each kind; the last hangs on the third, and the fourth on the fifth.
fn all() -> Vec<Question> {
    let mut all: Vec<Question> = (1..)
        .zip(QuestionKind::ALL)
        .map(|(key, kind)| question(key, *kind))
        .collect();
    all.push(Question {
        required: true,
        only_if: Some(Condition {
            question: 3,
            wanted: Wanted::Choice("En bus".into()),
        }),
        ..question(7, QuestionKind::Text)
    });
    all.push(Question {
        required: true,
        only_if: Some(Condition {
            question: 5,
            wanted: Wanted::Yes(false),
        }),
        ..question(8, QuestionKind::YesNo)
    });
    all.push(Question {
        only_if: Some(Condition {
            question: 8,
            wanted: Wanted::Yes(true),
        }),
        ..question(9, QuestionKind::Date)
    });
    all
}

fn typed(said: &[(u16, &str)]) -> Typed {
    said.iter()
        .map(|(key, text)| (*key, text.split('|').map(str::to_owned).collect()))
        .collect()
}

fn wrong(said: &[(u16, &str)]) -> Vec<(u16, Reason)> {
    let answers = read(&all(), &typed(said));
    let told = faults(&all(), &answers, true).into_iter();
    told.map(|fault| (fault.question, fault.reason)).collect()
}

#[test]
fn each_kind_takes_what_it_asks_for_in_any_digits_and_script() {
    let said = [
        (1, "  دوار   أيت عيسى "),
        (2, "٤٢"),
        (3, "مشيا"),
        (4, "مشيا|En bus"),
        (5, "yes"),
        (6, "٥/٣/١٩٩٠"),
    ];
    let answers = read(&all(), &typed(&said));
    assert_eq!(faults(&all(), &answers, true), []);
    let expected = [
        Answer::Text("دوار أيت عيسى".into()),
        Answer::Number(42),
        Answer::Text("مشيا".into()),
        Answer::Several(vec!["مشيا".into(), "En bus".into()]),
        Answer::Yes(true),
        Answer::Text("1990-03-05".into()),
    ];
    let given: Vec<Answer> = answers.iter().map(|(_, answer)| answer.clone()).collect();
    assert_eq!(given, expected);
}

#[test]
fn what_is_no_answer_is_told_of_its_question() {
    let cases = [
        (1, "x\u{0}", Reason::BadText),
        (1, "ط", Reason::TooLong),
        (2, "12,5", Reason::BadValue),
        (2, "99999999999", Reason::BadValue),
        (3, "Taxi", Reason::BadValue),
        (4, "مشيا|Taxi", Reason::BadValue),
        (4, "مشيا|مشيا", Reason::BadValue),
        (5, "maybe", Reason::BadValue),
        (6, "31/02/2020", Reason::BadDay),
    ];
    for (key, text, reason) in cases {
        let text = if reason == Reason::TooLong {
            text.repeat(201)
        } else {
            text.to_owned()
        };
        assert_eq!(wrong(&[(key, text.as_str())]), [(key, reason)], "{key} {text}");
    }
}

#[test]
fn a_question_that_hangs_on_another_is_asked_only_where_that_was_answered_so() {
    assert_eq!(wrong(&[]), []);
    assert_eq!(wrong(&[(3, "مشيا"), (5, "yes")]), []);
    assert_eq!(wrong(&[(3, "En bus")]), [(7, Reason::Required)]);
    assert_eq!(wrong(&[(3, "En bus"), (7, "Centre")]), []);
    assert_eq!(wrong(&[(5, "no")]), [(8, Reason::Required)]);
    // What was typed where nothing is asked is no answer, right or wrong; so down the line.
    let answers = read(
        &all(),
        &typed(&[(5, "yes"), (7, "Centre"), (8, "yes"), (9, "never")]),
    );
    assert_eq!(answers.iter().map(|(key, _)| key).collect::<Vec<_>>(), [5]);
    assert_eq!(wrong(&[(5, "yes"), (8, "yes"), (9, "never")]), []);
    assert_eq!(
        wrong(&[(5, "no"), (8, "yes"), (9, "never")]),
        [(9, Reason::BadDay)]
    );
}

#[test]
fn a_volunteer_may_leave_open_what_a_form_must_answer() {
    let answers = read(&all(), &typed(&[(3, "En bus")]));
    assert_eq!(faults(&all(), &answers, false), []);
    let unknown: Answers = [(99, Answer::Yes(true))].into_iter().collect();
    let told = AnswerFault {
        question: 99,
        reason: Reason::BadValue,
    };
    assert_eq!(faults(&all(), &unknown, false), [told]);
}

#[test]
fn a_list_that_cannot_be_asked_is_told_where() {
    assert_eq!(flaw(&all()), None);
    let told = |change: &dyn Fn(&mut Vec<Question>)| {
        let mut questions = all();
        change(&mut questions);
        flaw(&questions).map(|flaw| (flaw.question, flaw.part))
    };
    assert_eq!(told(&|all| all[0].text = " ".into()), Some((1, Part::Text)));
    assert_eq!(told(&|all| all[2].choices.truncate(1)), Some((3, Part::Choices)));
    assert_eq!(
        told(&|all| all[2].choices[0] = "En bus".into()),
        Some((3, Part::Choices))
    );
    assert_eq!(
        told(&|all| all[2].choices[1] = "En taxi".into()),
        Some((7, Part::Condition))
    );
    assert_eq!(told(&|all| all[4].retired = true), Some((8, Part::Condition)));
    assert_eq!(told(&|all| all.swap(2, 6)), Some((7, Part::Condition)));
    assert_eq!(told(&|all| all[1].key = 1), Some((1, Part::List)));
    let many = |count| {
        let many: Vec<Question> = (1..=count).map(|key| question(key, QuestionKind::Text)).collect();
        flaw(&many).map(|flaw| flaw.part)
    };
    assert_eq!((many(20), many(21)), (None, Some(Part::List)));
}

#[test]
fn a_question_taken_away_is_asked_no_more_and_its_answers_stay() {
    let mut now = all();
    now.retain(|question| question.key != 7);
    let left = retire(&all(), now);
    assert_eq!(flaw(&left), None);
    let stop = left.iter().find(|question| question.key == 7).unwrap();
    let said: Answers = [
        (3, Answer::Text("En bus".into())),
        (7, Answer::Text("Centre".into())),
    ]
    .into_iter()
    .collect();
    assert!(!is_asked(&left, stop, &said));
    assert_eq!(
        (stop.text.as_str(), faults(&left, &said, true)),
        ("Question 7", vec![])
    );
}

#[test]
fn questions_and_answers_are_read_as_they_were_written_and_nothing_else_is() {
    let value = all().write();
    assert_eq!(Question::list(&value), Some(all()));
    let answers = read(
        &all(),
        &typed(&[(1, "x"), (2, "3"), (4, "مشيا"), (5, "no"), (8, "yes")]),
    );
    assert_eq!(Answers::of(&answers.clone().write()), Some(answers));
    for odd in [Value::Int(3), Value::List(vec![Value::Null])] {
        assert_eq!((Question::list(&odd), Answers::of(&odd)), (None, None), "{odd:?}");
    }
}

proptest! {
    /// Whatever is typed: what is read again reads the same, and right answers are all asked for.
    #[test]
    fn anything_typed_is_an_answer_or_a_fault(
        said in proptest::collection::btree_map(0u16..12, proptest::collection::vec(
            prop_oneof![any::<String>(), "yes|no|En bus|مشيا|[0-9]{1,3}|[0-9]{2}/[0-9]{2}/[0-9]{4}"], 0..3), 0..10)
    ) {
        let answers = read(&all(), &said);
        let right = faults(&all(), &answers, true).is_empty();
        for (key, _) in answers.iter() {
            let all = all();
            let asked = all.iter().find(|question| question.key == key).unwrap();
            prop_assert!(is_asked(&all, asked, &answers));
        }
        if right {
            prop_assert_eq!(Answers::of(&answers.clone().write()).unwrap_or_default(), answers);
        }
    }
}
