//! Answers requests: the preview's own addresses, then the routes of the site, and nothing else. A path is only ever
//! looked up among the routes: it never becomes the name of a file.

use super::events::Events;
use super::hosts::Hosts;
use super::request::{NOT_READING, Request};
use crate::serve::inject::{self, OWN, SCRIPT};
use crate::serve::response::{self, Head};
use crate::serve::snapshot::Snapshot;
use crate::site::Content;
use crate::url;
use std::io;
use std::net::TcpStream;
use std::sync::{Arc, PoisonError, RwLock};

/// What happens to a connection after a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Connection {
    /// Another request may come.
    KeepAlive,
    /// It ends.
    Close,
    /// Its socket is an event stream now.
    Detached,
}

/// Answers requests: what all connections share.
pub(super) struct Handler {
    now: RwLock<Arc<Snapshot>>,
    /// The open pages.
    pub(super) events: Events,
    hosts: Hosts,
}

impl Handler {
    /// The handler of a site, with its first state.
    pub(super) fn new(first: Snapshot, hosts: Hosts) -> Self {
        Self {
            now: RwLock::new(Arc::new(first)),
            events: Events::default(),
            hosts,
        }
    }

    /// The newest state.
    pub(super) fn now(&self) -> Arc<Snapshot> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces it by a newer state.
    pub(super) fn put(&self, next: &Arc<Snapshot>) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = next.clone();
    }

    fn own(&self, request: &Request, name: &str, socket: &Arc<TcpStream>) -> io::Result<Connection> {
        match name {
            "events" => {
                if request.is_head() {
                    let head = Head::new(200).with("Content-Type", "text/event-stream");
                    head.send(socket, Some(request), io::empty(), 0)?;
                    return Ok(Connection::KeepAlive);
                }
                // A stream cannot be read by other sites, but they could hold it open.
                // Another port of this machine is the same site, and still another page.
                if request
                    .header("Sec-Fetch-Site")
                    .is_some_and(|site| !matches!(site, "same-origin" | "none"))
                {
                    response::words(
                        socket,
                        Some(request),
                        (403, "requests from other sites are refused"),
                    )?;
                    return Ok(Connection::KeepAlive);
                }
                let page = request
                    .asked("page")
                    .map(|page| url::file(page.trim_start_matches('/')));
                let seen = request.asked("version");
                let now = |page: &str| self.now().version(page);
                let version = page.as_deref().map(|page| seen.unwrap_or_else(|| now(page)));
                self.events
                    .join(socket, page.clone(), version.unwrap_or_default());
                if let Some(page) = page {
                    // The page may have changed since it was fetched, and may change while that is sent.
                    let mut newest = now(&page);
                    loop {
                        self.events.renew(&page, &newest);
                        let sent = std::mem::replace(&mut newest, now(&page));
                        if sent == newest {
                            break;
                        }
                    }
                }
                Ok(Connection::Detached)
            }
            "preview.js" => {
                let head = Head::new(200).of(name);
                response::bytes(
                    socket,
                    request,
                    head,
                    env!("CARGO_PKG_VERSION"),
                    SCRIPT.as_bytes(),
                )?;
                Ok(Connection::KeepAlive)
            }
            "panel" => {
                let now = self.now();
                let path = url::file(request.asked("page").unwrap_or_default().trim_start_matches('/'));
                let page = now.state.site.route(&path).and_then(|route| now.page(route));
                let panel = page.as_ref().map_or("", |page| page.panel.as_str());
                Head::new(200)
                    .of("panel.json")
                    .send(socket, Some(request), panel.as_bytes(), panel.len())?;
                Ok(Connection::KeepAlive)
            }
            _ => self.missing(request, socket),
        }
    }

    fn route(&self, request: &Request, socket: &TcpStream) -> io::Result<Connection> {
        let now = self.now();
        let path = url::file(&request.path);
        let Some(route) = now.state.site.route(&path) else {
            // `/services` is a folder.
            let folder = format!("{}/", request.path);
            if now.state.site.route(&url::file(&folder)).is_some() {
                let head = Head::new(301).with("Location", format!("/{}", url::encoded(&folder)));
                head.send(socket, Some(request), io::empty(), 0)?;
                return Ok(Connection::KeepAlive);
            }
            return self.missing(request, socket);
        };
        if let Content::Copy(source) = &route.content {
            match now.state.sources.open(source) {
                Ok(file) => response::file(socket, request, &route.path, file)?,
                Err(_) => return self.missing(request, socket),
            }
        } else if let Some(page) = now.page(route) {
            let head = Head::new(page.status).of(&route.path);
            response::bytes(socket, request, head, &page.version, &page.bytes)?;
        }
        Ok(Connection::KeepAlive)
    }

    fn missing(&self, request: &Request, socket: &TcpStream) -> io::Result<Connection> {
        let now = self.now();
        let pages = now
            .state
            .site
            .routes()
            .iter()
            .filter(|route| route.content == Content::Page);
        let page = inject::missing(&request.path, pages.map(|route| route.url()));
        Head::new(404)
            .of("404.html")
            .send(socket, Some(request), page.as_bytes(), page.len())?;
        Ok(Connection::KeepAlive)
    }
}

impl Handler {
    /// Answers a request, or says why there is none.
    pub(super) fn answer(
        &self,
        asked: Result<Request, (u16, &'static str)>,
        socket: &Arc<TcpStream>,
    ) -> Connection {
        let request = match asked {
            Ok(request) => request,
            Err(refusal) => {
                // A client that is gone needs no answer.
                let _ = response::words(socket, None, refusal);
                return Connection::Close;
            }
        };
        let refusal = self
            .hosts
            .refusal(&request)
            .or_else(|| (!request.is_reading()).then_some(NOT_READING));
        let answered = match refusal {
            Some(refusal) => response::words(socket, Some(&request), refusal).map(|()| Connection::KeepAlive),
            None => match request.path.strip_prefix(OWN) {
                Some(name) => self.own(&request, name, socket),
                None => self.route(&request, socket),
            },
        };
        match answered {
            Ok(Connection::KeepAlive) if !request.stays() => Connection::Close,
            Ok(connection) => connection,
            Err(_) => Connection::Close,
        }
    }

    /// How many event streams there are.
    pub(super) fn streams(&self) -> usize {
        self.events.count()
    }

    /// Ends the oldest of them.
    pub(super) fn drop_oldest_stream(&self) {
        self.events.make_room();
    }
}
