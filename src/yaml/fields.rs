//! Maps read by a table of their keys. A table is the one place where a key of front matter or `site.yaml` is
//! declared: its name, its documentation, its kind of value and where the value goes. Reading, the names offered for
//! a misspelt key, and the JSON Schema all come from it.

use super::{Entry, Node};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::span::Span;
use schemars::{Schema, SchemaGenerator, json_schema};

/// A key of a map that is read into `O`.
pub struct Key<O: 'static> {
    /// The key.
    pub name: &'static str,
    /// What it says, for people.
    pub doc: &'static str,
    /// Reads a value that is not empty into its place.
    pub read: fn(&mut O, &Node, &mut Reader<'_>),
    /// The JSON Schema of its value.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

/// Declares a table: documentation, key, kind of value, and the place that it goes to.
macro_rules! keys {
    ($(#[$meta:meta])* $vis:vis $table:ident: $out:ty { $($(#[doc = $doc:literal])+ $name:ident: $kind:ty => $($place:ident).+;)+ }) => {
        $(#[$meta])*
        $vis const $table: &[$crate::yaml::fields::Key<$out>] = &[$($crate::yaml::fields::Key {
            name: stringify!($name),
            doc: concat!($($doc),+),
            read: |out, node, reader| {
                if let Some(value) = <$kind as $crate::yaml::value_kind::ValueKind>::read(node, reader) {
                    $crate::yaml::fields::Put::put(&mut out.$($place).+, value, node.span);
                }
            },
            schema: <$kind as $crate::yaml::value_kind::ValueKind>::schema,
        }),+];
    };
}
pub(crate) use keys;

/// A place that a value of front matter or `site.yaml` goes to.
pub trait Put<T> {
    /// Puts the value there.
    fn put(&mut self, value: T, span: Span);
}

impl<T> Put<T> for T {
    fn put(&mut self, value: T, _: Span) {
        *self = value;
    }
}

impl<T> Put<T> for Option<T> {
    fn put(&mut self, value: T, _: Span) {
        *self = Some(value);
    }
}

/// What goes along with reading: the file, and what was found to be wrong.
pub struct Reader<'a> {
    /// The file's path.
    pub path: &'a str,
    /// The text of the whole file, where it is at hand.
    text: &'a str,
    /// The zone of times that state none.
    pub timezone: Option<&'a str>,
    /// Whether a time that states no zone, and has none from elsewhere, is a time nevertheless.
    pub zoneless: bool,
    /// Keys beyond those of the outermost table that a misspelt one may mean.
    pub more_keys: Vec<&'a str>,
    /// The most values of one list that are read.
    pub longest_list: usize,
    /// What was found to be wrong, in the order of the text.
    pub problems: Vec<Diagnostic>,
    /// How many names may still be compared with the known ones.
    comparisons: usize,
}

/// Beyond so many unknown keys of one file the nearest names are no longer looked for.
const MOST_COMPARISONS: usize = 50;

impl<'a> Reader<'a> {
    /// A reader of a file.
    #[must_use]
    pub const fn new(path: &'a str, text: &'a str) -> Self {
        Self {
            path,
            text,
            timezone: None,
            zoneless: false,
            more_keys: Vec::new(),
            longest_list: usize::MAX,
            problems: Vec::new(),
            comparisons: MOST_COMPARISONS,
        }
    }

    /// Reports a value that cannot be taken, with what can.
    pub fn invalid(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.problems
            .push(Diagnostic::error(RuleName::InvalidValue, self.path, span, message).hint(hint));
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&mut self, node: &Node, wanted: &str) {
        self.invalid(
            node.span,
            format!("expected {wanted}, found {}", node.described()),
            format!("write {wanted}"),
        );
    }

    /// What follows a value without quotes, from the file's text; None of one in quotes or of a block of text.
    fn after_bare(&self, node: &Node) -> Option<(usize, &'a str)> {
        let written = self.text.get(node.span.start..node.span.end)?.trim_end();
        let marked = written.is_empty() || written.starts_with(['"', '\'', '|', '>', '*', '&', '!']);
        let end = node.span.start + written.len();
        (!marked).then_some((end, self.text.get(end..)?))
    }

    /// Tells where a text is cut at ` #`: in YAML a comment begins there, and a writer means a number of a ticket.
    pub(super) fn cut_by_comment(&mut self, node: &Node) {
        let Some((end, after)) = self.after_bare(node) else {
            return;
        };
        let line = after.lines().next().unwrap_or_default().trim_end();
        let comment = line.trim_start_matches([' ', '\t']);
        if comment.len() == line.len() || !comment.starts_with('#') {
            return;
        }
        let span = Span::new(end + line.len() - comment.len(), end + line.len());
        let message = format!(
            "`{}` is not part of the text: in YAML, ` #` begins a comment",
            shorten(comment)
        );
        let found = Diagnostic::warn(RuleName::InvalidValue, self.path, span, message);
        self.problems
            .push(found.hint("quote the whole text, or put the comment on a line of its own"));
    }

    /// Whether a value is a list with dashes that no space follows, which YAML takes for text. It is told.
    pub(super) fn has_glued_dash(&mut self, node: &Node) -> bool {
        let mut raw = node.raw.chars();
        let dash = raw.next() == Some('-') && raw.next().is_some_and(char::is_alphabetic);
        if !dash || self.after_bare(node).is_none() {
            return false;
        }
        let first = node.raw.split_whitespace().next().unwrap_or_default();
        self.invalid(
            node.span,
            format!("expected a list, found the text `{}`", shorten(&node.raw)),
            format!(
                "put a space after each dash: `- {}`",
                shorten(first.trim_start_matches('-'))
            ),
        );
        true
    }

    /// The values of a list that are read; that there are more is told.
    pub(super) fn within_bounds<'n>(&mut self, values: &'n [Node]) -> &'n [Node] {
        let (read, beyond) = values.split_at(self.longest_list.min(values.len()));
        if let Some(first) = beyond.first() {
            let message = format!(
                "only the first {} of {} values are read",
                read.len(),
                values.len()
            );
            let found = Diagnostic::warn(RuleName::InvalidValue, self.path, first.span, message);
            self.problems
                .push(found.hint("leave out the values that say least"));
        }
        read
    }

    /// Reads a map by its table into `out`. Keys that the table does not hold go to `other`, which says whether it
    /// takes them; those left are reported with the nearest known name.
    pub fn map_with<O>(
        &mut self,
        table: &[Key<O>],
        entries: &[Entry],
        out: &mut O,
        mut other: impl FnMut(&mut O, &Entry, &mut Self) -> bool,
    ) {
        for entry in entries {
            match table.iter().find(|key| key.name == entry.key) {
                Some(_) if entry.value.is_empty() => {}
                Some(key) => (key.read)(out, &entry.value, self),
                None if other(out, entry, self) => {}
                None => self.unknown(table, entries, entry),
            }
        }
    }

    /// Reads a map by its table.
    pub fn map<O: Default>(&mut self, table: &[Key<O>], entries: &[Entry]) -> O {
        let mut out = O::default();
        let more_keys = std::mem::take(&mut self.more_keys);
        self.map_with(table, entries, &mut out, |_, _, _| false);
        self.more_keys = more_keys;
        out
    }

    fn unknown<O>(&mut self, table: &[Key<O>], entries: &[Entry], entry: &Entry) {
        let mut names = table.iter().map(|key| key.name);
        let near = if self.comparisons > 0 {
            self.comparisons -= 1;
            nearest(&entry.key, names.clone().chain(self.more_keys.iter().copied()))
        } else {
            None
        };
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if table.len() <= 10 => format!("known keys: {}", list(&mut names)),
            None => "prefix custom keys with `x-`".to_owned(),
        };
        let message = format!("unknown key `{}`", shorten(&entry.key));
        let mut found =
            Diagnostic::error(RuleName::UnknownKey, self.path, entry.key_span, message).hint(hint);
        if let Some(near) = near.filter(|near| is_misspelt(&entry.key, near) && !has(entries, near)) {
            found = found.fix(entry.key_span, near);
        }
        self.problems.push(found);
    }
}

