//! The door: a bounded number of connections, each with its thread, of which none can stop the others.
//!
//! tiny_http's own listener has no bound on connections or on the length of a head, no patience that ends, and stops
//! for good at the first error of `accept` (tiny-http#143, #221). So sockets are accepted here, and tiny_http is what
//! requests and answers are read and written with. Whatever is full, the oldest makes room: a reader is done in
//! milliseconds, so the oldest is never a reader.

use super::deadline::Deadline;
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
/// How long the rest of a refused request is listened to, so that its sender gets to the answer.
const LINGER: Duration = Duration::from_millis(300);

/// What goes on with a connection after a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// Another request may come.
    Next,
    /// It ends.
    Close,
    /// Its socket has gone elsewhere.
    Leave,
}

/// What answers requests.
pub(super) trait Desk: Send + Sync + 'static {
    /// Answers a request, or says why there is none.
    fn answer(&self, asked: Result<Request, (u16, &'static str)>, socket: &Arc<TcpStream>) -> Then;

    /// How many sockets it keeps.
    fn keeps(&self) -> usize;

    /// Gives back the oldest of them.
    fn make_room(&self);
}

/// The connections that are inside.
#[derive(Default)]
struct Inside {
    sockets: Mutex<BTreeMap<u64, Arc<TcpStream>>>,
}

/// Lets clients in, for ever.
pub(super) fn open(listener: &TcpListener, desk: &Arc<impl Desk>) {
    let inside = Arc::new(Inside::default());
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
                inside.make_room_with(&**desk);
                thread::sleep(PAUSE);
                continue;
            }
        };
        // One handle is to stay free, for the files that are read and served.
        if socket.try_clone().is_err() {
            inside.make_room_with(&**desk);
        }
        inside.enter(number, &socket);
        let (inside, desk) = (inside.clone(), desk.clone());
        let leave = inside.clone();
        let served = thread::Builder::new().spawn(move || {
            talk(&socket, &*desk);
            inside.leave(number);
        });
        if served.is_err() {
            leave.leave(number);
        }
    }
}

impl Inside {
    fn sockets(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<TcpStream>>> {
        self.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self, number: u64, socket: &Arc<TcpStream>) {
        if self.sockets().len() >= MOST {
            self.make_room();
        }
        self.sockets().insert(number, socket.clone());
    }

    fn leave(&self, number: u64) {
        self.sockets().remove(&number);
    }

    /// Ends the oldest connection; its thread wakes up from whatever it waits for.
    fn make_room(&self) {
        if let Some((_, socket)) = self.sockets().pop_first() {
            let _ = socket.shutdown(Shutdown::Both);
        }
    }

    /// The same, or ends a stream where those are more: the oldest of few may be a reader.
    fn make_room_with(&self, desk: &impl Desk) {
        if desk.keeps() < self.sockets().len() {
            self.make_room();
        } else {
            desk.make_room();
        }
    }
}

/// The requests of one connection, one after another.
fn talk(socket: &Arc<TcpStream>, desk: &impl Desk) {
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
        match desk.answer(asked, socket) {
            Then::Next => {}
            Then::Close => break refused,
            Then::Leave => return,
        }
    };
    let _ = socket.shutdown(Shutdown::Write);
    if refused {
        let mut from = Deadline::new(socket, LINGER);
        let mut unread = [0; 4 << 10];
        while matches!(from.read(&mut unread), Ok(1..)) {}
    }
}
