//! The program itself, as a writer starts it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_nevertwice");

/// A running `serve`, which ends with the test.
pub(crate) struct Server {
    child: Child,
    /// Host and port.
    pub(crate) address: String,
}

impl Server {
    /// Serves a folder on a free port.
    pub(crate) fn of(site: &Path) -> Self {
        Self::run(
            Command::new(PROGRAM)
                .args(["serve", "--port", "0"])
                .current_dir(site),
        )
    }

    /// The same with so few file handles.
    #[cfg(unix)]
    pub(crate) fn with_handles(site: &Path, handles: usize) -> Self {
        let script = format!("ulimit -n {handles} && exec \"$0\" serve --port 0");
        Self::run(
            Command::new("sh")
                .args(["-c", &script, PROGRAM])
                .current_dir(site),
        )
    }

    fn run(command: &mut Command) -> Self {
        // Of one thread in the pool, a page that is waited for there while it is made with the pool's help hangs at once.
        let command = command
            .env("RAYON_NUM_THREADS", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let url = first.split(' ').nth(1).unwrap();
        let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        // Nobody may stop the server by not reading what it prints.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// A number of its entry in `/proc`: `Threads`, or `VmRSS` in kB.
    #[cfg(target_os = "linux")]
    pub(crate) fn status(&self, name: &str) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        let number = line.trim_start_matches(':').split_whitespace().next().unwrap();
        number.parse().unwrap()
    }

    /// How many files and sockets it has open.
    #[cfg(target_os = "linux")]
    pub(crate) fn handles(&self) -> usize {
        let folder = std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).unwrap();
        folder.count()
    }

    /// Asks it to end, and gives what it ends with. Not as Ctrl-C does: what runs in the background of a shell may
    /// have been told to take no notice of that.
    #[cfg(unix)]
    pub(crate) fn end(mut self) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        Command::new("kill").arg(&id).status().unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Builds a site with its drafts into a folder.
pub(crate) fn build(site: &Path, out: &Path) {
    let mut command = Command::new(PROGRAM);
    command.args(["build", "--drafts", "--quiet", "--out"]).arg(out);
    let built = command.current_dir(site).output().unwrap();
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(built.status.success(), "{said}");
}
