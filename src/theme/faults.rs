//! What is wrong with templates, told like every other finding. The template engine stops at the first fault
//! that it meets; here each template is asked for its own, so that one run tells of all.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use crate::theme::chain::{Chain, near};
use crate::yaml::fields::list;
use std::collections::{BTreeMap, BTreeSet};
use tera::{ErrorKind, Tera};

/// The most names that a hint lists.
const LISTED: usize = 24;

/// The engine with all these templates.
pub(super) fn engine(chain: &Chain, own: &BTreeMap<String, Source>) -> tera::TeraResult<Tera> {
    let own = own
        .iter()
        .map(|(path, source)| (path.as_str(), source.text.as_str()));
    with(chain, own)
}

fn with<'a>(chain: &Chain, own: impl Iterator<Item = (&'a str, &'a str)>) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes(chain.prefixes())?;
    let own = own.map(|(path, text)| (path.to_owned(), text));
    tera.add_raw_templates(chain.templates().into_iter().chain(own))?;
    Ok(tera)
}

/// All faults of the site's own templates. One that cannot be parsed counts as empty for the others.
pub(super) fn all(chain: &Chain, own: &BTreeMap<String, Source>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut broken = BTreeSet::new();
    for (path, source) in own {
        let alone = Tera::new().add_raw_template(path, &source.text);
        if let Err(ErrorKind::SyntaxError(report)) = alone.as_ref().map_err(tera::Error::kind) {
            faults.push(reported(chain, path, span(report.span()), report.message()));
            broken.insert(path.as_str());
        }
    }
    // Each round but the last finds one more template that cannot be taken.
    for _ in 0..=own.len() {
        let texts = own.iter().map(|(path, source)| {
            let text = if broken.contains(path.as_str()) {
                ""
            } else {
                &source.text
            };
            (path.as_str(), text)
        });
        let Err(error) = with(chain, texts) else { break };
        let Some((path, fault)) = unfit(chain, own, &broken, &error) else {
            faults.extend(together(chain, own, &error, !broken.is_empty()));
            break;
        };
        faults.push(fault);
        broken.insert(path);
    }
    faults
}

/// A template that extends or includes what it cannot, and its fault.
fn unfit<'a>(
    chain: &Chain,
    own: &'a BTreeMap<String, Source>,
    broken: &BTreeSet<&str>,
    error: &tera::Error,
) -> Option<(&'a str, Diagnostic)> {
    let blame = |names: &[String]| {
        let sound = names.iter().filter(|name| !broken.contains(name.as_str()));
        let found = sound.filter_map(|name| own.get_key_value(name)).next();
        found.map(|(path, source)| (path.as_str(), source))
    };
    match error.kind() {
        ErrorKind::MissingParent { current, parent } => {
            let (path, source) = blame(std::slice::from_ref(current))?;
            Some((
                path,
                reported(chain, path, quoted(source, parent), &missing(chain, own, parent)),
            ))
        }
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain: names,
        }
        | ErrorKind::CircularInclude {
            tpl,
            include_chain: names,
        } => {
            let names: Vec<String> = std::iter::once(tpl).chain(names).cloned().collect();
            let (path, source) = blame(&names)?;
            let tag = ["extends", "include"]
                .iter()
                .filter_map(|tag| source.text.find(tag))
                .min();
            let span = tag.map_or(Span::default(), |at| Span::new(at, at + "extends".len()));
            let shipped = chain.prefixes().pop().unwrap_or_default();
            let hint = format!(
                "the shipped template of this name is `{shipped}{}`; searched: {chain}",
                file(chain, path)
            );
            let message = "circular template: it extends or includes itself";
            Some((
                path,
                Diagnostic::error(RuleName::Theme, path, span, message).hint(hint),
            ))
        }
        _ => None,
    }
}

