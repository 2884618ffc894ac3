//! The head of a request, read within bounds of size and time, and what of it counts here.

use super::deadline::Deadline;
use percent_encoding::percent_decode_str;
use std::io::Read;
use std::net::TcpStream;
use std::time::Duration;
use tiny_http::{HTTPVersion, Header, Method};

/// The most bytes of a head.
const HEAD: usize = 16 << 10;
/// How long a client may take to send it.
const PATIENCE: Duration = Duration::from_secs(5);

/// The answer to requests that would change something.
pub(super) const NOT_READING: (u16, &str) = (405, "this server only answers GET and HEAD");

/// What is asked.
#[derive(Debug)]
pub(super) struct Request {
    /// How.
    pub(super) method: Method,
    /// The path from the root of the site, decoded, without the first slash.
    pub(super) path: String,
    /// The query after the question mark, as it was sent.
    pub(super) query: String,
    /// The version that the answer is given in.
    pub(super) version: HTTPVersion,
    /// The host of a whole address, as proxies are sent.
    authority: Option<String>,
    headers: Vec<Header>,
}

/// Why there is no request: the status that says so, and words. None where nobody would read an answer.
pub(super) type Refusal = Option<(u16, &'static str)>;

impl Request {
    /// Reads one head; `rest` holds the bytes after the previous one, and then those after this one.
    ///
    /// # Errors
    /// What is answered instead.
    pub(super) fn read(socket: &TcpStream, rest: &mut Vec<u8>) -> Result<Self, Refusal> {
        const END: &[u8] = b"\r\n\r\n";
        let mut from = Deadline::new(socket, PATIENCE);
        let mut part = [0; 2 << 10];
        let mut seen = 0;
        let end = loop {
            let new = rest.get(seen..).unwrap_or_default();
            if let Some(end) = new.windows(END.len()).position(|four| four == END) {
                break seen + end;
            }
            if rest.len() > HEAD {
                return Err(Some((431, "the request headers are too large")));
            }
            // An end may be split between two parts.
            seen = rest.len().saturating_sub(END.len() - 1);
            match from.read(&mut part) {
                Ok(0) => return Err(None),
                Ok(read) => rest.extend_from_slice(part.get(..read).unwrap_or_default()),
                Err(_) if rest.is_empty() => return Err(None),
                Err(_) => return Err(Some((408, "the request took too long"))),
            }
        };
        let behind = rest.split_off(end + END.len());
        let head = std::mem::replace(rest, behind);
        Self::of(head.get(..end).unwrap_or_default()).map_err(Some)
    }

    /// The request of a head, without the empty line after it.
    ///
    /// # Errors
    /// What is answered instead.
    pub(super) fn of(head: &[u8]) -> Result<Self, (u16, &'static str)> {
        let head = std::str::from_utf8(head).ok();
        let request = head.and_then(Self::parse).ok_or((400, "malformed request"))?;
        if request.repeats("Content-Length") {
            return Err((400, "the request has more than one Content-Length header"));
        }
        // What has a body does not end where the head ends.
        let length = request.header("Content-Length");
        if length.is_some_and(|length| length != "0") || request.header("Transfer-Encoding").is_some() {
            return Err(if request.is_reading() {
                (400, "this server accepts no request body")
            } else {
                NOT_READING
            });
        }
        Ok(request)
    }

    fn parse(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target, version) = (first.next()?, first.next()?, first.next()?);
        if target.contains(char::is_control) {
            return None;
        }
        let version = match version {
            "HTTP/1.1" => HTTPVersion(1, 1),
            "HTTP/1.0" => HTTPVersion(1, 0),
            _ => return None,
        };
        if first.next().is_some() {
            return None;
        }
        let headers = lines.map(header).collect::<Option<Vec<Header>>>()?;
        let (authority, target) = origin(target)?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Some(Self {
            method: method.parse().ok()?,
            path: decoded(path)?,
            query: query.to_owned(),
            version,
            authority: authority.map(str::to_owned),
            headers,
        })
    }

    /// The host that is asked, where it is named: that of a whole address counts more than a header.
    pub(super) fn host(&self) -> Option<&str> {
        self.authority.as_deref().or_else(|| self.header("Host"))
    }

    /// The value of a header.
    pub(super) fn header(&self, name: &'static str) -> Option<&str> {
        let mut same = self.headers.iter().filter(|header| header.field.equiv(name));
        same.next().map(|header| header.value.as_str())
    }

    /// Whether a header is there more than once.
    pub(super) fn repeats(&self, name: &'static str) -> bool {
        self.headers
            .iter()
            .filter(|header| header.field.equiv(name))
            .count()
            > 1
    }

    /// The value of a key of the query, decoded.
    pub(super) fn asked(&self, key: &str) -> Option<String> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let mut values = pairs.filter(|(name, _)| *name == key);
        decoded(values.next()?.1)
    }

    /// Whether it asks for something, and changes nothing.
    pub(super) fn is_reading(&self) -> bool {
        matches!(self.method, Method::Get | Method::Head)
    }

    /// Whether another request may come over the same connection.
    pub(super) fn stays(&self) -> bool {
        let options = self
            .headers
            .iter()
            .filter(|header| header.field.equiv("Connection"));
        let mut options = options.flat_map(|header| header.value.as_str().split(','));
        self.version >= (1, 1) && !options.any(|option| option.trim().eq_ignore_ascii_case("close"))
    }

    /// Whether only the head of the answer is wanted.
    pub(super) fn is_head(&self) -> bool {
        self.method == Method::Head
    }
}

