//! EDGE: the live preview: `serve`. Nothing is written.
//!
//! One loop waits for changes ([`watch`]), reads what changed ([`crate::project::files::tree`]), makes the next state of
//! the site ([`state`]), replaces the previous one ([`snapshot`]), and notifies the open pages whose bytes
//! changed ([`events`]). Connections are accepted by the [`listener`] and answered from the newest state by the
//! [`handler`]; they never wait for the loop.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: this is where sockets, the clock and changes of files are met"
)]

mod checklist;
mod deadline;
mod documents;
mod events;
mod file_findings;
mod handler;
mod hosts;
mod inject;
mod listener;
mod request;
mod response;
mod snapshot;
mod state;
mod suggest;
mod tracked_theme;
mod watch;

use crate::config::{POSTMORTEMS, Settings};
use crate::parallel;
use crate::project::Error;
use crate::project::files::tree::Tree;
use crate::project::files::{Change, How, Sources};
use crate::tracker::Tracker;
use crate::url;
use anyhow::{Context, bail};
use events::Event;
use handler::Handler;
use hosts::Hosts;
use jiff::civil::Date;
use snapshot::Snapshot;
use state::{SiteState, StateInputs};
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use watch::{Watch, Where};

/// The port where none is given, or the next free one.
const PORT: u16 = 4000;
/// How many ports are tried.
const PORTS: u16 = 100;
/// How often streams without a reader are dropped.
const SWEEP: Duration = Duration::from_secs(1);
/// How often streams get a sign of life.
const BEAT: Duration = Duration::from_secs(15);
/// How long an editor may take between removing a file and writing it.
const FLUX: Duration = Duration::from_millis(60);

/// The path that the head of a request asks for; None where it is refused. For those who try what a server makes of bytes.
#[must_use]
pub fn requested(head: &[u8]) -> Option<String> {
    request::Request::of(head).ok().map(|request| request.path)
}

/// What is served, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is served.
    pub subject: Subject,
    /// The name or number of the address to listen on.
    pub host: String,
    /// The port; None for the first free one from 4000 on.
    pub port: Option<u16>,
    /// The name of the checklist's profile; None for that of `site.yaml`.
    pub profile: Option<String>,
    /// What counts as today; None for the newest incident.
    pub as_of: Option<Date>,
    /// What an issue tracker says of the actions.
    pub tracker: Tracker,
    /// Whether to poll for changes.
    pub poll: bool,
}

/// What is served.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A site, by its folder.
    Site(PathBuf),
    /// A file that is in no site, as the only postmortem of one.
    File {
        /// Its folder.
        folder: PathBuf,
        /// Its name there.
        name: String,
        /// The settings that it is read with.
        settings: Box<Settings>,
    },
}

impl Subject {
    fn read(&self) -> Result<Tree, Error> {
        match self {
            Self::Site(root) => Tree::read(root),
            Self::File {
                folder,
                name,
                settings,
            } => Tree::alone(folder, name, (**settings).clone()),
        }
    }

    /// Its folder, and what of it is watched whole.
    fn folders(&self) -> (&Path, &'static [&'static str]) {
        match self {
            Self::Site(root) => (root, watch::OF_SITE),
            Self::File { folder, .. } => (folder, watch::OF_FILE),
        }
    }

    /// A message or a path with the name that the user knows a file by.
    fn shown(&self, words: &str) -> String {
        match self {
            Self::Site(_) => words.to_owned(),
            Self::File { .. } => words.replacen(&format!("{POSTMORTEMS}/"), "", 1),
        }
    }
}

