//! The names of all postmortems of an archive: ids, slugs and aliases, compared without letter case.

use super::words;
use crate::postmortem::Postmortem;
use crate::source::Span;
use std::collections::BTreeMap;

/// A name of a postmortem.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    /// Whose it is.
    pub(super) owner: &'a Postmortem,
    /// What kind of name: `id`, `slug`, `alias`, or `name` for a slug that is the id.
    pub(super) kind: &'static str,
    /// The name as written.
    pub(super) text: &'a str,
    alias: Option<Span>,
}

impl Name<'_> {
    /// Where it is stated; the empty span where it follows from the file's own name.
    pub(super) fn span(&self) -> Span {
        let key = if self.kind == "slug" { "slug" } else { "id" };
        let stated = || words::key(words::front_matter(self.owner), key);
        self.alias.unwrap_or_else(stated)
    }
}

/// All names in lower case, each with those who bear it, in the order of the archive.
#[derive(Debug, Default)]
pub struct Names<'a>(BTreeMap<String, Vec<Name<'a>>>);

impl<'a> Names<'a> {
    /// The names of postmortems.
    pub fn new(postmortems: impl IntoIterator<Item = &'a Postmortem>) -> Self {
        let mut names: BTreeMap<String, Vec<Name<'_>>> = BTreeMap::new();
        for name in postmortems.into_iter().flat_map(of) {
            names.entry(name.text.to_lowercase()).or_default().push(name);
        }
        Self(names)
    }

    /// Those who bear a name.
    pub(super) fn bearers(&self, name: &str) -> &[Name<'a>] {
        self.0.get(&name.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// All names.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The names of one postmortem.
pub(super) fn of(owner: &Postmortem) -> impl Iterator<Item = Name<'_>> {
    let record = &owner.record;
    let same = record.id.to_lowercase() == record.slug.to_lowercase();
    let name = move |kind, text, alias| Name {
        owner,
        kind,
        text,
        alias,
    };
    let id = name(if same { "name" } else { "id" }, record.id.as_str(), None);
    let slug = (!same).then(|| name("slug", record.slug.as_str(), None));
    let aliases = record.aliases.iter();
    let aliases = aliases.map(move |alias| name("alias", alias.value.as_str(), Some(alias.span)));
    [id].into_iter().chain(slug).chain(aliases)
}
