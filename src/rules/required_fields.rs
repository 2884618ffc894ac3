//! The facts that every index and metric needs.

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::{Profile, Settings};
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::{Postmortem, Reading};
use crate::record::Known;
use crate::rules::places;
use crate::span::Span;
use crate::vocabulary::Status;
use crate::yaml::fields::list;
use std::collections::BTreeSet;

/// `required-fields`
pub(super) static RULE: Rule = Rule {
    name: RuleName::RequiredFields,
    summary: "affected services, root cause, start and end are recorded",
    requires: "a postmortem records which services were affected (`services`), why (`root_cause`), when the \
               incident started (`started`) and when it ended (`resolved`, unless `near_miss: true` or `ongoing: \
               true`); and what the site requires: under `fields` in `site.yaml`, or in a profile of its own",
    why: "Readers search an archive by service, cause and time; a postmortem without them is missing from every \
          page that would lead to it. In a draft, a missing field is only a warning.",
    fix: "Add the field to the front matter; what the text already says need not be repeated.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstatus: closed\nservices: [login]\nstarted: 2024-03-04T10:00:00Z\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstatus: closed\nservices: [login]\nroot_cause: config-error\n\
               started: 2024-03-04T10:00:00Z\nresolved: 2024-03-04T11:00:00Z\n---\n\nNobody could log in.\n",
    }],
    levels: &[(Profile::Archive, Level::Error)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    if postmortem
        .diagnostics
        .iter()
        .any(|diagnostic| diagnostic.rule == RuleName::UnreadableFile)
    {
        // Nobody can tell what is missing from front matter that cannot be read.
        return Verdict::NotApplicable;
    }
    let record = &postmortem.record;
    let facts = &record.facts;
    let draft = record.status() == Status::Draft;
    let over = !record.near_miss() && !record.ongoing() && !draft;
    let causes = || {
        let names = context.settings.causes.iter().map(|(name, _)| name.as_str());
        format!("add `root_cause:` with one of: {}", list(names))
    };
    let time = |key: &str| {
        format!("add `{key}:` with a time such as `2024-02-12 01:00 Africa/Lagos`, or in RFC 3339")
    };
    let services = facts.services.as_ref();
    let missing = [
        (
            services.is_none_or(|fact| fact.value.is_empty()),
            "services",
            match services {
                Some(_) => "`services` is empty: nothing names what was affected",
                None => "missing `services`: no key and no label names what was affected",
            },
            match services {
                Some(_) => "name it, for example `services: [checkout]`".to_owned(),
                None => "add `services: [NAME]` to the front matter".to_owned(),
            },
        ),
        (
            facts.root_cause.is_none(),
            "root_cause",
            "missing `root_cause`: no key and no label says what kind of cause it was",
            causes(),
        ),
        (
            facts.started.is_none(),
            "started",
            "missing `started`: no key and no label says when the incident started",
            time("started"),
        ),
        (
            over && facts.resolved.is_none(),
            "resolved",
            "missing `resolved`: no key and no label says when the incident ended",
            time("resolved"),
        ),
    ];
    let missing = missing
        .into_iter()
        .filter(|&(missing, key, ..)| missing && !is_reported(postmortem, key))
        .map(|(_, key, message, hint)| {
            // What is there and empty is shown.
            let empty = services.filter(|_| key == "services").map(|fact| fact.span);
            (empty.unwrap_or_default(), message.to_owned(), hint)
        });
    let of_site = of_site(postmortem, context.settings).into_iter();
    let found = missing.chain(of_site.map(|(message, hint)| (Span::default(), message, hint)));
    let found = found.map(|(at, message, hint)| {
        let finding = if draft {
            RULE.warn(postmortem, at, message)
        } else {
            RULE.error(postmortem, at, message)
        };
        finding.hint(hint)
    });
    Verdict::of(found.collect(), || {
        let named = [
            facts.services.as_ref().map(|fact| fact.span),
            facts.root_cause.as_ref().map(|fact| fact.span),
            facts.started.as_ref().map(|fact| fact.span),
            facts.resolved.as_ref().map(|fact| fact.span),
        ];
        named.into_iter().flatten().collect()
    })
}

/// What every archive requires.
const FOR_ALL: [&str; 4] = ["services", "root_cause", "started", "resolved"];

/// What is missing of what the site requires, under `fields` or in its own profile, each once: the message and the hint.
fn of_site(postmortem: &Postmortem, settings: &Settings) -> Vec<(String, String)> {
    let record = &postmortem.record;
    let severity = record.facts.severity.text();
    let fields = settings.fields.iter();
    let fields = fields.filter_map(|field| Some((field.key.value.as_str(), field.required.as_ref()?)));
    let profile = settings.own_profile.fields.iter();
    let required = fields.chain(profile.map(|(key, required)| (key.value.as_str(), required)));
    let mut seen = BTreeSet::new();
    required
        .filter(|(key, required)| !FOR_ALL.contains(key) && required.holds(severity, settings))
        .filter(|(key, _)| record.knows(key) != Some(true) && !is_reported(postmortem, key))
        .filter(|(key, _)| seen.insert(*key))
        .map(|(key, required)| {
            let message = format!("missing `{key}`{}", required.in_words());
            (message, hint(key, settings))
        })
        .collect()
}

