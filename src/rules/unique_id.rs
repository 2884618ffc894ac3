//! No two postmortems share an id, a slug or an alias.

use super::{ArchiveContext, Example, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::Postmortem;
use crate::rules::archive_names::{self, Name};
use std::collections::BTreeSet;

/// `unique-id`
pub(super) static RULE: Rule = Rule {
    name: RuleName::UniqueId,
    summary: "ids, slugs and aliases are unique",
    requires: "each id, slug and alias belongs to one postmortem only; they are also compared with each other, \
               ignoring case",
    why: "A slug is a URL, and an alias keeps an old URL working: if two postmortems share one, one of them is \
          lost. Some file systems do not distinguish `Login` from `login`.",
    fix: "Rename one of the files, or set a different `slug:` in it.",
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
    levels: &[(Profile::Archive, Level::Error)],
    judge: Judge::Archive(judge),
};

fn judge(postmortem: &Postmortem, archive: &ArchiveContext<'_>) -> Verdict {
    let texts: BTreeSet<String> = archive_names::of(&postmortem.record)
        .map(|name| name.text().to_lowercase())
        .collect();
    let found = texts
        .iter()
        .flat_map(|text| clashes(postmortem, archive.names.bearers(text)));
    Verdict::of(found.collect(), || {
        let names = archive_names::of(&postmortem.record);
        names.map(|name| name.span(postmortem)).collect()
    })
}

/// What is wrong with the names of one postmortem among all that are the same.
fn clashes(postmortem: &Postmortem, same: &[Name]) -> Vec<Diagnostic> {
    let own = same
        .iter()
        .enumerate()
        .filter(|(_, name)| name.owner.source_id() == postmortem.record.source_id());
    own.filter_map(|(index, name)| {
        // Of many, each finding names the first, and that of the first names the second.
        let mut rivals = same.iter().filter(|other| other.claim() >= name.claim());
        let other = rivals.find(|other| !std::ptr::eq(*other, name))?;
        let source = other.owner.source_id();
        let itself = name.owner.source_id() == source;
        let message = if itself {
            if index == 0 {
                return None;
            }
            format!(
                "duplicate {} `{}`: already this postmortem's own {}",
                name.kind(),
                name.text(),
                other.kind()
            )
        } else {
            format!(
                "duplicate {} `{}`: already the {} of {source}",
                name.kind(),
                name.text(),
                other.kind()
            )
        };
        let hint = match name.kind() {
            "alias" => "remove it from `aliases`",
            _ => "rename the file, or set a different `slug:` in it",
        };
        let finding = RULE.error(postmortem, name.span(postmortem), message).hint(hint);
        Some(if itself {
            finding
        } else {
            finding.label_in(
                &other.owner.path,
                other.alias_span(),
                format!("the other {}", other.kind()),
            )
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::rules::testing::findings;

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
        findings(&RULE, Profile::Archive, &files)
            .into_iter()
            .map(|finding| finding.2)
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
            ["duplicate alias `Old`: already the slug of content/postmortems/b.md"]
        );
        assert_eq!(
            messages(&[("a.md", "aliases: [Old]"), ("b.md", "aliases: [old]")]),
            [
                "duplicate alias `Old`: already the alias of content/postmortems/b.md",
                "duplicate alias `old`: already the alias of content/postmortems/a.md"
            ]
        );
    }

    #[test]
    fn an_alias_takes_no_page_from_its_address() {
        let told = |first: &str, second: &str| messages(&[("a.md", first), ("b.md", second)]);
        let alias = "duplicate alias `b`: already the name of content/postmortems/b.md";
        assert_eq!(told("aliases: [b]", "title: B"), [alias]);
        assert_eq!(told("{aliases: [b], status: draft}", "status: closed"), [alias]);
        assert_eq!(told("{aliases: [b], status: draft}", "status: draft"), [alias]);
        // An old address that is published is not for a draft to take.
        assert_eq!(
            told("{aliases: [b], status: closed}", "status: draft"),
            ["duplicate name `b`: already the alias of content/postmortems/a.md"]
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
                "duplicate slug `x`: already the slug of content/postmortems/b.md",
                "duplicate slug `x`: already the slug of content/postmortems/a.md",
            ]
        );
    }

    #[test]
    fn an_alias_that_is_the_slug_itself_leads_round_in_a_circle() {
        assert_eq!(
            messages(&[("a.md", "aliases: [A]")]),
            ["duplicate alias `A`: already this postmortem's own name"]
        );
    }
}
