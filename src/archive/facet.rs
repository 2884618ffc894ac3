//! The ways to look at an archive: by service, cause, trigger, severity, team, tag and author. They are a table, each
//! entry with all that an archive and its pages need to know of it.

mod grouping;

pub use grouping::Group;
pub(super) use grouping::{FacetIndex, key};

use crate::config::{OwnField, Settings};
use crate::record::{Known, Record};
use std::borrow::Cow;
use std::collections::BTreeSet;
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
    /// Where the names that a record has of it come from.
    names: Names,
}

/// Where the names of a facet come from.
#[derive(Debug, Clone)]
enum Names {
    /// From a record's facts.
    Fact(for<'a> fn(&'a Record) -> Vec<&'a str>),
    /// From a front-matter key of the site's own.
    Own(String),
}

impl Facet {
    /// The names that a record has of it, in the record's order.
    pub(super) fn names<'a>(&self, record: &'a Record) -> Vec<&'a str> {
        match &self.names {
            Names::Fact(names) => names(record),
            Names::Own(key) => {
                let own = record.facts.own.get(key);
                own.map_or_else(Vec::new, |fact| all(&fact.value.words).collect())
            }
        }
    }

    /// The front-matter key of the site's own that it shows; None of a built-in one.
    #[must_use]
    pub fn own_key(&self) -> Option<&str> {
        match &self.names {
            Names::Fact(_) => None,
            Names::Own(key) => Some(key),
        }
    }
}

/// The facets of every archive, each at the index that its id says.
pub static BUILT_IN: [Facet; 7] = [
    Facet {
        id: FacetId::SERVICE,
        folder: Cow::Borrowed("services"),
        one: Cow::Borrowed("service"),
        label: Cow::Borrowed("Services"),
        in_menu: true,
        has_times: true,
        has_feeds: true,
        names: Names::Fact(|record| record.services().collect()),
    },
    Facet {
        id: FacetId::CAUSE,
        folder: Cow::Borrowed("causes"),
        one: Cow::Borrowed("cause"),
        label: Cow::Borrowed("Causes"),
        in_menu: true,
        has_times: true,
        has_feeds: true,
        names: Names::Fact(|record| {
            let root = record.facts.root_cause.text().into_iter();
            root.chain(all(record.facts.contributing.list())).collect()
        }),
    },
    Facet {
        id: FacetId::TRIGGER,
        folder: Cow::Borrowed("triggers"),
        one: Cow::Borrowed("trigger"),
        label: Cow::Borrowed("Triggers"),
        in_menu: false,
        has_times: true,
        has_feeds: false,
        names: Names::Fact(|record| {
            let trigger = record.facts.trigger.value();
            trigger.map(|trigger| trigger.name()).into_iter().collect()
        }),
    },
    Facet {
        id: FacetId::SEVERITY,
        folder: Cow::Borrowed("severities"),
        one: Cow::Borrowed("severity"),
        label: Cow::Borrowed("Severities"),
        in_menu: false,
        has_times: true,
        has_feeds: false,
        names: Names::Fact(|record| record.facts.severity.text().into_iter().collect()),
    },
    Facet {
        id: FacetId::TEAM,
        folder: Cow::Borrowed("teams"),
        one: Cow::Borrowed("team"),
        label: Cow::Borrowed("Teams"),
        in_menu: false,
        has_times: true,
        has_feeds: true,
        names: Names::Fact(|record| all(record.facts.teams.list()).collect()),
    },
    Facet {
        id: FacetId::TAG,
        folder: Cow::Borrowed("tags"),
        one: Cow::Borrowed("tag"),
        label: Cow::Borrowed("Tags"),
        in_menu: false,
        has_times: true,
        has_feeds: false,
        names: Names::Fact(|record| all(record.facts.tags.list()).collect()),
    },
    Facet {
        id: FacetId::AUTHOR,
        folder: Cow::Borrowed("authors"),
        one: Cow::Borrowed("author"),
        label: Cow::Borrowed("Authors"),
        in_menu: false,
        has_times: false,
        has_feeds: false,
        names: Names::Fact(|record| {
            let people = record.facts.authors.list().iter();
            people.map(|person| person.name.as_str()).collect()
        }),
    },
];

/// The facets of an archive: those that are built in, and then those of the site's own.
pub(super) fn table(settings: &Settings) -> Arc<[Facet]> {
    let own = own(settings).zip(BUILT_IN.len()..);
    let own = own.filter_map(|((field, folder), index)| {
        Some(Facet {
            id: FacetId(u16::try_from(index).ok()?),
            folder: folder.into(),
            one: field.one().into(),
            label: field.heading().into(),
            in_menu: true,
            has_times: true,
            has_feeds: true,
            names: Names::Own(field.key.value.clone()),
        })
    });
    BUILT_IN.iter().cloned().chain(own).collect()
}

/// The site's own fields that have an index, each with its folder; one whose folder is taken has none.
fn own(settings: &Settings) -> impl Iterator<Item = (&OwnField, String)> {
    let mut taken: BTreeSet<String> = BUILT_IN.iter().map(|facet| facet.folder.to_string()).collect();
    let fields = settings.fields.iter().filter(|field| field.facet);
    fields
        .map(|field| (field, field.folder()))
        .filter(move |(_, folder)| taken.insert(folder.clone()))
}

fn all(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixtures::{self, record};
    use crate::config;
    use crate::record::{Fact, Origin};
    use crate::source::Source;
    use crate::span::Span;

    #[test]
    fn a_field_of_the_site_is_a_facet_unless_its_folder_is_taken() {
        let text =
            "fields: {region: {facet: true}, note: text, service: {facet: true}, x-region: {facet: true}}\n";
        let source = Source::new("site.yaml", text.as_bytes());
        let (settings, _) = config::read(&source);
        let table = table(&settings);
        let own: Vec<_> = table.iter().skip(BUILT_IN.len()).collect();
        assert_eq!(own.len(), 1);
        assert_eq!(
            (&*own[0].folder, &*own[0].label, &*own[0].one),
            ("regions", "Regions", "region")
        );
        let mut record = record("a", "api", jiff::civil::date(2024, 2, 12));
        assert!(own[0].names(&record).is_empty());
        let north = Fact::new(fixtures::own("North"), Origin::FrontMatter, Span::default());
        record.facts.own.insert("region".to_owned(), north);
        assert_eq!(own[0].names(&record), ["North"]);
        assert_eq!(own[0].id.index(), BUILT_IN.len());
    }

    #[test]
    fn each_facet_stands_at_its_index_and_has_a_folder_of_its_own() {
        let table = table(&Settings::default());
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
