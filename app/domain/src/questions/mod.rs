//! What an activity asks of those who register, and what they answer.
//!
//! One function says what is wrong with answers ([`faults`]): the form, the phone and the referee all ask it.

mod answer;
mod list;
mod question;
mod read;

pub use answer::{Answer, Answers};
pub use list::{Flaw, Part, flaw, retire};
pub use question::{CHOICES, Condition, Question, QuestionKind, TEXT, Wanted};
pub use read::{AnswerFault, Typed, faults, is_asked, read};
