//! The spelling of addresses: schemes, percent signs, dots.

use std::borrow::Cow;
use std::fmt::Write;

/// The address without what browsers leave out of it: white space around it, line ends and tabs in it.
pub(super) fn stripped(dest: &str) -> Cow<'_, str> {
    let dest = dest.trim_matches(|char: char| char.is_whitespace() || char.is_control());
    let unseen = |char: char| char.is_control() || matches!(char, '\u{200b}'..='\u{200f}' | '\u{feff}');
    match dest.contains(unseen) {
        true => Cow::Owned(dest.replace(unseen, "")),
        false => Cow::Borrowed(dest),
    }
}

/// The scheme in lower case, if the address has one. What is before a colon that is spelt with
/// percent signs (`javascript%3A`) is no scheme to a browser and none here.
pub(super) fn scheme(dest: &str) -> Option<String> {
    let (scheme, _) = dest.split_once(':')?;
    let named = scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'));
    named.then(|| scheme.to_ascii_lowercase())
}

/// The path with its percent signs decoded; None where that gives no text or a NUL.
pub(super) fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .filter(|digits| byte == b'%' && digits.iter().all(u8::is_ascii_hexdigit))
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(digits.unwrap_or(byte));
        rest = after.get(if digits.is_some() { 2 } else { 0 }..)?;
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

/// The path as part of an address: all but unreserved characters and slashes with percent signs.
pub(in crate::markdown) fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/@".contains(&byte) {
            encoded.push(char::from(byte));
        } else if write!(encoded, "%{byte:02X}").is_err() {
            // A String takes all that is written to it.
            break;
        }
    }
    encoded
}

/// A path below a folder, built part by part.
#[derive(Debug, Default)]
pub(super) struct Path(Vec<String>);

impl Path {
    /// Follows a relative path; false where that leaves the folder.
    pub(super) fn go(&mut self, path: &str) -> bool {
        path.split('/').all(|part| match part {
            "" | "." => true,
            ".." => self.0.pop().is_some(),
            part => {
                self.0.push(part.to_owned());
                true
            }
        })
    }

    /// The path with the folder's own before it.
    pub(super) fn below(&self, folder: &str) -> String {
        let path = self.0.join("/");
        match folder {
            "" => path,
            folder => format!("{folder}/{path}"),
        }
    }
}

/// The address `to` as seen from `from`, both in directory form below the site's root.
pub(super) fn relative(from: &str, to: &str) -> String {
    let parts = |address: &str| -> Vec<String> {
        address
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (from, to) = (parts(from), parts(to));
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let mut address = "../".repeat(from.len() - shared);
    for part in to.iter().skip(shared) {
        address.push_str(part);
        address.push('/');
    }
    if address.is_empty() {
        "./".to_owned()
    } else {
        address
    }
}
