//! Answers as bytes on a socket: status, headers, body, ranges of files.

use super::deadline::Deadline;
use super::request::Request;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::time::{Duration, UNIX_EPOCH};
use tiny_http::{HTTPVersion, Header, Response, StatusCode};

/// How long a client may take to fetch one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is sent before a body.
#[derive(Debug, Default)]
pub(super) struct Head {
    status: u16,
    headers: Vec<(&'static str, String)>,
}

impl Head {
    /// A status, and what every answer says: that it is for this page alone, and only for as long as it is the newest.
    pub(super) fn new(status: u16) -> Self {
        let mut head = Self {
            status,
            headers: Vec::new(),
        };
        head.add("Server", "nevertwice".to_owned());
        head.add("Cache-Control", "no-cache".to_owned());
        head.add("X-Content-Type-Options", "nosniff".to_owned());
        head.add("Cross-Origin-Resource-Policy", "same-origin".to_owned());
        // No other site may show a page in a frame of its own.
        head.add("Content-Security-Policy", "frame-ancestors 'self'".to_owned());
        head.add("X-Frame-Options", "SAMEORIGIN".to_owned());
        head
    }

    /// With another header.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.add(name, value.into());
        self
    }

    /// With the type that the name of a file says.
    pub(super) fn of(self, path: &str) -> Self {
        let kind = mime_guess::from_path(path).first_or_octet_stream();
        let text = kind.type_() == "text"
            || matches!(kind.subtype().as_str(), "javascript" | "json" | "xml")
            || kind
                .suffix()
                .is_some_and(|suffix| suffix == "xml" || suffix == "json");
        let charset = if text { "; charset=utf-8" } else { "" };
        self.with("Content-Type", format!("{}{charset}", kind.essence_str()))
    }

    fn add(&mut self, name: &'static str, value: String) {
        self.headers.push((name, value));
    }

    /// Sends it with a body of so many bytes.
    pub(super) fn send(
        self,
        socket: &TcpStream,
        request: Option<&Request>,
        body: impl Read,
        bytes: usize,
    ) -> io::Result<()> {
        let headers = self
            .headers
            .iter()
            .filter_map(|(name, value)| Header::from_bytes(*name, value.as_bytes()).ok());
        let status = StatusCode(self.status);
        let response = Response::new(status, headers.collect(), body, Some(bytes), None);
        let version = request.map_or_else(|| HTTPVersion(1, 1), |request| request.version.clone());
        let mut to = BufWriter::new(Deadline::new(socket, PATIENCE));
        response.with_chunked_threshold(usize::MAX).raw_print(
            &mut to,
            version,
            &[],
            request.is_some_and(Request::is_head),
            None,
        )?;
        to.flush()
    }
}

/// A few words for people, as a body.
pub(super) fn words(
    socket: &TcpStream,
    request: Option<&Request>,
    (status, words): (u16, &str),
) -> io::Result<()> {
    let head = Head::new(status).with("Content-Type", "text/plain; charset=utf-8");
    let head = if status == 405 {
        head.with("Allow", "GET, HEAD")
    } else {
        head
    };
    let body = format!("{words}\n");
    head.send(socket, request, body.as_bytes(), body.len())
}

/// Bytes, unless the client has those of this version already.
pub(super) fn bytes(
    socket: &TcpStream,
    request: &Request,
    head: Head,
    version: &str,
    bytes: &[u8],
) -> io::Result<()> {
    let tag = format!("\"{version}\"");
    let has = request
        .header("If-None-Match")
        .is_some_and(|tags| holds(tags, &tag));
    let head = head.with("ETag", tag);
    if has && head.status == 200 {
        return Head { status: 304, ..head }.send(socket, Some(request), io::empty(), 0);
    }
    head.send(socket, Some(request), bytes, bytes.len())
}

