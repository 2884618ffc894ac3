//! The former names of causes, teams and so on, as `site.yaml` gives them.

use super::*;
use crate::config::FacetAlias;

/// Former names, by list and name.
pub(in crate::config) struct Aliases;

/// The lists that may have them; services have an own key for theirs.
const LISTS: [&str; 6] = ["causes", "teams", "tags", "authors", "triggers", "severities"];

impl ValueKind for Aliases {
    type Value = Vec<FacetAlias>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        let mut aliases = Vec::new();
        for list_of in entries(node, reader, "a map of lists to names with their former names") {
            if !LISTS.contains(&list_of.key.as_str()) {
                let hint = match list_of.key.as_str() {
                    "services" => "write them as `aliases` of the service in `services`".to_owned(),
                    _ => format!("use one of: {}", list(LISTS.into_iter())),
                };
                let message = format!("unknown list `{}`", shorten(&list_of.key));
                reader.invalid(list_of.key_span, message, hint);
                continue;
            }
            for entry in entries(
                &list_of.value,
                reader,
                "a map of names to lists of their former names",
            ) {
                aliases.push(FacetAlias {
                    facet: list_of.key.clone(),
                    name: entry.key.clone(),
                    former: List::<Text>::read(&entry.value, reader).unwrap_or_default(),
                });
            }
        }
        Some(aliases)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let former = List::<Text>::schema(generator).to_value();
        let names = serde_json::json!({ "type": ["object", "null"], "additionalProperties": former });
        let lists: serde_json::Map<_, _> = LISTS
            .iter()
            .map(|list| ((*list).to_owned(), names.clone()))
            .collect();
        json_schema!({ "type": ["object", "null"], "properties": lists, "additionalProperties": false })
    }
}
