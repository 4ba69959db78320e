//! An activity's own questions: asked on its page, answered once, read on the phones and in the export.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::questions::{Answer, Answers, Condition, Question, QuestionKind, Wanted};
use domain::record::{Registration, RegistrationStatus, Source, activity, registration};
use domain::replica::State;
use domain::verdict::{Reason, Verdict};
use reqwest::StatusCode;

use crate::public::{Filled, Page, get, open, registered, send, ticket};
use crate::support::{Bed, Phone, World};

on_each!(
    answers_go_from_the_form_to_the_phones_and_the_export,
    a_wrong_answer_brings_the_form_back_with_all_that_was_typed,
    what_hangs_on_another_answer_is_asked_only_then,
    a_form_from_before_the_question_is_shown_it,
    what_a_question_says_stays_text,
    a_volunteers_answers_are_judged_by_the_same_rule,
);

fn question(key: u16, kind: QuestionKind, text: &str) -> Question {
    Question {
        key,
        kind,
        text: text.into(),
        required: true,
        choices: if kind.has_choices() {
            vec!["Bus".into(), "On foot".into(), "سيارة".into()]
        } else {
            Vec::new()
        },
        ..Question::default()
    }
}

fn questions() -> Vec<Question> {
    let stop = Condition {
        question: 3,
        wanted: Wanted::Choice("Bus".into()),
    };
    vec![
        question(1, QuestionKind::Text, "Which school?"),
        question(2, QuestionKind::Number, "How many children?"),
        question(3, QuestionKind::Choice, "How do you come?"),
        Question {
            only_if: Some(stop),
            ..question(4, QuestionKind::Text, "From which stop?")
        },
        question(5, QuestionKind::Several, "What do you bring?"),
        question(6, QuestionKind::YesNo, "Do you speak Tamazight?"),
        Question {
            required: false,
            ..question(7, QuestionKind::Date, "Since when?")
        },
    ]
}

/// An association whose first activity asks one question of each kind.
pub(crate) async fn asking(bed: &Bed) -> World {
    let world = World::make(&bed.store, "a").await;
    open(bed, &world, |edit| {
        *edit = edit.clone().set(activity::QUESTIONS, questions());
    })
    .await;
    world
}

/// A form that answers all of them.
pub(crate) fn answered(bed: &Bed, activity: Id) -> Filled {
    Filled::by(bed, activity, "Zahra")
        .with("q1", "مدرسة النور")
        .with("q2", "٣")
        .with("q3", "Bus")
        .with("q4", "Centre")
        .and("q5", "سيارة")
        .and("q5", "Bus")
        .with("q6", "no")
        .with("q7", "2020-09-01")
}