/// A file, or the part of it that is asked for.
pub(super) fn file(socket: &TcpStream, request: &Request, name: &str, mut file: File) -> io::Result<()> {
    let Ok(is) = file.metadata() else {
        return words(socket, Some(request), (503, "this file cannot be read right now"));
    };
    let length = is.len();
    let modified = is
        .modified()
        .ok()
        .and_then(|modified| modified.duration_since(UNIX_EPOCH).ok());
    let tag = format!("\"{length:x}-{:x}\"", modified.unwrap_or_default().as_nanos());
    let has = request
        .header("If-None-Match")
        .is_some_and(|tags| holds(tags, &tag));
    let same = request.header("If-Range").is_none_or(|seen| seen == tag);
    let head = |status| {
        Head::new(status)
            .of(name)
            .with("ETag", tag.clone())
            .with("Accept-Ranges", "bytes")
    };
    if has {
        return head(304).send(socket, Some(request), io::empty(), 0);
    }
    match request
        .header("Range")
        .filter(|_| same)
        .map_or(Range::Whole, |asked| Range::of(asked, length))
    {
        Range::Whole => head(200).send(socket, Some(request), file.take(length), size(length)),
        Range::Part { first, last } => {
            file.seek(SeekFrom::Start(first))?;
            let bytes = last - first + 1;
            head(206)
                .with("Content-Range", format!("bytes {first}-{last}/{length}"))
                .send(socket, Some(request), file.take(bytes), size(bytes))
        }
        Range::None => head(416).with("Content-Range", format!("bytes */{length}")).send(
            socket,
            Some(request),
            io::empty(),
            0,
        ),
    }
}

fn size(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// Whether a list of tags has one, weak or not.
fn holds(tags: &str, tag: &str) -> bool {
    tags.split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

/// Which bytes of a file are asked for.
#[derive(Debug, PartialEq, Eq)]
enum Range {
    Whole,
    Part { first: u64, last: u64 },
    None,
}

impl Range {
    /// One range of a file of so many bytes; several at once, and what is no range, mean the whole (RFC 9110, 14.2).
    fn of(asked: &str, length: u64) -> Self {
        let Some((first, last)) = asked
            .strip_prefix("bytes=")
            .and_then(|range| range.split_once('-'))
        else {
            return Self::Whole;
        };
        let end = length.saturating_sub(1);
        match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), Ok(last)) if first > last => Self::Whole,
            (Ok(first), _) if first >= length => Self::None,
            (Ok(first), Ok(last)) => Self::Part {
                first,
                last: last.min(end),
            },
            (Ok(first), Err(_)) if last.is_empty() => Self::Part { first, last: end },
            (Err(_), Ok(0)) if first.is_empty() => Self::None,
            (Err(_), Ok(count)) if first.is_empty() && length > 0 => Self::Part {
                first: length.saturating_sub(count),
                last: end,
            },
            _ => Self::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_one_of_the_file() {
        let part = |first, last| Range::Part { first, last };
        for (asked, range) in [
            ("bytes=0-3", part(0, 3)),
            ("bytes=4-", part(4, 9)),
            ("bytes=-3", part(7, 9)),
            ("bytes=-30", part(0, 9)),
            ("bytes=8-99", part(8, 9)),
            ("bytes=10-", Range::None),
            ("bytes=-0", Range::None),
            ("bytes=3-1", Range::Whole),
            ("bytes=0-1,3-4", Range::Whole),
            ("lines=0-1", Range::Whole),
            ("bytes=-", Range::Whole),
        ] {
            assert_eq!(Range::of(asked, 10), range, "{asked}");
        }
        assert_eq!(Range::of("bytes=0-0", 0), Range::None);
        assert_eq!(Range::of("bytes=-1", 0), Range::Whole);
    }

    #[test]
    fn tags_are_compared_without_their_weakness() {
        assert!(holds("\"a\", W/\"b\"", "\"b\""));
        assert!(holds("*", "\"b\""));
        assert!(!holds("\"bb\"", "\"b\""));
    }
}
