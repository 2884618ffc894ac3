//! A client that writes its requests by hand.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A socket to which something was sent.
pub(crate) fn open(address: &str, sent: &str) -> TcpStream {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    socket.write_all(sent.as_bytes()).unwrap();
    socket
}

/// The whole answer to what is sent.
pub(crate) fn answer(address: &str, sent: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Whoever is refused may find the socket closed under the rest of what it sent.
    let _ = open(address, sent).read_to_end(&mut bytes);
    bytes
}

/// The answer to a request for a path, with more headers.
pub(crate) fn get(address: &str, path: &str, more: &str) -> String {
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{more}\r\n");
    String::from_utf8_lossy(&answer(address, &head)).into_owned()
}

/// The three digits of an answer.
pub(crate) fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or_default()
}

/// What stands behind the head of an answer.
pub(crate) fn body(answer: &[u8]) -> &[u8] {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    end.map_or(&[], |end| &answer[end + 4..])
}

/// An open event stream, from its first event on.
pub(crate) fn stream(address: &str, query: &str) -> BufReader<TcpStream> {
    let listen = format!("GET /__nevertwice/events{query} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let mut events = BufReader::new(open(address, &listen));
    let mut line = String::new();
    while !line.starts_with("retry:") {
        line.clear();
        assert!(
            events.read_line(&mut line).unwrap() > 0,
            "the stream ended: {line}"
        );
    }
    events
}

/// The next event of a stream.
pub(crate) fn event(stream: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
        if let Some(event) = line.strip_prefix("data: ") {
            return event.trim().to_owned();
        }
    }
}
