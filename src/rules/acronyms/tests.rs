use super::RULE;
use crate::config::Profile;
use crate::rules::testing::{archive, findings};

/// The question about a body, without what is the same in all.
fn of(body: &str) -> String {
    let found = archive(&RULE, &format!("# Down\n\n{body}\n"));
    assert!(found.len() <= 1, "one a file: {found:?}");
    let message = found
        .into_iter()
        .map(|(_, _, message)| message)
        .collect::<String>();
    let names = message
        .strip_prefix("cannot tell whether all readers know ")
        .unwrap_or(&message);
    names
        .trim_end_matches(", which the text does not explain")
        .to_owned()
}

#[test]
fn what_nothing_explains_is_asked_about_once() {
    for (body, names) in [
        ("The CNM refused all connections.", "CNM"),
        (
            "The QXP behind the ZBR was slow, and so was the QXP's cache.",
            "QXP, ZBR",
        ),
        ("Both CNMs restarted.", "CNM"),
        ("- We paged the MLT on call (again).", "MLT"),
    ] {
        assert_eq!(of(body), names, "{body}");
    }
}

#[test]
fn what_is_explained_or_known_is_not_asked_about() {
    for body in [
        "The connection manager (CNM) refused. The CNM came back.",
        "The CNM (connection manager) refused.",
        "The Connection Node Manager failed, and with it every CNM.",
        "CNM stands for what manages connections.",
        "The CNM is a proxy in front of the shop.",
        "DNS over HTTPS on an EC2 VM failed with an OOM at 14:00 WAT.",
        "It was NOT the cache, and the cache is not slow.",
        "See INC-4711, ABC-12 and HTTP_XYZ in the code.",
        "The variable `QXP` was empty.",
        "THE QXP IS DOWN AGAIN",
        "We found it LATER, in the TOAST table.",
        "A SEV1 with P2 impact in Q3.",
        "> The QXP said so.",
    ] {
        assert_eq!(of(body), "", "{body}");
    }
}

#[test]
fn names_of_the_site_are_known() {
    let text = "# Down\n\nThe CNM, the QXP and the ZBR refused.\n";
    let site = "services:\n  - name: connections\n    aliases: [CNM]\nglossary:\n  QXP: queue of payments\n  Zebra relay:\n    synonyms: [ZBR]\n    meaning: it relays\n";
    assert_eq!(
        findings(
            &RULE,
            Profile::Archive,
            &[("site.yaml", site), ("content/postmortems/a.md", text)]
        ),
        []
    );
    assert_eq!(archive(&RULE, text).len(), 1);
}
