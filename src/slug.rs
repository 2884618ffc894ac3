//! Names as parts of addresses: the one form that they have, and how each is given out only once.

use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The most characters of a part of an address: file systems allow little more.
pub const LONGEST: usize = 200;

/// The form of [`slug`]: what it makes fits, and it leaves alone what fits.
pub const PATTERN: &str = "^[A-Za-z0-9]((-?[A-Za-z0-9_.])*-?[A-Za-z0-9_])?$";

/// Names under a list that are no member of it.
const RESERVED: &[&str] = &[
    "page",
    "index.html",
    "index.json",
    "feed.xml",
    "feed.json",
    "rows.json",
];

/// A name as a part of an address: runs of anything but ASCII letters, digits, `.` and `_` become one
/// `-`, and what is left never climbs nor hides, nor begins with `_`: hosts that run Jekyll leave such folders out. A name without any such letter becomes a hash of itself: a name
/// in another script still has a page of its own. The marks of `C++` and `C#` are words, so that neither takes the address of `C`.
#[must_use]
pub fn slug(name: &str) -> String {
    let name = composed(name);
    let mut slug = String::with_capacity(name.len());
    let mut chars = name.chars().take(LONGEST).peekable();
    while let Some(char) = chars.next() {
        let named = slug.ends_with(|last: char| last.is_ascii_alphanumeric());
        let ends = chars.peek().is_none_or(|next| !next.is_ascii_alphanumeric());
        match char {
            '+' if named && ends => slug.push_str("-plus"),
            '#' if named && ends => slug.push_str("-sharp"),
            _ if char.is_ascii_alphanumeric() || matches!(char, '.' | '_') => slug.push(char),
            _ if !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(LONGEST);
    let slug = slug
        .trim_start_matches(['-', '.', '_'])
        .trim_end_matches(['-', '.']);
    // The page itself is the file of this name in its folder.
    if slug.eq_ignore_ascii_case("index.html") {
        return slug.replace('.', "-");
    }
    if slug.is_empty() {
        let hash = blake3::hash(name.as_bytes()).to_hex();
        return format!("x{}", hash.get(..12).unwrap_or_default());
    }
    slug.to_owned()
}

/// A name with its letters composed: `ö` is one character, whether a keyboard, a disk or a copied text wrote it as one or as
/// a letter and a mark.
#[must_use]
pub fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(name)
}

/// Hands out parts of addresses, each only once; letter case does not tell them apart.
#[derive(Debug, Default)]
pub struct Taken {
    slugs: BTreeSet<String>,
    /// The number from which on one may be free.
    next: BTreeMap<String, usize>,
}

impl Taken {
    /// A list that has addresses of its own, so that some names mean something else below it.
    #[must_use]
    pub fn list() -> Self {
        Self {
            slugs: RESERVED.iter().map(|&name| name.to_owned()).collect(),
            next: BTreeMap::new(),
        }
    }

    /// This one if it is free.
    #[must_use]
    pub fn claim(&mut self, slug: &str) -> bool {
        self.slugs.insert(slug.to_ascii_lowercase())
    }

    /// This one, or it with something that follows from its own name alone: whatever else there is, or comes, leaves it where it
    /// is.
    #[must_use]
    pub fn free_for(&mut self, slug: String, name: &str) -> String {
        if self.claim(&slug) {
            return slug;
        }
        let hash = blake3::hash(name.as_bytes()).to_hex();
        self.free(format!("{slug}-{}", hash.get(..6).unwrap_or_default()))
    }

    /// This one, or the first of `-2`, `-3` and so on that is free.
    #[must_use]
    pub fn free(&mut self, slug: String) -> String {
        if self.claim(&slug) {
            return slug;
        }
        let mut number = self.next.get(&slug.to_ascii_lowercase()).copied().unwrap_or(2);
        loop {
            let next = format!("{slug}-{number}");
            number += 1;
            if self.claim(&next) {
                self.next.insert(slug.to_ascii_lowercase(), number);
                return next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_what_addresses_can_hold_and_never_climb() {
        let cases = [
            ("Locker gateway", "Locker-gateway"),
            ("nginx (edge) / Wales", "nginx-edge-Wales"),
            ("v1.2_beta", "v1.2_beta"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "x"),
            ("Größe", "Gr-e"),
            ("日本", "x"),
            ("Index.html", "Index-html"),
            ("_drafts", "drafts"),
            ("C++ builds", "C-plus-plus-builds"),
            ("C#", "C-sharp"),
            ("build #12, a+b", "build-12-a-b"),
            ("Gro\u{308}ße", "Gr-e"),
        ];
        for (name, expected) in cases {
            assert!(slug(name).starts_with(expected), "{name}: {}", slug(name));
            assert!(!slug(name).contains("..") && !slug(name).contains('/'));
        }
        assert_ne!(slug("日本"), slug("中国"));
    }

    #[test]
    fn a_slug_is_the_slug_of_itself() {
        for name in [
            "a.-b",
            "._x_.",
            "-a--b-",
            "v1.",
            "日本",
            "",
            "é-é",
            &"a b".repeat(200),
        ] {
            let made = slug(name);
            assert_eq!(slug(&made), made, "{name}");
            assert!(made.len() <= LONGEST);
        }
    }

    #[test]
    fn taken_names_get_the_next_number_whatever_their_case() {
        let mut taken = Taken::list();
        assert_eq!(taken.free("nginx".into()), "nginx");
        assert_eq!(taken.free("Nginx".into()), "Nginx-2");
        assert_eq!(taken.free("nginx-2".into()), "nginx-2-2");
        assert_eq!(taken.free("page".into()), "page-2");
    }
}
