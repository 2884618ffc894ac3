use super::mend;
use crate::config::{Profile, Settings};
use crate::source::Source;
use proptest::prelude::{prop_assert_eq, proptest};

fn mended(profile: Profile, text: &str) -> String {
    let fixed = |text: &str| {
        mend(
            &Source::new("README.md", text.as_bytes()),
            &Settings {
                profile,
                ..Settings::default()
            },
        )
    };
    let once = fixed(text).unwrap_or_else(|| text.to_owned());
    assert_eq!(fixed(&once), None, "{once}");
    once
}

fn timeline(lines: &str) -> String {
    format!("---\ndate: 2024-02-12\n---\n# Login down\n\n## Timeline\n\n{lines}\n")
}

#[test]
fn bullets_and_clocks_of_a_timeline() {
    for (lines, right) in [
        (
            "• 10.05 UTC - Alert: logins fail\n• 10h40 UTC - Logins recovered",
            "- 10:05 UTC - Alert: logins fail\n- 10:40 UTC - Logins recovered",
        ),
        (
            "-10:05 UTC - Alert: logins fail\n-10:40 UTC - Logins recovered",
            "- 10:05 UTC - Alert: logins fail\n- 10:40 UTC - Logins recovered",
        ),
        (
            "10:05 UTC - Alert: logins fail\n\n**10:40 UTC** - Logins recovered",
            "- 10:05 UTC - Alert: logins fail\n\n- **10:40 UTC** - Logins recovered",
        ),
        (
            "* 1005 UTC: Alert: logins fail\n* 1040 UTC: Logins recovered",
            "* 10:05 UTC: Alert: logins fail\n* 10:40 UTC: Logins recovered",
        ),
    ] {
        assert_eq!(mended(Profile::Assignment, &timeline(lines)), timeline(right));
    }
}

#[test]
fn what_is_no_fault_of_an_archive_stays_in_one() {
    for lines in [
        "10:05 UTC - Alert: logins fail\n\n10:40 UTC - Logins recovered",
        "| Time | What |\n|---|---|\n| 10:05 | Alert: logins fail |\n| 10:40 | Logins recovered |",
        "### 10:05 UTC\n\nLogins fail.\n\n### 10:40 UTC\n\nLogins recovered.",
        "1. 10:05 - Alert: logins fail\n2. 10:40 - Logins recovered",
    ] {
        assert_eq!(mended(Profile::Archive, &timeline(lines)), timeline(lines));
    }
}

#[test]
fn what_is_no_list_of_lines_is_never_made_one() {
    for lines in [
        "Time | What\n--- | ---\n10:05 | Alert: logins fail\n10:40 | Logins recovered",
        "### 10:05 UTC\n\nLogins fail.\n\n### 10:40 UTC\n\nLogins recovered.",
        "We saw it at 10:05. At 10:40 it was over.",
        // Four blanks before a bullet may make it code.
        "        10:05 UTC - Alert: logins fail\n\n    10:40 UTC - Logins recovered",
    ] {
        assert_eq!(mended(Profile::Assignment, &timeline(lines)), timeline(lines));
    }
}

#[test]
fn boxes_of_tasks() {
    let tasks = |lines: &str| format!("# Login down\n\n## Action items\n\n{lines}\n");
    for (lines, right) in [
        (
            "- [] Renew certificates a month before\n- [ x] Alert on the days that are left",
            "- [ ] Renew certificates a month before\n- [x] Alert on the days that are left",
        ),
        (
            "- [ ]Renew certificates a month before\n- [x]Alert on the days that are left",
            "- [ ] Renew certificates a month before\n- [x] Alert on the days that are left",
        ),
        (
            "- ( ) Renew certificates a month before\n- (x) Alert on the days that are left",
            "- [ ] Renew certificates a month before\n- [x] Alert on the days that are left",
        ),
        (
            "1. ☐ Renew certificates a month before\n2. ☑ Alert on the days that are left",
            "1. [ ] Renew certificates a month before\n2. [x] Alert on the days that are left",
        ),
        (
            "- [x](https://example.org/1) Renew certificates\n- [ ] Alert on the days that are left",
            "- [x](https://example.org/1) Renew certificates\n- [ ] Alert on the days that are left",
        ),
    ] {
        assert_eq!(mended(Profile::Archive, &tasks(lines)), tasks(right));
    }
}

#[test]
fn misspelt_keys_where_nothing_else_gets_wrong() {
    let file = |front: &str| format!("---\n{front}\n---\n# Login down\n\nNobody could log in.\n");
    for (front, right) in [
        ("resolvd: 2024-02-12 10:40 UTC", "resolved: 2024-02-12 10:40 UTC"),
        (
            "Start-Time: 2024-02-12 10:05 UTC",
            "started: 2024-02-12 10:05 UTC",
        ),
        ("author: Ada\nreviewer: Grace", "authors: Ada\nreviewers: Grace"),
        // Of two there can be one, and what it means must be right.
        (
            "reslved: 2024-02-12 10:40 UTC\nresolvd: 2024-02-12 10:41 UTC",
            "resolved: 2024-02-12 10:40 UTC\nresolvd: 2024-02-12 10:41 UTC",
        ),
        (
            "resolved: 2024-02-12 10:40 UTC\nresolvd: 2024-02-12 10:41 UTC",
            "resolved: 2024-02-12 10:40 UTC\nresolvd: 2024-02-12 10:41 UTC",
        ),
        ("resolvd: as soon as possible", "resolvd: as soon as possible"),
        ("summary_of_calls: twelve", "summary_of_calls: twelve"),
        (
            "x-resolvd: 2024-02-12 10:40 UTC",
            "x-resolvd: 2024-02-12 10:40 UTC",
        ),
    ] {
        assert_eq!(mended(Profile::Archive, &file(front)), file(right), "{front}");
    }
}

/// Parts of lines, right and wrong.
const PARTS: &[&str] = &[
    "\n",
    "\n\n",
    "## Timeline\n\n",
    "## Action items\n\n",
    "---\n",
    "startd: ",
    "author: Ada\n",
    "• ",
    "- ",
    "-",
    "* ",
    "1. ",
    "    ",
    "| ",
    "10.05",
    "10h40 UTC",
    "1105",
    "11:20 hrs",
    "2024-02-12 ",
    " - ",
    ": ",
    "[]",
    "[ x]",
    "☐ ",
    "(x) ",
    "**",
    "`",
    "<br>",
    "é🔥",
    "The alert fired",
    "Renewed the certificate",
];

proptest! {
    #[test]
    fn any_text_is_mended_once_and_keeps_its_lines(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..24)) {
        let text = parts.concat();
        for profile in [Profile::Archive, Profile::Assignment] {
            let after = mended(profile, &text);
            prop_assert_eq!(after.lines().count(), text.lines().count());
        }
    }
}
