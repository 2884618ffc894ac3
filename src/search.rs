//! Full-text search: an index made with the site, in files that a script loads one by one as a query needs them.
//!
//! The files are scripts that call `nevertwice(NAME, DATA)`, since a page that is opened from disk can load scripts and nothing
//! else. A query loads the file of [`Index::words`] that its words begin in, then the postings of each word
//! ([`Index::postings`]), then what the hits show ([`Index::documents`]).
//!
//! | file | data |
//! |---|---|
//! | index | numbers of documents and files, words that are left out, values of the filters with their counts |
//! | words | by the first two letters: for each stem the file of its postings, and each word with its number of documents |
//! | postings | for each word `document.weight.position.position,…`; numbers in base 36, documents and positions as differences |
//! | filters | for each value of a filter the documents that have it, as differences |
//! | documents | what a hit shows, sixteen postmortems a file |

mod document;
mod files;
mod find;
mod index;
pub mod tokens;

pub use document::{Document, Shown};
pub use index::Index;

use std::ops::Range;

/// How many postmortems a file of what hits show has.
const DOCUMENTS: usize = 16;
/// A word that stands in more postmortems than this keeps the postings of those that it says most about. What it then costs
/// to load is bounded however large the archive is; as a word of a query it no longer has to be met.
const MOST_POSTINGS: usize = 2500;

/// How many files of each sort so many postmortems take: routes are listed before an index is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Files {
    /// Files of words.
    pub words: usize,
    /// Files of postings.
    pub postings: usize,
    /// Files of what hits show.
    pub documents: usize,
}

impl Files {
    /// For an archive of a size. A postmortem adds some 2 kB of postings: a file of them stays near 40 kB.
    #[must_use]
    pub fn of(documents: usize) -> Self {
        Self {
            words: (documents / 40).clamp(1, 128),
            postings: (documents / 20).clamp(1, 1024),
            documents: documents.div_ceil(DOCUMENTS),
        }
    }

    /// The file that the words of two first letters are in: the script makes the same number.
    fn of_words(self, word: &str) -> usize {
        let mut letters = word.chars().map(|char| char as usize);
        let mut letter = || letters.next().unwrap_or_default();
        (letter() * 31 + letter()) % self.words
    }

    /// The file of the postings of a stem: by FNV-1a, so that files are of one size and the same on every machine.
    fn of_postings(self, stem: &str) -> usize {
        let hash = stem.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        hash as usize % self.postings
    }

    /// The documents of a file.
    const fn documents_of(file: usize) -> Range<usize> {
        file * DOCUMENTS..(file + 1) * DOCUMENTS
    }
}
