//! What `init` and `new` write, as data. The texts are files in `src/scaffold/`.

mod front_matter;

use crate::config::Settings;
use crate::format::one_line;
use crate::vocabulary::SectionKind;
use icu_normalizer::DecomposingNormalizerBorrowed;
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

/// The most services that are listed above an empty `services:`.
const SERVICES: usize = 20;

/// The sections of a scaffold in their order, each with what to write there. The four are always there.
const SECTIONS: [(SectionKind, &str); 8] = [
    (SectionKind::Summary, include_str!("scaffold/sections/summary.md")),
    (SectionKind::Impact, include_str!("scaffold/sections/impact.md")),
    (
        SectionKind::Background,
        include_str!("scaffold/sections/background.md"),
    ),
    (
        SectionKind::Timeline,
        include_str!("scaffold/sections/timeline.md"),
    ),
    (
        SectionKind::Detection,
        include_str!("scaffold/sections/detection.md"),
    ),
    (SectionKind::Cause, include_str!("scaffold/sections/cause.md")),
    (
        SectionKind::Measures,
        include_str!("scaffold/sections/measures.md"),
    ),
    (SectionKind::Lessons, include_str!("scaffold/sections/lessons.md")),
];

/// The sections of the brief.
const FOUR: [SectionKind; 4] = [
    SectionKind::Summary,
    SectionKind::Timeline,
    SectionKind::Cause,
    SectionKind::Measures,
];

/// A postmortem to fill in, with what the settings of its site ask for; from the site's own `template` where it has one.
#[must_use]
pub fn postmortem(title: &str, date: Date, settings: &Settings, template: Option<&str>) -> String {
    let title = one_line(title);
    match template {
        Some(template) => filled(template, &title, date),
        None => format!(
            "---\n{}---\n\n{}",
            front_matter::of(&title, settings),
            sections(settings)
        ),
    }
}

/// The sections, each with what to write there.
fn sections(settings: &Settings) -> String {
    let own = &settings.own_profile.sections;
    let required = |kind: SectionKind| {
        own.iter()
            .find(|(of, _)| *of == kind)
            .map(|(_, required)| required)
    };
    let asked = |kind: &SectionKind| FOUR.contains(kind) || required(*kind).is_some();
    let sections = SECTIONS
        .iter()
        .filter(|(kind, _)| asked(kind))
        .map(|(kind, words)| {
            let from = required(*kind).map_or_else(String::new, |required| required.in_words());
            let note = match from.strip_prefix(", ") {
                Some(from) => format!("<!-- This section is {from}. -->\n\n"),
                None => String::new(),
            };
            format!("## {}\n\n{note}{words}", kind.label())
        });
    sections.collect::<Vec<_>>().join("\n")
}

/// A site's own template with the title in its front matter, and with title and date where it has `{{ title }}` and
/// `{{ date }}`.
fn filled(template: &str, title: &str, date: Date) -> String {
    let template = template.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let line = front_matter::pair("title", title);
    let (front, body) = match template
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
    {
        Some((front, body)) => {
            let is_title = |line: &&str| line.starts_with("title:");
            let kept = front
                .lines()
                .filter(|line| !is_title(line))
                .map(|line| format!("{line}\n"));
            (kept.collect(), body)
        }
        None => (String::new(), template.as_str()),
    };
    let put = |text: &str| {
        text.replace("{{ title }}", title)
            .replace("{{ date }}", &date.to_string())
    };
    format!("---\n{line}{}---\n{}", put(&front), put(body))
}

/// The names that the file of a postmortem may have, the first of which is tried first. Where its title has letters that no
/// name can hold, the second one tells it from titles that look the same without them.
#[must_use]
pub fn file_names(title: &str, date: Date) -> Vec<String> {
    let title = one_line(title);
    let slug = slug(&title);
    let lost = title
        .chars()
        .any(|char| char.is_alphanumeric() && !char.is_ascii());
    let hashed = Some(hashed(&slug, &title)).filter(|_| lost && !slug.ends_with(&hash(&title)));
    let slugs = std::iter::once(slug).chain(hashed);
    slugs.map(|slug| format!("{date}-{slug}.md")).collect()
}

/// A title as part of a file's name: ASCII letters and digits in lower case, without accents, all else as single hyphens. Where this loses most of
/// its letters, as in another script, or leaves none, a hash tells it from other titles.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    let plain = plain_letters(title);
    for char in plain.chars() {
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
    let letters = plain.chars().filter(|char| char.is_alphanumeric());
    let (kept, lost): (Vec<char>, Vec<char>) = letters.partition(char::is_ascii);
    match (slug.is_empty(), kept.len() >= lost.len()) {
        (false, true) => slug.to_owned(),
        (false, false) => hashed(slug, title),
        (true, _) => hashed("postmortem", title),
    }
}

/// A text in lower case with its letters without their marks: `Störung` as `storung`.
fn plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for char in DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(text.to_lowercase().chars()) {
        match char {
            '\u{300}'..='\u{36f}' => {}
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            _ => plain.push(char),
        }
    }
    plain
}

