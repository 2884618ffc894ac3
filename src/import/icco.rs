//! The collection of github.com/icco/postmortems: a summary each of somebody's public postmortem, with front matter.

use super::Format;
use super::draft::Draft;
use jiff::Timestamp;
use serde_yaml::{Mapping, Value};

pub(super) const FORMAT: Format = Format {
    name: "icco",
    about: "The collection at github.com/icco/postmortems",
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

fn read(keys: &Mapping, draft: &mut Draft) {
    let text = |key: &str| keys.get(key).and_then(Value::as_str).unwrap_or_default().trim();
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
        draft.set("services", vec![service.to_owned()]);
    }
    categories(keys, draft);
    times(text("start_time"), text("end_time"), draft);
    links(text("url"), text("archive_url"), draft);
    draft.set("tags", keys.get("keywords").cloned().unwrap_or_default());
    draft.set("summary", text("summary"));
    draft.set(
        "published",
        text("source_published_at").get(..10).unwrap_or_default(),
    );
    for (key, value) in keys {
        let Some(name) = key.as_str() else {
            continue;
        };
        let mapped = match name {
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
            draft.keep(name, value);
        }
    }
}

fn categories(keys: &Mapping, draft: &mut Draft) {
    let given: Vec<&str> = match keys.get("categories") {
        Some(Value::Sequence(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => return,
    };
    let mut causes = CAUSES
        .iter()
        .filter(|(theirs, _)| given.contains(theirs))
        .map(|&(_, ours)| Value::from(ours));
    if let Some(first) = causes.next() {
        draft.set("root_cause", first);
    }
    draft.set("contributing", Value::Sequence(causes.collect()));
    let unknown: Vec<Value> = given
        .iter()
        .filter(|name| CAUSES.iter().all(|(theirs, _)| theirs != *name))
        .map(|&name| name.into())
        .collect();
    draft.keep("categories", &Value::Sequence(unknown));
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
    let link = |label: &str, url: &str| {
        let mut link = Mapping::new();
        for (key, value) in [("label", label), ("url", url), ("kind", "source")] {
            link.insert(key.into(), value.into());
        }
        Value::Mapping(link)
    };
    let links = [("Original postmortem", url), ("Archived copy", archived)];
    let links = links.into_iter().filter(|(_, url)| !url.is_empty());
    draft.set(
        "links",
        links.map(|(label, url)| link(label, url)).collect::<Vec<_>>(),
    );
}
