//! What a file is, by its bytes: its name may say anything.

use std::io::{Cursor, Read};

use domain::record::Media;
use zip::ZipArchive;

/// What the first entry of a text of LibreOffice says.
const ODT: &str = "application/vnd.oasis.opendocument.text";

/// Why a file is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaFault {
    /// It is of none of the kinds that are kept.
    #[error("only PDF, JPEG, PNG, DOCX, XLSX and ODT files are kept, whatever a file is called")]
    Unknown,
    /// It brings a program along.
    #[error(
        "the file holds macros, which run on the computer that opens it: save it without macros, or as PDF"
    )]
    Macros,
}

/// What a file is.
pub fn media_of(bytes: &[u8]) -> Result<Media, MediaFault> {
    if bytes.starts_with(b"%PDF-") {
        Ok(Media::Pdf)
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Ok(Media::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok(Media::Png)
    } else if bytes.starts_with(b"PK\x03\x04") {
        packed(bytes)
    } else {
        Err(MediaFault::Unknown)
    }
}

/// What a file of an office program is: a ZIP archive, known by what is in it.
fn packed(bytes: &[u8]) -> Result<Media, MediaFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| MediaFault::Unknown)?;
    for name in archive.file_names() {
        if is_macro(&name.map_err(|_| MediaFault::Unknown)?) {
            return Err(MediaFault::Macros);
        }
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("[Content_Types].xml") && has("word/document.xml") {
        return Ok(Media::Docx);
    }
    if has("[Content_Types].xml") && has("xl/workbook.xml") {
        return Ok(Media::Xlsx);
    }
    if declared(&mut archive).as_deref() == Some(ODT) && archive.index_for_name("content.xml").is_some() {
        return Ok(Media::Odt);
    }
    Err(MediaFault::Unknown)
}

/// What an archive of LibreOffice says it is. No more of it is unpacked than an answer has.
fn declared(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut said = String::new();
    let entry = archive.by_name("mimetype").ok()?;
    entry.take(ODT.len() as u64 + 1).read_to_string(&mut said).ok()?;
    Some(said)
}

fn is_macro(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let types = ("[Content_Types].xml", "<Types/>");
        let odt = [("mimetype", ODT), ("content.xml", "<office/>")];
        let known: [(&[u8], Media); 6] = [
            (b"%PDF-1.7\n", Media::Pdf),
            (&[0xFF, 0xD8, 0xFF, 0xE0], Media::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Media::Png),
            (&archive(&[types, ("word/document.xml", "<w/>")]), Media::Docx),
            (&archive(&[types, ("xl/workbook.xml", "<x/>")]), Media::Xlsx),
            (&archive(&odt), Media::Odt),
        ];
        for (bytes, media) in known {
            assert_eq!(media_of(bytes), Ok(media));
        }
    }

    #[test]
    fn a_page_a_program_or_any_other_archive_is_none() {
        let longer = format!("{ODT}-template");
        let unknown: [&[u8]; 9] = [
            b"",
            b"<html><script>alert(1)</script>",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"MZ\x90\x00",
            b"\n%PDF-1.7",
            b"PK\x03\x04 cut",
            &archive(&[("word/document.xml", "<w/>")]),
            &archive(&[("index.html", "<p>")]),
            &archive(&[("mimetype", &longer), ("content.xml", "")]),
        ];
        for bytes in unknown {
            assert_eq!(media_of(bytes), Err(MediaFault::Unknown), "{bytes:?}");
        }
    }

    #[test]
    fn what_brings_a_program_along_is_told_apart() {
        let types = ("[Content_Types].xml", "<Types/>");
        let word = archive(&[types, ("word/document.xml", "<w/>"), ("word/vbaProject.bin", "x")]);
        let writer = archive(&[
            ("mimetype", ODT),
            ("content.xml", ""),
            ("Basic/Standard/a.xml", ""),
        ]);
        for bytes in [word, writer] {
            assert_eq!(media_of(&bytes), Err(MediaFault::Macros));
        }
    }
}
