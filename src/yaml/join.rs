//! Joins the values of the one parser with the places of the other.

use super::{Entry, Error, Node, Places, Value};
use crate::source;
use crate::span::Span;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A node as the events tell it: its place and shape.
pub(super) struct Shape {
    span: Span,
    form: Form,
}

/// What a node is made of. Aliases share the node that they repeat.
enum Form {
    Scalar(String),
    List(Vec<(Span, Rc<Shape>)>),
    Map(Vec<Pair>),
}

/// A key and its value, each with the place where it is written: that of an alias is not that of its node.
type Pair = ((Span, Rc<Shape>), (Span, Rc<Shape>));

/// A list or map that is not closed yet.
struct Open {
    anchor: usize,
    start: usize,
    end: usize,
    map: bool,
    items: Vec<(Span, Rc<Shape>)>,
}

/// How many lists and maps may stand in one another; `serde_yaml` takes no more either.
const DEEPEST: usize = 128;

/// Gives every value of a tree its place.
pub(super) fn join(shape: &Shape, value: serde_yaml::Value) -> Result<Node, Error> {
    node(shape, shape.span, value)
}

/// The first key that stands twice in one map, with both places.
pub(super) fn duplicate(shape: &Rc<Shape>) -> Option<Error> {
    // Aliases are left out: what they repeat is looked at where it stands.
    let mut rest = vec![(shape.span, shape)];
    while let Some((span, shape)) = rest.pop() {
        if span != shape.span {
            continue;
        }
        match &shape.form {
            Form::Scalar(_) => {}
            Form::List(items) => rest.extend(items.iter().rev().map(|(span, item)| (*span, item))),
            Form::Map(pairs) => {
                let mut seen = BTreeMap::new();
                for ((key_span, key), (span, value)) in pairs {
                    rest.push((*span, value));
                    let Form::Scalar(name) = &key.form else { continue };
                    if let Some(first) = seen.insert(name, *key_span) {
                        return Some(Error {
                            message: format!("the key `{name}` stands twice"),
                            span: *key_span,
                            hint: Some("keep one of them"),
                            first: Some(first),
                        });
                    }
                }
            }
        }
    }
    None
}

fn node(shape: &Shape, span: Span, value: serde_yaml::Value) -> Result<Node, Error> {
    use serde_yaml::Value as Yaml;
    let mut raw = String::new();
    let fit = |words: String| source::fit(words.into()).into_owned();
    let value = match (value, &shape.form) {
        (Yaml::Tagged(tagged), _) => return node(shape, span, tagged.value),
        (Yaml::Null, Form::Scalar(_)) => Value::Null,
        (Yaml::Bool(value), Form::Scalar(words)) => {
            raw.clone_from(words);
            Value::Bool(value)
        }
        (Yaml::Number(number), Form::Scalar(words)) => {
            raw.clone_from(words);
            json_number(&number).map_or(Value::Text, Value::Number)
        }
        (Yaml::String(words), Form::Scalar(_)) => {
            raw = fit(words);
            Value::Text
        }
        (Yaml::Sequence(values), Form::List(items)) if values.len() == items.len() => Value::List(
            values
                .into_iter()
                .zip(items)
                .map(|(value, (span, shape))| node(shape, *span, value))
                .collect::<Result<_, _>>()?,
        ),
        (Yaml::Mapping(values), Form::Map(pairs)) if values.len() == pairs.len() => Value::Map(
            values
                .into_iter()
                .zip(pairs)
                .map(|((_, value), ((key_span, key), (span, shape)))| {
                    let Form::Scalar(key) = &key.form else {
                        return Err(mismatch(*key_span, "a key must be a word"));
                    };
                    Ok(Entry {
                        key: fit(key.clone()),
                        key_span: *key_span,
                        value: node(shape, *span, value)?,
                    })
                })
                .collect::<Result<_, _>>()?,
        ),
        _ => return Err(mismatch(span, "this YAML can be read in more than one way")),
    };
    Ok(Node { span, value, raw })
}

fn json_number(number: &serde_yaml::Number) -> Option<serde_json::Number> {
    number
        .as_u64()
        .map(Into::into)
        .or_else(|| number.as_i64().map(Into::into))
        .or_else(|| number.as_f64().and_then(serde_json::Number::from_f64))
}

fn mismatch(span: Span, message: &str) -> Error {
    Error {
        message: message.to_owned(),
        span,
        hint: Some("put the words in quotes"),
        first: None,
    }
}

/// The shape of the document; None where there is none.
pub(super) fn shape(text: &str, places: &Places) -> Result<Option<Rc<Shape>>, Error> {
    let mut anchors = BTreeMap::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, at) =
            event.map_err(|error| Error::new(error.info(), places.char(error.marker().index())))?;
        let span = places.span(at.start, at.end);
        let alias = matches!(event, Event::Alias(_));
        let (anchor, shape) = match event {
            Event::Scalar(words, style, anchor, _) => {
                let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
                let span = if quoted { places.trimmed(text, span) } else { span };
                let form = Form::Scalar(words.into_owned());
                (anchor, Rc::new(Shape { span, form }))
            }
            Event::Alias(anchor) => match anchors.get(&anchor) {
                Some(shape) => (0, Rc::clone(shape)),
                None => return Err(mismatch(span, "this repeats a value that holds it")),
            },
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEEPEST => {
                return Err(mismatch(span, "this YAML is nested too deeply"));
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                open.push(Open {
                    anchor,
                    start: span.start,
                    end: span.start,
                    map: matches!(event, Event::MappingStart(..)),
                    items: Vec::new(),
                });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(done) => (done.anchor, Rc::new(done.close(places.trimmed(text, span)))),
                None => continue,
            },
            _ => continue,
        };
        if anchor > 0 {
            anchors.insert(anchor, Rc::clone(&shape));
        }
        let written = if alias { span } else { shape.span };
        match open.last_mut() {
            Some(parent) => {
                parent.end = parent.end.max(written.end);
                parent.items.push((written, shape));
            }
            None => return Ok(Some(shape)),
        }
    }
    Ok(None)
}

impl Open {
    /// The node, once its end is met. A block's end has no width of its own: the block ends with its last item.
    fn close(self, end: Span) -> Shape {
        let span = Span::new(self.start, if end.is_empty() { self.end } else { end.end });
        let form = if self.map {
            let mut pairs = Vec::with_capacity(self.items.len() / 2);
            let mut items = self.items.into_iter();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                pairs.push((key, value));
            }
            Form::Map(pairs)
        } else {
            Form::List(self.items)
        };
        Shape { span, form }
    }
}