/// How a key is written.
fn hint(key: &str, settings: &Settings) -> String {
    let severities = settings.severities.iter().map(|severity| severity.name.as_str());
    let Some(field) = settings.fields.iter().find(|field| field.key.value == key) else {
        return match key {
            "severity" => format!("add `severity:` with one of: {}", list(severities)),
            _ => format!("add `{key}:` to the front matter"),
        };
    };
    match field.values.as_slice() {
        [] => format!("add `{key}:` with {}", field.kind.label()),
        values => format!(
            "add `{key}:` with one of: {}",
            list(values.iter().map(String::as_str))
        ),
    }
}

/// Whether the key is stated with a value that reading could not take: that is a finding already.
fn is_reported(postmortem: &Postmortem, key: &str) -> bool {
    let text = places::front_matter(postmortem);
    let key = places::key(text, key);
    if key.is_empty() {
        return false;
    }
    let value = text.get(key.end..).unwrap_or_default();
    let more: usize = value
        .split_inclusive('\n')
        .enumerate()
        .take_while(|(index, line)| *index == 0 || line.starts_with([' ', '-', '\t']))
        .map(|(_, line)| line.len())
        .sum();
    let stated = Span::new(key.start, key.end + more);
    postmortem
        .diagnostics
        .iter()
        .any(|diagnostic| stated.contains(diagnostic.span) && !diagnostic.span.is_empty())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::diagnostic::Level;
    use crate::rules::testing::{archive, findings};

    /// The keys that are missed, and how much they matter.
    fn missed(front: &str) -> Vec<(Level, String)> {
        let findings = archive(&RULE, &format!("---\n{front}\n---\n\nText.\n"));
        let key = |message: &str| message.split('`').nth(1).unwrap_or_default().to_owned();
        findings
            .iter()
            .map(|finding| (finding.0, key(&finding.2)))
            .collect()
    }

    #[test]
    fn a_published_postmortem_needs_them_and_a_draft_is_warned() {
        let keys = |level: Level, keys: &[&str]| {
            keys.iter()
                .map(|key| (level, (*key).to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            missed("status: closed"),
            keys(Level::Error, &["services", "root_cause", "started", "resolved"])
        );
        assert_eq!(
            missed("status: draft"),
            keys(Level::Warn, &["services", "root_cause", "started"])
        );
    }

    #[test]
    fn a_near_miss_and_an_ongoing_one_have_no_end() {
        let rest = "status: closed\nservices: [login]\nroot_cause: capacity\nstarted: 2024-03-04T10:00:00Z";
        assert_eq!(missed(&format!("{rest}\nnear_miss: true")), []);
        assert_eq!(missed(&format!("{rest}\nongoing: true")), []);
    }

    #[test]
    fn what_is_stated_and_wrong_is_not_missing() {
        let rest = "status: closed\nservices: [login]\nroot_cause: capacity\nresolved: 2024-03-04T10:00:00Z";
        assert_eq!(missed(&format!("{rest}\nstarted: 2024-03-04 10:00")), []);
        assert_eq!(missed(&format!("{rest}\nstarted:")).len(), 1);
    }

    /// What is missed of what a site requires, each with its level.
    fn missed_at(site: &str, front: &str) -> Vec<(Level, String)> {
        let front = format!(
            "---\nservices: [login]\nroot_cause: capacity\nstarted: 2024-03-04T10:00:00Z\nresolved: \
             2024-03-04T11:00:00Z\n{front}\n---\n\nText.\n"
        );
        let files = [("site.yaml", site), ("content/postmortems/a.md", front.as_str())];
        let found = findings(&RULE, Profile::Archive, &files).into_iter();
        found.map(|(level, _, message)| (level, message)).collect()
    }

    #[test]
    fn fields_of_the_site_are_required_from_a_severity_on() {
        let site = "severities: [critical, major, minor]\nfields:\n  region: {values: [north, south], required: \
                    major}\n  ticket: {required: always}\n";
        let region = "missing `region`, required from major on".to_owned();
        let ticket = "missing `ticket`".to_owned();
        for (front, missing) in [
            (
                "status: closed\nseverity: critical",
                vec![region.clone(), ticket.clone()],
            ),
            (
                "status: closed\nseverity: Major\nticket: T-1",
                vec![region.clone()],
            ),
            ("status: closed\nseverity: minor\nticket: T-1", vec![]),
            ("status: closed\nticket: T-1", vec![]),
            (
                "status: closed\nseverity: major\nregion: South\nticket: 7",
                vec![],
            ),
            // Stated and wrong: told as such.
            ("status: closed\nseverity: major\nregion: west\nticket: 7", vec![]),
        ] {
            let expected: Vec<_> = missing
                .into_iter()
                .map(|message| (Level::Error, message))
                .collect();
            assert_eq!(missed_at(site, front), expected, "{front}");
        }
        assert_eq!(
            missed_at(site, "status: draft\nseverity: critical\nticket: T-1"),
            [(Level::Warn, region)]
        );
    }

    #[test]
    fn a_profile_of_the_site_requires_keys_too() {
        let site = "profile: ours\nfields: {region: text}\nprofiles:\n  ours: {fields: {region: SEV2, impact: always, \
                    services: always}}\n";
        assert_eq!(
            missed_at(site, "status: closed\nseverity: SEV1"),
            [
                (Level::Error, "missing `region`, required from SEV2 on".to_owned()),
                (Level::Error, "missing `impact`".to_owned()),
            ]
        );
        assert_eq!(
            missed_at(site, "status: closed\nimpact: {users: 3}\nseverity: SEV4"),
            []
        );
    }

    #[test]
    fn front_matter_that_cannot_be_read_misses_nothing() {
        assert_eq!(missed("status: [closed"), []);
    }
}
