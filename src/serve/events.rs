//! Event streams: the open pages, and the events that each of them gets.
//!
//! A stream is a socket and no thread. All writing is done without waiting, under one lock: a client that does not
//! read is dropped when its buffer is full, and its page reconnects when it can.

use crate::url;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most streams at a time; the oldest makes room for another.
const MOST: usize = 256;

/// What is sent before the first event: nginx, which buffers by default, is asked not to. A page whose stream breaks reconnects
/// after half a second.
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nServer: nevertwice\r\nContent-Type: text/event-stream\r\n\
    Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
    X-Accel-Buffering: no\r\nConnection: close\r\n\r\nretry: 500\n\n";

/// An event for open pages.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub(super) enum Event<'a> {
    /// The page changed.
    Page {
        /// Its address.
        page: &'a str,
        /// Their version.
        version: &'a str,
    },
    /// Files that the page may use changed: stylesheets, pictures, scripts.
    Files {
        /// Their addresses.
        files: Vec<String>,
    },
    /// A new postmortem was created.
    Open {
        /// The address of its page.
        page: &'a str,
    },
    /// The site changed: for streams that are about no page.
    Site {
        /// The files of the sources, by their paths.
        files: Vec<&'a str>,
        /// How many open pages changed.
        pages: usize,
        /// How long that took, in milliseconds: until no more changes came, to read, to index, to render and notify.
        milliseconds: [f64; 4],
    },
}

/// One open stream.
struct Stream {
    socket: Arc<TcpStream>,
    /// The page that it is about, as a path of the output; None where it is about all.
    page: Option<String>,
    /// The version of the page that its reader has.
    version: String,
}

/// All open streams, the oldest first.
#[derive(Default)]
pub(super) struct Events {
    streams: Mutex<Vec<Stream>>,
}

impl Events {
    /// Makes a socket a stream, which gets events from now on.
    pub(super) fn join(&self, socket: &Arc<TcpStream>, page: Option<String>, version: String) {
        let stream = Stream {
            socket: socket.clone(),
            page,
            version,
        };
        if stream.socket.set_nonblocking(true).is_err() || !stream.write(HEAD) {
            return;
        }
        let mut streams = self.streams();
        if streams.len() >= MOST {
            streams.remove(0).close();
        }
        streams.push(stream);
    }

    /// The pages that are open.
    pub(super) fn pages(&self) -> BTreeSet<String> {
        self.streams()
            .iter()
            .filter_map(|stream| stream.page.clone())
            .collect()
    }

    /// Notifies the streams with another version of a page; returns their number.
    pub(super) fn renew(&self, page: &str, version: &str) -> usize {
        let address = format!("/{}", url::of_file(page));
        let line = line(&Event::Page {
            page: &address,
            version,
        });
        let mut notified = 0;
        self.streams().retain_mut(|stream| {
            if stream.page.as_deref() != Some(page) || stream.version == version {
                return true;
            }
            notified += 1;
            version.clone_into(&mut stream.version);
            stream.send(&line)
        });
        notified
    }

    /// Sends an event to the streams of some pages; None: those that are about no page.
    pub(super) fn send(&self, event: &Event<'_>, to: impl Fn(Option<&str>) -> bool) {
        let line = line(event);
        self.streams()
            .retain(|stream| !to(stream.page.as_deref()) || stream.send(&line));
    }

    /// Sends an event to the page that was opened last; false where none is open.
    pub(super) fn send_to_newest(&self, event: &Event<'_>) -> bool {
        let line = line(event);
        let streams = self.streams();
        let newest = streams.iter().rev().find(|stream| stream.page.is_some());
        newest.is_some_and(|newest| newest.send(&line))
    }

    /// Drops streams without a reader; with `beat`, sends the others a sign of life.
    pub(super) fn sweep(&self, beat: bool) {
        self.streams().retain(|stream| {
            let open = stream.is_open() && (!beat || stream.write(b":\n\n"));
            if !open {
                stream.close();
            }
            open
        });
    }

    /// How many streams are open.
    pub(super) fn count(&self) -> usize {
        self.streams().len()
    }

    /// Ends the oldest stream.
    pub(super) fn make_room(&self) {
        let mut streams = self.streams();
        if !streams.is_empty() {
            streams.remove(0).close();
        }
    }

    fn streams(&self) -> MutexGuard<'_, Vec<Stream>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stream {
    fn send(&self, line: &str) -> bool {
        let sent = self.write(line.as_bytes());
        if !sent {
            self.close();
        }
        sent
    }

    /// Whether all bytes fit into the buffer.
    fn write(&self, bytes: &[u8]) -> bool {
        matches!((&*self.socket).write(bytes), Ok(written) if written == bytes.len())
    }

    /// Whether the client is still connected. What it sends is ignored.
    fn is_open(&self) -> bool {
        match (&*self.socket).read(&mut [0; 512]) {
            Ok(read) => read > 0,
            Err(error) => error.kind() == ErrorKind::WouldBlock,
        }
    }

    fn close(&self) {
        let _ = self.socket.shutdown(Shutdown::Both);
    }
}

/// An event as it is sent.
fn line(event: &Event<'_>) -> String {
    // Texts and numbers always serialise.
    format!("data: {}\n\n", serde_json::to_string(event).unwrap_or_default())
}
