use domain::change::{Change, Edit};
use domain::id::Id;
use domain::phone::PhoneFault;
use domain::record::Sex;
use domain::time::Clock;
use encoding_rs::WINDOWS_1256;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use app::i18n::Lang;

const PEOPLE: &[u8] = include_bytes!("../../demo/people.csv");
const LISTE_1256: &[u8] = include_bytes!("../../tests/files/import/liste-windows-1256.csv");
const LIST_UTF16: &[u8] = include_bytes!("../../tests/files/import/list-utf16-tab.txt");
const HOSTILE: &[u8] = include_bytes!("../../tests/files/import/hostile.csv");

fn options(mapping: &str) -> Options {
    Options {
        mapping: Mapping::from_json(mapping).unwrap(),
        today: Day::from_iso("2026-11-23").unwrap(),
    }
}

fn parse(bytes: &[u8]) -> Parsed {
    read(bytes, &options("{}")).unwrap()
}

fn refusals(parsed: &Parsed) -> Vec<(usize, Option<&str>, Reason)> {
    parsed
        .refused
        .iter()
        .map(|refusal| (refusal.line, refusal.column.as_deref(), refusal.reason))
        .collect()
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn the_sample_is_taken_as_a_whole() {
    let parsed = parse(PEOPLE);
    assert_eq!(refusals(&parsed), []);
    assert_eq!(parsed.repeated, []);
    assert!(
        parsed.columns.iter().all(|column| column.field.is_some()),
        "{:?}",
        parsed.columns
    );
    let count =
        |wanted: fn(&Beneficiary) -> bool| parsed.rows.iter().filter(|row| wanted(&row.person)).count();
    assert!((245..=255).contains(&parsed.rows.len()), "{}", parsed.rows.len());
    assert!(count(|p| p.sex == Sex::Female) > count(|p| p.sex == Sex::Male));
    assert_eq!(count(|p| p.sex == Sex::Unknown), 0);
    for (what, least, some) in [
        (
            "only in Arabic",
            20,
            count(|p| p.given_la.is_empty() && p.family_la.is_empty()),
        ),
        (
            "only in Latin",
            10,
            count(|p| p.given_ar.is_empty() && p.family_ar.is_empty()),
        ),
        (
            "in both scripts",
            120,
            count(|p| !p.given_ar.is_empty() && !p.given_la.is_empty()),
        ),
        (
            "year of birth alone",
            30,
            count(|p| p.birth_year.is_some() && p.birth_day.is_none()),
        ),
        ("day of birth", 100, count(|p| p.birth_day.is_some())),
        ("no phone", 20, count(|p| p.phone.is_empty())),
        (
            "guardian",
            40,
            count(|p| !p.guardian.is_empty() && !p.guardian_phone.is_empty()),
        ),
    ] {
        assert!(some >= least, "{what}: {some}");
    }
}

#[test]
fn an_arabic_list_in_windows_1256_is_read() {
    let parsed = parse(LISTE_1256);
    assert_eq!(
        refusals(&parsed),
        [(8, Some("الهاتف"), Reason::Phone(PhoneFault::TooShort))]
    );
    let first = &parsed.rows[0];
    assert_eq!(
        (
            first.line,
            first.person.given_ar.as_str(),
            first.person.family_ar.as_str()
        ),
        (3, "فاطمة", "أيت علي")
    );
    assert_eq!(
        (first.person.given_la.as_str(), first.person.phone.as_str()),
        ("Fatima", "+212600118822")
    );
    assert_eq!(
        (first.person.sex, first.person.birth_year),
        (Sex::Female, Some(1961))
    );
    assert_eq!(parsed.rows[1].person.birth_day, Day::from_iso("1990-08-14"));
    assert_eq!(parsed.repeated, [Repeat { line: 7, of: 3 }]);
    assert_eq!(parsed.rows.len(), 4);
}

#[test]
fn a_spreadsheet_s_unicode_text_is_read() {
    let parsed = parse(LIST_UTF16);
    let person = &parsed.rows[0].person;
    assert_eq!(
        (person.given_ar.as_str(), person.family_la.as_str()),
        ("خديجة", "Oubella")
    );
    assert_eq!(parsed.rows.len(), 2);
}

#[test]
fn a_workbook_gives_back_lost_zeros_and_serial_dates() {
    let bytes = workbook(|sheet| {
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write(0, 0, "Liste des bénéficiaires 2026").unwrap();
        for (column, header) in ["NOM Prénom", "Né(e) le", "GSM", "رقم المستفيد", "CIN"]
            .into_iter()
            .enumerate()
        {
            sheet.write(2, column as u16, header).unwrap();
        }
        sheet.write(3, 0, "EL IDRISSI Fatima Zahra").unwrap();
        let born = ExcelDateTime::from_ymd(1985, 3, 15).unwrap();
        sheet.write_datetime_with_format(3, 1, born, &date).unwrap();
        sheet.write(3, 2, 612_345_678).unwrap();
        sheet.write(3, 3, 42).unwrap();
        sheet.write(3, 4, "JB12345").unwrap();
        sheet.write(4, 0, "AMRANI Driss").unwrap();
        sheet.write(4, 1, 1951).unwrap();
        sheet
            .write_formula(
                4,
                2,
                Formula::new("=CONCAT(\"06\",\"00112233\")").set_result("0600112233"),
            )
            .unwrap();
        sheet.write(4, 7, "note beside the table").unwrap();
        sheet.write(5, 3, 43).unwrap();
    });
    let parsed = parse(&bytes);
    assert_eq!(refusals(&parsed), []);
    let people: Vec<_> = parsed.rows.iter().map(|row| (row.line, &row.person)).collect();
    assert_eq!(people.len(), 2);
    assert_eq!((people[0].0, people[0].1.family_la.as_str()), (4, "EL IDRISSI"));
    assert_eq!(
        (people[0].1.given_la.as_str(), people[0].1.birth_day),
        ("Fatima Zahra", Day::from_iso("1985-03-15"))
    );
    assert_eq!(
        (people[0].1.phone.as_str(), people[0].1.code.as_str()),
        ("+212612345678", "42")
    );
    assert_eq!(
        (people[1].1.phone.as_str(), people[1].1.birth_year),
        ("+212600112233", Some(1951))
    );
    assert_eq!(parsed.columns[4].field, None);
    assert!(!format!("{:?}", parsed.rows).contains("JB12345"));
}

#[test]
fn the_sheet_with_the_list_is_found_behind_others() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Page de garde").unwrap();
    book.add_worksheet()
        .set_hidden(true)
        .write(0, 0, "Prénom")
        .unwrap();
    let list = book.add_worksheet();
    list.write(0, 0, "Prénom").unwrap();
    list.write(0, 1, "Nom").unwrap();
    list.write(1, 0, "Itto").unwrap();
    let parsed = parse(&book.save_to_buffer().unwrap());
    assert_eq!(parsed.rows[0].person.given_la, "Itto");
}

