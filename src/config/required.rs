//! From which severity on a site asks for a field or a section.

use super::{Settings, Stated};
use crate::yaml::fields::{Reader, list, nearest, shorten};
use crate::yaml::value_kind::ValueKind;
use crate::yaml::{Node, Value};
use schemars::{Schema, SchemaGenerator, json_schema};

/// For which postmortems something is required.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Required {
    /// For all.
    Always,
    /// For those of a severity and of all that are worse.
    From(Stated),
}

impl Required {
    /// Whether it holds for a postmortem of a severity; where that is not known, only what holds for all.
    #[must_use]
    pub fn holds(&self, severity: Option<&str>, settings: &Settings) -> bool {
        match self {
            Self::Always => true,
            Self::From(least) => {
                let rank = |name: &str| settings.severity_rank(name);
                let rank_of = severity.and_then(rank).zip(rank(&least.value));
                rank_of.is_some_and(|(stated, least)| stated <= least)
            }
        }
    }

    /// Of whom it is required, at the end of a message; nothing where it is of all.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Always => String::new(),
            Self::From(_) => self.whom(),
        }
    }

    /// Of whom it is required: `, required from SEV2 on`.
    #[must_use]
    pub fn whom(&self) -> String {
        match self {
            Self::Always => ", always required".to_owned(),
            Self::From(least) => format!(", required from {} on", least.value),
        }
    }
}

/// `always`, or the mildest severity that needs it; `false` for never.
pub(super) struct RequiredFrom;

impl ValueKind for RequiredFrom {
    type Value = Option<Required>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        match (&node.value, node.text()) {
            (Value::Bool(required), _) => Some(required.then_some(Required::Always)),
            (_, Some("always")) => Some(Some(Required::Always)),
            (_, Some(severity)) => Some(Some(Required::From(Stated {
                value: severity.to_owned(),
                span: node.span,
            }))),
            _ => {
                reader.wrong_type(node, "`always` or a severity");
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean", "null"] })
    }
}

/// Reports severities that the site does not have; what was required from one of them is required of all.
pub(super) fn settle(settings: &mut Settings, reader: &mut Reader<'_>) {
    let known: Vec<String> = settings
        .severities
        .iter()
        .map(|severity| severity.name.clone())
        .collect();
    let of_fields = settings
        .fields
        .iter_mut()
        .filter_map(|field| field.required.as_mut());
    let of_profiles = settings.profiles.iter_mut().flat_map(|profile| {
        let sections = profile.sections.iter_mut().map(|(_, required)| required);
        sections.chain(profile.fields.iter_mut().map(|(_, required)| required))
    });
    for required in of_fields.chain(of_profiles) {
        let Required::From(least) = required else {
            continue;
        };
        let stated = std::mem::take(least);
        if let Some(name) = known.iter().find(|name| name.eq_ignore_ascii_case(&stated.value)) {
            least.value.clone_from(name);
            least.span = stated.span;
            continue;
        }
        *required = Required::Always;
        let names = || known.iter().map(String::as_str);
        let hint = match nearest(&stated.value, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use `always`, or one of: {}", list(names())),
        };
        let message = format!("unknown severity `{}`", shorten(&stated.value));
        reader.invalid(stated.span, message, hint);
    }
}
