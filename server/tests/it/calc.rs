//! Reports in LibreOffice Calc, which most associations have: it opens each workbook, and what it saves of it says cell by
//! cell what the report says.

use std::fs;
use std::process::Command;

use crate::command::{Line, block_on};
use crate::report::{as_file, funded_season};

#[test]
fn calc_opens_every_workbook_and_says_cell_by_cell_what_the_report_says() {
    let line = Line::new();
    let (world, projects) = block_on(funded_season(&line.database));
    let association = world.association.to_string();
    let export = line.said(&["export", "--association", &association]);
    let export = line.file("export", &export);
    let asked = [
        &["--lang", "en", "--xlsx"][..],
        &["--lang", "en", "--project", &projects[0], "--outside", "--xlsx"],
        &["--lang", "ar", "--xlsx"],
    ];
    let made = asked.iter().enumerate().map(|(number, more)| {
        let (said, workbook) = as_file(&line, &association, more);
        let book = line.file(&format!("{number}.xlsx"), "");
        fs::write(&book, workbook).unwrap();
        (line.file(&format!("{number}.json"), &said.to_string()), book)
    });
    let made: Vec<(String, String)> = made.collect();
    let folder = line.file("opened", "");
    fs::remove_file(&folder).unwrap();
    let opened = Command::new("soffice")
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx",
            "--outdir",
            &folder,
        ])
        .arg(format!("-env:UserInstallation=file://{folder}/profile"))
        .args(made.iter().map(|(_, book)| book))
        .output()
        .expect("soffice, which make test sets up");
    assert!(
        opened.status.success(),
        "{}",
        String::from_utf8_lossy(&opened.stderr)
    );
    for (number, (json, _)) in made.iter().take(2).enumerate() {
        let book = format!("{folder}/{number}.xlsx");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/workbook.py");
        let output = Command::new("python3")
            .args([script, json, &book, &export])
            .output();
        let output = output.expect("python3, which make test sets up");
        let faults = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{:?}: {faults}", asked[number]);
    }
    let book = fs::read(format!("{folder}/2.xlsx")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let sheet = zip.by_name("xl/worksheets/sheet1.xml").unwrap();
    let sheet = std::io::read_to_string(sheet).unwrap();
    assert!(sheet.contains("rightToLeft=\"true\""), "{}", &sheet[..600]);
}
