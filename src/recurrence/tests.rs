use super::{Certainty, Match, Recurrences, lines_to_paste};
use crate::archive::Archive;
use crate::config::{Service, Settings};
use crate::postmortem::{Postmortem, parse};
use crate::source::Source;
use std::sync::Arc;

/// A postmortem of a day; `keys` are lines of its front matter.
fn told(id: &str, day: &str, keys: &str, text: &str) -> Arc<Postmortem> {
    let text = format!(
        "---\nstatus: reviewed\nstarted: {day} 10:00 UTC\n{keys}---\n\n# {id}\n\n## Issue Summary\n\n{text}\n"
    );
    let path = format!("content/postmortems/{id}.md");
    Arc::new(parse(
        Arc::new(Source::new(path, text.as_bytes())),
        &Settings::default(),
    ))
}

/// Nine failures that have little in common.
fn others() -> Vec<Arc<Postmortem>> {
    let texts = [
        "A zone file lost its mail record when it was tidied up.",
        "Thumbnails filled the memory of the key-value store, which evicted sessions.",
        "The nightly indexer left its lock behind, and later runs gave up at once.",
        "A coupon of Austria was compared with a country in capital letters.",
        "The carrier switched off the first version of its label interface.",
        "A partner's secret stood in a public folder for a night.",
        "An experiment for lamps was given to every buyer of tables.",
        "Newsletters and confirmations waited in one queue without priority.",
        "A relay refused an old version of its protocol.",
    ];
    let days = 1..;
    let told = texts
        .iter()
        .zip(days)
        .map(|(text, day)| told(&format!("other-{day}"), &format!("2023-01-{day:02}"), "", text));
    told.collect()
}

struct Site {
    archive: Archive,
    texts: Vec<Option<Arc<Postmortem>>>,
    settings: Settings,
}

impl Site {
    fn new(postmortems: &[Arc<Postmortem>], settings: Settings) -> Self {
        let records = postmortems.iter().map(|one| one.record.clone());
        let archive = Archive::new(records.collect(), &settings);
        let text = |path: &str| postmortems.iter().find(|one| one.record.path == path).cloned();
        let texts = archive.all().map(|item| text(&item.record.path)).collect();
        Self {
            archive,
            texts,
            settings,
        }
    }

    fn recurrences(&self) -> Recurrences {
        Recurrences::new(&self.archive, &self.texts, &self.settings)
    }

    fn of(&self, id: &str) -> Vec<(String, Certainty)> {
        let position = self.archive.find(id).unwrap();
        self.ids(self.recurrences().of(position))
    }

    fn ids(&self, matches: &[Match]) -> Vec<(String, Certainty)> {
        let id = |found: &Match| self.archive.items[found.earlier].record.id.clone();
        matches.iter().map(|found| (id(found), found.certainty)).collect()
    }
}

const SLOT: &str = "A replication slot of a replica that was switched off held back write-ahead logs until the volume was full.";
const SLOT_AGAIN: &str = "The volume of the ledger was full: write-ahead logs piled up behind a replication slot whose replica is gone.";

#[test]
fn the_same_failure_in_other_words_is_likely_and_no_other_one_is() {
    let mut all = others();
    all.push(told("slot", "2023-02-01", "", SLOT));
    all.push(told("again", "2024-02-01", "", SLOT_AGAIN));
    let site = Site::new(&all, Settings::default());
    assert_eq!(site.of("again"), [("slot".to_owned(), Certainty::Likely)]);
    // Only what came earlier came before.
    assert_eq!(site.of("slot"), []);
    for one in others() {
        assert_eq!(site.of(&one.record.id), [], "{}", one.record.id);
    }
}

#[test]
fn a_small_archive_claims_by_messages_and_by_what_is_said_alone() {
    let message = "symptoms: [\"lease 12 of ledger could not be renewed\"]\n";
    let site = |first: &str, again: &str| {
        let all = [
            told("slot", "2023-02-01", first, SLOT),
            told("again", "2024-02-01", again, SLOT),
        ];
        Site::new(&all, Settings::default())
    };
    assert_eq!(site("", "").of("again"), []);
    let other = "symptoms: [\"lease 7 of ledger could not be renewed\"]\n";
    assert_eq!(
        site(message, other).of("again"),
        [("slot".to_owned(), Certainty::Likely)]
    );
    let confirmed = site("", "recurrence_of: [slot]\n");
    assert_eq!(confirmed.of("again"), [("slot".to_owned(), Certainty::Confirmed)]);
}

#[test]
fn what_was_rejected_never_returns_whoever_rejected_it() {
    let rejected = |of: &str| format!("not_related: [{{id: {of}, because: another disk}}]\n");
    for (first, again) in [("", rejected("slot").as_str()), (rejected("again").as_str(), "")] {
        let mut all = others();
        all.push(told("slot", "2023-02-01", first, SLOT));
        all.push(told("again", "2024-02-01", again, SLOT_AGAIN));
        assert_eq!(Site::new(&all, Settings::default()).of("again"), []);
    }
}

