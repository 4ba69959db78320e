//! The command line, as a person types it.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use domain::change::Edit;
use domain::id::Id;
use domain::record::Member;
use serde_json::{Value, json};
use server::clock::new_id;
use server::store::Store;
use tempfile::TempDir;

use crate::kept::what_is_kept_is_listed_and_moves_with_its_association;
use crate::report::{
    a_project_s_report_is_what_a_plain_recount_says, a_report_as_csv_opens_by_a_double_click,
    a_report_that_cannot_be_asked_for_says_why, a_season_s_report_is_what_a_plain_recount_of_its_export_says,
    a_workbook_in_arabic_runs_from_right_to_left_and_hides_what_is_small,
    a_workbook_says_cell_by_cell_what_the_json_says,
};
use crate::support::{now, postgres, write};
use crate::token::a_token_is_made_listed_and_withdrawn;

/// Runs each of these on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[test]
            fn $name() {
                super::$name(&super::Line::new());
            })*
        }
        mod on_postgres {
            $(#[test]
            fn $name() {
                super::$name(&super::Line::on_postgres());
            })*
        }
    };
}

on_both!(
    an_association_is_added_its_head_invited_and_people_imported,
    a_refused_line_stops_an_import_and_a_preview_writes_nothing,
    an_altered_log_is_found_and_said_aloud,
    the_demo_is_made_once_and_tells_how_to_get_in,
    whoever_runs_the_server_makes_a_link_with_or_without_the_code,
    the_demo_never_enters_a_database_with_a_real_association,
    a_real_association_beside_the_demo_stops_the_demo,
    an_association_gets_its_head_with_a_link_and_a_code_to_scan,
    a_list_with_phones_filled_in_later_doubles_nobody_unless_told_to,
    the_json_of_an_import_tells_what_became_of_every_line,
    an_exported_log_can_be_checked_by_anyone,
    a_season_s_report_is_what_a_plain_recount_of_its_export_says,
    a_project_s_report_is_what_a_plain_recount_says,
    a_report_that_cannot_be_asked_for_says_why,
    a_workbook_says_cell_by_cell_what_the_json_says,
    a_workbook_in_arabic_runs_from_right_to_left_and_hides_what_is_small,
    a_report_as_csv_opens_by_a_double_click,
    a_token_is_made_listed_and_withdrawn,
    what_is_kept_is_listed_and_moves_with_its_association,
);

/// A folder and a database to run commands in.
pub(crate) struct Line {
    folder: TempDir,
    pub(crate) database: String,
}

impl Line {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}/hadir.db", folder.path().display());
        Line { folder, database }
    }

    fn on_postgres() -> Self {
        Line {
            folder: tempfile::tempdir().unwrap(),
            database: block_on(postgres::database()),
        }
    }

    fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, &[])
    }

    fn run_with(&self, args: &[&str], env: &[(&str, &str)]) -> Output {
        self.command(args).envs(env.iter().copied()).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hadir"));
        command
            .args(args)
            .env_clear()
            .env("HADIR_DATABASE_URL", &self.database)
            .env("HADIR_DATA_DIR", self.folder.path())
            .env("HADIR_PUBLIC_URL", "https://hadir.example")
            .env("RUST_LOG", "off")
            .current_dir(self.folder.path());
        command
    }

    pub(crate) fn said(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(self.said(args).trim()).unwrap()
    }

    /// What it complains of: one sentence on standard error, and a status that says so.
    pub(crate) fn complains(&self, args: &[&str]) -> String {
        self.complains_with(args, &[])
    }

    fn complains_with(&self, args: &[&str], env: &[(&str, &str)]) -> String {
        complaint(self.run_with(args, env))
    }

    /// Runs with a text on standard input.
    pub(crate) fn given(&self, args: &[&str], text: &str) -> Output {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Who found the text wrong reads no further.
        let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn complains_of(&self, args: &[&str], text: &str) -> String {
        complaint(self.given(args, text))
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::File::create(&path)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        path.display().to_string()
    }
}

