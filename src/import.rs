//! Postmortems of other forms, one format a file. Pure: bytes in, bytes out; the command line reads and writes.
//!
//! What a format makes is always a draft: what is not known stays open (`# started: TODO`), what has no
//! place here is kept under `x-` keys, and the body stays as it is, byte for byte.
//!
//! To add a format, write its file and add its two lines here.

mod draft;
mod foreign;
mod icco;
mod markdown;

use crate::diagnostic::Diagnostic;
pub use draft::{Draft, Imported};
use std::fmt;
use std::path::Path;

/// Every format, by name.
pub const ALL: &[&Format] = &[&icco::FORMAT, &markdown::FORMAT];

/// The drafts of the incidents that a file tells of, or a finding of why it cannot be read.
pub type Drafts = Result<Vec<Draft>, Box<Diagnostic>>;

/// A form that postmortems have elsewhere.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Whether a file may be of this form, by its path: only such files of a folder are looked at.
    pub accepts: fn(&Path) -> bool,
    /// What a file tells, from its bytes and its path.
    pub read: fn(&[u8], &str) -> Drafts,
}

impl fmt::Debug for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Format").field(&self.name).finish()
    }
}

/// The format of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|format| format.name == name)
}

#[cfg(test)]
mod tests;
