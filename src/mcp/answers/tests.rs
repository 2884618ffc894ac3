//! What assistants are told.

use super::*;
use crate::archive::Archive;
use crate::config::Settings;
use crate::postmortem::parse;
use crate::site::Inputs;
use crate::source::Source;
use crate::theme::{Theme, UserTheme};

fn answers(texts: &[(&str, &str)], base_url: Option<&str>) -> Answers {
    let settings = Settings::default();
    let read = texts.iter().map(|(name, text)| {
        let path = format!("content/postmortems/{name}.md");
        let postmortem = parse(Arc::new(Source::new(path.clone(), text.as_bytes())), &settings);
        (path, Arc::new(postmortem))
    });
    let read: BTreeMap<_, _> = read.collect();
    let records = read.values().map(|one| one.record.clone()).collect();
    let site = Site::new(Inputs {
        archive: Archive::new(records, &settings),
        postmortems: read.values().cloned().collect(),
        left_out: Vec::new(),
        pages: Vec::new(),
        files: BTreeSet::new(),
        sizes: BTreeMap::new(),
        theme: Arc::new(Theme::new(&settings, &UserTheme::default()).0),
        settings,
    });
    Answers::new(site, read, base_url.map(str::to_owned))
}

const TURNSTILE: &str = "---
title: The turnstiles stayed shut
status: reviewed
services: [turnstiles]
started: 2024-03-04T07:00Z
resolved: 2024-03-04T08:00Z
severity: SEV2
root_cause: expired-certificate
---
# The turnstiles stayed shut

## Summary

Nobody could enter. <!-- the guard slept -->

## Timeline

- 07:00 UTC: the reader said `x509: expired`
- 08:00 UTC: Mitigated: a new certificate ended it

## Actions

| Action | Owner | Due | Status |
|---|---|---|---|
| Watch expiry dates | Ada Obi | 2024-02-01 | open |
| Renew by machine | Bo Lund | 2024-09-01 | open |
| Buy a crowbar | Ada Obi | 2024-02-01 | done |
";

fn json(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap()
}

fn get(answers: &Answers, id: &str, from_line: Option<usize>) -> Result<Value, String> {
    let wanted = Wanted {
        id: id.to_owned(),
        from_line,
    };
    answers.get(&wanted).map(|answer| json(&answer))
}

#[test]
fn a_postmortem_is_quoted_with_its_lines_and_without_comments() {
    let answers = answers(&[("turnstile", TURNSTILE)], Some("https://a.example/pm/"));
    let told = get(&answers, "turnstile", None).unwrap();
    assert_eq!(told["address"], "https://a.example/pm/postmortems/turnstile/");
    assert_eq!(told["file"], "content/postmortems/turnstile.md");
    assert_eq!(told["facts"]["severity"], "SEV2");
    assert_eq!(told["facts"].get("contributing"), None);
    assert_eq!(told["headings"][0], "12: Summary");
    let text = told["text"].as_str().unwrap();
    assert!(text.contains("14: Nobody could enter.\n"), "{text}");
    assert!(
        text.contains("18: - 07:00 UTC: the reader said x509: expired\n"),
        "{text}"
    );
    assert!(
        text.contains("25: Watch expiry dates | Ada Obi | 2024-02-01 | open\n"),
        "{text}"
    );
    assert!(!text.contains("guard") && !text.contains("status:"), "{text}");
    assert_eq!(told.get("next_line"), None);
    for name in ["https://a.example/pm/postmortems/turnstile/", " Turnstile "] {
        assert_eq!(get(&answers, name, None).unwrap(), told);
    }
    assert_eq!(
        get(&answers, "gate", None).unwrap_err(),
        "no postmortem has the id `gate`"
    );
}

