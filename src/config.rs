//! `site.yaml`: the settings of one site. Outside any site the defaults hold.

pub mod catalog;
mod fields;
pub mod hours;
mod keys;
mod profiles;
mod required;
mod services;
mod severities;
mod value_kinds;

use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::source::Source;
use crate::span::Span;
pub use crate::vocabulary::{Edition, Profile};
use crate::yaml::fields::{Put, Reader};
use crate::yaml::{self, Value};
pub use fields::OwnField;
pub use hours::SupportHours;
use jiff::civil::Date;
pub use keys::KEYS;
pub use profiles::OwnProfile;
pub use required::Required;
pub use services::StatedServices;
use std::collections::BTreeMap;

/// The file that makes a folder a site.
pub const CONFIG: &str = "site.yaml";
/// Where postmortems are, from the site's root.
pub const POSTMORTEMS: &str = "content/postmortems";
/// The site's own template of a postmortem, from the site's root.
pub const TEMPLATE: &str = "content/postmortem-template.md";
/// Where other pages are, from the site's root.
pub const PAGES: &str = "content/pages";

/// The `base_url` that `init` writes. Nobody can own its domain, so that what is published with it leads nobody astray.
pub const NEW_BASE_URL: &str = "https://postmortems.example/";

/// The settings of the site that holds a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The name of the site.
    pub title: String,
    /// Where the site will be, with a slash at its end.
    pub base_url: Option<String>,
    /// Where a build puts it, from the site's root.
    pub out: String,
    /// A sentence about it.
    pub description: String,
    /// The language of its pages, as in `<html lang>`.
    pub language: String,
    /// The zone of entries that state none; None by default.
    pub timezone: Option<String>,
    /// The theme's name.
    pub theme: Stated,
    /// What the theme is told, a map; the theme says what of it it knows.
    pub theme_options: Option<yaml::Node>,
    /// The pages of the menu, by their addresses, in its order; None for the default.
    pub menu: Option<Vec<Stated>>,
    /// Which edition is built.
    pub edition: Edition,
    /// Which rules hold: the profile that ships, or the one that the site's own is based on.
    pub profile: Profile,
    /// What the site's own profile says beyond that; empty where none of its own is held.
    pub own_profile: OwnProfile,
    /// The profile as `site.yaml` names it, until its settings are read whole.
    pub profile_name: Option<Stated>,
    /// The profiles of the site's own.
    pub profiles: Vec<OwnProfile>,
    /// Levels by rule's name.
    pub rules: RuleLevels,
    /// The root-cause categories, name to label, in the order of pages.
    pub causes: Vec<(String, String)>,
    /// The services that are known; empty where the site lists none.
    pub services: Vec<Service>,
    /// The files of a catalogue that list the services in its place.
    pub catalog: Vec<Stated>,
    /// The services as `site.yaml` states them, until its settings are read whole.
    pub stated_services: Option<StatedServices>,
    /// Former names of causes, teams and so on.
    pub aliases: Vec<FacetAlias>,
    /// The severities, worst first.
    pub severities: Vec<Severity>,
    /// The teams.
    pub teams: Vec<Team>,
    /// When support is at work, for lengths of time that count only that.
    pub hours: Option<SupportHours>,
    /// Terms of the company, with what they mean.
    pub glossary: Vec<Term>,
    /// Front-matter keys of the site's own.
    pub fields: Vec<OwnField>,
    /// Fields that the public edition shows; None for the default list.
    pub public_fields: Option<Vec<Stated>>,
    /// Patterns that no public page may hold.
    pub redact: Vec<String>,
    /// How many postmortems a feed holds.
    pub feed_limit: usize,
    /// Other names of sections: the name in lower case, and the kind.
    pub sections: Vec<(String, crate::vocabulary::SectionKind)>,
    /// Whether pages get a picture for link previews.
    pub cards: bool,
    /// What counts as today; None for the newest incident.
    pub as_of: Option<AsOf>,
    /// Where the sources are kept, for edit links.
    pub repository: Option<String>,
    /// The branch of it.
    pub branch: String,
}

/// What counts as today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The day on which the program runs.
    Today,
    /// Always the same day.
    Day(Date),
}

impl AsOf {
    /// The same when the program runs on a day.
    #[must_use]
    pub const fn on(self, today: Date) -> Self {
        match self {
            Self::Today => Self::Day(today),
            Self::Day(_) => self,
        }
    }

    /// The day, where it is known.
    #[must_use]
    pub const fn day(self) -> Option<Date> {
        match self {
            Self::Today => None,
            Self::Day(day) => Some(day),
        }
    }
}

/// A text of `site.yaml` whose meaning only others know, and where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// What it says.
    pub value: String,
    /// Where it says so; empty for a default.
    pub span: Span,
}

impl Put<String> for Stated {
    fn put(&mut self, value: String, span: Span) {
        *self = Self { value, span };
    }
}

/// Levels by rule's name, for whoever knows which rules there are.
pub type RuleLevels = BTreeMap<String, StatedLevel>;

/// The level that `site.yaml` gives a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedLevel {
    /// The level; None switches the rule off.
    pub level: Option<Level>,
    /// Where the rule's name stands.
    pub span: Span,
}

/// A service of the company.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// The team that answers for it.
    pub owner: Option<String>,
    /// A page about it.
    pub url: Option<String>,
    /// The services it needs.
    pub depends_on: Vec<String>,
    /// What a catalogue links to for it.
    pub links: Vec<ServiceLink>,
}