fn an_association_is_added_its_head_invited_and_people_imported(line: &Line) {
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
    assert!(
        line.complains(&["member", "renew", "--login", "samira"])
            .contains("nobody signs in as samira")
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
    let kept = line.said(&["anonymise", "--association", "an-nour", "--dry-run"]);
    assert!(
        kept.starts_with("0 people were last there, and 0 requests answered, more than 24 months ago"),
        "{kept}"
    );
    assert!(
        line.said(&["anonymise", "--association", "an-nour"])
            .starts_with("0 people ")
    );
    assert!(line.said(&["verify-log"]).contains("4 lines, whole"));
}

fn a_refused_line_stops_an_import_and_a_preview_writes_nothing(line: &Line) {
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

fn complaint(output: Output) -> String {
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert!(
        said.starts_with("hadir: ") && said.trim_end().lines().count() == 1,
        "{said}"
    );
    said
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
            .contains("Name: this is needed.")
    );
    assert!(
        line.complains(&["association", "add", "--name-la", " "])
            .contains("this is needed")
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
        line.complains(&["verify-log", "--database", "postgres://hadir@127.0.0.1:1/hadir"])
            .contains("refused")
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

fn an_altered_log_is_found_and_said_aloud(line: &Line) {
    line.said(&["association", "add", "--name-la", "A"]);
    line.said(&["member", "invite", "--association", "A", "--name", "Samira"]);
    block_on(alter(&line.database));
    let output = line.run(&["verify-log"]);
    assert!(!output.status.success());
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("BROKEN, line 2")
    );
    assert!(String::from_utf8(output.stderr).unwrap().contains("backup"));
}

async fn alter(database: &str) {
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(database).await.unwrap();
    let sql = "update log set line = (select line from log where seq = 1) where seq = 2";
    sqlx::query(sql).execute(&pool).await.unwrap();
    pool.close().await;
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(future)
}

fn the_demo_is_made_once_and_tells_how_to_get_in(line: &Line) {
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

fn whoever_runs_the_server_makes_a_link_with_or_without_the_code(line: &Line) {
    let demo = line.json(&["demo", "--json", "--print-only"]);
    let renew = |more: &[&str]| {
        let args = [&["member", "renew", "--login", "samira", "--json"], more].concat();
        line.json(&args)["id"].as_str().unwrap().to_owned()
    };
    let (plain, without) = (renew(&[]), renew(&["--without-code"]));
    let exported = line.said(&["export", "--association", demo["association"].as_str().unwrap()]);
    let lines = exported
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let records: Vec<Value> = lines.map(|line| line["record"].clone()).collect();
    let says = |id: &str| {
        let link = records.iter().find(|record| record["id"] == id).unwrap();
        link["fields"]["second_factor"].clone()
    };
    assert_eq!((says(&plain), says(&without)), (json!(false), json!(true)));
}

fn the_demo_never_enters_a_database_with_a_real_association(line: &Line) {
    line.said(&["association", "add", "--name-la", "An-Nour", "--head", "Samira"]);
    let before = line.said(&["verify-log"]);
    let said = line.complains(&["demo", "--print-only"]);
    assert!(
        said.contains("real association") && said.contains("--database"),
        "{said}"
    );
    assert_eq!(line.said(&["association", "list"]).lines().count(), 1);
    assert_eq!(line.said(&["verify-log"]), before);
}

fn a_real_association_beside_the_demo_stops_the_demo(line: &Line) {
    line.said(&["demo", "--print-only"]);
    line.said(&["association", "add", "--name-la", "An-Nour"]);
    assert!(line.complains(&["demo", "--print-only"]).contains("--database"));
}

#[test]
fn the_demo_has_a_place_in_a_folder_of_any_name() {
    let line = Line::new();
    let folder = line.folder.path().join("50% sûr ?");
    let said = line.run_with(
        &["demo", "--print-only"],
        &[
            ("HADIR_DATABASE_URL", ""),
            ("HADIR_DATA_DIR", folder.to_str().unwrap()),
        ],
    );
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(folder.join("demo.db").exists());
}

#[test]
fn settings_that_make_no_sense_are_said_at_the_start() {
    let line = Line::new();
    let list = ["association", "list"];
    for (name, value) in [("HADIR_PUBLIC_URL", "hadir.example"), ("RUST_LOG", "hadir=loud")] {
        let said = line.complains_with(&list, &[(name, value)]);
        assert!(said.contains(name) && said.contains("unset"), "{said}");
    }
    let unset = [
        "HADIR_DATABASE_URL",
        "HADIR_ADDR",
        "HADIR_PUBLIC_URL",
        "HADIR_DATA_DIR",
        "LEPTOS_SITE_ROOT",
        "RUST_LOG",
    ];
    let output = line.run_with(&list, &unset.map(|name| (name, "")));
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(line.folder.path().join("hadir.db").exists());
}

#[test]
fn the_example_of_the_help_is_a_mapping_that_works() {
    let line = Line::new();
    line.said(&["association", "add", "--name-la", "A"]);
    let help = line.said(&["import", "--help"]);
    let from = help.find('{').unwrap();
    let example = &help[from..=from + help[from..].find('}').unwrap()];
    let file = line.file("people.csv", "x;y;z\nفاطمة;1;0612345678\n");
    let report = line.json(&[
        "import",
        &file,
        "--association",
        "A",
        "--mapping",
        example,
        "--json",
    ]);
    assert_eq!(report["accepted"], 1, "{report}");
    assert_eq!(report["columns"][2]["field"], Value::Null);
}

#[test]
fn a_postgres_that_cannot_be_entered_is_spoken_of_as_it_is() {
    let line = Line::on_postgres();
    let (server, _) = line.database.rsplit_once('/').unwrap();
    let said = line.complains(&["verify-log", "--database", &format!("{server}/nowhere")]);
    assert!(
        said.contains("\"nowhere\" does not exist") && said.contains("postgres://"),
        "{said}"
    );
    // Nothing but the answer, the second time too.
    for _ in 0..2 {
        let done = line.run_with(&["verify-log"], &[("RUST_LOG", "info")]);
        assert!(done.status.success() && done.stderr.is_empty());
    }
}

fn an_association_gets_its_head_with_a_link_and_a_code_to_scan(line: &Line) {
    let said = line.said(&["association", "add", "--name-la", "A", "--head", "Samira"]);
    assert!(said.contains("Samira") && said.contains("/app/join#"), "{said}");
    assert!(
        said.lines().filter(|line| line.contains('█')).count() > 10,
        "{said}"
    );
    let json = line.json(&[
        "association",
        "add",
        "--name-la",
        "B",
        "--head",
        "Samira",
        "--json",
    ]);
    assert!(
        json["invitation"]["link"]
            .as_str()
            .unwrap()
            .contains("/app/join#")
    );
    let invite = ["member", "invite", "--association", "A", "--name", "Youssef"];
    assert!(line.said(&invite).contains('█'));
    let nobody = line.complains(&again("Hind"));
    assert!(nobody.contains("nobody in that team is called Hind"), "{nobody}");
    // As after an import: who stands in the records has no account here.
    let (hind, twin) = block_on(stand_in_the_records(&line.database));
    assert!(line.said(&again("Hind")).contains("/app/join#"));
    let id = hind.to_string();
    assert!(line.said(&again(&id)).contains("it opens once, for 7 days"));
    let long = line.complains(&[&again("Hind")[..], &["--days", "30"]].concat());
    assert!(long.contains("7 days at most"), "{long}");
    let two = line.complains(&again("Zineb"));
    assert!(
        two.contains("more than one in that team is called Zineb"),
        "{two}"
    );
    assert!(line.said(&again(&twin.to_string())).contains("/app/join#"));
    assert!(
        line.said(&["association", "add", "--name-la", "C"])
            .contains("hadir member invite")
    );
}

/// Letting in who stands in the records of A already.
fn again(whom: &str) -> [&str; 6] {
    ["member", "invite", "--association", "A", "--member", whom]
}

/// Hind, and two who are both called Zineb, in the first association there is; one of these.
async fn stand_in_the_records(database: &str) -> (Id, Id) {
    let store = Store::open(database).await.unwrap();
    let tenants = store.associations().await.unwrap();
    let tenant = tenants
        .iter()
        .find(|tenant| tenant.profile.name_la == "A")
        .unwrap();
    let mut book = store.book(tenant.id).await.unwrap();
    let named = ["Hind", "Zineb", "Zineb"].map(|name| {
        let member = Member {
            name: name.into(),
            ..Member::default()
        };
        Edit::create(new_id(now()), member)
    });
    write(&mut book, &named).await;
    book.close().await.unwrap();
    (named[0].record, named[1].record)
}

fn a_list_with_phones_filled_in_later_doubles_nobody_unless_told_to(line: &Line) {
    line.said(&["association", "add", "--name-la", "A"]);
    let first = line.file(
        "first.csv",
        "nom,prénom,téléphone\nAlami,Aicha,\nNaji,Driss,0612345679\n",
    );
    let second = line.file(
        "second.csv",
        "nom,prénom,téléphone\nAlami,Aicha,0612345678\nNaji,Driss,0612345679\n",
    );
    line.said(&["import", &first, "--association", "A"]);
    let import = ["import", &second, "--association", "A", "--json"];
    let report = line.json(&import);
    assert_eq!(
        (&report["accepted"], &report["known"]),
        (&json!(0), &json!(1)),
        "{report}"
    );
    assert_eq!(
        (&report["likely"][0]["line"], &report["rows"][0]["fate"]),
        (&json!(2), &json!("likely"))
    );
    let said = line.said(&import[..4]);
    assert!(
        said.contains("line 2: Aicha Alami is likely known") && said.contains("--add-likely"),
        "{said}"
    );
    let added = line.json(&[&import[..], &["--add-likely"]].concat());
    assert_eq!(added["accepted"], 1);
    // Added once, they are known.
    assert_eq!(line.json(&import)["known"], 2);
}

fn the_json_of_an_import_tells_what_became_of_every_line(line: &Line) {
    line.said(&["association", "add", "--name-la", "A"]);
    let known = line.file("known.csv", "nom,prénom,année de naissance\nAlami,P0,1990\n");
    line.said(&["import", &known, "--association", "A"]);
    let people: String = (0..70).map(|n| format!("Alami,P{n},1990\n")).collect();
    let file = line.file(
        "people.csv",
        &format!("nom,prénom,année de naissance\n{people}Naji,Driss,2099\n"),
    );
    let report = line.json(&["import", &file, "--association", "A", "--skip-refused", "--json"]);
    let rows = report["rows"].as_array().unwrap();
    let lines = |fate: &str| -> Vec<u64> {
        let rows = rows.iter().filter(|row| row["fate"] == fate);
        rows.map(|row| row["line"].as_u64().unwrap()).collect()
    };
    assert_eq!(lines("known"), [2]);
    assert_eq!(lines("new"), (3..72).collect::<Vec<_>>());
    let refused = &report["refused"][0];
    assert_eq!(
        (&refused["line"], &refused["column"]),
        (&json!(72), &json!("année de naissance"))
    );
    assert!(refused["reason"].as_str().unwrap().contains("future"));
}

fn an_exported_log_can_be_checked_by_anyone(line: &Line) {
    line.said(&["association", "add", "--name-la", "A", "--head", "Samira"]);
    let exported = line.said(&["export", "--association", "A"]);
    let lines = exported
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut hash = domain::log::GENESIS;
    let mut checked = 0;
    for line in lines.filter(|line| line["log"].is_object()) {
        hash = domain::log::link(&hash, &bytes(&line["line"]));
        assert_eq!(bytes(&line["hash"]), hash);
        checked += 1;
    }
    assert_eq!(checked, 2);
}

#[test]
fn an_association_moves_through_a_pipe_and_half_of_one_does_not() {
    let (here, there) = (Line::new(), Line::on_postgres());
    here.said(&["association", "add", "--name-la", "An-Nour", "--head", "Samira"]);
    let whole = here.said(&["export", "--association", "An-Nour"]);
    let half = &whole[..whole.len() / 2];
    for (given, why) in [
        ("", "before its last line"),
        (half, "before its last line"),
        ("x\n", "line 1 is not"),
    ] {
        let said = there.complains_of(&["import"], given);
        assert!(
            said.contains(why) && said.contains("nothing was imported"),
            "{said}"
        );
    }
    assert_eq!(there.said(&["association", "list"]), "");
    let moved = there.given(&["import", "--json"], &whole);
    let moved: Value = serde_json::from_slice(&moved.stdout).unwrap();
    assert_eq!((&moved["records"], &moved["lines"]), (&json!(2), &json!(2)));
    assert_eq!(there.said(&["verify-log"]), here.said(&["verify-log"]));
    let again = there.said(&["export", "--association", "An-Nour"]);
    let logs = |text: &str| {
        text.lines()
            .filter(|line| line.contains("\"log\""))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(logs(&again), logs(&whole));
    assert!(there.complains_of(&["import"], &whole).contains("already"));
}

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().unwrap();
    let pairs = (0..hex.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}
