//! The real program, serving.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::site;

/// The real program, serving; killed when dropped.
pub(crate) struct Program {
    child: Child,
    pub(crate) url: String,
    _folder: TempDir,
}

impl Program {
    pub(crate) fn start(database: &str, addr: &str) -> Self {
        Program::run(Command::new(env!("CARGO_BIN_EXE_hadir")), database, addr)
    }

    /// One that backs up into a folder, as often as it does where nothing else is said.
    pub(crate) fn start_with_backups(database: &str, addr: &str, folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hadir"));
        command.env("HADIR_BACKUP_DIR", folder);
        Program::run(command, database, addr)
    }

    /// One that hears that a file cannot grow, as on a full disk, where a process of a limited size would be ended.
    pub(crate) fn start_on_small_disk(database: &str, addr: &str) -> Self {
        let mut shell = Command::new("sh");
        shell.args([
            "-c",
            "trap '' XFSZ; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_hadir"),
        ]);
        Program::run(shell, database, addr)
    }

    /// From now on none of its files grows beyond so many bytes.
    pub(crate) fn limit_files(&self, bytes: Option<u64>) {
        let bytes = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        let limited = Command::new("prlimit")
            .args([
                "--pid",
                &self.child.id().to_string(),
                &format!("--fsize={bytes}:"),
            ])
            .status()
            .unwrap();
        assert!(limited.success());
    }

    fn run(mut command: Command, database: &str, addr: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = command
            .arg("serve")
            .env("HADIR_DATABASE_URL", database)
            .env("HADIR_ADDR", addr)
            .env("LEPTOS_SITE_ROOT", site(folder.path()))
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines
            .map_while(Result::ok)
            .find(|line| line.contains("listens on"))
            .expect("it listens");
        Program {
            child,
            url: line.rsplit(' ').next().unwrap().to_owned(),
            _folder: folder,
        }
    }

    /// Kilobytes of memory it held at once, at most.
    pub(crate) fn peak_kb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak.unwrap().trim().trim_end_matches(" kB").parse().unwrap()
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn ask_to_stop(&mut self) -> bool {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        self.child.wait().unwrap().success()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
