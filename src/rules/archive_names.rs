//! The names of all postmortems of an archive: ids, slugs and aliases, compared without letter case.

use crate::postmortem::Postmortem;
use crate::record::Record;
use crate::rules::places;
use crate::span::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A name of a postmortem.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Whose it is.
    pub(super) owner: Arc<Record>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Id,
    Slug,
    /// A slug that is the id.
    Both,
    /// The alias at a place.
    Alias(usize),
}

impl Name {
    /// The word for what kind of name it is.
    pub(super) const fn kind(&self) -> &'static str {
        match self.kind {
            Kind::Id => "id",
            Kind::Slug => "slug",
            Kind::Both => "name",
            Kind::Alias(_) => "alias",
        }
    }

    /// The name as written.
    pub(super) fn text(&self) -> &str {
        match self.kind {
            Kind::Id | Kind::Both => &self.owner.id,
            Kind::Slug => &self.owner.slug,
            Kind::Alias(index) => self.owner.aliases.get(index).map_or("", |alias| &alias.value),
        }
    }

    /// How good a claim it is, among those of the same words: what is published keeps its name from drafts, and a page its
    /// address from the aliases of others.
    pub(super) fn claim(&self) -> (bool, bool) {
        (self.owner.published(), !matches!(self.kind, Kind::Alias(_)))
    }

    /// Where its owner states it; the empty span where it follows from the file's own name.
    pub(super) fn span(&self, owner: &Postmortem) -> Span {
        let stated = |key| places::key(places::front_matter(owner), key);
        match self.kind {
            Kind::Id | Kind::Both => stated("id"),
            Kind::Slug => stated("slug"),
            Kind::Alias(_) => self.alias_span(),
        }
    }

    /// Where it is, as far as the record knows: the empty span for what is no alias.
    pub(super) fn alias_span(&self) -> Span {
        match self.kind {
            Kind::Alias(index) => self
                .owner
                .aliases
                .get(index)
                .map_or_else(Span::default, |alias| alias.span),
            Kind::Id | Kind::Slug | Kind::Both => Span::default(),
        }
    }
}

/// All names in lower case, each with those who bear it, in the order of the archive.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, Vec<Name>>);

impl Names {
    /// The names of records.
    pub fn new<'a>(records: impl IntoIterator<Item = &'a Arc<Record>>) -> Self {
        let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for name in records.into_iter().flat_map(of) {
            names.entry(name.text().to_lowercase()).or_default().push(name);
        }
        Self(names)
    }

    /// Whether two readings of one file bear the same names in the same places, and count alike among others.
    #[must_use]
    pub fn are_same(before: &Record, now: &Record) -> bool {
        before.id == now.id
            && before.slug == now.slug
            && before.aliases == now.aliases
            && before.published() == now.published()
    }

    /// Those who bear a name.
    pub(super) fn bearers(&self, name: &str) -> &[Name] {
        self.0.get(&name.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// All names.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The names of one postmortem.
pub(super) fn of(owner: &Arc<Record>) -> impl Iterator<Item = Name> {
    let same = owner.id.to_lowercase() == owner.slug.to_lowercase();
    let own = if same {
        &[Kind::Both][..]
    } else {
        &[Kind::Id, Kind::Slug]
    };
    let aliases = (0..owner.aliases.len()).map(Kind::Alias);
    own.iter().copied().chain(aliases).map(|kind| Name {
        owner: owner.clone(),
        kind,
    })
}
