//! Composes the tree of a document from the events of the parser.

use super::{Entry, Error, Node, Value, scalar};
use crate::source;
use crate::span::Span;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many lists and maps may be nested.
const MAX_DEPTH: usize = 128;

/// How many nodes and bytes of words anchors and aliases may copy in one text, so that a few lines cannot grow without end.
const MAX_COPIED: usize = 1 << 20;

/// The tree of the only document of a text that begins at the byte `offset` of its file; None where there is none.
pub(super) fn compose(text: &str, offset: usize) -> Result<Option<Node>, Error> {
    Ok(documents(text, offset, 1)?.pop())
}

/// The trees of the documents of a text, of which there may be `most`.
pub(super) fn documents(text: &str, offset: usize, most: usize) -> Result<Vec<Node>, Error> {
    let positions = Positions::new(text, offset);
    let mut composer = Composer::default();
    let (mut documents, mut roots) = (0, Vec::new());
    for event in Parser::new_from_str(text) {
        let (event, at) = event.map_err(|error| {
            let at = positions.char(error.marker().index());
            Error::syntax(error.info(), at).curly(positions.line(at))
        })?;
        let span = positions.span(at.start, at.end);
        match event {
            Event::Scalar(words, style, anchor, tag) => {
                let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
                let span = if quoted { positions.trimmed(span) } else { span };
                composer.add(scalar_node(words, style, tag.as_deref(), span)?, anchor)?;
            }
            Event::Alias(anchor) => composer.alias(anchor, span)?,
            Event::SequenceStart(anchor, _) => composer.open(anchor, span, Value::List(Vec::new()))?,
            Event::MappingStart(anchor, _) => composer.open(anchor, span, Value::Map(Vec::new()))?,
            Event::SequenceEnd | Event::MappingEnd => composer.close(positions.trimmed(span))?,
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > most {
                    return Err(Error::new("expected one YAML document, found a second one", span)
                        .hint("remove the line `---` that begins it"));
                }
            }
            // Anchors hold within their document.
            Event::DocumentEnd => {
                roots.extend(composer.root.take());
                composer.anchors.clear();
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd => {}
        }
    }
    Ok(roots)
}

fn scalar_node(
    words: Cow<'_, str>,
    style: ScalarStyle,
    tag: Option<&Tag>,
    span: Span,
) -> Result<Node, Error> {
    // Only escapes bring in what a source does not hold.
    let words = match style {
        ScalarStyle::DoubleQuoted => source::fit(words),
        _ => words,
    };
    match scalar::resolve(&words, style == ScalarStyle::Plain, tag) {
        Some(value) => Ok(Node {
            span,
            value,
            raw: words.into_owned(),
        }),
        None => Err(Error::new("the value does not match its tag", span).hint("remove the tag")),
    }
}

/// The lists and maps that are not closed yet, and what was closed already.
#[derive(Default)]
struct Composer {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Node>,
    copied: usize,
}

/// A list or map that is not closed yet.
struct Open {
    anchor: usize,
    node: Node,
    /// The key whose value comes next.
    key: Option<(String, Span)>,
}