/// A link of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLink {
    /// What it leads to.
    pub label: String,
    /// Where.
    pub url: String,
}

/// A name of a facet and its former ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetAlias {
    /// The folder of the facet: `teams`.
    pub facet: String,
    /// The name that counts.
    pub name: String,
    /// What it was called before.
    pub former: Vec<String>,
}

/// A degree of severity.
#[derive(Debug, Clone, PartialEq)]
pub struct Severity {
    /// As in front matter.
    pub name: String,
    /// As on pages.
    pub label: String,
    /// How much a minute of degraded service counts against availability, 0 to 1.
    pub weight: f64,
    /// Within how many days after the end a postmortem is to be reviewed.
    pub review_days: Option<u16>,
}

/// A team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// A page about it.
    pub url: Option<String>,
    /// Where to ask it: a channel, an address.
    pub contact: Option<String>,
    /// Who is in it, as owners of actions are written.
    pub members: Vec<String>,
}

/// A term of the company.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub name: String,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// What it means.
    pub meaning: Option<String>,
}

impl Term {
    /// The term and its synonyms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.synonyms)
            .map(String::as_str)
    }
}

/// Reads `site.yaml`. What cannot be read keeps its default, and every problem is told with its place.
#[must_use]
pub fn read(source: &Source) -> (Settings, Vec<Diagnostic>) {
    let mut settings = Settings::default();
    let mut reader = Reader::new(&source.path, &source.text);
    reader.problems.extend(source.problems.iter().cloned());
    match yaml::parse(&source.text, 0) {
        Ok(node) => match &node.value {
            Value::Null => {}
            Value::Map(entries) => {
                reader.map_with(KEYS, entries, &mut settings, |_, entry, _| {
                    entry.key.starts_with("x-")
                });
                settings.settle(&mut reader);
            }
            _ => reader.problems.push(
                Diagnostic::error(
                    RuleName::UnreadableFile,
                    &source.path,
                    node.span,
                    "expected a map of settings",
                )
                .hint("write settings as `key: value`, one per line"),
            ),
        },
        Err(error) => reader.problems.push(error.diagnostic(&source.path)),
    }
    (settings, reader.problems)
}

impl Settings {
    /// What can only be told when all keys are read: names of severities and profiles that other keys use.
    fn settle(&mut self, reader: &mut Reader<'_>) {
        for severity in &mut self.severities {
            if severity.label.is_empty() {
                severity.label.clone_from(&severity.name);
            }
        }
        match self.stated_services.take() {
            Some(StatedServices::List(services)) => self.services = services,
            Some(StatedServices::Catalog(paths)) => self.catalog = paths,
            None => {}
        }
        required::settle(self, reader);
        if let Some(name) = self.profile_name.take()
            && let Err(unknown) = self.hold(&name.value)
        {
            reader.invalid(name.span, unknown.message, unknown.hint);
        }
    }

    /// How bad a severity is, from 1 for the worst; None of one that the site does not know.
    #[must_use]
    pub fn severity_rank(&self, name: &str) -> Option<usize> {
        let mut known = self.severities.iter();
        let index = known.position(|known| known.name.eq_ignore_ascii_case(name))?;
        Some(index + 1)
    }

    /// The service that a name or one of its aliases means, in any letter case.
    #[must_use]
    pub fn service(&self, name: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.is_called(name))
    }
}

impl Service {
    /// Whether a name is its own or one of its aliases, in any letter case.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let mut known = std::iter::once(&self.name).chain(&self.aliases);
        known.any(|known| {
            known.eq_ignore_ascii_case(name)
                || !known.is_ascii() && known.to_lowercase() == name.to_lowercase()
        })
    }
}

impl Default for Severity {
    /// One that a site states without a weight counts half.
    fn default() -> Self {
        Self {
            name: String::new(),
            label: String::new(),
            weight: 0.5,
            review_days: None,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Postmortems".to_owned(),
            base_url: None,
            out: "public".to_owned(),
            description: String::new(),
            language: "en".to_owned(),
            timezone: None,
            theme: Stated {
                value: "default".to_owned(),
                span: Span::default(),
            },
            theme_options: None,
            menu: None,
            edition: Edition::Internal,
            profile: Profile::Archive,
            own_profile: OwnProfile::default(),
            profile_name: None,
            profiles: Vec::new(),
            rules: RuleLevels::new(),
            causes: crate::vocabulary::CAUSES
                .iter()
                .map(|&(name, label)| (name.to_owned(), label.to_owned()))
                .collect(),
            services: Vec::new(),
            catalog: Vec::new(),
            stated_services: None,
            aliases: Vec::new(),
            severities: [("SEV1", 1.0), ("SEV2", 0.5), ("SEV3", 0.2), ("SEV4", 0.0)]
                .map(|(name, weight)| Severity {
                    name: name.to_owned(),
                    label: name.to_owned(),
                    weight,
                    review_days: None,
                })
                .to_vec(),
            teams: Vec::new(),
            hours: None,
            glossary: Vec::new(),
            fields: Vec::new(),
            public_fields: None,
            redact: Vec::new(),
            feed_limit: 50,
            sections: Vec::new(),
            cards: false,
            as_of: None,
            repository: None,
            branch: "main".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