#[test]
fn a_long_text_comes_in_parts_that_join() {
    let steps: Vec<String> = (0..900)
        .map(|step| format!("Step {step} \"said\" \u{202e}nothing."))
        .collect();
    let text = format!(
        "---\ntitle: Long\nstatus: reviewed\n---\n{}\n{}\n",
        steps.join("\n\n"),
        "x".repeat(9000)
    );
    let answers = answers(&[("long", &text)], None);
    let (mut from, mut all, mut parts) = (None, String::new(), 0);
    loop {
        let wanted = Wanted {
            id: "long".to_owned(),
            from_line: from,
        };
        let answer = answers.get(&wanted).unwrap();
        assert!(
            answer.len() <= bounded::MOST && !answer.contains('\u{202e}'),
            "{}",
            answer.len()
        );
        let told = json(&answer);
        all.push_str(told["text"].as_str().unwrap());
        parts += 1;
        assert!(parts < 20, "each part goes on");
        match told.get("next_line") {
            Some(next) => from = next.as_u64().and_then(|next| usize::try_from(next).ok()),
            None => break,
        }
    }
    let told: Vec<&str> = all.lines().collect();
    assert_eq!(told.len(), steps.len() + 1);
    assert_eq!(told[899], "1803: Step 899 \"said\" nothing.");
    assert!(told[900].ends_with("x …"));
    let past = get(&answers, "long", Some(5000)).unwrap_err();
    assert_eq!(past, "no text from line 5000 on: the last line is 1804");
}

#[test]
fn open_actions_are_filtered_and_the_late_ones_come_first() {
    let answers = answers(&[("turnstile", TURNSTILE)], None);
    let told = |service: Option<&str>, owner: Option<&str>, overdue| {
        let asked = Asked {
            service: service.map(str::to_owned),
            owner: owner.map(str::to_owned),
            overdue,
        };
        let answer = json(&answers.open_actions(&asked).unwrap());
        assert_eq!(answer["as_of"], "2024-03-04");
        let actions = answer["actions"].as_array().unwrap().iter();
        let tasks = actions.map(|action| action["task"].as_str().unwrap().to_owned());
        tasks.collect::<Vec<_>>()
    };
    assert_eq!(
        told(None, None, false),
        ["Watch expiry dates", "Renew by machine"]
    );
    assert_eq!(
        told(Some("Turnstiles"), Some("bo lund"), false),
        ["Renew by machine"]
    );
    assert_eq!(told(None, None, true), ["Watch expiry dates"]);
    let asked = Asked {
        service: Some("lifts".to_owned()),
        ..Asked::default()
    };
    let unknown = answers.open_actions(&asked).unwrap_err();
    assert_eq!(unknown, "unknown service `lifts`: the archive knows turnstiles");
}

#[test]
fn of_many_actions_as_many_are_told_as_fit() {
    let rows: String = (0..200)
        .map(|row| format!("- [ ] Do the thing of number {row} with great care\n"))
        .collect();
    let text = format!("---\ntitle: Many\nstatus: reviewed\n---\n## Action items\n\n{rows}");
    let answers = answers(&[("many", &text)], None);
    let answer = answers.open_actions(&Asked::default()).unwrap();
    assert!(
        answer.len() <= bounded::MOST && answer.len() > bounded::MOST - 400,
        "{}",
        answer.len()
    );
    let told = json(&answer);
    assert_eq!(told["open"], 200);
    let left = told["more"].as_u64().unwrap();
    assert_eq!(told["actions"].as_array().unwrap().len() as u64 + left, 200);
}

#[test]
fn a_search_quotes_the_line_and_says_what_ended_it() {
    let gate = "---\ntitle: Gate\nstatus: reviewed\nservices: [gates]\n---\nThe x509 chain broke.\n";
    let answers = answers(&[("turnstile", TURNSTILE), ("gate", gate)], None);
    let told = |words: &str, service: Option<&str>| {
        let query = Query {
            words: words.to_owned(),
            service: service.map(str::to_owned),
        };
        json(&answers.search(&query).unwrap())
    };
    let both = told("x509", None);
    assert_eq!((&both["found"], both.get("more")), (&json!(2), None));
    let exact = told("\"x509 expired\"", None);
    assert_eq!(exact["found"], 1);
    let hit = &exact["hits"][0];
    assert_eq!(hit["id"], "turnstile");
    assert_eq!(hit["quote"], "18: - 07:00 UTC: the reader said x509: expired");
    assert_eq!(hit["ended_by"], "a new certificate ended it");
    assert_eq!(told("x509", Some("Gates"))["hits"][0]["id"], "gate");
    assert_eq!(told("crane", None)["hits"], json!([]));
}

#[test]
fn what_reminds_of_nothing_has_no_likely_match() {
    let answers = answers(&[("turnstile", TURNSTILE)], None);
    let told = json(&answers.similar("the espresso is cold"));
    assert_eq!(
        (&told["answer"], &told["matches"]),
        (&json!("no likely match"), &json!([]))
    );
}