/// The JSON Schema of a map with a table's keys and no others.
pub fn schema<O>(table: &[Key<O>], generator: &mut SchemaGenerator) -> Schema {
    let properties: serde_json::Map<String, serde_json::Value> = table
        .iter()
        .map(|key| {
            let mut schema = (key.schema)(generator);
            schema.insert("description".to_owned(), key.doc.trim().into());
            (key.name.to_owned(), schema.to_value())
        })
        .collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// The known name that a misspelt one is nearest to, if one is near: at most a third of its letters differ, or the
/// one is the other with something added.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 40;
    let plain = |name: &str| name.to_lowercase().replace(['-', ' '], "_");
    let name = plain(name);
    if name.chars().count() > LONGEST {
        return None;
    }
    known
        .map(|known| {
            let plain = plain(known);
            let within =
                name.len() >= 4 && plain.starts_with(&name) || plain.len() >= 4 && name.starts_with(&plain);
            let allowed = plain.chars().count().max(name.chars().count()) / 3;
            (within, allowed.max(1), plain, known)
        })
        .filter(|(within, allowed, plain, _)| *within || least_distance(&name, plain) <= *allowed)
        .map(|(within, allowed, plain, known)| {
            let distance = strsim::damerau_levenshtein(&name, &plain);
            (distance, within || distance <= allowed, known)
        })
        .filter(|&(_, near, _)| near)
        .min_by_key(|&(distance, _, _)| distance)
        .map(|(_, _, known)| known)
}

/// Whether a name is another with a slip or two, and not one that somebody made of it, such as `summary_old`.
fn is_misspelt(name: &str, known: &str) -> bool {
    let slips = if known.len() < 6 { 1 } else { 2 };
    strsim::damerau_levenshtein(&name.to_lowercase().replace(['-', ' '], "_"), known) <= slips
}

/// Whether a key is in a map.
fn has(entries: &[Entry], key: &str) -> bool {
    entries.iter().any(|entry| entry.key == key)
}

/// What the distance of two words is at the least, which is told much faster: one step changes, adds or takes away one
/// character, or turns two around, so that each letter which only one of them has is a step.
fn least_distance(one: &str, other: &str) -> usize {
    let mut counts = [0_i32; 32];
    let mut count = |word: &str, by: i32| {
        for byte in word.bytes().filter(u8::is_ascii) {
            if let Some(count) = counts.get_mut(usize::from(byte % 32)) {
                *count += by;
            }
        }
    };
    count(one, 1);
    count(other, -1);
    let more = |sign: i32| counts.iter().map(|count| (count * sign).max(0)).sum::<i32>();
    usize::try_from(more(1).max(more(-1))).unwrap_or_default()
}

/// Words for a message, cut where they are long.
#[must_use]
pub fn shorten(words: &str) -> String {
    const LONGEST: usize = 60;
    let line = words.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// Names, as a message lists them.
pub fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