/// Events of the server, for the terminal.
#[derive(Debug)]
pub enum ServerEvent {
    /// It answers at an address.
    Ready {
        /// The address.
        url: String,
        /// Whether other machines can reach it.
        open: bool,
        /// How many postmortems there are.
        postmortems: usize,
        /// How long it took until now.
        took: Duration,
    },
    /// Why it polls for changes, where the system should report them.
    Polls(String),
    /// Something changed.
    Changed {
        /// What did.
        changes: Vec<Change>,
        /// How many open pages changed.
        pages: usize,
        /// How long it took, from the first event on.
        took: Duration,
        /// What is broken: file, line and column, and what is wrong.
        broken: Vec<String>,
    },
    /// What was broken when the server started: file, line and column, and what is wrong.
    Broken(Vec<String>),
    /// The files cannot be read as a site; the last state stays.
    Lost(String),
    /// A new postmortem is there, and no page is open to show it: its address.
    New(String),
}

/// Serves a site until the program ends. `on_event` is called with what happens.
///
/// # Errors
/// Where the site cannot be read, or the address cannot be listened on.
pub fn run(options: &Options, on_event: impl Fn(ServerEvent)) -> anyhow::Result<()> {
    let begin = Instant::now();
    let (listener, address) = listen(options)?;
    let mut tree = options.subject.read()?;
    let (root, watched) = options.subject.folders();
    let state = |tree: &Tree, before: Option<&SiteState>| {
        let inputs = StateInputs {
            sources: Sources {
                tracker: options.tracker.clone(),
                ..tree.sources()
            },
            as_of: options.as_of,
            profile: options.profile.clone(),
        };
        Snapshot::new(SiteState::new(inputs, before))
    };
    let first = state(&tree, None);
    let archive = first.state.site.archive();
    let postmortems = archive.items.len();
    let page = match (&options.subject, archive.items.first()) {
        (Subject::File { .. }, Some(item)) => url::postmortem(&item.slug),
        _ => String::new(),
    };
    let hosts = Hosts::new(&options.host, address);
    let handler = Arc::new(Handler::new(first, hosts));
    let answering = handler.clone();
    std::thread::Builder::new().spawn(move || listener::run(&listener, &answering))?;
    let home = format!("http://{}/", shown(&options.host, address));
    on_event(ServerEvent::Ready {
        url: format!("{home}{page}"),
        open: !address.ip().is_loopback(),
        postmortems,
        took: begin.elapsed(),
    });
    // Starting a watch takes time, and it would report every file that is read. What changed meanwhile is seen later.
    let (mut watch, unwatched) = Watch::new(root, watched, options.poll);
    if let Some(reason) = unwatched {
        on_event(ServerEvent::Polls(reason));
    }
    watch.follow(tree.catalog());
    let (judged, broken_at_start) = std::sync::mpsc::channel::<Vec<String>>();
    // Judging everything takes time: it begins when nothing has happened for a while, so that no first page waits for it.
    let mut unjudged = Some(judged);
    let mut beat = Instant::now();
    loop {
        if let Ok(broken) = broken_at_start.try_recv()
            && !broken.is_empty()
        {
            let broken = broken.iter().map(|fault| options.subject.shown(fault)).collect();
            on_event(ServerEvent::Broken(broken));
        }
        let place = watch.next(SWEEP);
        let due = beat.elapsed() >= BEAT;
        handler.events.sweep(due);
        if due {
            beat = Instant::now();
        }
        let mut judge_all = || {
            let Some(judged) = unjudged.take() else { return };
            let now = handler.now();
            rayon::spawn(move || {
                let broken = now.state.all_broken();
                // Where the server has ended, nobody listens.
                let _ = judged.send(broken.iter().map(state::in_words).collect());
            });
        };
        let candidates = match &place {
            Where::Nowhere => {
                judge_all();
                continue;
            }
            Where::Paths(candidates) => Some(candidates),
            Where::Anywhere => None,
        };
        let quiet = Instant::now();
        if tree.is_mid_save(candidates) {
            std::thread::sleep(FLUX);
        }
        let changes = match tree.refresh(candidates) {
            Ok(changes) if changes.is_empty() => {
                judge_all();
                continue;
            }
            Ok(changes) => changes,
            Err(error) => {
                on_event(ServerEvent::Lost(error.to_string()));
                continue;
            }
        };
        watch.follow(tree.catalog());
        let read = Instant::now();
        let before = handler.now();
        let next = Arc::new(state(&tree, Some(&before.state)));
        let indexed = Instant::now();
        handler.put(&next);
        let pages = publish(&handler, &before, &next, &changes);
        // Freeing a large site takes time, for which no page needs to wait.
        rayon::spawn(move || drop(before));
        let done = Instant::now();
        let steps = [quiet - watch.since, read - quiet, indexed - read, done - indexed];
        let event = Event::Site {
            files: changes.iter().map(|change| change.path.as_str()).collect(),
            pages,
            milliseconds: steps.map(|step| step.as_secs_f64() * 1000.0),
        };
        handler.events.send(&event, |page| page.is_none());
        if let Some(page) = created(&next, &changes)
            && !handler.events.send_to_newest(&Event::Open {
                page: &format!("/{page}"),
            })
        {
            on_event(ServerEvent::New(format!("{home}{page}")));
        }
        let paths = changes.iter().map(|change| change.path.as_str());
        let broken = next.state.broken(&paths.collect());
        let broken = broken.iter().map(state::in_words);
        let broken = broken.map(|fault| options.subject.shown(&fault)).collect();
        let changes = changes.into_iter().map(|mut change| {
            change.path = options.subject.shown(&change.path);
            change
        });
        on_event(ServerEvent::Changed {
            changes: changes.collect(),
            pages,
            took: done - watch.since,
            broken,
        });
    }
}

