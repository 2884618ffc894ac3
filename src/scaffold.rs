//! What `init` and `new` write, as data. The texts are files in `src/scaffold/`.

use crate::vocabulary::CAUSES;
use jiff::civil::Date;

/// The files of a new site: the path from its root, and the text.
pub const SITE: &[(&str, &str)] = &[
    ("site.yaml", include_str!("scaffold/site.yaml")),
    (
        "content/postmortems/2025-03-11-photo-uploads.md",
        include_str!("scaffold/example.md"),
    ),
    ("content/pages/about.md", include_str!("scaffold/about.md")),
    (".gitignore", include_str!("scaffold/gitignore")),
];

/// The longest part of a file's name that is made from a title, in bytes.
const LONGEST: usize = 80;

/// The digits of a hash in it.
const HASH: usize = 8;

/// A postmortem to fill in: the name of its file, and its text.
#[must_use]
pub fn postmortem(title: &str, date: Date) -> (String, String) {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let causes: Vec<&str> = CAUSES.iter().map(|&(name, _)| name).collect();
    let rest = include_str!("scaffold/postmortem.md").replace("CAUSES", &causes.join(", "));
    let line = serde_yaml::to_string(&std::collections::BTreeMap::from([("title", &title)]));
    // A text always has a form in YAML.
    let line = line.unwrap_or_default();
    (
        format!("{date}-{}.md", slug(&title)),
        format!("---\n{line}{rest}"),
    )
}

/// A title as part of a file's name: ASCII letters and digits in lower case, all else as single hyphens. Where this loses most of
/// its letters, as in another script, a hash tells it from other titles.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for char in title.to_lowercase().chars() {
        if char.is_ascii_alphanumeric() {
            slug.push(char);
        } else if !slug.is_empty() && !slug.ends_with('-') && char != '\'' {
            slug.push('-');
        }
    }
    if slug.len() > LONGEST {
        let end = slug.get(..LONGEST).and_then(|kept| kept.rfind('-'));
        slug.truncate(end.unwrap_or(LONGEST));
    }
    let slug = slug.trim_end_matches('-');
    let letters = title.chars().filter(|char| char.is_alphanumeric());
    let (kept, lost): (Vec<char>, Vec<char>) = letters.partition(char::is_ascii);
    let plain = if slug.is_empty() { "postmortem" } else { slug };
    if kept.len() >= lost.len() {
        return plain.to_owned();
    }
    let hash = blake3::hash(title.as_bytes()).to_hex();
    format!("{plain}-{}", hash.get(..HASH).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain_whatever_the_title() {
        assert_eq!(
            slug("Login fails: the cert's gone!"),
            "login-fails-the-certs-gone"
        );
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("Störung"), "st-rung");
        assert_eq!(slug("?!"), "postmortem");
        assert!(slug(&"very long ".repeat(50)).len() <= LONGEST);
    }

    #[test]
    fn titles_in_other_scripts_have_names_of_their_own() {
        for (one, other, start) in [
            ("データ障害", "決済障害", "postmortem-"),
            ("API 障害が発生", "API 決済が停止", "api-"),
            ("Сбой оплаты", "Сбой входа", "postmortem-"),
        ] {
            assert_ne!(slug(one), slug(other));
            assert_eq!(slug(one), slug(one));
            assert!(slug(one).starts_with(start), "{}", slug(one));
        }
    }

    #[test]
    fn a_title_of_any_form_is_sound_yaml() {
        for title in [
            "plain",
            "a: b # c",
            "- [x]",
            "\"quoted\" 'twice'",
            "two\nlines",
            "yes",
            "2024-01-01",
        ] {
            let (name, text) = postmortem(title, jiff::civil::date(2024, 2, 12));
            assert!(name.starts_with("2024-02-12-"));
            let yaml = text.split("---\n").nth(1).unwrap();
            let read: serde_yaml::Mapping = serde_yaml::from_str(yaml).unwrap();
            assert_eq!(
                read.get("title").and_then(|title| title.as_str()),
                Some(title.replace('\n', " ").as_str())
            );
            assert!(yaml.contains("software-defect, config-error"));
        }
    }
}
