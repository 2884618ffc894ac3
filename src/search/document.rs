//! What is searched of a postmortem, and what its hit shows.

use serde::Serialize;

/// A postmortem as it is searched.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its texts, each with what a word in it weighs.
    pub texts: Vec<(u32, String)>,
    /// The values of each filter, in the order of the filters' names.
    pub filters: Vec<Vec<String>>,
    /// What a hit shows.
    pub shown: Shown,
}

/// What a hit shows, as the script of the search page reads it: by place, since there may be ten thousand.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Shown(
    /// Its address.
    pub String,
    /// Its title.
    pub String,
    /// Its day, in words.
    pub String,
    /// Its severity: the rank of its colour, and its name.
    pub (usize, String),
    /// Services, how long, who was hit.
    pub String,
    /// Its summary.
    pub String,
    /// What ended it.
    pub String,
    /// Error messages as seen.
    pub Vec<String>,
);