/// Notifies the open pages whose bytes changed; returns their number.
fn publish(handler: &Handler, before: &Snapshot, next: &Snapshot, changes: &[Change]) -> usize {
    // Not by rayon's pool: its threads would wait here for pages that a connection is making with the pool's help.
    let open: Vec<String> = handler.events.pages().into_iter().collect();
    let notified = parallel::parts(&open, |part| {
        let renew = |path: &String| handler.events.renew(path, &next.version(path));
        part.iter().map(renew).collect()
    });
    let notified: usize = notified.into_iter().sum();
    let files = next.state.files_unlike(&before.state, changes);
    if !files.is_empty() {
        handler
            .events
            .send(&Event::Files { files }, |page| page.is_some());
    }
    notified
}

/// The page of a postmortem that was just created: the one new file, and a draft.
fn created(next: &Snapshot, changes: &[Change]) -> Option<String> {
    let [
        Change {
            path,
            how: How::Added,
        },
    ] = changes
    else {
        return None;
    };
    let items = &next.state.site.archive().items;
    let item = items.iter().find(|item| item.record.local_path() == Some(path))?;
    (!item.record.published()).then(|| url::postmortem(&item.slug))
}

/// Listens on the given port, or on the first free one.
fn listen(options: &Options) -> anyhow::Result<(TcpListener, SocketAddr)> {
    let host = options.host.trim_start_matches('[').trim_end_matches(']');
    let ports = match options.port {
        Some(port) => port..=port,
        None => PORT..=PORT + PORTS,
    };
    let mut refused = None;
    for port in ports {
        let addresses = (host, port)
            .to_socket_addrs()
            .with_context(|| format!("cannot resolve the host `{host}`"))?;
        match TcpListener::bind(&*addresses.collect::<Vec<_>>()) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok((listener, address));
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => refused = Some(error),
            Err(error) => return Err(error).with_context(|| format!("cannot listen on {host} port {port}")),
        }
    }
    match (options.port, refused) {
        (Some(port), Some(_)) => {
            bail!("port {port} is in use: stop the program that uses it, or choose another `--port`")
        }
        _ => bail!(
            "ports {PORT} to {} are all in use: choose another with `--port`",
            PORT + PORTS
        ),
    }
}

/// The address as a reader types it.
fn shown(host: &str, address: SocketAddr) -> String {
    let port = address.port();
    if address.ip().is_unspecified() {
        format!("localhost:{port}")
    } else if host.parse::<IpAddr>().is_ok() || host.starts_with('[') {
        address.to_string()
    } else {
        format!("{host}:{port}")
    }
}
