//! What a head calls a document of the association's file, what it is, which day it bears: corrected once it is kept.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{DocumentKind, document};
use domain::text::clean_line;
use domain::verdict::Reason;

use super::{InputFault, day, line};

/// Characters of a title.
const TITLE_CHARS: usize = 120;

/// What the form of a document holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDocument {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub sort: DocumentKind,
    /// The day it bears; empty: none.
    pub day: String,
}

impl DescribeDocument {
    /// The edit of a document that is kept.
    pub fn edits(&self, id: Id) -> Result<Vec<Edit>, InputFault> {
        let title = line(&self.title);
        let fault = |reason| InputFault {
            field: "document_title",
            reason,
        };
        if title.is_empty() {
            return Err(fault(Reason::Required));
        }
        if title.chars().count() > TITLE_CHARS {
            return Err(fault(Reason::TooLong));
        }
        let edit = Edit::new(Kind::Document, id)
            .set(document::TITLE, title)
            .set(document::SORT, self.sort)
            .set(document::DAY, day("document_day", &self.day)?);
        Ok(vec![edit])
    }
}

/// The title that a file proposes: its name without the ending, in words.
pub fn title_of(file_name: &str) -> String {
    let stem = match file_name.rsplit_once('.') {
        Some((stem, _)) if !stem.trim().is_empty() => stem,
        _ => file_name,
    };
    let spaced: String = stem.replace('_', " ").chars().take(TITLE_CHARS).collect();
    clean_line(&spaced, TITLE_CHARS).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{Sample, id};
    use crate::intent::undo;
    use domain::record::{Document, Media};
    use domain::time::Day;

    fn known(sample: &mut Sample) -> Document {
        let document = Document {
            title: "scan0012".into(),
            sort: DocumentKind::Statutes,
            file_name: "scan0012.pdf".into(),
            media: Media::Pdf,
            size: 10,
            hash: "0".repeat(64),
            ..Document::default()
        };
        sample.know(id(60), document.clone());
        document
    }

    #[test]
    fn a_document_is_called_otherwise_and_what_it_was_called_comes_back() {
        let mut sample = Sample::new();
        let before = known(&mut sample);
        let said = DescribeDocument {
            title: "  Statuts  de 2024 ".into(),
            sort: DocumentKind::Minutes,
            day: "2024-03-05".into(),
        };
        let plan = sample.plan(&said.edits(id(60)).unwrap());
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        let after = Document {
            title: "Statuts de 2024".into(),
            sort: DocumentKind::Minutes,
            day: Day::from_iso("2024-03-05"),
            ..before.clone()
        };
        assert_eq!(sample.replica.view::<Document>(id(60)), Some(after));
        sample.run(&back);
        assert_eq!(sample.replica.view::<Document>(id(60)), Some(before));
    }

    #[test]
    fn a_title_says_something_and_fits() {
        let titled = |title: &str| DescribeDocument {
            title: title.into(),
            ..DescribeDocument::default()
        };
        let reason = |title: &str| titled(title).edits(id(60)).unwrap_err().reason;
        assert_eq!(reason("  "), Reason::Required);
        assert_eq!(reason(&"ك".repeat(121)), Reason::TooLong);
        assert!(titled(&"ك".repeat(120)).edits(id(60)).is_ok());
    }

    #[test]
    fn a_file_proposes_its_name_in_words() {
        for (file, title) in [
            ("PV_assemblée_2026.pdf", "PV assemblée 2026"),
            ("القانون الأساسي.docx", "القانون الأساسي"),
            ("facture.v2.pdf", "facture.v2"),
            (".pdf", ".pdf"),
            ("statuts", "statuts"),
            ("a\u{202E}fdp.exe", "afdp"),
        ] {
            assert_eq!(title_of(file), title, "{file}");
        }
        assert_eq!(title_of(&format!("{}.pdf", "x".repeat(200))).len(), 120);
    }
}
