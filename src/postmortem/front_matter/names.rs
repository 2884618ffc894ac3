//! What other programs call the keys of front matter: Hugo, Zola, Jekyll, cState and the templates of teams.

use super::KEYS;

/// Their names, in lower case and with `_` between words, and the keys that mean the same.
const NAMES: &[(&str, &str)] = &[
    ("affected", "services"),
    ("affected_services", "services"),
    ("alias", "aliases"),
    ("author", "authors"),
    ("categories", "tags"),
    ("category", "root_cause"),
    ("cause", "root_cause"),
    ("components", "services"),
    ("description", "summary"),
    ("detected_at", "detected"),
    ("draft", "status"),
    ("end", "resolved"),
    ("end_time", "resolved"),
    ("ended", "resolved"),
    ("ended_at", "resolved"),
    ("excerpt", "summary"),
    ("keywords", "tags"),
    ("owners", "teams"),
    ("permalink", "slug"),
    ("publishdate", "published"),
    ("redirect_from", "aliases"),
    ("resolved_at", "resolved"),
    ("resolvedwhen", "resolved"),
    ("reviewer", "reviewers"),
    ("sev", "severity"),
    ("service", "services"),
    ("start", "started"),
    ("start_time", "started"),
    ("started_at", "started"),
    ("tag", "tags"),
    ("team", "teams"),
];

/// The key of ours that a name means, in any letter case; None where it means none.
pub(crate) fn key_of(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase().replace(['-', ' '], "_");
    let ours = KEYS.iter().map(|key| (key.name, key.name));
    ours.chain(NAMES.iter().copied())
        .find(|&(theirs, _)| theirs == name)
        .map(|(_, ours)| ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_a_key_and_is_none() {
        for (theirs, ours) in NAMES {
            assert!(KEYS.iter().any(|key| key.name == *ours), "{ours}");
            assert!(KEYS.iter().all(|key| key.name != *theirs), "{theirs}");
        }
    }

    #[test]
    fn names_of_others() {
        for (name, key) in [
            ("resolvedWhen", Some("resolved")),
            ("Start Time", Some("started")),
            ("root-cause", Some("root_cause")),
            ("layout", None),
        ] {
            assert_eq!(key_of(name), key);
        }
    }
}
