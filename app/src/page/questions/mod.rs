//! What an activity asks of those who register, and what a person answered.

mod answers;
mod asking;
mod form;
mod row;

use domain::id::Id;
use domain::questions::{Answer, Question, QuestionKind};
use domain::record::Activity;
use domain::time::Day;
use leptos::prelude::*;

use super::here::{Here, dotted, shown_day};
use super::shown::listed;
use crate::component::{Button, ButtonKind, Card, IconName};
use crate::i18n::Words;

pub(super) use answers::AnswersPart;
pub(super) use asking::{Asking, NewcomerQuestions};
use form::QuestionsForm;

/// The activity's questions; who plans changes them.
#[component]
pub(super) fn QuestionsCard(here: Here, id: Id, activity: Memo<Option<Activity>>) -> impl IntoView {
    let words = here.words;
    let open = RwSignal::new(false);
    let asked = Memo::new(move |_| activity.with(|one| one.as_ref().map_or_else(Vec::new, asked)));
    let begin = Callback::new(move |_| open.set(true));
    view! {
        <Card title=words.questions.title>
            <p class="muted">{words.questions.lead}</p>
            {move || if open.get() {
                view! { <QuestionsForm here id open /> }.into_any()
            } else {
                view! {
                    {if asked.with(Vec::is_empty) {
                        view! { <p>{words.questions.none}</p> }.into_any()
                    } else {
                        let lines = asked.get().into_iter().map(|one| line(here, &one));
                        view! { <ol class="questions">{lines.collect_view()}</ol> }.into_any()
                    }}
                    <Button kind=ButtonKind::Quiet label=words.questions.change icon=IconName::Edit on_click=begin />
                }.into_any()
            }}
        </Card>
    }
}

fn asked(activity: &Activity) -> Vec<Question> {
    let asked = activity.questions.iter().filter(|one| !one.retired);
    asked.cloned().collect()
}

fn line(here: Here, question: &Question) -> impl IntoView + use<> {
    let words = here.words;
    let optional = if question.required {
        ""
    } else {
        words.common.optional
    };
    let detail = dotted([
        words.questions.kind_of(question.kind.name()).to_owned(),
        optional.to_owned(),
        listed(words, question.choices.iter().cloned()),
    ]);
    view! { <li><bdi>{question.text.clone()}</bdi><p class="muted">{detail}</p></li> }
}

/// An answer as the reader's language writes it.
pub(super) fn answer_text(words: &'static Words, kind: QuestionKind, answer: &Answer) -> String {
    match (kind, answer) {
        (QuestionKind::Date, Answer::Text(text)) => {
            Day::from_iso(text).map_or_else(|| text.clone(), |day| shown_day(day).numeric())
        }
        (_, Answer::Text(text)) => text.clone(),
        (_, Answer::Number(number)) => number.to_string(),
        (_, Answer::Yes(yes)) => words.questions.flag(*yes).to_owned(),
        (_, Answer::Several(texts)) => listed(words, texts.iter().cloned()),
    }
}
