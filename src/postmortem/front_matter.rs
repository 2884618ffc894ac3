//! Front matter: the facts that a writer states above the body.
//!
//! Each key is read by itself, so that one bad value loses only itself and all problems of a file are told in one
//! run. The keys are declared in one table, `keys`, from which the JSON Schema comes too.

mod keys;
mod names;
mod others;
mod outages;
mod own_fields;
mod split;
pub(crate) mod toml;

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Edit, RuleName};
use crate::record::{Action, Fact, Facts, Origin, ServiceHit};
use crate::source::Source;
use crate::span::Span;
use crate::yaml::fields::{Key, Reader, list, shorten};
use crate::yaml::{self, Entry, Node, Value};
pub use keys::KEYS;
pub(crate) use names::{key_of, translated};
use split::above_heading;
pub(crate) use split::{Language, split};

/// The most values of one list: each may have a page of its own.
const LONGEST_LIST: usize = 500;

/// What the front matter of a file says.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// The title.
    pub title: Option<Fact<String>>,
    /// The postmortem's name in the archive.
    pub id: Option<Fact<String>>,
    /// The name of its page; fit for an address.
    pub slug: Option<Fact<String>>,
    /// Old names of its page; each fit for an address.
    pub aliases: Vec<Fact<String>>,
    /// The facts by key.
    pub facts: Facts,
    /// The actions, without `content`; `id` is empty where none is stated.
    pub actions: Vec<Action>,
    /// What follows the front matter: all of the file where there is none.
    pub body: Span,
    /// Whether it could be read: false where the YAML is broken or not closed. A file without front matter is readable.
    pub readable: bool,
    /// What is wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// The front matter of a file as YAML, before a table of keys reads it.
pub struct Opened<'a> {
    map: Option<Node>,
    body: Span,
    readable: bool,
    language: Language,
    reader: Reader<'a>,
}

/// Opens the front matter at the very start of a file.
#[must_use]
pub fn open(source: &Source) -> Opened<'_> {
    let parts = split(&source.text);
    let mut front = Opened {
        map: None,
        body: parts.body,
        readable: true,
        language: Language::Yaml,
        reader: Reader::new(&source.path, &source.text),
    };
    let Some((language, yaml)) = parts.front else {
        return front;
    };
    front.language = language;
    if language == Language::Toml {
        front.unreadable(
            Span::new(yaml.start.saturating_sub(4), yaml.end + 3),
            "expected YAML front matter, found TOML",
            "write it as YAML between lines `---`, as in `title: ...`, or convert the file with `nevertwice import markdown`",
        );
        front.map = toml::parse(source.slice(yaml), yaml);
        return front;
    }
    let mut closed = parts.closed;
    let mut read = yaml::parse(source.slice(yaml), yaml.start);
    // The next line `---` may be a rule of the body.
    if closed
        && read.is_err()
        && let Some(above) = above_heading(&source.text, yaml)
        && let Ok(node) = yaml::parse(source.slice(above), above.start)
        && matches!(node.value, Value::Map(_))
    {
        closed = false;
        read = Ok(node);
        front.body = Span::new(above.end, source.text.len());
    }
    if !closed {
        front.unreadable(
            Span::new(0, 3),
            "unclosed front matter",
            "add a line with only `---` after the last key",
        );
    }
    match read {
        Ok(node) => match node.value {
            Value::Null => {}
            Value::Map(_) => front.map = Some(node),
            _ if !front.readable => {}
            _ => front.unreadable(
                node.span,
                "expected the front matter to be a map of keys and values",
                "write it as `key: value`, one per line",
            ),
        },
        // What is not closed is told already, and its text is no YAML most of the time.
        Err(_) if !closed => {}
        Err(error) => {
            front.readable = false;
            front.reader.problems.push(error.diagnostic(&source.path));
        }
    }
    front
}

impl Opened<'_> {
    fn unreadable(&mut self, span: Span, message: &str, hint: &str) {
        self.readable = false;
        let finding = Diagnostic::error(RuleName::UnreadableFile, self.reader.path, span, message);
        self.reader.problems.push(finding.hint(hint));
    }

    /// Reads the keys by a table into `out`; `other` says of those that it does not hold whether they may be there.
    /// What follows the front matter, and what is wrong with it, in the order of the text.
    pub fn map<O>(
        mut self,
        table: &[Key<O>],
        out: &mut O,
        other: impl FnMut(&mut O, &Entry, &mut Reader<'_>) -> bool,
    ) -> (Span, Vec<Diagnostic>) {
        self.read(table, out, other);
        (self.body, self.into_diagnostics())
    }

    fn read<O>(
        &mut self,
        table: &[Key<O>],
        out: &mut O,
        other: impl FnMut(&mut O, &Entry, &mut Reader<'_>) -> bool,
    ) {
        if let Some(Value::Map(entries)) = self.map.take().map(|map| map.value) {
            self.reader.map_with(table, &entries, out, other);
        }
    }

    fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut problems = self.reader.problems;
        // TOML has keys of other programs; that it is TOML is what has to be mended.
        problems
            .retain(|problem| self.language == Language::Yaml || problem.rule == RuleName::UnreadableFile);
        problems.sort_by_key(|problem| problem.span.start);
        problems
    }
}

