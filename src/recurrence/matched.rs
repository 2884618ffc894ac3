//! An earlier postmortem of the same failure, and how a person says yes or no to it.

/// An earlier postmortem of the same failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its index in the items of the archive.
    pub earlier: usize,
    /// Whether somebody said so.
    pub certainty: Certainty,
    /// How alike they are; comparable within one archive only.
    pub score: i32,
    /// What is the same.
    pub same: Vec<String>,
    /// Where they differ.
    pub different: Vec<String>,
}

impl Match {
    /// What is the same and where they differ, each with words that say which.
    pub fn reasons(&self) -> impl Iterator<Item = String> {
        let confirmed =
            (self.certainty == Certainty::Confirmed).then(|| "confirmed: recurrence_of".to_owned());
        let differs = self.different.iter().map(|one| format!("differs: {one}"));
        confirmed
            .into_iter()
            .chain(self.same.iter().cloned())
            .chain(differs)
    }
}

/// Whether somebody said that two failures are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// `recurrence_of` says so, of this postmortem or of one that it repeats.
    Confirmed,
    /// Nobody did.
    Likely,
}

/// The line of front matter that says that a failure is that of an earlier postmortem, and the one that says that it is not.
#[must_use]
pub fn lines_to_paste(id: &str) -> (String, String) {
    let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
    let id = match id.contains(|char: char| char.is_ascii_alphabetic()) && id.chars().all(plain) {
        true => id.to_owned(),
        false => format!("{id:?}"),
    };
    (
        format!("recurrence_of: [{id}]"),
        format!("not_related: [{{id: {id}, because: WHY}}]"),
    )
}
