//! The importer: damaged lists never break it, and bombs do not unfold.

use std::io::{Cursor, Read, Write};

use domain::time::Day;
use proptest::prelude::*;
use reqwest::StatusCode;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use server::import::{Mapping, Options, read};
use zip::write::SimpleFileOptions;

use super::damage::{Damage, damaged, some};
use super::{kept, try_many};
use crate::kill::world;
use crate::support::{PASSWORD, Phone, Program};

/// Kilobytes that imports may take at their peak, in a build that is not optimised.
const ROOM_KB: u64 = 384 * 1024;

#[derive(Clone, Debug)]
struct Made {
    seed: usize,
    /// The part of a workbook that is damaged; of what is no workbook, the whole.
    part: prop::sample::Index,
    damages: Vec<Damage>,
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (column, header) in ["Prénom", "Nom", "Date de naissance", "GSM"]
        .into_iter()
        .enumerate()
    {
        sheet.write(0, column as u16, header).unwrap();
    }
    for row in 1..12 {
        sheet.write(row, 0, format!("فاطمة {row}")).unwrap();
        sheet.write(row, 1, "Benali").unwrap();
        let born = ExcelDateTime::from_ymd(1980 + row as u16, 3, 15).unwrap();
        sheet.write_datetime_with_format(row, 2, born, &date).unwrap();
        sheet.write(row, 3, 612_345_600 + row).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// A workbook with one part damaged, packed again so that its sums are right.
fn repacked(bytes: &[u8], part: prop::sample::Index, damages: &[Damage]) -> Option<Vec<u8>> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    if from.is_empty() {
        return None;
    }
    let part = part.index(from.len());
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).ok()?;
        let mut content = Vec::new();
        (&mut file).take(1 << 20).read_to_end(&mut content).ok()?;
        if index == part {
            content = damaged(&content, damages);
        }
        to.start_file(file.name().ok()?, SimpleFileOptions::default())
            .ok()?;
        to.write_all(&content).ok()?;
    }
    Some(to.finish().ok()?.into_inner())
}

fn options() -> Options {
    Options {
        mapping: Mapping::default(),
        today: Day::from_iso("2026-11-23").unwrap(),
    }
}

#[test]
fn a_damaged_list_is_read_or_refused_and_breaks_nothing() {
    let mut seeds: Vec<Vec<u8>> = kept("import").into_iter().map(|kept| kept.bytes).collect();
    seeds.push(workbook());
    seeds.push(include_bytes!("../../files/import/hostile.csv").to_vec());
    seeds.push(include_bytes!("../../files/import/list-utf16-tab.txt").to_vec());
    seeds.push(include_bytes!("../../files/import/liste-windows-1256.csv").to_vec());
    for seed in &seeds {
        let _ = read(seed, &options());
    }
    let strategy = (0..seeds.len(), any::<prop::sample::Index>(), some());
    let strategy = strategy.prop_map(|(seed, part, damages)| Made { seed, part, damages });
    let bytes = |made: &Made| {
        let seed = &seeds[made.seed];
        repacked(seed, made.part, &made.damages).unwrap_or_else(|| damaged(seed, &made.damages))
    };
    try_many(
        "import",
        &strategy,
        |made| (bytes(made), "bin"),
        |made| {
            let list = bytes(made);
            let whole = std::panic::catch_unwind(|| read(&list, &options()).is_ok());
            // Cut anywhere, it is still no reason to break.
            let half = std::panic::catch_unwind(|| read(&list[..list.len() / 2], &options()).is_ok());
            whole.and(half).map(drop).map_err(|_| "it panicked".to_owned())
        },
    );
}

/// A workbook whose one part unfolds to so many mebibytes.
fn bomb(part: &str, around: [&str; 2], piece: &str, mebibytes: usize) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let name = file.name().unwrap().to_string();
        to.start_file(&name, SimpleFileOptions::default()).unwrap();
        if name != part {
            std::io::copy(&mut file, &mut to).unwrap();
            continue;
        }
        to.write_all(around[0].as_bytes()).unwrap();
        let block = piece.repeat((1 << 20) / piece.len());
        for _ in 0..mebibytes {
            to.write_all(block.as_bytes()).unwrap();
        }
        to.write_all(around[1].as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bombs_do_not_unfold_in_the_server_and_others_are_served_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/hadir.db", folder.path().display());
    let world = world(&database).await;
    let program = Program::start(&database, "127.0.0.1:0");
    let head = Phone::at(&program.url, world.login("head"), PASSWORD).await;
    let mut healthy = Phone::at(&program.url, world.login("volunteer"), PASSWORD).await;
    let strings = "xl/sharedStrings.xml";
    let open = [
        "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
        "</sst>",
    ];
    let long = [
        "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>",
        "</t></si></sst>",
    ];
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><sst><si><t>";
    let bombs = [
        bomb(strings, open, " ", 80),
        bomb(strings, open, "<si><t>x</t></si>", 4),
        bomb(strings, long, "x", 24),
        bomb(strings, [laughs, "</t></si></sst>"], "&b;", 8),
        vec![b';'; server::import::MAX_BYTES],
        b"\"".repeat(server::import::MAX_BYTES),
        vec![b'a'; server::import::MAX_BYTES],
    ];
    let before = program.peak_kb();
    let import = |body: Vec<u8>| {
        let request = head
            .http
            .post(format!("{}/api/v1/import", program.url))
            .header("cookie", &head.cookie)
            .header("origin", &program.url);
        Phone::answer(request.body(body))
    };
    for (number, bomb) in bombs.into_iter().enumerate() {
        let (answer, _) = tokio::join!(import(bomb), healthy.sync());
        let fair = [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY];
        assert!(fair.contains(&answer.0), "bomb {number}: {answer:?}");
        assert!(answer.1["committed"] != true, "bomb {number}");
    }
    // All at once they wait for each other.
    let largest = bomb(strings, long, "x", 24);
    let at_once = (0..8).map(|_| tokio::spawn(import(largest.clone())));
    for answer in at_once.collect::<Vec<_>>() {
        assert_eq!(answer.await.unwrap().0, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let larger = import(vec![b'a'; server::import::MAX_BYTES + 1]).await;
    assert_eq!(larger.0, StatusCode::PAYLOAD_TOO_LARGE);
    let grown = program.peak_kb() - before;
    assert!(grown < ROOM_KB, "it took {grown} kB more");
    healthy.sync().await;
}
