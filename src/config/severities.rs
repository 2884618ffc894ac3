//! The severities of a site.

use super::Severity;
use crate::yaml::Node;
use crate::yaml::fields::{Reader, shorten};
use crate::yaml::value_kind::{List, Map, ValueKind};
use schemars::{Schema, SchemaGenerator};
use std::collections::BTreeSet;

/// The degrees of severity, worst first: at least one, and none twice by name or label.
pub(super) struct Severities;

impl ValueKind for Severities {
    type Value = Vec<Severity>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Vec<Severity>> {
        let severities = List::<Map<Severity>>::read(node, reader)?;
        if severities.is_empty() {
            let hint = "list them, worst first: `severities: [P1, P2, P3]`";
            reader.invalid(node.span, "`severities` names none", hint);
            return None;
        }
        let mut taken = BTreeSet::new();
        for severity in &severities {
            let own = BTreeSet::from([&severity.name, &severity.label].map(|name| name.to_lowercase()));
            for name in own.into_iter().filter(|name| !name.is_empty()) {
                if !taken.insert(name.clone()) {
                    let message = format!("two severities are called `{}`", shorten(&name));
                    reader.invalid(node.span, message, "give each a name and a label of its own");
                    return None;
                }
            }
        }
        Some(severities)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        List::<Map<Severity>>::schema(generator)
    }
}
