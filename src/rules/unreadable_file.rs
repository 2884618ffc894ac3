//! The file can be read: UTF-8, and front matter that is YAML.

use super::{Example, Judge, Rule};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};

/// `unreadable-file`
pub(super) static RULE: Rule = Rule {
    name: RuleName::UnreadableFile,
    summary: "files are UTF-8 with valid front matter",
    requires: "the file is UTF-8, and its front matter is YAML between two `---` lines, without duplicate keys",
    why: "A file that cannot be read cannot be checked, indexed or found again, and nobody can tell whether it \
          was meant to be published: so it counts as published and stops the build, rather than being lost.",
    fix: "Save the file as UTF-8. Close the front matter with a `---` line. Quote values that contain a colon \
          followed by a space.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login: down for an hour\nservices: [login\n---\n\n# Login down\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: \"Login: down for an hour\"\nservices: [login]\n---\n\n# Login down\n",
    }],
    levels: &[
        (Profile::Archive, Level::Error),
        (Profile::Assignment, Level::Error),
    ],
    judge: Judge::Reading,
};
