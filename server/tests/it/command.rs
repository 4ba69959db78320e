//! The command line, as a person types it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

struct Line {
    folder: TempDir,
}

impl Line {
    fn new() -> Self {
        Line {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn database(&self) -> String {
        format!("sqlite://{}/hadir.db", self.folder.path().display())
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_hadir"))
            .args(args)
            .env_clear()
            .env("HADIR_DATABASE_URL", self.database())
            .env("HADIR_DATA_DIR", self.folder.path())
            .env("HADIR_PUBLIC_URL", "https://hadir.example")
            .env("RUST_LOG", "off")
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    fn said(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(self.said(args).trim()).unwrap()
    }

    /// What it complains of: one sentence on standard error, and a status that says so.
    fn complains(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(!output.status.success(), "{args:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.starts_with("hadir: ") && said.trim_end().lines().count() == 1,
            "{said}"
        );
        said
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::File::create(&path)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        path.display().to_string()
    }
}

#[test]
fn an_association_is_added_its_head_invited_and_people_imported() {
    let line = Line::new();
    let added = line.json(&[
        "association",
        "add",
        "--name-ar",
        "جمعية النور",
        "--name-la",
        "An-Nour",
        "--json",
    ]);
    let association = added["association"].as_str().unwrap();
    assert!(line.said(&["association", "list"]).contains("جمعية النور"));
    let invited = line.json(&[
        "member",
        "invite",
        "--association",
        "an-nour",
        "--name",
        "Samira",
        "--json",
    ]);
    assert!(
        invited["link"]
            .as_str()
            .unwrap()
            .starts_with("https://hadir.example/app/join#")
    );
    let file = line.file(
        "people.csv",
        "الاسم الشخصي,الاسم العائلي,الهاتف\nفاطمة,بنعلي,0612345678\nمحمد,العلوي,612345679\n",
    );
    let import = ["import", &file, "--association", association, "--json"];
    let first = line.json(&import);
    assert_eq!(
        (first["accepted"].as_u64(), first["committed"].as_bool()),
        (Some(2), Some(true))
    );
    let again = line.json(&import);
    assert_eq!(
        (again["accepted"].as_u64(), again["known"].as_u64()),
        (Some(0), Some(2))
    );
    let exported = line.said(&["export", "--association", association]);
    let lines: Vec<Value> = exported
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines
            .iter()
            .filter(|line| line["record"]["kind"] == "beneficiary")
            .count(),
        2
    );
    assert_eq!(lines.iter().filter(|line| line["log"].is_object()).count(), 4);
    assert!(
        !exported.contains(invited["link"].as_str().unwrap().split('#').nth(1).unwrap()),
        "no secret leaves"
    );
    assert!(line.said(&["verify-log"]).contains("4 lines, whole"));
}

#[test]
fn a_refused_line_stops_an_import_and_a_preview_writes_nothing() {
    let line = Line::new();
    line.said(&["association", "add", "--name-la", "A"]);
    let file = line.file(
        "people.csv",
        "nom,prénom,téléphone\nAlami,Aicha,0612345678\nNaji,Driss,12\n",
    );
    let preview = line.json(&["import", &file, "--association", "A", "--preview", "--json"]);
    assert_eq!(
        (preview["accepted"].as_u64(), preview["committed"].as_bool()),
        (Some(1), Some(false))
    );
    assert!(
        line.complains(&["import", &file, "--association", "A"])
            .contains("--skip-refused")
    );
    assert!(line.said(&["verify-log"]).contains("1 lines"));
    assert!(
        line.said(&["import", &file, "--association", "A", "--skip-refused"])
            .contains("1 new")
    );
}

#[test]
fn mistakes_are_answered_with_one_sentence_and_a_remedy() {
    let line = Line::new();
    line.said(&["association", "add", "--name-la", "A"]);
    assert!(
        line.complains(&["export", "--association", "B"])
            .contains("association list")
    );
    assert!(
        line.complains(&["import", "nowhere.csv", "--association", "A"])
            .contains("nowhere.csv cannot be read")
    );
    assert!(
        line.complains(&["member", "invite", "--association", "A", "--name", " "])
            .contains("required")
    );
    assert!(
        line.complains(&["association", "add", "--name-la", "C", "--phone", "12"])
            .contains("06 12 34 56 78")
    );
    assert!(
        line.complains(&["verify-log", "--database", "mysql://x/y"])
            .contains("--database")
    );
    assert!(
        line.complains(&["verify-log", "--database", "sqlite:///no/such/folder/x.db"])
            .contains("--database")
    );
    assert!(
        line.complains(&["serve", "--site", "/nowhere"])
            .contains("make build")
    );
    let binary = line.file("people.xlsx", "PK\u{3}\u{4} not a workbook");
    assert!(
        line.complains(&["import", &binary, "--association", "A"])
            .contains("Nothing has changed")
    );
}

#[test]
fn an_altered_log_is_found_and_said_aloud() {
    let line = Line::new();
    line.said(&["association", "add", "--name-la", "A"]);
    line.said(&["member", "invite", "--association", "A", "--name", "Samira"]);
    alter(&line.folder.path().join("hadir.db"));
    let output = line.run(&["verify-log"]);
    assert!(!output.status.success());
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("BROKEN, line 2")
    );
    assert!(String::from_utf8(output.stderr).unwrap().contains("backup"));
}

fn alter(database: &Path) {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite://{}", database.display());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let pool = sqlx::AnyPool::connect(&url).await.unwrap();
        let sql = "update log set line = (select line from log where seq = 1) where seq = 2";
        sqlx::query(sql).execute(&pool).await.unwrap();
        pool.close().await;
    });
}

#[test]
fn the_demo_is_made_once_and_tells_how_to_get_in() {
    let line = Line::new();
    let demo = ["demo", "--json", "--print-only"];
    let first = line.json(&demo);
    assert_eq!(first["url"], "https://hadir.example");
    let roles: Vec<&str> = first["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|who| who["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["head", "volunteer", "volunteer", "volunteer", "viewer"]);
    assert!(first["invitation"].as_str().unwrap().contains("/app/join#"));
    assert_eq!(line.json(&demo)["association"], first["association"]);
    let exported = line.said(&["export", "--association", first["association"].as_str().unwrap()]);
    let count = |kind: &str| exported.matches(&format!("\"kind\":\"{kind}\"")).count();
    assert!(count("beneficiary") >= 240, "{} people", count("beneficiary"));
    assert_eq!((count("activity"), count("group")), (4, 5));
    assert!(count("attendance") > 200 && count("session") > 30);
    assert!(line.said(&["demo", "--print-only"]).contains("sign in as samira"));
}