/// A header, if its name and value are made of what they may be: a server or a proxy that ends lines elsewhere would read
/// others in it.
fn header(line: &str) -> Option<Header> {
    let (name, value) = line.split_once(':')?;
    let of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let of_value = |char: char| !char.is_control() || char == '\t';
    let sound = !name.is_empty() && name.bytes().all(of_name) && value.chars().all(of_value);
    sound.then(|| line.parse().ok())?
}

/// What is asked for: the host, where it is named, and what follows the first slash.
fn origin(target: &str) -> Option<(Option<&str>, &str)> {
    if let Some(path) = target.strip_prefix('/') {
        return Some((None, path));
    }
    let scheme = target
        .get(..7)
        .filter(|scheme| scheme.eq_ignore_ascii_case("http://"))?;
    let rest = target.get(scheme.len()..)?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    (!authority.is_empty()).then(|| (Some(authority), path.strip_prefix('/').unwrap_or(path)))
}

fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_and_what_is_none_is_not() {
        let request = Request::parse(
            "GET /a%20b/?page=%2Fx%2F&v=1 HTTP/1.1\r\nHost: localhost\r\nif-none-match: \"a\"",
        )
        .unwrap();
        assert_eq!(request.path, "a b/");
        assert_eq!(request.asked("page").as_deref(), Some("/x/"));
        assert_eq!(request.asked("none"), None);
        assert_eq!(request.header("If-None-Match"), Some("\"a\""));
        for head in [
            "",
            "GET",
            "GET /",
            "GET / HTTP/2.0",
            "GET / HTTP/1.1 x",
            "GET http:///a HTTP/1.1",
            "GET https://localhost/ HTTP/1.1",
            "GET localhost:80 HTTP/1.1",
            "GET * HTTP/1.1",
            "GET /%ff HTTP/1.1",
            "GET / HTTP/1.1\r\n folded: line",
            "GET / HTTP/1.1\r\nno colon",
            "GET / HTTP/1.1\r\n: no name",
            "GET / HTTP/1.1\r\nTransfer-Encoding : chunked",
            "GET / HTTP/1.1\r\nA: b\nTransfer-Encoding: chunked",
            "GET / HTTP/1.1\r\nA: b\rTransfer-Encoding: chunked",
            "GET / HTTP/1.1\r\nA\nTransfer-Encoding: chunked",
            "GET / HTTP/1.1\r\nTransfer\0-Encoding: chunked",
            "GET / HTTP/1.1\r\nA: b\0",
            "GET / HTTP/1.1\nA: b",
            "GET /\n HTTP/1.1",
        ] {
            assert!(Request::parse(head).is_none(), "{head:?}");
        }
        let whole =
            Request::parse("GET HTTP://localhost:4000/a?b=c HTTP/1.1\r\nHost: other.example").unwrap();
        assert_eq!((whole.host(), whole.path.as_str()), (Some("localhost:4000"), "a"));
        assert_eq!(whole.asked("b").as_deref(), Some("c"));
        let bare = Request::parse("GET http://localhost?b=c HTTP/1.1").unwrap();
        assert_eq!((bare.path.as_str(), bare.query.as_str()), ("", "b=c"));
        for (options, stays) in [
            ("Connection: keep-alive", true),
            ("Connection: keep-alive, close", false),
            ("Connection: CLOSE", false),
            ("Connection: keep-alive\r\nConnection: close", false),
        ] {
            let request = Request::parse(&format!("GET / HTTP/1.1\r\n{options}")).unwrap();
            assert_eq!(request.stays(), stays, "{options}");
        }
    }
}
