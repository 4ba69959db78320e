//! A document made when the server starts and asked for again each time.

use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::TypedHeader;
use axum_extra::headers::{ETag, IfNoneMatch};
use sha2::{Digest, Sha256};

/// A name that carries its content's hash never changes meaning.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A text with its type and a tag that changes with it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text.
    pub body: Bytes,
    kind: &'static str,
    tag: Option<ETag>,
}

impl Document {
    /// A document of this media type.
    pub fn new(kind: &'static str, text: String) -> Self {
        // Weak: the same document is sent compressed in several ways.
        let tag = format!("W/\"{}\"", &hex(&Sha256::digest(&text))[..16])
            .parse()
            .ok();
        Self {
            body: text.into(),
            kind,
            tag,
        }
    }

    /// The document, kept for ever: whoever asks named it after what it holds.
    pub fn for_ever(&self) -> Response {
        let cache = (header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
        let kind = (header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        ([cache, kind], self.body.clone()).into_response()
    }

    /// The document, or only "not modified" to who knows it; never kept without asking.
    pub fn answer(&self, known: Option<&IfNoneMatch>) -> Response {
        let tag = self.tag.clone().map(TypedHeader);
        let stale = known
            .zip(self.tag.as_ref())
            .is_none_or(|(known, tag)| known.precondition_passes(tag));
        let cache = (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if stale {
            let kind = (header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
            (tag, [cache, kind], self.body.clone()).into_response()
        } else {
            (StatusCode::NOT_MODIFIED, tag, [cache]).into_response()
        }
    }
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_knows_the_document_is_not_sent_it_again() {
        let document = Document::new("text/plain", "حاضر".to_owned());
        let known = IfNoneMatch::from(document.tag.clone().unwrap());
        assert_eq!(document.answer(None).status(), StatusCode::OK);
        assert_eq!(document.answer(Some(&known)).status(), StatusCode::NOT_MODIFIED);
        let changed = Document::new("text/plain", "غائب".to_owned());
        assert_eq!(changed.answer(Some(&known)).status(), StatusCode::OK);
    }
}