/// What is found only when all templates are there: names that nothing has. The engine hands these over as text.
fn together(
    chain: &Chain,
    own: &BTreeMap<String, Source>,
    error: &tera::Error,
    some_broken: bool,
) -> Vec<Diagnostic> {
    let text = error.to_string();
    let mut faults = Vec::new();
    for report in text.split("error: ").filter(|report| !report.trim().is_empty()) {
        let mut lines = report.lines();
        let message = lines.next().unwrap_or_default();
        let place = lines
            .next()
            .and_then(|line| line.trim_start().strip_prefix("--> "));
        // What a broken template would have had is no fault of those that ask for it.
        if some_broken && (message.starts_with("Block") || message.starts_with("Unknown component")) {
            continue;
        }
        let carets = report.matches('^').count();
        let found = place.and_then(|place| {
            let mut parts = place.rsplitn(3, ':');
            let (column, line, path) = (parts.next()?, parts.next()?, parts.next()?);
            let source = own.get(path)?;
            let start = offset(source, line.parse().ok()?, column.parse().ok()?);
            Some((path, Span::new(start, (start + carets).min(source.text.len()))))
        });
        let named = || own.keys().find(|path| message.contains(path.as_str()));
        faults.push(match (found, named()) {
            (Some((path, span)), _) => {
                let name = message
                    .strip_prefix("Unknown template `")
                    .map(|rest| rest.trim_end_matches('`'));
                let message = name.map_or_else(|| message.to_owned(), |name| missing(chain, own, name));
                reported(chain, path, span, &message)
            }
            (None, Some(path)) => reported(chain, path, Span::default(), message),
            (None, None) => reported(
                chain,
                chain.own().unwrap_or("nevertwice/"),
                Span::default(),
                message,
            ),
        });
    }
    faults
}

/// The fault of a template that failed on a page.
pub(super) fn of_page(chain: &Chain, template: &str, error: &tera::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let path = report.filename();
            let mut fault = reported(chain, path, span(report.span()), report.message());
            if file(chain, path) != template {
                // A part may well be right, and be asked for by a page that has not what it needs.
                let hint = fault.hint.unwrap_or_default();
                fault.hint = Some(format!("failed while rendering `{template}`; {hint}"));
            }
            fault
        }
        _ => reported(chain, template, Span::default(), &error.to_string()),
    }
}

/// A fault in our words: the engine's message without the names that it lists, which become the hint.
fn reported(chain: &Chain, path: &str, span: Span, message: &str) -> Diagnostic {
    let (what, known) = match message.split_once(". Available ") {
        Some((what, known)) => (what, known.split_once(": ").map_or("", |(_, names)| names)),
        None => (message.trim_end_matches('.'), ""),
    };
    let name = what.split('`').nth(1).unwrap_or_default();
    let known: Vec<&str> = known.split(", ").filter(|name| !name.is_empty()).collect();
    let advice = match near(name, &known) {
        Some(near) => format!("did you mean `{near}`? "),
        None if known.is_empty() => String::new(),
        None => {
            let more = if known.len() > LISTED { ", …" } else { "" };
            format!("available: {}{more}; ", list(known.iter().copied().take(LISTED)))
        }
    };
    Diagnostic::error(RuleName::Theme, path, span, lower(what)).hint(format!("{advice}searched: {chain}"))
}

/// A message as ours begin.
fn lower(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars
        .next()
        .map(|first| first.to_lowercase().to_string())
        .unwrap_or_default();
    format!("{first}{}", chars.as_str())
}

/// A message about a template that is nowhere, with those that there are, in the engine's manner.
fn missing(chain: &Chain, own: &BTreeMap<String, Source>, name: &str) -> String {
    let shipped = chain.templates();
    let names: BTreeSet<&str> = own
        .keys()
        .chain(shipped.iter().map(|(path, _)| path))
        .map(|path| file(chain, path))
        .collect();
    format!(
        "Template `{name}` not found. Available templates: {}",
        list(names.into_iter())
    )
}

/// The name of a template in its folder.
fn file<'a>(chain: &Chain, path: &'a str) -> &'a str {
    let prefixes = chain.prefixes();
    prefixes
        .iter()
        .find_map(|prefix| path.strip_prefix(prefix.as_str()))
        .unwrap_or(path)
}

/// Where a template names another one.
fn quoted(source: &Source, name: &str) -> Span {
    let found = ['"', '\'', '`'].iter().find_map(|quote| {
        let quoted = format!("{quote}{name}{quote}");
        let at = source.text.find(&quoted)?;
        Some(Span::new(at, at + quoted.len()))
    });
    found.unwrap_or_default()
}

fn span(span: &tera::Span) -> Span {
    Span::new(span.range.start, span.range.end.max(span.range.start + 1))
}

/// The byte at a line and column, both from 1; columns are characters.
fn offset(source: &Source, line: usize, column: usize) -> usize {
    let before = source.text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let rest = source.text.get(start..).unwrap_or_default();
    let column = rest.char_indices().nth(column.saturating_sub(1));
    start + column.map_or(rest.len(), |(at, _)| at)
}
