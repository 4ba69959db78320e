//! One question: what it asks, and when.

use crate::record::codes;
use crate::value::{FieldValue, Fields, Value};

/// Characters a question may have.
pub const TEXT: usize = 160;
/// Characters one of the answers to choose from may have.
pub(super) const CHOICE: usize = 80;
/// Answers there may be to choose from.
pub const CHOICES: usize = 12;

codes! {
    /// What an answer is.
    QuestionKind {
        /// A line of words.
        Text = 1 "text";
        /// A whole number.
        Number = 2 "number";
        /// One of some answers.
        Choice = 3 "choice";
        /// Any of some answers.
        Several = 4 "several";
        /// Yes or no.
        YesNo = 5 "yes_no";
        /// A day.
        Date = 6 "date";
    }
}

impl QuestionKind {
    /// Whether there are answers to choose from.
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::Several)
    }
}

/// The answer to another question on which this one is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One of the answers there are to choose from.
    Choice(String),
    /// Yes, or no.
    Yes(bool),
}

/// When a question is asked at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The other question, by its key.
    pub question: u16,
    /// What is to be answered there.
    pub wanted: Wanted,
}

/// One question of an activity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Its number in the activity, never given to another.
    pub key: u16,
    /// What an answer is.
    pub kind: QuestionKind,
    /// The question, in the association's words.
    pub text: String,
    /// Whether whoever registers themselves must answer.
    pub required: bool,
    /// The answers to choose from.
    pub choices: Vec<String>,
    /// When it is asked; none: always.
    pub only_if: Option<Condition>,
    /// Whether it is asked no more. It stays, so that what was answered can be read.
    pub retired: bool,
}

/// Fields of a question on the wire.
const KEY: u16 = 1;
const KIND: u16 = 2;
const WORDS: u16 = 3;
const REQUIRED: u16 = 4;
const CHOICE_LIST: u16 = 5;
const IF_QUESTION: u16 = 6;
const IF_ANSWER: u16 = 7;
const RETIRED: u16 = 8;

impl Question {
    /// The questions that a value holds; `None` where it holds anything else.
    pub fn list(value: &Value) -> Option<Vec<Question>> {
        match value {
            Value::List(items) => items.iter().map(Question::of).collect(),
            _ => None,
        }
    }

    fn of(value: &Value) -> Option<Question> {
        let Value::Map(fields) = value else { return None };
        let number =
            |field| Option::<i64>::read(fields.get(field)).and_then(|number| u16::try_from(number).ok());
        let wanted = match fields.get(IF_ANSWER) {
            Some(Value::Text(text)) => Some(Wanted::Choice(text.to_string())),
            Some(Value::Bool(yes)) => Some(Wanted::Yes(*yes)),
            _ => None,
        };
        Some(Question {
            key: number(KEY)?,
            kind: QuestionKind::from_number(Option::<i64>::read(fields.get(KIND))?),
            text: String::read(fields.get(WORDS)),
            required: bool::read(fields.get(REQUIRED)),
            choices: match fields.get(CHOICE_LIST) {
                Some(Value::List(items)) => items.iter().map(|item| String::read(Some(item))).collect(),
                _ => Vec::new(),
            },
            only_if: number(IF_QUESTION)
                .zip(wanted)
                .map(|(question, wanted)| Condition { question, wanted }),
            retired: bool::read(fields.get(RETIRED)),
        })
    }

    fn value(self) -> Value {
        let choices = self.choices.into_iter().map(|choice| Value::Text(choice.into()));
        let choices: Vec<Value> = choices.collect();
        let mut fields: Fields = [
            (KEY, i64::from(self.key).write()),
            (KIND, self.kind.write()),
            (WORDS, self.text.write()),
        ]
        .into_iter()
        .collect();
        for (field, said) in [(REQUIRED, self.required), (RETIRED, self.retired)] {
            if said {
                fields.set(field, Value::Bool(true));
            }
        }
        if !choices.is_empty() {
            fields.set(CHOICE_LIST, Value::List(choices));
        }
        if let Some(Condition { question, wanted }) = self.only_if {
            fields.set(IF_QUESTION, i64::from(question).write());
            let wanted = match wanted {
                Wanted::Choice(text) => Value::Text(text.into()),
                Wanted::Yes(yes) => Value::Bool(yes),
            };
            fields.set(IF_ANSWER, wanted);
        }
        Value::Map(fields)
    }
}

impl FieldValue for Vec<Question> {
    fn read(value: Option<&Value>) -> Self {
        value.and_then(Question::list).unwrap_or_default()
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::List(self.into_iter().map(Question::value).collect())
        }
    }
}
