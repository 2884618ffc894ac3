//! The keys of `site.yaml`: each is declared here and nowhere else.

use super::fields::OwnFields;
use super::profiles::OwnProfiles;
use super::services::Services;
use super::severities::Severities;
use super::value_kinds::{
    Aliases, AsOfDay, BaseUrl, Causes, ClockTime, Days, Glossary, Language, Levels, Options, Placed,
    Sections, Weight, Zone,
};
use super::{Service, Settings, Severity, SupportHours, Team, Term};
use crate::span::Span;
use crate::vocabulary::Edition;
use crate::yaml::fields::{Put, keys};
use crate::yaml::value_kind::{Address, Count, Fields, Flag, List, Map, Slug, Text, Word};

keys! {
    /// The settings, in the order of the guide.
    pub KEYS: Settings {
        /// The name of the site.
        title: Text => title;
        /// The URL of the published site; needed for feeds, the sitemap, canonical links and the 404 page.
        base_url: BaseUrl => base_url;
        /// The folder that `build` writes to, unless set on the command line.
        out: Text => out;
        /// A one-sentence description of the site.
        description: Text => description;
        /// The language of the pages, as in `<html lang>`.
        language: Language => language;
        /// The time zone of times that state none.
        timezone: Zone => timezone;
        /// The theme: a built-in one, or a folder in `themes/`.
        theme: Slug => theme;
        /// Options of the theme.
        theme_options: Options => theme_options;
        /// The pages of the menu, in its order, by their addresses: `[services, archive, about]`.
        menu: List<Placed> => menu;
        /// The edition to build, unless set on the command line; `public` is not implemented yet.
        edition: Word<Edition> => edition;
        /// The profile of rules to apply, unless set on the command line: a built-in one, or one of `profiles`.
        profile: Placed => profile_name;
        /// Profiles of your own: the profile that each is based on, and how it differs.
        profiles: OwnProfiles => profiles;
        /// Levels by rule: off, warn or error.
        rules: Levels => rules;
        /// Additional root-cause categories, or other labels for the built-in ones: name and label.
        causes: Causes => causes;
        /// The services of the company; or `catalog`: a file, folder or pattern of Backstage `catalog-info.yaml` files, in the site's
        /// folder.
        services: Services => stated_services;
        /// Former names of causes, teams, tags, authors, triggers and severities: the list, its names, and their former names,
        /// whose addresses keep working.
        aliases: Aliases => aliases;
        /// The severities, worst first, in place of SEV1 to SEV4.
        severities: Severities => severities;
        /// The teams.
        teams: List<Map<Team>> => teams;
        /// The support hours, for durations that count only these.
        hours: Map<SupportHours> => hours;
        /// Terms of the company: each with its meaning, or with `meaning` and `synonyms`.
        glossary: Glossary => glossary;
        /// Front-matter keys of your own: what each holds, from which severity it is required, and whether it has pages.
        fields: OwnFields => fields;
        /// The front-matter keys that the public edition shows.
        public_fields: List<Placed> => public_fields;
        /// Patterns that must not appear in the public edition.
        redact: List<Text> => redact;
        /// Settings of the feeds.
        feeds: Map<Feeds> => feed_limit;
        /// Additional names of sections: the kind, and its names.
        sections: Sections => sections;
        /// Whether to generate images for link previews.
        cards: Flag => cards;
        /// The date to use as today, or `today`, unless set on the command line; by default the newest day on which an incident began or ended or an action was done.
        as_of: AsOfDay => as_of;
        /// The URL of the source repository, for edit links.
        repository: Address => repository;
        /// The branch of the repository.
        branch: Text => branch;
    }
}

impl Fields for Service {
    keys! {
        KEYS: Self {
            /// The name.
            name: Text => name;
            /// Other names of the service.
            aliases: List<Text> => aliases;
            /// The team that owns it.
            owner: Text => owner;
            /// The URL of a page about it.
            url: Address => url;
            /// The services that it depends on.
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
            /// The name, as in front matter.
            name: Text => name;
            /// The label, as on pages.
            label: Text => label;
            /// How much a minute of degraded service counts against availability, 0 to 1.
            weight: Weight => weight;
            /// Within how many days after the end a postmortem is to be reviewed.
            review_days: Count => review_days;
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
            /// The name.
            name: Text => name;
            /// The URL of a page about it.
            url: Address => url;
            /// Where to ask it: a channel, an address.
            contact: Text => contact;
            /// Its members, as owners of actions are written: their actions are the team's.
            members: List<Text> => members;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|name| Self {
        name,
        ..Self::default()
    });
    const NEEDED: &'static [&'static str] = &["name"];
}

impl Fields for Term {
    keys! {
        KEYS: Self {
            /// What it means.
            meaning: Text => meaning;
            /// Other words for it.
            synonyms: List<Text> => synonyms;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|meaning| Self {
        meaning: Some(meaning),
        ..Self::default()
    });
}

impl Fields for SupportHours {
    keys! {
        KEYS: Self {
            /// The days: names such as mon, or a range such as mon-fri, the default.
            days: Days => days;
            /// When they begin: a time of day such as 09:00.
            from: ClockTime => from;
            /// When they end.
            to: ClockTime => to;
            /// Their time zone; by default that of the times of each postmortem.
            zone: Zone => zone;
        }
    }
    const NEEDED: &'static [&'static str] = &["from", "to"];
}

/// The settings of the feeds.
#[derive(Default)]
pub(super) struct Feeds {
    limit: Option<u64>,
}

impl Fields for Feeds {
    keys! {
        KEYS: Self {
            /// The number of postmortems in a feed.
            limit: Count => limit;
        }
    }
}

impl Put<u64> for Option<u16> {
    fn put(&mut self, days: u64, _: Span) {
        *self = Some(u16::try_from(days).unwrap_or(u16::MAX));
    }
}

impl Put<Feeds> for usize {
    fn put(&mut self, feeds: Feeds, _: Span) {
        if let Some(limit) = feeds.limit {
            *self = Self::try_from(limit).unwrap_or(Self::MAX);
        }
    }
}
