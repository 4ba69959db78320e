//! Papers: A4 in PDF, with text that can be searched. What they say is said in `app::paper`, from an activity's slice, as
//! a phone that was handed it prints it; here it is laid out.

mod bars;
mod cards;
mod certificate;
mod grid;
mod head;
mod known;
mod letters;
mod pages;
mod report;
mod sheet;
mod structure;

pub use cards::cards;
pub use known::Known;
pub use report::report;
pub use sheet::sheet;

/// What a PDF is called on the wire.
pub const PDF: &str = "application/pdf";

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The fonts of this program cannot be used.
    #[error("the fonts of the papers cannot be read: this program was built from damaged files")]
    Letters,
    /// A PDF could not be written.
    #[error("the PDF could not be written ({0})")]
    Writing(String),
}
