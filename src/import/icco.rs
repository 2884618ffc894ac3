//! The collection of github.com/icco/postmortems: a summary each of somebody's public postmortem, with front matter.

use super::foreign::{self, Foreign};
use super::{Draft, Drafts, Format};
use crate::record::Link;
use crate::vocabulary::LinkKind;
use crate::yaml::{Entry, Node, Value};
use jiff::Timestamp;

pub(super) const FORMAT: Format = Format {
    name: "icco",
    about: "The collection at github.com/icco/postmortems",
    accepts: crate::path::is_markdown,
    read,
};

/// Its categories as ours. Where a postmortem has several, the first of this table is the root cause, since
/// the later ones tell how far a failure went rather than why it began; the rest contributed.
/// Not here: `cloud`, which says where it happened and not why, and `postmortem` and `undescriptive`.
const CAUSES: &[(&str, &str)] = &[
    ("config-change", "config-error"),
    ("hardware", "infrastructure"),
    ("time", "clock"),
    ("automation", "automation"),
    ("security", "security"),
    ("cascading-failure", "cascading"),
];

fn read(bytes: &[u8], _: &str) -> Drafts {
    let Foreign { entries, mut draft } = foreign::read(bytes);
    map(&entries, &mut draft);
    Ok(vec![draft])
}

fn map(entries: &[Entry], draft: &mut Draft) {
    let get = |key: &str| foreign::get(entries, key);
    let text = |key: &str| get(key).and_then(Node::text).unwrap_or_default();
    let (product, company) = (text("product"), text("company"));
    draft.set("title", text("title"));
    if !company.is_empty() {
        // Some have no title at all, and the file's name is only a number.
        let title = match product {
            "" => format!("Incident at {company}"),
            product => format!("{product}: incident at {company}"),
        };
        draft.set("title", title);
    }
    let service = if product.is_empty() { company } else { product };
    if !service.is_empty() {
        draft.set("services", [service]);
    }
    categories(get("categories"), draft);
    times(text("start_time"), text("end_time"), draft);
    links(text("url"), text("archive_url"), draft);
    draft.set("tags", get("keywords"));
    draft.set("summary", text("summary"));
    draft.set(
        "published",
        text("source_published_at").get(..10).unwrap_or_default(),
    );
    for Entry { key, value, .. } in entries {
        let mapped = match key.as_str() {
            "title" | "summary" => true,
            "product" | "url" | "archive_url" | "categories" => true,
            "company" => product.is_empty(),
            "keywords" => draft.has("tags"),
            "start_time" => draft.has("started"),
            "end_time" => draft.has("resolved"),
            "source_published_at" => draft.has("published"),
            _ => false,
        };
        if !mapped {
            draft.keep(key, value);
        }
    }
}

fn categories(stated: Option<&Node>, draft: &mut Draft) {
    let given: Vec<&str> = match stated.map(|node| &node.value) {
        Some(Value::List(items)) => items.iter().filter_map(Node::text).collect(),
        _ => stated.and_then(Node::text).into_iter().collect(),
    };
    let mut causes = CAUSES
        .iter()
        .filter(|(theirs, _)| given.contains(theirs))
        .map(|&(_, ours)| ours);
    draft.set("root_cause", causes.next());
    draft.set("contributing", causes.collect::<Vec<_>>());
    let known = |name: &str| CAUSES.iter().any(|(theirs, _)| *theirs == name);
    let unknown = given.iter().filter(|name| !known(name));
    draft.keep("categories", unknown.collect::<Vec<_>>());
}

/// An end before the start is no end.
fn times(start: &str, end: &str, draft: &mut Draft) {
    let [from, to] = [start, end].map(|time| time.parse::<Timestamp>().ok());
    if from.is_some() {
        draft.set("started", start);
    }
    if to.is_some() && to >= from {
        draft.set("resolved", end);
    }
}

fn links(url: &str, archived: &str, draft: &mut Draft) {
    let links = [("Original postmortem", url), ("Archived copy", archived)]
        .into_iter()
        .filter(|(_, url)| !url.is_empty())
        .map(|(label, url)| Link {
            label: label.to_owned(),
            url: url.to_owned(),
            kind: Some(LinkKind::Source),
        });
    draft.set("links", links.collect::<Vec<_>>());
}