#[test]
fn a_far_cell_of_a_workbook_costs_nothing_and_is_refused() {
    let wide = workbook(|sheet| drop(sheet.write(0, 16_383, "x").map(|_| ())));
    assert_eq!(read(&wide, &options("{}")), Err(FileFault::TooManyColumns));
    let deep = workbook(|sheet| {
        sheet.write(0, 0, "Prénom").unwrap();
        sheet.write(1_048_575, 0, "Ali").unwrap();
    });
    assert_eq!(parse(&deep).rows[0].line, 1_048_576);
}

#[test]
fn a_zip_bomb_is_refused_before_it_unfolds() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    for _ in 0..80 {
        zip.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024);
    assert_eq!(read(&bytes, &options("{}")), Err(FileFault::TooLarge));
}

#[test]
fn hostile_cells_are_refused_with_line_column_and_reason() {
    let parsed = parse(HOSTILE);
    assert_eq!(
        refusals(&parsed),
        [
            (2, Some("Prénom"), Reason::Formula),
            (3, Some("Douar"), Reason::Formula),
            (4, Some("Nom"), Reason::Control),
            (5, Some("Prénom"), Reason::Huge),
            (6, Some("Tél"), Reason::Phone(PhoneFault::Abroad)),
            (6, Some("Date de naissance"), Reason::Birth),
            (6, Some("Sexe"), Reason::Sex),
            (7, None, Reason::Shifted),
            (8, None, Reason::NoName),
            (9, Some("Date de naissance"), Reason::BirthOutOfRange),
            (10, Some("Prénom"), Reason::NotAName),
            (13, Some("Prénom"), Reason::Huge),
        ]
    );
    let taken: Vec<_> = parsed
        .rows
        .iter()
        .map(|row| (row.line, row.person.given_la.as_str()))
        .collect();
    assert_eq!(taken, [(11, "Ali"), (12, "Sara")]);
    assert_eq!(
        parsed.rows[0].person.family_la, "Amrani",
        "direction marks are dropped"
    );
    assert_eq!(
        parsed.rows[1].person.phone, "+212600112233",
        "a literal kept as a formula is its literal"
    );
}

