//! What papers say, the same whether the server makes a PDF of it or a phone prints it with no network. How they look
//! is of whoever draws them.

mod assembly;
mod attendance;
mod certificate;
mod code;
mod register;
mod report;
mod volunteers;

use domain::record::Association;
use domain::replica::Replica;
use domain::time::Day as Of;

use crate::i18n::{Day, Lang, Paper as Words};

pub use code::{Code, Run};
pub use volunteers::Team;

/// What is known to who makes a paper, and in which language it is made.
#[derive(Debug, Clone, Copy)]
pub struct Papers<'a> {
    /// The records: at least the slice of the activity that the paper is of.
    pub replica: &'a Replica,
    /// Whose paper it is.
    pub association: &'a Association,
    /// Its language.
    pub lang: Lang,
}

impl Papers<'_> {
    fn words(self) -> &'static Words {
        Words::of(self.lang)
    }

    fn arabic(self) -> bool {
        self.lang == Lang::Ar
    }
}

/// A paper from its head to who signs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The association, its receipt, what the paper is, and what it is about.
    pub head: Head,
    /// Whether it lies on its side.
    pub wide: bool,
    /// What it says, from above.
    pub parts: Vec<Part>,
    /// Who signs it, beside each other.
    pub signed: Vec<&'static str>,
}

/// What stands over a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The association's name.
    pub association: String,
    /// Its receipt in words; none where it is not known.
    pub receipt: Option<String>,
    /// What the paper is.
    pub title: &'static str,
    /// What it is about: what is told, and the words of it.
    pub facts: Vec<(&'static str, String)>,
}

impl Head {
    /// The head of an association's paper.
    pub fn of(
        association: &Association,
        title: &'static str,
        facts: Vec<(&'static str, String)>,
        lang: Lang,
    ) -> Self {
        let words = Words::of(lang);
        let receipt = &association.receipt;
        Head {
            association: association.name(lang == Lang::Ar).to_owned(),
            receipt: (!receipt.is_empty()).then(|| words.fact(words.receipt, receipt)),
            title,
            facts,
        }
    }
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// What the next part is of.
    Heading(&'static str),
    /// A sentence.
    Text(&'static str),
    /// What the signs of the table above mean.
    Legend(&'static str),
    /// People, a row each.
    Table(Table),
    /// What is certified of somebody.
    Certified(Certified),
}

/// A table whose head stands on each page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns, from where the language begins.
    pub columns: Vec<Column>,
    /// Its rows, a cell a column; what is missing at the end is empty.
    pub rows: Vec<Vec<String>>,
    /// Size of its letters, in points.
    pub size: f32,
    /// How high a row is at least, in points: higher where somebody is to sign.
    pub least: f32,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What stands over it.
    pub title: String,
    /// Its part of the width, beside those of the others.
    pub share: f32,
    /// Where its words stand.
    pub side: Side,
}

impl Column {
    /// A column whose words begin where the language does.
    pub fn start(title: impl Into<String>, share: f32) -> Self {
        Column {
            title: title.into(),
            share,
            side: Side::Start,
        }
    }

    /// A column whose words stand in its middle.
    pub fn middle(title: impl Into<String>, share: f32) -> Self {
        Column {
            side: Side::Middle,
            ..Column::start(title, share)
        }
    }
}

/// Where the words of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Where the language begins.
    Start,
    /// In its middle.
    Middle,
}

/// What is certified of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// Whose certificate it is.
    pub name: String,
    /// That they took part, where and when.
    pub attests: String,
    /// In how much.
    pub came_to: String,
    /// On which day it was made.
    pub made_on: String,
}

/// A day in words.
fn long(day: Of, lang: Lang) -> String {
    Day::from(day).long(lang)
}

/// A day in numbers.
fn short(day: Of) -> String {
    Day::from(day).numeric()
}
