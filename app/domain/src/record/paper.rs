//! A document of the association's file.

use crate::record::schema::{codes, record};
use crate::time::{Day, Millis};

/// Bytes of one document at most.
pub const DOCUMENT_BYTES: usize = 10 * 1024 * 1024;
/// How long a withdrawn document can be put back, until its bytes go.
pub const WITHDRAWN_MS: i64 = 24 * 3_600_000;

codes! {
    /// What a document is.
    DocumentKind {
        /// The association's statutes.
        Statutes = 1 "statutes";
        /// The receipt of a declaration.
        Receipt = 2 "receipt";
        /// Minutes of an assembly or a meeting.
        Minutes = 3 "minutes";
        /// The receipt or authorisation of the CNDP.
        Cndp = 4 "cndp";
        /// An agreement with a partner or a donor.
        Agreement = 5 "agreement";
        /// Anything else.
        Rest = 6 "other";
    }
}

codes! {
    /// What a document's bytes are, by what they say themselves.
    Media {
        /// PDF.
        Pdf = 1 "pdf";
        /// A JPEG picture.
        Jpeg = 2 "jpeg";
        /// A PNG picture.
        Png = 3 "png";
        /// A text of Word.
        Docx = 4 "docx";
        /// A workbook of Excel.
        Xlsx = 5 "xlsx";
        /// A text of LibreOffice.
        Odt = 6 "odt";
    }
}

impl Media {
    /// Its name for a browser; what a later version calls it is bytes here.
    pub const fn mime(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Media::Odt => "application/vnd.oasis.opendocument.text",
            Media::Other(_) => "application/octet-stream",
        }
    }

    /// How names of such files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Media::Jpeg => "jpg",
            Media::Other(_) => "bin",
            known => known.name(),
        }
    }
}

record! {
    /// A document of the association's file. Its bytes are on the server alone, which makes the record of them.
    Document in document {
        /// What a head calls it.
        1 title TITLE: String = Rule::Line(120), required;
        /// What it is.
        2 sort SORT: DocumentKind = Rule::Code(6), required;
        /// The day it bears.
        3 day DAY: Option<Day> = Rule::Day;
        /// The name of the file it came in.
        4 file_name FILE_NAME: String = Rule::Line(120), required, fixed;
        /// What its bytes are.
        5 media MEDIA: Media = Rule::Code(6), required, fixed;
        /// How many bytes it has.
        6 size SIZE: i64 = Rule::Int(1, super::DOCUMENT_BYTES as i64), required, fixed;
        /// SHA-256 of its bytes, in hexadecimal digits.
        7 hash HASH: String = Rule::Line(64), required, fixed;
        /// Whether a head withdrew it. It can be put back for a day, until its bytes go.
        8 withdrawn WITHDRAWN: bool = Rule::Bool;
        /// When its bytes went. Said by the server.
        9 gone GONE: Option<Millis> = Rule::Instant;
    }
}
