//! What kind of file some bytes are, and the text in them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1256};

use super::FileFault;

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An xlsx workbook.
    Workbook,
    /// Text: CSV.
    Text,
}

/// What kind of file this is, by its first bytes.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, FileFault> {
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const ODS: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument";
    if bytes.starts_with(b"PK\x03\x04") {
        let head = &bytes[..bytes.len().min(256)];
        return if contains(head, ODS) {
            Err(FileFault::OtherWorkbook)
        } else {
            Ok(Kind::Workbook)
        };
    }
    if bytes.starts_with(OLE) {
        let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        return Err(if contains(bytes, &locked) {
            FileFault::Locked
        } else {
            FileFault::OtherWorkbook
        });
    }
    Ok(Kind::Text)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The text of a file that is not a workbook: UTF-8 or UTF-16 by its mark, else UTF-8 where most of it is,
/// else windows-1256 (Arabic and French) or windows-1252 (French alone).
///
/// What is damaged in it becomes U+FFFD, which no cell may hold.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, FileFault> {
    let marked = Encoding::for_bom(bytes);
    if marked.is_none() && is_binary(bytes) {
        return Err(FileFault::NotATable);
    }
    if let Some((encoding, mark)) = marked {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if is_utf8(bytes) {
        return Ok(UTF_8.decode_without_bom_handling(bytes).0);
    }
    let arabic = WINDOWS_1256.decode_without_bom_handling(bytes).0;
    if is_arabic(&arabic) {
        Ok(arabic)
    } else {
        Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
    }
}

/// Whether most of what is not ASCII is UTF-8: one damaged letter does not make another encoding.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut damaged) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged == 0 || letters > damaged
}

/// Whether bytes are no text at all: many control characters, or a well-known kind of document.
fn is_binary(bytes: &[u8]) -> bool {
    let control = |b: &&u8| matches!(b, 0..=8 | 14..=31);
    bytes.starts_with(b"%PDF") || bytes.iter().filter(control).count() * 20 > bytes.len()
}

/// Whether words are Arabic, rather than French whose accented capitals were taken for Arabic letters.
///
/// The two code pages agree on the small French letters. In French alone, the letters that would be
/// Arabic stand inside Latin words; in Arabic text they stand together.
fn is_arabic(text: &str) -> bool {
    let (mut whole, mut mixed) = (0usize, 0usize);
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        let arabic = word
            .chars()
            .filter(|c| ('\u{0600}'..='\u{06FF}').contains(c))
            .count();
        let all = word.chars().count();
        whole += usize::from(arabic == all && all > 1);
        mixed += usize::from(arabic > 0 && arabic < all);
    }
    whole >= mixed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(encoding: &'static Encoding, written: &str) -> String {
        let (bytes, _, lost) = encoding.encode(written);
        assert!(!lost, "{written}");
        text(&bytes).unwrap().into_owned()
    }

    #[test]
    fn each_encoding_is_found_out() {
        let both = "Prénom;الاسم\nAïcha;عائشة\n";
        assert_eq!(decoded(UTF_8, both), both);
        assert_eq!(text(format!("\u{FEFF}{both}").as_bytes()).unwrap(), both);
        assert_eq!(decoded(WINDOWS_1256, both), both);
        let french = "PRÉNOM;NOM\nÉlodie;BÂ\n";
        assert_eq!(decoded(WINDOWS_1252, french), french);
    }

    #[test]
    fn one_damaged_letter_does_not_change_the_encoding() {
        for mark in ["", "\u{FEFF}"] {
            let mut bytes = format!("{mark}الاسم;النسب\nفاطمة;بنعلي\n").into_bytes();
            let last = bytes.len() - 2;
            bytes.remove(last);
            assert_eq!(text(&bytes).unwrap(), "الاسم;النسب\nفاطمة;بنعل\u{FFFD}\n");
        }
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let wide: Vec<u8> = "\u{FEFF}الاسم\tnom"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(&wide).unwrap(), "الاسم\tnom");
    }

    #[test]
    fn other_documents_are_told_apart() {
        assert_eq!(
            kind(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"),
            Err(FileFault::OtherWorkbook)
        );
        let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        locked.extend("EncryptedPackage".bytes().flat_map(|b| [b, 0]));
        assert_eq!(kind(&locked), Err(FileFault::Locked));
        let ods = b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        assert_eq!(kind(ods), Err(FileFault::OtherWorkbook));
        assert_eq!(kind(b"PK\x03\x04"), Ok(Kind::Workbook));
        assert_eq!(text(b"%PDF-1.7 ..."), Err(FileFault::NotATable));
        assert_eq!(text(&[0, 1, 2, 3, 4, 5]), Err(FileFault::NotATable));
    }
}