/// Reads the front matter of a postmortem.
#[must_use]
pub fn read(source: &Source, settings: &Settings) -> FrontMatter {
    let mut opened = open(source);
    opened.reader.timezone = settings.timezone.as_deref();
    opened.reader.longest_list = LONGEST_LIST;
    let others = others::read(opened.map.as_ref(), settings);
    let mut front = FrontMatter {
        body: opened.body,
        readable: opened.readable,
        ..FrontMatter::default()
    };
    opened.reader.more_keys = settings
        .fields
        .iter()
        .map(|field| field.key.value.as_str())
        .collect();
    opened.read(KEYS, &mut front, |front, entry, reader| {
        let own = settings.fields.iter().find(|field| field.key.value == entry.key);
        if let Some(field) = own
            && !entry.value.is_empty()
            && let Some(value) = own_fields::read(field, &entry.value, reader)
        {
            let fact = Fact::new(value, Origin::FrontMatter, entry.value.span);
            front.facts.own.insert(entry.key.clone(), fact);
        }
        let free = entry.key.starts_with("x-");
        if free {
            front.facts.extra.insert(entry.key.clone(), entry.value.json());
        }
        free || own.is_some()
    });
    for problem in &mut opened.reader.problems {
        if problem.rule == RuleName::UnknownKey
            && let Some(ours) = key_of(source.slice(problem.span))
        {
            problem.hint = Some(format!("use `{ours}` instead"));
            let edit = Edit {
                span: problem.span,
                replacement: ours.to_owned(),
            };
            problem.fix = Some(edit).filter(|_| !states(source, front.body, ours));
        }
    }
    by_name(&mut front.facts, settings, &mut opened.reader);
    outages::settle(&mut front.facts, settings);
    others::take(&mut front, others);
    front.diagnostics = opened.into_diagnostics();
    front
}

/// Services and severity by their names in the site.
fn by_name(facts: &mut Facts, settings: &Settings, reader: &mut Reader<'_>) {
    if let Some(services) = &mut facts.services {
        services_by_name(&mut services.value, settings);
    }
    severity_by_name(facts, settings, reader);
}

/// Whether a key is in the front matter, above a body: a second one of its name would be an error.
fn states(source: &Source, body: Span, key: &str) -> bool {
    let mut lines = source.slice(Span::new(0, body.start)).lines();
    let after = |line: &str| {
        line.strip_prefix(key)
            .map(|after| after.trim_start().starts_with(':'))
    };
    lines.any(|line| after(line).unwrap_or_default())
}

/// An alias of a service is its service; a service named twice counts once, as first written.
pub(super) fn services_by_name(services: &mut Vec<ServiceHit>, settings: &Settings) {
    let mut seen = std::collections::BTreeSet::new();
    for service in services.iter_mut() {
        if let Some(known) = settings.service(&service.name) {
            let stated = std::mem::replace(&mut service.name, known.name.clone());
            service.stated = Some(stated).filter(|stated| *stated != service.name);
        }
    }
    services.retain(|service| seen.insert(service.name.clone()));
}

/// A severity is one of the site's, by name or label, in any ASCII letter case.
fn severity_by_name(facts: &mut Facts, settings: &Settings, reader: &mut Reader<'_>) {
    let Some(severity) = &mut facts.severity else {
        return;
    };
    let stated = &severity.value;
    let known = settings
        .severities
        .iter()
        .find(|known| known.name.eq_ignore_ascii_case(stated) || known.label.eq_ignore_ascii_case(stated));
    if let Some(known) = known {
        severity.value.clone_from(&known.name);
        return;
    }
    let names = list(settings.severities.iter().map(|known| known.name.as_str()));
    reader.invalid(
        severity.span,
        format!("unknown severity `{}`", shorten(stated)),
        format!("use one of: {names}"),
    );
    facts.severity = None;
}

#[cfg(test)]
mod tests;
