//! The keys of `site.yaml`: each is declared here and nowhere else.

use super::kinds::{BaseUrl, Causes, FieldName, Language, Later, Levels, Options, Sections, Weight, Zone};
use super::{Service, Settings, Severity, Team};
use crate::source::Span;
use crate::vocabulary::{Edition, Profile};
use crate::yaml::fields::{Put, keys};
use crate::yaml::kind::{Address, Count, Fields, Flag, List, Map, Slug, Text, Word};

keys! {
    /// The settings, in the order of the guide.
    pub KEYS: Settings {
        /// The name of the site.
        title: Text => title;
        /// Where the site will be: feeds, sitemap, canonical links and the page 404 need it.
        base_url: BaseUrl => base_url;
        /// A sentence about the site.
        description: Text => description;
        /// The language of its pages, as `<html lang>` has it.
        language: Language => language;
        /// The zone of times that state none.
        timezone: Zone => timezone;
        /// The theme: one that ships or a folder in `themes/`.
        theme: Slug => theme;
        /// Options that the theme reads.
        theme_options: Options => theme_options;
        /// Who the pages are for, where the command line does not say.
        edition: Word<Edition> => edition;
        /// Which rules hold, where the command line does not say.
        profile: Word<Profile> => profile;
        /// The level of a rule: off, warn or error.
        rules: Levels => rules;
        /// Root-cause categories beside those that ship, or other labels for them: name and label.
        causes: Causes => causes;
        /// The services of the company.
        services: List<Map<Service>> => services;
        /// The severities, worst first, in place of SEV1 to SEV4.
        severities: List<Map<Severity>> => severities;
        /// The teams.
        teams: List<Map<Team>> => teams;
        /// Front-matter keys of your own: checked and indexed by a later version, and accepted by this one.
        fields: Later => fields;
        /// The front-matter keys that the public edition shows.
        public_fields: List<FieldName> => public_fields;
        /// Patterns that no page of the public edition may hold.
        redact: List<Text> => redact;
        /// The feeds.
        feeds: Map<Feeds> => feed_limit;
        /// Other names of sections: the kind, and its names.
        sections: Sections => sections;
        /// Whether pages get a picture for link previews.
        cards: Flag => cards;
        /// Where the sources are kept, for edit links.
        repository: Address => repository;
        /// The branch of it.
        branch: Text => branch;
    }
}

impl Fields for Service {
    keys! {
        KEYS: Self {
            /// Its name.
            name: Text => name;
            /// Other names of it.
            aliases: List<Text> => aliases;
            /// The team that answers for it.
            owner: Text => owner;
            /// A page about it.
            url: Address => url;
            /// The services that it needs.
            depends_on: List<Text> => depends_on;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|name| Self {
        name,
        ..Self::default()
    });
    const NEEDED: &'static [&'static str] = &["name"];
}

impl Fields for Severity {
    keys! {
        KEYS: Self {
            /// As in front matter.
            name: Text => name;
            /// As on pages.
            label: Text => label;
            /// How much a minute of degraded service counts against availability, 0 to 1.
            weight: Weight => weight;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|name| Self {
        name,
        ..Self::default()
    });
    const NEEDED: &'static [&'static str] = &["name"];
}

impl Fields for Team {
    keys! {
        KEYS: Self {
            /// Its name.
            name: Text => name;
            /// A page about it.
            url: Address => url;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|name| Self { name, url: None });
    const NEEDED: &'static [&'static str] = &["name"];
}

/// The settings of the feeds.
#[derive(Default)]
pub(super) struct Feeds {
    limit: Option<u64>,
}

impl Fields for Feeds {
    keys! {
        KEYS: Self {
            /// How many postmortems a feed holds.
            limit: Count => limit;
        }
    }
}

impl Put<Feeds> for usize {
    fn put(&mut self, feeds: Feeds, _: Span) {
        if let Some(limit) = feeds.limit {
            *self = Self::try_from(limit).unwrap_or(Self::MAX);
        }
    }
}