fn told(page: &Page, parts: &[&str]) {
    for part in parts {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
}

async fn answers_go_from_the_form_to_the_phones_and_the_export(bed: Bed) {
    let world = asking(&bed).await;
    let page = get(&bed, &format!("/r/{}?lang=en", world.activities[0])).await;
    told(
        &page,
        &["Which school?", "name=\"q2\"", "On foot", "ask__then--1"],
    );
    told(&page, &["How do you come?", "is answered", "From which stop?"]);
    assert!(!page.text.contains("style=") && !page.text.contains("<script"));
    ticket(&send(&bed, world.activities[0], &answered(&bed, world.activities[0])).await);
    let (made, record) = registered(&bed, &world).await.remove(0);
    let text = |text: &str| Answer::Text(text.into());
    let expected: Answers = [
        (1, text("مدرسة النور")),
        (2, Answer::Number(3)),
        (3, text("Bus")),
        (4, text("Centre")),
        (5, Answer::Several(vec!["سيارة".into(), "Bus".into()])),
        (6, Answer::Yes(false)),
        (7, text("2020-09-01")),
    ]
    .into_iter()
    .collect();
    assert_eq!(made.answers, expected);
    let mut volunteer = Phone::sign_in(&bed, world.login("volunteer")).await;
    volunteer.sync().await;
    let held: Registration = volunteer.replica.view(record.id).unwrap();
    assert_eq!(held.answers, expected);
    let mut exported = Vec::new();
    server::export::write(&bed.store, world.association, &mut exported)
        .await
        .unwrap();
    let exported = String::from_utf8(exported).unwrap();
    assert!(
        exported.contains("مدرسة النور") && exported.contains("Which school?"),
        "{exported}"
    );
}

async fn a_wrong_answer_brings_the_form_back_with_all_that_was_typed(bed: Bed) {
    let world = asking(&bed).await;
    let before = bed.store.head(world.association).await.unwrap();
    let cases = [
        ("q1", "", "this is needed"),
        ("q2", "three", "not a number"),
        ("q3", "Taxi", "not a value that fits"),
        ("q4", "", "this is needed"),
        ("q5", "Taxi", "not a value that fits"),
        ("q6", "", "this is needed"),
        ("q7", "31/02/2020", "not a date"),
    ];
    for (field, typed, why) in cases {
        let form = answered(&bed, world.activities[0]).with(field, typed);
        let page = send(&bed, world.activities[0], &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        told(
            &page,
            &[
                why,
                &format!("href=\"#field-{field}\""),
                &format!("id=\"field-{field}\""),
            ],
        );
        told(&page, &["value=\"Zahra\"", "value=\"Benali\""]);
        let typed = [
            ("q1", "مدرسة النور"),
            ("q2", "٣"),
            ("q4", "Centre"),
            ("q7", "2020-09-01"),
        ];
        for (_, kept) in typed.iter().filter(|(name, _)| *name != field) {
            told(&page, &[&format!("value=\"{kept}\"")]);
        }
        let chosen = page.text.matches(" checked").count();
        let gone = match field {
            "q5" => 2,
            "q3" | "q6" => 1,
            _ => 0,
        };
        // Female, the bus, two things to bring, no, and two consents.
        assert_eq!(chosen, 7 - gone, "{field}: {}", page.text);
    }
    assert_eq!(bed.store.head(world.association).await.unwrap(), before);
}

async fn what_hangs_on_another_answer_is_asked_only_then(bed: Bed) {
    let world = asking(&bed).await;
    let walks = answered(&bed, world.activities[0]).with("q3", "On foot");
    ticket(&send(&bed, world.activities[0], &walks).await);
    let (made, _) = registered(&bed, &world).await.remove(0);
    assert_eq!(made.answers.get(4), None, "a stop of somebody who walks");
    let on_foot = walks.with("q4", "").with("given", "Khadija");
    ticket(&send(&bed, world.activities[0], &on_foot).await);
}

/// A head adds a question while somebody fills in the form: what they wrote stays, and the question is asked.
async fn a_form_from_before_the_question_is_shown_it(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    open(&bed, &world, |_| {}).await;
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    open(&bed, &world, |edit| {
        *edit = edit.clone().set(activity::QUESTIONS, questions()[..1].to_vec());
    })
    .await;
    let page = send(&bed, world.activities[0], &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    told(&page, &["Which school?", "this is needed", "value=\"Zahra\""]);
    ticket(&send(&bed, world.activities[0], &form.with("q1", "Annour")).await);
}

async fn what_a_question_says_stays_text(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let odd = Question {
        choices: vec!["<b>one</b>".into(), "\" onclick=\"x".into()],
        ..question(1, QuestionKind::Choice, "<script>alert(1)</script>")
    };
    open(&bed, &world, |edit| {
        *edit = edit.clone().set(activity::QUESTIONS, vec![odd.clone()]);
    })
    .await;
    let page = get(&bed, &format!("/r/{}", world.activities[0])).await;
    assert!(
        !page.text.contains("<script") && !page.text.contains("><b>one"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("value=\"\" onclick"), "{}", page.text);
    told(
        &page,
        &["&lt;script&gt;alert(1)", "&lt;b&gt;one", "value=\"&quot; onclick"],
    );
}

async fn a_volunteers_answers_are_judged_by_the_same_rule(bed: Bed) {
    let world = asking(&bed).await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    let mut volunteer = Phone::sign_in(&bed, world.login("volunteer")).await;
    head.sync().await;
    volunteer.sync().await;
    let id = Id::of_registration(world.activities[0], world.people[0]);
    let says = |answer: Answer| {
        let answers: Answers = [(3, answer)].into_iter().collect();
        Edit::new(Kind::Registration, id).set(registration::ANSWERS, answers)
    };
    // The phone says so itself.
    let clock = crate::support::clock();
    let odd = [says(Answer::Text("Taxi".into()))];
    assert!(volunteer.replica.plan(&odd, clock).is_err());
    // What fitted when it was written down, and no more once it came, is kept on the phone with the reason.
    let plan = volunteer.record(&[says(Answer::Text("Bus".into()))]);
    let mut fewer = questions();
    fewer.remove(3);
    fewer[2].choices.remove(0);
    head.record(&[Edit::new(Kind::Activity, world.activities[0]).set(activity::QUESTIONS, fewer)]);
    head.sync().await;
    volunteer.sync().await;
    let mut sent = volunteer.replica.outbox().cloned();
    let refused = sent.find(|item| item.change.id == plan.changes[0].id).unwrap();
    drop(sent);
    let expected = Verdict::Refused {
        field: Some(registration::ANSWERS),
        reason: Reason::BadValue,
    };
    let State::Answered(answer) = &refused.state else {
        panic!("{refused:?}")
    };
    assert_eq!(answer.verdict, expected);
    volunteer.record(&[says(Answer::Text("On foot".into()))]);
    volunteer.sync().await;
    head.sync().await;
    let known: Registration = head.replica.view(id).unwrap();
    assert_eq!(known.answers.get(3), Some(&Answer::Text("On foot".into())));
    assert_eq!(
        (known.status, known.source),
        (RegistrationStatus::Confirmed, Source::Volunteer)
    );
}
