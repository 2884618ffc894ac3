//! Accepts connections: a bounded number, each with its own thread, of which none can block the others.
//!
//! tiny_http's own listener has no bound on connections or on the length of a head, no timeout, and stops
//! for good at the first error of `accept` (tiny-http#143, #221). So sockets are accepted here, and tiny_http is what
//! requests and answers are read and written with. At a limit the oldest connection is dropped: a reader is
//! done in milliseconds, so the oldest is never a reader.

use super::deadline::Deadline;
use super::handler::{Connection, Handler};
use super::request::Request;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The most connections at a time, event streams not counted.
const MOST: usize = 128;
/// How long to wait when the system has no more sockets.
const PAUSE: Duration = Duration::from_millis(20);
/// How long the rest of a refused request is read, so that its sender gets to the answer.
const LINGER: Duration = Duration::from_millis(300);

/// The open connections, oldest first.
#[derive(Default)]
struct Connections {
    sockets: Mutex<BTreeMap<u64, Arc<TcpStream>>>,
}

/// Accepts clients until the program ends.
pub(super) fn run(listener: &TcpListener, handler: &Arc<Handler>) {
    let connections = Arc::new(Connections::default());
    for number in 0.. {
        let socket = match listener.accept() {
            Ok((socket, _)) => Arc::new(socket),
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionAborted | ErrorKind::Interrupted
                ) =>
            {
                continue;
            }
            Err(_) => {
                // Most likely there are no more file handles.
                connections.drop_oldest_with(handler);
                thread::sleep(PAUSE);
                continue;
            }
        };
        // One handle is to stay free, for the files that are read and served.
        if socket.try_clone().is_err() {
            connections.drop_oldest_with(handler);
        }
        connections.add(number, &socket);
        let (open, handler) = (connections.clone(), handler.clone());
        let served = thread::Builder::new().spawn(move || {
            talk(&socket, &handler);
            open.remove(number);
        });
        if served.is_err() {
            connections.remove(number);
        }
    }
}

impl Connections {
    fn sockets(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<TcpStream>>> {
        self.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, number: u64, socket: &Arc<TcpStream>) {
        if self.sockets().len() >= MOST {
            self.drop_oldest();
        }
        self.sockets().insert(number, socket.clone());
    }

    fn remove(&self, number: u64) {
        self.sockets().remove(&number);
    }

    /// Ends the oldest connection; its thread wakes up from any wait.
    fn drop_oldest(&self) {
        if let Some((_, socket)) = self.sockets().pop_first() {
            let _ = socket.shutdown(Shutdown::Both);
        }
    }

    /// The same, or ends a stream where those are more: the oldest of few may be a reader.
    fn drop_oldest_with(&self, handler: &Handler) {
        if handler.streams() < self.sockets().len() {
            self.drop_oldest();
        } else {
            handler.drop_oldest_stream();
        }
    }
}

/// The requests of one connection, one after another.
fn talk(socket: &Arc<TcpStream>, handler: &Handler) {
    // Small answers go out at once.
    let _ = socket.set_nodelay(true);
    let mut rest = Vec::new();
    let refused = loop {
        let asked = match Request::read(socket, &mut rest) {
            Ok(request) => Ok(request),
            Err(None) => break false,
            Err(Some(refusal)) => Err(refusal),
        };
        let refused = asked.is_err();
        match handler.answer(asked, socket) {
            Connection::KeepAlive => {}
            Connection::Close => break refused,
            Connection::Detached => return,
        }
    };
    let _ = socket.shutdown(Shutdown::Write);
    if refused {
        let mut from = Deadline::new(socket, LINGER);
        let mut unread = [0; 4 << 10];
        while matches!(from.read(&mut unread), Ok(1..)) {}
    }
}
