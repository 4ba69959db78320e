//! What was answered, by the key of the question.

use super::Typed;
use crate::value::{FieldValue, Fields, Value};

/// One answer, in whatever way the question wants it: a day is its text, `2026-11-23`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Words, one of the answers to choose from, or a day.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Yes(bool),
    /// Some of the answers to choose from.
    Several(Vec<String>),
}

impl Answer {
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Text(text) => Answer::Text(text.to_string()),
            Value::Int(number) => Answer::Number(*number),
            Value::Bool(yes) => Answer::Yes(*yes),
            Value::List(items) => Answer::Several(items.iter().map(text).collect::<Option<_>>()?),
            _ => return None,
        })
    }

    fn value(self) -> Value {
        match self {
            Answer::Text(text) => Value::Text(text.into()),
            Answer::Number(number) => Value::Int(number),
            Answer::Yes(yes) => Value::Bool(yes),
            Answer::Several(texts) => {
                Value::List(texts.into_iter().map(|text| Value::Text(text.into())).collect())
            }
        }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

/// The answers of one registration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<(u16, Answer)>);

impl Answers {
    /// The answers that a value holds; `None` where it holds anything else.
    pub fn of(value: &Value) -> Option<Self> {
        let Value::Map(fields) = value else { return None };
        let answers = fields.iter().map(|(key, value)| Some((key, Answer::of(value)?)));
        answers.collect::<Option<_>>().map(Answers)
    }

    /// The answer to a question, by its key.
    pub fn get(&self, question: u16) -> Option<&Answer> {
        let found = self.0.iter().find(|(key, _)| *key == question);
        found.map(|(_, answer)| answer)
    }

    /// Every answer, by the keys of the questions.
    pub fn iter(&self) -> impl Iterator<Item = (u16, &Answer)> {
        self.0.iter().map(|(key, answer)| (*key, answer))
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As a form holds them.
    pub fn typed(&self) -> Typed {
        let typed = |answer: &Answer| match answer {
            Answer::Text(text) => vec![text.clone()],
            Answer::Number(number) => vec![number.to_string()],
            Answer::Yes(true) => vec!["yes".to_owned()],
            Answer::Yes(false) => vec!["no".to_owned()],
            Answer::Several(texts) => texts.clone(),
        };
        self.iter().map(|(key, answer)| (key, typed(answer))).collect()
    }

    /// Those for which something holds.
    pub(super) fn only(mut self, holds: impl Fn(u16) -> bool) -> Self {
        self.0.retain(|(key, _)| holds(*key));
        self
    }
}

impl FromIterator<(u16, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (u16, Answer)>>(answers: I) -> Self {
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.sort_by_key(|(key, _)| *key);
        answers.dedup_by_key(|(key, _)| *key);
        Answers(answers)
    }
}

impl FieldValue for Answers {
    fn read(value: Option<&Value>) -> Self {
        value.and_then(Answers::of).unwrap_or_default()
    }
    fn write(self) -> Value {
        let answers = self.0.into_iter().map(|(key, answer)| (key, answer.value()));
        answers.collect::<Fields>().write()
    }
}
