//! Profiles of a site's own: how each differs from the one that it is based on.

use super::required::RequiredFrom;
use super::value_kinds::{Levels, entries};
use super::{Required, RuleLevels, Settings, Stated};
use crate::span::Span;
use crate::vocabulary::{Profile, SectionKind};
use crate::yaml::fields::{Reader, keys, list, nearest, shorten};
use crate::yaml::value_kind::{Fields, List, Map, Text, ValueKind, Word};
use crate::yaml::{Node, Value};
use schemars::{Schema, SchemaGenerator, json_schema};

/// A profile of the site's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnProfile {
    /// What it is called.
    pub name: String,
    /// The profile that it is based on.
    pub base: Profile,
    /// The levels that it gives to rules, over all others.
    pub rules: RuleLevels,
    /// The sections that it requires; empty for those of its base.
    pub sections: Vec<(SectionKind, Required)>,
    /// The front-matter keys that it requires beyond those of its base; which there are, is known above the settings.
    pub fields: Vec<(Stated, Required)>,
}

/// A profile that nothing has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownProfile {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: String,
}

impl Settings {
    /// Holds postmortems to the profile of a name: one that ships, or one of the site's own.
    ///
    /// # Errors
    /// Where no profile has the name; nothing is changed then.
    pub fn hold(&mut self, name: &str) -> Result<(), UnknownProfile> {
        if let Some(profile) = Profile::find(name) {
            self.profile = profile;
            self.own_profile = OwnProfile::default();
            return Ok(());
        }
        if let Some(own) = self.profiles.iter().find(|own| own.name == name) {
            self.profile = own.base;
            self.own_profile = own.clone();
            return Ok(());
        }
        Err(UnknownProfile {
            message: format!("unknown profile `{}`", shorten(name)),
            hint: match nearest(name, self.profile_names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of: {}", list(self.profile_names())),
            },
        })
    }

    /// The profiles that there are: those that ship, and the site's own.
    pub fn profile_names(&self) -> impl Iterator<Item = &str> {
        let shipped = Profile::ALL.iter().map(|profile| profile.name());
        shipped.chain(self.profiles.iter().map(|own| own.name.as_str()))
    }
}

impl Fields for OwnProfile {
    keys! {
        KEYS: Self {
            /// The profile that it is based on; `archive` by default.
            base: Word<Profile> => base;
            /// Levels by rule: off, warn or error.
            rules: Levels => rules;
            /// The required sections, in place of those of the base: a list, or from which severity each is required.
            sections: Requirements<SectionKind> => sections;
            /// Front-matter keys required in addition: a list, or from which severity each is required.
            fields: Requirements<Stated> => fields;
        }
    }
}

/// Profiles by name.
pub(super) struct OwnProfiles;

impl ValueKind for OwnProfiles {
    type Value = Vec<OwnProfile>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        let mut profiles = Vec::new();
        for entry in entries(node, reader, "a map of names to profiles") {
            if Profile::find(&entry.key).is_some() {
                let message = format!("`{}` is a built-in profile", shorten(&entry.key));
                let hint = format!(
                    "choose another name, and state `base: {}` in it",
                    shorten(&entry.key)
                );
                reader.invalid(entry.key_span, message, hint);
            } else if let Some(profile) = Map::<OwnProfile>::read(&entry.value, reader) {
                profiles.push(OwnProfile {
                    name: entry.key.clone(),
                    ..profile
                });
            }
        }
        Some(profiles)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let profile = Map::<OwnProfile>::schema(generator);
        json_schema!({ "type": ["object", "null"], "additionalProperties": profile })
    }
}

/// What can be required by its name.
trait Named: Sized {
    /// The one of a name; a finding where there is none.
    fn of(name: &str, span: Span, reader: &mut Reader<'_>) -> Option<Self>;
}

impl Named for SectionKind {
    fn of(name: &str, span: Span, reader: &mut Reader<'_>) -> Option<Self> {
        let kind = Self::find(name).filter(|kind| *kind != Self::Other);
        if kind.is_none() {
            let kinds = || Self::ALL.iter().filter(|kind| **kind != Self::Other);
            let names = list(kinds().map(|kind| kind.name()));
            let message = format!("unknown section kind `{}`", shorten(name));
            reader.invalid(span, message, format!("use one of: {names}"));
        }
        kind
    }
}

impl Named for Stated {
    fn of(name: &str, span: Span, _: &mut Reader<'_>) -> Option<Self> {
        let value = name.to_owned();
        Some(Self { value, span })
    }
}

/// Names, each with whom it is required of; a list requires them of all.
struct Requirements<T>(std::marker::PhantomData<T>);

impl<T: Named> ValueKind for Requirements<T> {
    type Value = Vec<(T, Required)>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        let Value::Map(entries) = &node.value else {
            let names = List::<PlacedName>::read(node, reader)?;
            let named = names.iter().filter_map(|(name, span)| T::of(name, *span, reader));
            return Some(named.map(|name| (name, Required::Always)).collect());
        };
        let mut required = Vec::new();
        for entry in entries {
            let Some(name) = T::of(&entry.key, entry.key_span, reader) else {
                continue;
            };
            let from = match entry.value.is_empty() {
                true => Some(Some(Required::Always)),
                false => RequiredFrom::read(&entry.value, reader),
            };
            required.extend(from.flatten().map(|from| (name, from)));
        }
        Some(required)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let from = RequiredFrom::schema(generator);
        json_schema!({ "anyOf": [
            { "type": ["object", "null"], "additionalProperties": from },
            { "type": "array", "items": { "type": "string" } },
            { "type": "string" },
        ] })
    }
}

/// A name and where it stands.
struct PlacedName;

impl ValueKind for PlacedName {
    type Value = (String, Span);

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<(String, Span)> {
        Some((Text::read(node, reader)?, node.span))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Text::schema(generator)
    }
}
