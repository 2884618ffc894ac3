use super::sheet;
use crate::config::{Profile, Settings};
use crate::diagnostic::RuleName;
use crate::postmortem;
use crate::rules::{self, FileContext, ProfileLevels};
use crate::source::Source;
use std::sync::Arc;

fn reviewed(text: &str) -> String {
    let settings = Settings::default();
    let source = Arc::new(Source::new("login.md", text.as_bytes()));
    let reading = postmortem::read(source, &settings);
    let profile = Profile::Assignment;
    let context = FileContext {
        settings: &settings,
        profile,
        levels: &ProfileLevels::new(&settings, profile),
    };
    let mut verdicts = rules::file_verdicts(&reading, &context);
    // A few say how all are told.
    verdicts.retain(|(rule, _)| {
        let few = [
            RuleName::PeerReview,
            RuleName::TimelineFormat,
            RuleName::TimelinePresent,
        ];
        few.contains(&rule.name)
    });
    sheet(&reading.postmortem, profile, &verdicts)
}

/// The part under a heading.
fn part<'a>(sheet: &'a str, title: &str) -> &'a str {
    let part = sheet.split(&format!("## {title}\n\n")).nth(1).unwrap_or_default();
    part.split("\n## ").next().unwrap_or_default()
}

const QUIET: &str =
    "# Login down\n\n## Timeline\n\n- 10:05 UTC - Logins fail\n- 10:10 UTC - Logins recovered\n";

#[test]
fn rules_are_told_with_the_words_that_decided() {
    let sheet = reviewed("# Login down\n\n## Timeline\n\n- 10:05 UTC - `ssh` fails\n- The login team came\n");
    assert!(
        part(&sheet, "Not met")
            .contains("  - line 6, `- The login team came`: this entry has no time; start")
    );
    assert!(
        part(&sheet, "Met").contains("  - line 5, `10:05 UTC`\n"),
        "{sheet}"
    );
    assert_eq!(part(&reviewed(QUIET), "For you to decide"), "");
}

#[test]
fn a_text_that_gives_no_reason_is_asked_nothing() {
    assert_eq!(part(&reviewed(QUIET), "Questions to the author"), "");
    assert_eq!(part(&reviewed(""), "Questions to the author"), "");
}

#[test]
fn questions_quote_what_they_are_about() {
    let text = "# Login down\n\n## Issue Summary\n\n40% of users could not log in.\n\nLuckily it was a holiday.\n\n\
        ## Timeline\n\n- 10:05 UTC - detected: Alert on failed logins\n- 10:10 UTC - misleading: We took the database for the cause\n\
        - 10:30 UTC - identified: The certificate had expired\n- 11:20 UTC - action: Renewed it\n- 11:21 UTC - resolved: Logins work\n";
    let sheet = reviewed(text);
    insta::assert_snapshot!(part(&sheet, "Questions to the author"), @"
        - [ ] What surprised the people who were there? Here the cause came to light: what had they expected instead, and why?
          - line 13, `10:30 The certificate had expired`
        - [ ] What made the wrong track seem right? It did to people who knew the system: which signal would have shown it sooner?
          - line 12, `10:10 We took the database for the cause` (20 min until it was left)
        - [ ] What would have happened without this luck, and which action makes it unnecessary next time?
          - line 7, `Luckily it was a holiday.`
        - [ ] Which decision is behind each of these steps, apart from what the log says: what was known then, and what else could have been done?
          - line 14, `11:20 Renewed it`
        - [ ] The timeline is silent for 50 min here: what was done or decided in that time?
          - line 13, `10:30 The certificate had expired`
          - line 14, `11:20 Renewed it`
        ");
    let plain = text.replace("Luckily it was a holiday.", "It was a holiday.");
    assert!(
        part(&reviewed(&plain), "Questions to the author")
            .contains("Was it by design that no more was hit?\n  - line 5, `40%")
    );
}

#[test]
fn the_line_to_paste_keeps_who_is_there() {
    let done = |front: &str| part(&reviewed(&format!("{front}{QUIET}")), "When you are done").to_owned();
    let alone = done("");
    assert!(
        alone.contains("above the first line of `login.md`")
            && alone.contains("---\nreviewers: [YOUR NAME]\n---")
    );
    let authored = done("---\nauthors: [Ada, Bo]\n---\n");
    assert!(
        authored.contains("into the front matter of `login.md`. A reviewer is not an author (Ada, Bo)."),
        "{authored}"
    );
    let more = done("---\nreviewers: [\"Grace: SRE\", Lin]\n---\n");
    assert!(
        more.contains("in place of line 2 ")
            && more.contains("\nreviewers: [\"Grace: SRE\", Lin, YOUR NAME]\n"),
        "{more}"
    );
}
