//! The real program, serving.

use std::io::{BufRead, BufReader};
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
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_hadir"))
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