#[test]
fn columns_can_be_mapped_by_hand() {
    let text = "x;y;z\nAli;Amrani;0600112233\n";
    assert_eq!(parse(text.as_bytes()).rows, []);
    assert_eq!(parse(text.as_bytes()).columns.len(), 3);
    let parsed = read(
        text.as_bytes(),
        &options(r#"{"0":"given_la","1":"family","2":"phone"}"#),
    )
    .unwrap();
    assert_eq!(
        (parsed.rows[0].line, parsed.rows[0].person.phone.as_str()),
        (2, "+212600112233")
    );
}

#[test]
fn a_list_without_headers_loses_nobody() {
    let text = "Ali;Amrani;0600112233;ذكر\nSara;Amrani;;أنثى\n";
    let seen = parse(text.as_bytes());
    assert_eq!(
        seen.columns
            .iter()
            .map(|column| column.header.as_str())
            .collect::<Vec<_>>(),
        ["A", "B", "C", "D"]
    );
    let parsed = read(
        text.as_bytes(),
        &options(r#"{"0":"given","1":"family","3":"sex"}"#),
    )
    .unwrap();
    assert_eq!(parsed.rows.len(), 2);
}

#[test]
fn the_day_stays_where_a_list_has_day_and_year() {
    for header in [
        "Nom;Date de naissance;Année de naissance",
        "Nom;Année de naissance;Date de naissance",
    ] {
        let cells = if header.ends_with("Date de naissance") {
            "1985;15/03/1985"
        } else {
            "15/03/1985;1985"
        };
        let parsed = parse(format!("{header}\nAli;{cells}\n").as_bytes());
        assert_eq!(
            (parsed.rows[0].person.birth_day, parsed.rows[0].person.birth_year),
            (Day::from_iso("1985-03-15"), None)
        );
    }
}

#[test]
fn headers_that_come_again_on_each_page_are_nobody() {
    let parsed = parse("Nom;Prénom\nAmrani;Ali\nNom;Prénom\nAmrani;Sara\n".as_bytes());
    assert_eq!(parsed.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn files_that_are_no_list_say_so() {
    let fault = |bytes: &[u8]| read(bytes, &options("{}")).unwrap_err();
    assert_eq!(fault(b""), FileFault::Empty);
    assert_eq!(fault(b"\xEF\xBB\xBF\r\n\r\n"), FileFault::Empty);
    assert_eq!(fault(b"PK\x03\x04 not a zip"), FileFault::Damaged);
    assert_eq!(fault(b"%PDF-1.4"), FileFault::NotATable);
    assert_eq!(fault(&vec![b'a'; MAX_BYTES + 1]), FileFault::TooLarge);
    let lines = "Ali\n".repeat(MAX_ROWS + 1);
    assert_eq!(
        fault(format!("Prénom\n{lines}").as_bytes()),
        FileFault::TooManyRows
    );
    assert_eq!(
        parse(format!("Prénom\n{}", "Ali\n".repeat(MAX_ROWS)).as_bytes())
            .repeated
            .len(),
        MAX_ROWS - 1
    );
}

#[test]
fn every_reason_has_a_sentence_in_every_language() {
    let phone = [
        PhoneFault::Empty,
        PhoneFault::TooShort,
        PhoneFault::TooLong,
        PhoneFault::Abroad,
    ]
    .map(Reason::Phone);
    let others = [
        Reason::NoName,
        Reason::NotAName,
        Reason::TwoNames,
        Reason::TooLong { max: 80 },
        Reason::Control,
        Reason::Damaged,
        Reason::Formula,
        Reason::Huge,
        Reason::SheetError,
        Reason::Birth,
        Reason::BirthOutOfRange,
        Reason::Sex,
        Reason::Shifted,
    ];
    for lang in Lang::ALL {
        let mut sentences: Vec<String> = phone
            .iter()
            .chain(&others)
            .map(|reason| reason.sentence(lang))
            .collect();
        sentences.sort();
        sentences.dedup();
        assert_eq!(sentences.len(), phone.len() + others.len(), "{lang:?}");
        let arabic = |text: &String| text.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
        assert!(
            sentences
                .iter()
                .all(|sentence| arabic(sentence) == (lang == Lang::Ar) && sentence.ends_with('.'))
        );
    }
}

fn list() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        Just("Prénom".to_owned()),
        Just("الاسم الكامل".to_owned()),
        Just("Date de naissance".to_owned()),
        Just("Tél".to_owned()),
        Just("=1+1".to_owned()),
        Just("\"".to_owned()),
        "[0-9/]{0,10}",
        "\\PC{0,12}",
        any::<String>(),
    ];
    prop::collection::vec(
        prop::collection::vec(cell, 0..6).prop_map(|cells| cells.join(";")),
        0..8,
    )
    .prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, &options("{}"));
    }

    #[test]
    fn arbitrary_lists_never_panic_and_give_clean_people(text in list()) {
        if let Ok(parsed) = read(text.as_bytes(), &options(r#"{"3":"code","4":"full_name"}"#)) {
            for row in &parsed.rows {
                let edit = Edit::create(Id::MAX, row.person.clone());
                let change = Change {
                    id: Id::MIN, kind: edit.kind, record: edit.record, base: 0, set: edit.set, clock: Clock::default(), counter: 1,
                };
                prop_assert_eq!(domain::rules::check(&change, None), Ok(()), "{:?}", row.person);
            }
        }
    }

    #[test]
    fn the_same_list_in_any_encoding_is_the_same(names in prop::collection::vec("[ابتثجحخدذرزس]{2,8}", 1..9)) {
        let text = format!("الاسم الشخصي;Prénom\n{}", names.iter().map(|name| format!("{name};Aïcha\n")).collect::<String>());
        let parsed = parse(text.as_bytes());
        prop_assert_eq!(&parse(format!("\u{FEFF}{text}").as_bytes()), &parsed);
        prop_assert_eq!(&parse(&WINDOWS_1256.encode(&text).0), &parsed);
    }
}

/// A workbook in which one part has some bytes replaced, packed again so that its checksums are right.
fn tampered(part: usize, at: prop::sample::Index, bytes: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let whole = workbook(|sheet| {
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write(0, 0, "Prénom").unwrap();
        sheet.write(1, 0, "Ali").unwrap();
        sheet
            .write_datetime_with_format(1, 1, ExcelDateTime::from_ymd(1985, 3, 15).unwrap(), &date)
            .unwrap();
        sheet.write(2, 2, 612_345_678).unwrap();
    });
    let mut from = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let part = part % from.len();
    for index in 0..from.len() {
        let mut content = Vec::new();
        let mut file = from.by_index(index).unwrap();
        file.read_to_end(&mut content).unwrap();
        if index == part {
            let start = at.index(content.len());
            let end = content.len().min(start + bytes.len());
            content.splice(start..end, bytes.iter().copied());
        }
        to.start_file(file.name().unwrap(), zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_tampered_workbook_never_panics(
        part in any::<usize>(),
        at in any::<prop::sample::Index>(),
        bytes in prop_oneof![prop::collection::vec(any::<u8>(), 0..12), "[A-Z0-9<>/\"= ]{0,12}".prop_map(String::into_bytes)],
        cut in any::<prop::sample::Index>(),
    ) {
        let mut whole = tampered(part, at, &bytes);
        let _ = read(&whole, &options("{}"));
        whole.truncate(cut.index(whole.len()));
        let _ = read(&whole, &options("{}"));
    }
}

#[test]
fn damaged_letters_are_refused_where_they_stand() {
    for mark in ["", "\u{FEFF}"] {
        let mut bytes =
            format!("{mark}الاسم;النسب;الجماعة\nفاطمة;بنعلي;أملن\nخديجة;العلوي;تافراوت\n").into_bytes();
        let at = bytes
            .windows(8)
            .position(|part| part == "بنعل".as_bytes())
            .unwrap();
        bytes[at + 1] = b'?';
        let parsed = parse(&bytes);
        assert_eq!(refusals(&parsed), [(2, Some("النسب"), Reason::Damaged)]);
        assert_eq!(parsed.rows[0].person.given_ar, "خديجة");
    }
}

#[test]
fn a_damaged_sheet_is_not_said_to_be_empty() {
    use std::io::{Cursor, Read, Write};
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "Nom").unwrap();
    });
    let mut whole = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for damage in ["", "<worksheet><sheetData><row", "not xml"] {
        let mut broken = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for part in 0..whole.len() {
            let mut part = whole.by_index(part).unwrap();
            let mut text = Vec::new();
            part.read_to_end(&mut text).unwrap();
            if part.name().unwrap().ends_with("sheet1.xml") {
                text = damage.into();
            }
            broken
                .start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default())
                .unwrap();
            broken.write_all(&text).unwrap();
        }
        let bytes = broken.finish().unwrap().into_inner();
        assert_eq!(
            read(&bytes, &options("{}")).err(),
            Some(FileFault::Damaged),
            "{damage:?}"
        );
    }
}