#[test]
fn a_chain_is_confirmed_by_its_links() {
    let mut all = others();
    all.push(told("first", "2023-02-01", "", SLOT));
    all.push(told("second", "2024-02-01", "recurrence_of: first\n", SLOT_AGAIN));
    all.push(told("third", "2025-02-01", "recurrence_of: second\n", SLOT));
    let site = Site::new(&all, Settings::default());
    let confirmed = |id: &str| (id.to_owned(), Certainty::Confirmed);
    assert_eq!(site.of("third"), [confirmed("second"), confirmed("first")]);
}

#[test]
fn reasons_say_what_is_the_same_and_what_is_not() {
    let keys = |trigger: &str, service: &str| {
        format!(
            "services: [{service}]\nroot_cause: capacity\ntrigger: {trigger}\nsymptoms: [\"panic: no room for 3 segments\"]\n"
        )
    };
    let mut all = others();
    all.push(told("slot", "2023-02-01", &keys("hardware", "orders"), SLOT));
    all.push(told(
        "again",
        "2024-02-01",
        &keys("config-push", "ledger"),
        SLOT_AGAIN,
    ));
    let settings = Settings {
        services: vec![Service {
            name: "ledger".into(),
            depends_on: vec!["orders".into()],
            ..Service::default()
        }],
        ..Settings::default()
    };
    let site = Site::new(&all, settings);
    let recurrences = site.recurrences();
    let found = &recurrences.of(site.archive.find("again").unwrap())[0];
    let said = found.reasons().collect::<Vec<_>>().join("\n");
    for reason in [
        "same message: “panic: no room for 3 segments”",
        "ledger depends on orders",
        "same root cause: Capacity",
        "differs: service: ledger, then orders",
        "differs: trigger: ",
    ] {
        assert!(said.contains(reason), "{reason} is not in:\n{said}");
    }
}

#[test]
fn a_line_of_a_log_finds_what_it_was_or_nothing() {
    let mut all = others();
    let symptom = "symptoms: [\"FATAL: slot r_7 is 21 GB behind\"]\n";
    all.push(told("slot", "2023-02-01", symptom, SLOT));
    let site = Site::new(&all, Settings::default());
    let recurrences = site.recurrences();
    let found = |text: &str| site.ids(&recurrences.similar(text));
    let slot = [("slot".to_owned(), Certainty::Likely)];
    assert_eq!(found("FATAL: slot r_9 is 3 GB behind"), slot);
    assert_eq!(
        found("replication slot keeps write-ahead logs, volume full"),
        slot
    );
    // Three words of a symptom in a row are enough, and so is one word that nothing else has.
    assert_eq!(found("alert: slot r_7 is stuck"), slot);
    assert_eq!(found("replication"), slot);
    assert_eq!(found("the coffee machine on the third floor leaks"), []);
    assert_eq!(found(""), []);
}

#[test]
fn newer_texts_beside_an_index_are_as_good_as_a_new_one() {
    let mut all = others();
    all.push(told(
        "slot",
        "2023-02-01",
        "",
        "Something else altogether happened here.",
    ));
    all.push(told("again", "2024-02-01", "", SLOT_AGAIN));
    let before = Site::new(&all, Settings::default());
    let recurrences = before.recurrences();
    let at = before.archive.find("again").unwrap();
    assert_eq!(recurrences.of(at), []);
    all[9] = told("slot", "2023-02-01", "", SLOT);
    let after = Site::new(&all, Settings::default());
    let slot = after.archive.find("slot").unwrap();
    let updated = recurrences.with(&after.archive, &after.texts, &[slot]);
    for position in 0..after.archive.items.len() {
        assert_eq!(updated.of(position), after.recurrences().of(position));
    }
    assert_eq!(updated.of(at).len(), 1);
}

#[test]
fn a_draft_outside_the_archive_is_matched_too() {
    let mut all = others();
    all.push(told("slot", "2023-02-01", "", SLOT));
    let site = Site::new(&all, Settings::default());
    let draft = told("draft", "2024-02-01", "", SLOT_AGAIN);
    let found = site.recurrences().of_postmortem(&draft);
    assert_eq!(site.ids(&found), [("slot".to_owned(), Certainty::Likely)]);
}

#[test]
fn lines_to_paste_are_yaml() {
    let (yes, no) = lines_to_paste("2024-02-12-login");
    assert_eq!(yes, "recurrence_of: [2024-02-12-login]");
    assert_eq!(no, "not_related: [{id: 2024-02-12-login, because: WHY}]");
    assert_eq!(lines_to_paste("two words").0, "recurrence_of: [\"two words\"]");
    assert_eq!(lines_to_paste("2024").0, "recurrence_of: [\"2024\"]");
}