impl Composer {
    fn open(&mut self, anchor: usize, span: Span, value: Value) -> Result<(), Error> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(span));
        }
        let raw = String::new();
        let span = Span::new(span.start, span.start);
        let node = Node { span, value, raw };
        let key = None;
        self.open.push(Open { anchor, node, key });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Error> {
        let Some(Open { anchor, mut node, .. }) = self.open.pop() else {
            return Ok(());
        };
        // The end of a block has no width of its own: a block ends with its last item.
        if !end.is_empty() {
            node.span.end = end.end;
        }
        if let Value::Map(entries) = &node.value {
            unique(entries)?;
        }
        self.add(node, anchor)
    }

    /// Adds a node to the innermost list or map.
    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Error> {
        if anchor > 0 {
            self.count_copy(&node, node.span)?;
            self.anchors.insert(anchor, node.clone());
        }
        let Some(Open {
            node: parent, key, ..
        }) = self.open.last_mut()
        else {
            self.root = Some(node);
            return Ok(());
        };
        parent.span.end = parent.span.end.max(node.span.end);
        match &mut parent.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match key.take() {
                Some((key, key_span)) => entries.push(Entry {
                    key,
                    key_span,
                    value: node,
                }),
                None if matches!(node.value, Value::List(_) | Value::Map(_)) => {
                    let message = format!("expected text as a key, found {}", node.described());
                    return Err(Error::new(message, node.span).hint("put the key in quotes"));
                }
                None => *key = Some((node.raw, node.span)),
            },
            _ => {}
        }
        Ok(())
    }

    /// Adds what an alias repeats; it is where the alias is.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Error> {
        // Only what is closed has been kept.
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(
                Error::new("this alias refers to a value that contains it", span).hint("write out the value")
            );
        };
        let node = Node { span, ..node.clone() };
        if self.open.len() + self.count_copy(&node, span)? > MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.add(node, 0)
    }

    /// Counts a copy of a node, and says how deep it is.
    fn count_copy(&mut self, node: &Node, span: Span) -> Result<usize, Error> {
        self.copied += 1 + node.raw.len();
        let mut depth = 0;
        match &node.value {
            Value::List(items) => {
                for item in items {
                    depth = depth.max(self.count_copy(item, span)?);
                }
                depth += 1;
            }
            Value::Map(entries) => {
                for entry in entries {
                    self.copied += entry.key.len();
                    depth = depth.max(self.count_copy(&entry.value, span)?);
                }
                depth += 1;
            }
            _ => {}
        }
        if self.copied > MAX_COPIED {
            return Err(Error::new("aliases repeat too much", span).hint("write out what the aliases repeat"));
        }
        Ok(depth)
    }
}

fn too_deep(span: Span) -> Error {
    Error::new(format!("nested more than {MAX_DEPTH} levels deep"), span).hint("flatten the lists and maps")
}

/// Refuses a key that occurs twice in one map.
fn unique(entries: &[Entry]) -> Result<(), Error> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by_key(|entry| (&entry.key, entry.key_span.start));
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    let twice = pairs.filter(|(one, other)| one.key == other.key);
    let Some((first, again)) = twice.min_by_key(|(_, again)| again.key_span.start) else {
        return Ok(());
    };
    let message = format!("duplicate key `{}`", again.key);
    let mut error = Error::new(message, again.key_span).hint("remove one of them");
    error.first = Some(first.key_span);
    Err(error)
}

/// The way from characters of the text, which the parser counts, to bytes of the file.
struct Positions<'t> {
    text: &'t str,
    offset: usize,
    /// Where each character begins; None where every character is one byte.
    starts: Option<Vec<usize>>,
}

impl<'t> Positions<'t> {
    fn new(text: &'t str, offset: usize) -> Self {
        Self {
            text,
            offset,
            starts: (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect()),
        }
    }

    fn byte(&self, char: usize) -> usize {
        let at = match &self.starts {
            Some(starts) => starts.get(char).copied().unwrap_or(self.text.len()),
            None => char.min(self.text.len()),
        };
        self.offset + at
    }

    /// The line in which a span begins.
    fn line(&self, span: Span) -> &str {
        let (before, after) = self
            .text
            .split_at_checked(span.start.saturating_sub(self.offset))
            .unwrap_or((self.text, ""));
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let end = after.find('\n').unwrap_or(after.len());
        self.text.get(start..before.len() + end).unwrap_or_default()
    }

    fn char(&self, char: usize) -> Span {
        Span::new(self.byte(char), self.byte(char + 1))
    }

    fn span(&self, start: Marker, end: Marker) -> Span {
        let start = start.index();
        Span::new(self.byte(start), self.byte(end.index().max(start)))
    }

    /// A span without the blanks at its end: in brackets, the parser counts those after a quote or a bracket too.
    fn trimmed(&self, span: Span) -> Span {
        let words = self.text.get(span.start - self.offset..span.end - self.offset);
        let length = words.map_or(0, |words| words.trim_ascii_end().len());
        Span::new(span.start, span.start + length)
    }
}
