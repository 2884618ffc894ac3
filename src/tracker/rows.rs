//! The rows of an export, whatever its form.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use crate::yaml::{self, Node, Value};

/// An issue: its values by the names of the columns.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it is.
    pub(super) span: Span,
    /// Names without case, spaces and marks.
    values: Vec<(String, String)>,
}

impl Row {
    /// The values of some columns, in the order in which those are named.
    pub(super) fn all(&self, names: &[&str]) -> impl Iterator<Item = &str> {
        let values = names
            .iter()
            .flat_map(|name| self.values.iter().filter(move |(known, _)| known == name));
        values
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The first of them.
    pub(super) fn get(&self, names: &[&str]) -> Option<&str> {
        self.all(names).next()
    }
}

/// The rows of a JSON document or of a table.
pub(super) fn read(source: &Source) -> Result<Vec<Row>, Box<Diagnostic>> {
    match source.text.trim_start().starts_with(['[', '{']) {
        true => json(source),
        false => table(source),
    }
}

fn json(source: &Source) -> Result<Vec<Row>, Box<Diagnostic>> {
    // JSON is YAML, and this parser knows the place of every value.
    let root = yaml::parse(&source.text, 0).map_err(|error| Box::new(error.diagnostic(&source.path)))?;
    let issues = list(&root).ok_or_else(|| {
        let message = "expected a list of issues";
        let found = Diagnostic::error(RuleName::InvalidValue, &source.path, root.span, message);
        Box::new(found.hint("write it as `[{\"url\": \"…\", \"state\": \"closed\"}]`"))
    })?;
    let row = |node: &Node| {
        let mut values = Vec::new();
        flatten(node, "", &mut values);
        Row {
            span: node.span,
            values,
        }
    };
    Ok(issues.iter().map(row).collect())
}

/// The list, or the first one in an object: `{"issues": […]}`.
fn list(root: &Node) -> Option<&[Node]> {
    match &root.value {
        Value::List(items) => Some(items),
        Value::Map(entries) => entries.iter().find_map(|entry| match &entry.value.value {
            Value::List(items) => Some(items.as_slice()),
            _ => None,
        }),
        _ => None,
    }
}

/// The values of an object by their names, those of inner ones by both: `status: {name: Done}` is `statusname`. What
/// an issue calls `fields` is only where it keeps them.
fn flatten(node: &Node, name: &str, values: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                let inner = match plain(&entry.key).as_str() {
                    "fields" => name.to_owned(),
                    key => format!("{name}{key}"),
                };
                flatten(&entry.value, &inner, values);
            }
        }
        Value::List(_) | Value::Null => {}
        _ => values.push((name.to_owned(), node.raw.clone())),
    }
}

fn table(source: &Source) -> Result<Vec<Row>, Box<Diagnostic>> {
    let head = source.text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count());
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(source.text.as_bytes());
    let at = |position: Option<&csv::Position>| {
        let from = position.map_or(0, csv::Position::byte);
        let from = usize::try_from(from).unwrap_or_default().min(source.text.len());
        let rest = source.text.get(from..).unwrap_or_default();
        // What ends the row before belongs to its place.
        let from = from + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        source.line_span(from)
    };
    let unreadable = |error: &csv::Error| {
        let message = format!("cannot read this table: {error}");
        let span = at(error.position());
        Box::new(Diagnostic::error(
            RuleName::UnreadableFile,
            &source.path,
            span,
            message,
        ))
    };
    let names: Vec<String> = match reader.headers() {
        Ok(head) => head.iter().map(plain).collect(),
        Err(error) => return Err(unreadable(&error)),
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let values = names.iter().cloned().zip(record.iter().map(str::to_owned));
        rows.push(Row {
            span: at(record.position()),
            values: values.collect(),
        });
    }
    Ok(rows)
}

/// A name without case, spaces and marks.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
