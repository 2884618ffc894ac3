//! The ways to look at an archive: by service, cause, trigger, severity, team, tag and author. They are a table, each
//! entry with all that an archive and its pages need to know of it.

mod grouping;

pub use grouping::Group;
pub(super) use grouping::{FacetIndex, key};

use crate::record::{Known, Record};
use std::borrow::Cow;
use std::sync::Arc;

/// A facet, by its index in the table of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FacetId(u16);

impl FacetId {
    /// What failed.
    pub const SERVICE: Self = Self(0);
    /// Why: root causes and contributing ones.
    pub const CAUSE: Self = Self(1);
    /// What set it off.
    pub const TRIGGER: Self = Self(2);
    /// How bad it was.
    pub const SEVERITY: Self = Self(3);
    /// Who answers for it.
    pub const TEAM: Self = Self(4);
    /// What its writer calls it.
    pub const TAG: Self = Self(5);
    /// Who wrote it: a list, without times.
    pub const AUTHOR: Self = Self(6);

    /// The index in a table.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A way to look at the archive.
#[derive(Debug, Clone)]
pub struct Facet {
    /// Which one it is.
    pub id: FacetId,
    /// Its folder on the site, and its name in templates.
    pub folder: Cow<'static, str>,
    /// The word for one of it.
    pub one: Cow<'static, str>,
    /// Its heading.
    pub label: Cow<'static, str>,
    /// Whether the menu leads to it.
    pub in_menu: bool,
    /// Whether its groups have times: people have none.
    pub has_times: bool,
    /// Whether its groups have feeds.
    pub has_feeds: bool,
    /// The names that a record has of it, in the record's order.
    pub(super) names: for<'a> fn(&'a Record) -> Vec<&'a str>,
}

/// The facets of every archive, each at the index that its id says.
static BUILT_IN: [Facet; 7] = [
    Facet {
        id: FacetId::SERVICE,
        folder: Cow::Borrowed("services"),
        one: Cow::Borrowed("service"),
        label: Cow::Borrowed("Services"),
        in_menu: true,
        has_times: true,
        has_feeds: true,
        names: |record| record.services().collect(),
    },
    Facet {
        id: FacetId::CAUSE,
        folder: Cow::Borrowed("causes"),
        one: Cow::Borrowed("cause"),
        label: Cow::Borrowed("Causes"),
        in_menu: true,
        has_times: true,
        has_feeds: true,
        names: |record| {
            let root = record.facts.root_cause.text().into_iter();
            root.chain(all(record.facts.contributing.list())).collect()
        },
    },
    Facet {
        id: FacetId::TRIGGER,
        folder: Cow::Borrowed("triggers"),
        one: Cow::Borrowed("trigger"),
        label: Cow::Borrowed("Triggers"),
        in_menu: false,
        has_times: true,
        has_feeds: false,
        names: |record| {
            let trigger = record.facts.trigger.value();
            trigger.map(|trigger| trigger.name()).into_iter().collect()
        },
    },
    Facet {
        id: FacetId::SEVERITY,
        folder: Cow::Borrowed("severities"),
        one: Cow::Borrowed("severity"),
        label: Cow::Borrowed("Severities"),
        in_menu: false,
        has_times: true,
        has_feeds: false,
        names: |record| record.facts.severity.text().into_iter().collect(),
    },
    Facet {
        id: FacetId::TEAM,
        folder: Cow::Borrowed("teams"),
        one: Cow::Borrowed("team"),
        label: Cow::Borrowed("Teams"),
        in_menu: false,
        has_times: true,
        has_feeds: true,
        names: |record| all(record.facts.teams.list()).collect(),
    },
    Facet {
        id: FacetId::TAG,
        folder: Cow::Borrowed("tags"),
        one: Cow::Borrowed("tag"),
        label: Cow::Borrowed("Tags"),
        in_menu: false,
        has_times: true,
        has_feeds: false,
        names: |record| all(record.facts.tags.list()).collect(),
    },
    Facet {
        id: FacetId::AUTHOR,
        folder: Cow::Borrowed("authors"),
        one: Cow::Borrowed("author"),
        label: Cow::Borrowed("Authors"),
        in_menu: false,
        has_times: false,
        has_feeds: false,
        names: |record| {
            let people = record.facts.authors.list().iter();
            people.map(|person| person.name.as_str()).collect()
        },
    },
];

/// The facets of an archive.
pub(super) fn table() -> Arc<[Facet]> {
    BUILT_IN.iter().cloned().collect()
}

fn all(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_facet_stands_at_its_index_and_has_a_folder_of_its_own() {
        let table = table();
        assert!(
            table
                .iter()
                .enumerate()
                .all(|(index, facet)| facet.id.index() == index)
        );
        let folders: std::collections::BTreeSet<_> = table.iter().map(|facet| &facet.folder).collect();
        assert_eq!(folders.len(), table.len());
    }
}
