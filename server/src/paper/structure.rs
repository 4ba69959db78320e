//! What the parts of a paper are, for whoever has it read aloud: its title, headings, paragraphs, tables with their
//! heads. A PDF says so in a tree beside its pages.

use core::num::NonZeroU16;
use std::collections::BTreeMap;

use app::i18n::Lang;
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What a part of a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Heading,
    Paragraph,
    Table,
    Row,
    /// What stands over a column.
    Head,
    Cell,
}

/// A line, by its number.
pub(super) type Said = usize;

/// The parts of a paper, in the order in which they are read.
#[derive(Debug, Default)]
pub(super) struct Structure {
    parts: Vec<(Part, Vec<Inside>)>,
    top: Vec<usize>,
    open: Vec<usize>,
    lines: Said,
}

#[derive(Debug, Clone, Copy)]
enum Inside {
    Part(usize),
    Line(Said),
}

impl Structure {
    /// Begins a part, within the one that is open.
    pub(super) fn begin(&mut self, part: Part) {
        let at = self.parts.len();
        self.parts.push((part, Vec::new()));
        match self.open.last() {
            Some(around) => self.parts[*around].1.push(Inside::Part(at)),
            None => self.top.push(at),
        }
        self.open.push(at);
    }

    /// Ends the part that was begun last.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Whether a part is open.
    pub(super) fn is_within(&self) -> bool {
        !self.open.is_empty()
    }

    /// One more line of the part that is open; one in no part is a paragraph of its own.
    pub(super) fn line(&mut self) -> Said {
        let Some(around) = self.open.last().copied() else {
            self.begin(Part::Paragraph);
            let said = self.line();
            self.end();
            return said;
        };
        self.lines += 1;
        self.parts[around].1.push(Inside::Line(self.lines));
        self.lines
    }

    /// The tree of a PDF, once it is known under what each line was drawn.
    pub(super) fn tree(&self, drawn: &BTreeMap<Said, Identifier>, lang: Lang) -> TagTree {
        let parts = self.top.iter().map(|part| self.group(*part, drawn).into());
        let parts: Vec<Node> = parts.collect();
        TagTree::from(parts).with_lang(Some(lang.code().to_owned()))
    }

    fn group(&self, part: usize, drawn: &BTreeMap<Said, Identifier>) -> TagGroup {
        let (part, inside) = &self.parts[part];
        let children = inside.iter().filter_map(|inside| match inside {
            Inside::Part(part) => Some(self.group(*part, drawn).into()),
            Inside::Line(said) => drawn.get(said).map(|drawn| Node::from(*drawn)),
        });
        TagGroup::with_children(part.tag(), children.collect())
    }
}

impl Part {
    fn tag(self) -> TagKind {
        match self {
            Part::Title => heading(NonZeroU16::MIN),
            Part::Heading => heading(NonZeroU16::MIN.saturating_add(1)),
            Part::Paragraph => Tag::P.into(),
            Part::Table => Tag::Table.into(),
            Part::Row => Tag::TR.into(),
            Part::Head => Tag::TH(TableHeaderScope::Column).into(),
            Part::Cell => Tag::TD.into(),
        }
    }
}

fn heading(level: NonZeroU16) -> TagKind {
    Tag::Hn(level, None).into()
}
