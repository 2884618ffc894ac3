//! No two postmortems share an id, a slug or an alias.

use super::{Example, Rule, Scope, Whole, words};
use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::Postmortem;
use crate::source::Span;
use std::collections::BTreeMap;

/// `unique-id`
pub(super) static RULE: Rule = Rule {
    name: "unique-id",
    requires: "ids, slugs and aliases are each of one postmortem only, compared without letter case, also with each other",
    why: "A slug is an address, and an alias is one that a link of long ago still has: two postmortems under one \
          address are one postmortem lost. Some disks do not tell `Login` from `login`.",
    fix: "Rename one of the files, or state another `slug:` in it.",
    bad: &[
        Example {
            path: "content/postmortems/2023/login.md",
            text: "---\ntitle: Login down\n---\n\nNobody could log in.\n",
        },
        Example {
            path: "content/postmortems/2024/Login.md",
            text: "---\ntitle: Login down again\n---\n\nNobody could log in.\n",
        },
    ],
    good: &[
        Example {
            path: "content/postmortems/2023/login.md",
            text: "---\ntitle: Login down\n---\n\nNobody could log in.\n",
        },
        Example {
            path: "content/postmortems/2024/Login.md",
            text: "---\ntitle: Login down again\nid: login-again\nslug: login-again\n---\n\nNobody could log in.\n",
        },
    ],
    archive: Some(Level::Error),
    assignment: None,
    scope: Scope::Archive(check),
};

/// A name of a postmortem: what kind of name, and where it stands.
struct Name<'a> {
    owner: &'a Postmortem,
    kind: &'static str,
    text: &'a str,
    span: Span,
}

fn check(whole: &Whole<'_>) -> Vec<Diagnostic> {
    let mut names: BTreeMap<String, Vec<Name<'_>>> = BTreeMap::new();
    for owner in whole.postmortems {
        for name in names_of(owner) {
            names.entry(name.text.to_lowercase()).or_default().push(name);
        }
    }
    let mut found = Vec::new();
    for same in names.values().filter(|same| same.len() > 1) {
        // What is published stands: the drafts that want its name are told, and do not stop it.
        let published: Vec<&Name<'_>> = same.iter().filter(|name| name.owner.record.published()).collect();
        let all: Vec<&Name<'_>> = same.iter().collect();
        for (index, name) in same.iter().enumerate() {
            let rivals = if name.owner.record.published() {
                &published
            } else {
                &all
            };
            // Of many, each is told of the first, and the first of the second.
            let Some(other) = rivals.iter().find(|other| !std::ptr::eq(**other, name)) else {
                continue;
            };
            let path = &other.owner.document.source.path;
            let message = if std::ptr::eq(name.owner, other.owner) {
                if index == 0 {
                    continue;
                }
                format!("the {} `{}` is also its own {}", name.kind, name.text, other.kind)
            } else {
                format!(
                    "the {} `{}` is also the {} of {path}",
                    name.kind, name.text, other.kind
                )
            };
            found.push(
                RULE.error(name.owner, name.span, message)
                    .hint("rename the file, or state another `slug:` in it"),
            );
        }
    }
    found
}

/// The names of one postmortem; a slug that is its id is named once.
fn names_of(owner: &Postmortem) -> Vec<Name<'_>> {
    let record = &owner.record;
    let stated = |key| words::key(words::front_matter(owner), key);
    let mut names = Vec::with_capacity(2 + record.aliases.len());
    let same = record.id.to_lowercase() == record.slug.to_lowercase();
    names.push(Name {
        owner,
        kind: if same { "name" } else { "id" },
        text: &record.id,
        span: stated("id"),
    });
    if !same {
        names.push(Name {
            owner,
            kind: "slug",
            text: &record.slug,
            span: stated("slug"),
        });
    }
    names.extend(record.aliases.iter().map(|alias| Name {
        owner,
        kind: "alias",
        text: &alias.value,
        span: alias.span,
    }));
    names
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::rules::testing::said;

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> = files
            .iter()
            .map(|(name, front)| {
                (
                    format!("content/postmortems/{name}"),
                    format!("---\n{front}\n---\nText.\n"),
                )
            })
            .collect();
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        said(&RULE, Profile::Archive, &files)
            .into_iter()
            .map(|said| said.2)
            .collect()
    }

    #[test]
    fn names_of_all_kinds_are_compared_without_letter_case() {
        assert_eq!(
            messages(&[("a.md", "title: A"), ("b.md", "title: B")]),
            [] as [&str; 0]
        );
        assert_eq!(
            messages(&[("a.md", "aliases: [Old]"), ("b.md", "slug: old")]),
            [
                "the alias `Old` is also the slug of content/postmortems/b.md",
                "the slug `old` is also the alias of content/postmortems/a.md"
            ]
        );
    }

    #[test]
    fn a_draft_that_wants_the_name_of_a_published_one_is_told_alone() {
        assert_eq!(
            messages(&[
                ("a.md", "{slug: x, status: draft}"),
                ("b.md", "{slug: x, status: closed}"),
                ("c.md", "{slug: x, status: draft}"),
            ]),
            [
                "the slug `x` is also the slug of content/postmortems/b.md",
                "the slug `x` is also the slug of content/postmortems/a.md",
            ]
        );
    }

    #[test]
    fn an_alias_that_is_the_slug_itself_leads_round_in_a_circle() {
        assert_eq!(
            messages(&[("a.md", "aliases: [A]")]),
            ["the alias `A` is also its own name"]
        );
    }
}
