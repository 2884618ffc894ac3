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
    reader.longest_list = super::LONGEST_LIST;
    reader.map_with(KEYS, &said, &mut others, |_, _, _| true);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::vocabulary::ImpactLevel;

    fn read_text(text: &str) -> FrontMatter {
        super::super::read(&Source::new("a.md", text.as_bytes()), &Settings::default())
    }

    #[test]
    fn keys_of_other_programs_are_facts_that_are_inferred() {
        let text = "---\ndate: 2024-05-06 07:08:00\nresolvedWhen: 2024-05-06T09:10:00Z\naffected: [Gates, Lamps]\n\
                    severity: disrupted\nreviewer: Isla\n---\n";
        let front = read_text(text);
        let facts = &front.facts;
        let started = facts.started.as_ref().unwrap();
        assert_eq!(
            (
                started.origin,
                started.value.to_string().as_str(),
                started.value.zone.as_ref()
            ),
            (Origin::Inferred, "2024-05-06T07:08:00", None)
        );
        assert_eq!(facts.resolved.as_ref().unwrap().origin, Origin::Inferred);
        assert_eq!(facts.services.as_ref().unwrap().value.len(), 2);
        assert_eq!(facts.impact.level.as_ref().unwrap().value, ImpactLevel::Degraded);
        assert_eq!((&facts.severity, &facts.reviewers), (&None, &None));
        // They are told nevertheless, and a key of ours comes first.
        assert!(
            front
                .diagnostics
                .iter()
                .any(|found| found.message == "unknown key `resolvedWhen`")
        );
        let front = read_text(
            "---\nstarted: 2024-05-06T07:08:00Z\nstart_time: 2024-05-07T07:08:00Z\ndate: 2024-05-06\n---\n",
        );
        assert_eq!(front.facts.started.unwrap().origin, Origin::FrontMatter);
        // The date of a post is no start.
        let front = read_text("---\ndate: 2024-05-06T07:08:00Z\nlayout: post\n---\n");
        assert_eq!(front.facts.started, None);
    }
}