fn hashed(slug: &str, title: &str) -> String {
    format!("{slug}-{}", hash(title))
}

fn hash(title: &str) -> String {
    let hash = blake3::hash(title.as_bytes()).to_hex();
    hash.get(..HASH).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::postmortem::read;
    use crate::source::Source;
    use std::sync::Arc;

    #[test]
    fn names_of_files_are_plain_whatever_the_title() {
        assert_eq!(
            slug("Login fails: the cert's gone!"),
            "login-fails-the-certs-gone"
        );
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("Störung über Nacht: Łódź"), "storung-uber-nacht-lodz");
        assert!(slug("?!").starts_with("postmortem-"));
        assert!(slug(&"very long ".repeat(50)).len() <= LONGEST);
    }

    /// The contract of `init` and `build`: a new site has feeds, a sitemap and a page for what is not found.
    #[test]
    fn a_new_site_has_the_base_url_that_a_build_tells_of() {
        let line = format!("\nbase_url: {}\n", config::NEW_BASE_URL);
        assert!(SITE[0].1.contains(&line));
    }

    #[test]
    fn titles_in_other_scripts_have_names_of_their_own() {
        for (one, other, start) in [
            ("データ障害", "決済障害", "postmortem-"),
            ("API 障害が発生", "API 決済が停止", "api-"),
            ("Сбой оплаты", "Сбой входа", "postmortem-"),
            ("انقطاع الدفع", "انقطاع الدخول", "postmortem-"),
            ("🔥🔥", "💥", "postmortem-"),
        ] {
            assert_ne!(slug(one), slug(other));
            assert_eq!(slug(one), slug(one));
            assert!(slug(one).starts_with(start), "{}", slug(one));
        }
    }

    #[test]
    fn a_title_of_any_form_is_sound_yaml() {
        let template = "---\ntitle: {{ title }}\nteam: x\n---\n# {{ title }}\n";
        for title in [
            "plain",
            "a: b # c",
            "- [x]",
            "\"quoted\" 'twice'",
            "two\nlines",
            "yes",
            "2024-01-01",
        ] {
            let day = jiff::civil::date(2024, 2, 12);
            assert!(file_names(title, day)[0].starts_with("2024-02-12-"));
            for template in [None, Some(template)] {
                let text = postmortem(title, day, &Settings::default(), template);
                let yaml = text.split("---\n").nth(1).unwrap();
                let read: serde_yaml::Mapping = serde_yaml::from_str(yaml).unwrap();
                assert_eq!(
                    read.get("title").and_then(|title| title.as_str()),
                    Some(title.replace('\n', " ").as_str())
                );
            }
        }
    }

    #[test]
    fn titles_that_look_the_same_without_their_letters_have_second_names() {
        let names = |title: &str| file_names(title, jiff::civil::date(2024, 2, 12));
        let (one, other) = (names("Störung der Kasse"), names("Stórung der Kasse"));
        assert_eq!(one[0], other[0]);
        assert_ne!(one[1], other[1]);
        assert_eq!(names("Login fails").len(), 1);
        assert_eq!(names("データ障害").len(), 1);
    }

    /// What `check` would say of a new postmortem of a site.
    fn found(site: &str) -> (String, Vec<String>) {
        let source = |path: &str, text: &str| Arc::new(Source::new(path, text.as_bytes()));
        let (settings, problems) = config::read(&source("site.yaml", site));
        assert_eq!(problems, []);
        let text = postmortem("Gates shut", jiff::civil::date(2024, 2, 12), &settings, None);
        let reading = read(source("a.md", &text), &settings);
        let errors = reading.postmortem.diagnostics.iter();
        (text, errors.map(|found| found.message.clone()).collect())
    }

    #[test]
    fn a_scaffold_has_what_the_settings_of_its_site_ask_for() {
        let site = "profile: ours\ncauses: {weather: Weather}\nseverities: [critical, minor]\nservices: [gates, {name: \
                    locks}]\nfields: {region: {values: [North, South], required: always}, ticket: {type: url, required: \
                    critical}, note: text}\nprofiles: {ours: {sections: {lessons: critical, timeline: always}, fields: \
                    [trigger, services]}}\n";
        let (text, errors) = found(site);
        assert_eq!(errors, [""; 0], "{text}");
        for words in [
            "# One or more of: gates, locks\nservices: []\n",
            ", weather\nroot_cause: unknown\n",
            "# One of: critical, minor\n# severity: minor\n",
            "# Always required. One of: North, South\nregion:\n",
            "# Required from critical on. A URL\n# ticket: TODO\n",
            "# Text\n# note: TODO\n",
            "# Always required\ntrigger:\n",
            "\n## Lessons\n\n<!-- This section is required from critical on. -->\n",
        ] {
            assert!(text.contains(words), "{words}\n{text}");
        }
        assert_eq!(text.matches("services:").count(), 1);
        let headings: Vec<_> = text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings.len(), 5);
        let (text, errors) = found("");
        assert_eq!(errors, [""; 0]);
        assert!(
            text.contains("\n# severity: SEV2\n") && !text.contains("## Lessons"),
            "{text}"
        );
    }
}
