//! Papers: A4 in PDF, with text that can be searched. What they say of an activity is read from its slice, as a phone
//! that was handed it shows it.

mod assembly;
mod attendance;
mod bars;
mod certificate;
mod grid;
mod head;
mod known;
mod letters;
mod pages;
mod register;
mod report;
mod structure;
mod volunteers;

pub use assembly::assembly;
pub use attendance::attendance;
pub use certificate::certificate;
pub use known::Known;
pub use register::{Month, register};
pub use report::report;
pub use volunteers::{Volunteers, volunteers};

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
