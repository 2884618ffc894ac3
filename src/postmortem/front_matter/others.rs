//! What keys of other programs say: a fact that no key of ours states, and inferred, since the same key may mean something
//! else to whoever wrote it. `check` tells of each of them, and `import` takes them over.

use super::names::translated;
use super::{FrontMatter, KEYS};
use crate::config::Settings;
use crate::record::{Fact, Origin};
use crate::yaml::fields::Reader;
use crate::yaml::{Entry, Node, Value};

/// Reads those keys; None where there are none. What is wrong with their values is not told beside that.
pub(super) fn read(map: Option<&Node>, settings: &Settings) -> Option<FrontMatter> {
    let Value::Map(entries) = &map?.value else {
        return None;
    };
    let said: Vec<Entry> = translated(entries).filter_map(|(_, said)| said).collect();
    if said.is_empty() {
        return None;
    }
    let mut others = FrontMatter::default();
    let mut reader = Reader::new("", "");
    reader.timezone = settings.timezone.as_deref();
    reader.zoneless = true;
    reader.map_with(KEYS, &said, &mut others, |_, _| true);
    super::by_name(&mut others.facts, settings, &mut reader);
    Some(others)
}

/// Takes over what nothing in the keys of ours states. Not reviewers: a guess publishes nothing.
pub(super) fn take(front: &mut FrontMatter, others: Option<FrontMatter>) {
    let Some(others) = others else { return };
    macro_rules! take {
        ($($($field:ident).+),+) => { $(
            front.$($field).+ = front.$($field).+.take().or_else(|| inferred(others.$($field).+));
        )+ };
    }
    take!(
        title,
        facts.services,
        facts.started,
        facts.resolved,
        facts.detected,
        facts.severity,
        facts.status,
        facts.authors,
        facts.teams,
        facts.ongoing,
        facts.published,
        facts.tags,
        facts.summary,
        facts.impact.level
    );
}

fn inferred<T>(fact: Option<Fact<T>>) -> Option<Fact<T>> {
    fact.map(|fact| Fact {
        origin: Origin::Inferred,
        ..fact
    })
}
