//! Links and images lead somewhere, and so do references to other postmortems.

use super::{ArchiveContext, Example, Judge, Names, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::markdown::links::{Links, Target};
use crate::page::Page;
use crate::postmortem::Postmortem;
use crate::rules::places;
use crate::span::Span;
use crate::text::blocks::LinkUse;
use crate::yaml::fields::{nearest, shorten};

/// `links-resolve`
pub(super) static RULE: Rule = Rule {
    name: RuleName::LinksResolve,
    summary: "links, images and references to other postmortems resolve",
    requires: "links and images in the text point to a page or file of the site, to a place on one that is there, \
               or to an external address; `related`, `recurrence_of`, `not_related` and `by` of actions name \
               postmortems in this archive by id, slug or alias",
    why: "A broken link in a postmortem is discovered when the link is needed: during the next outage.",
    fix: "Link to a postmortem by its file, such as `../2024/nginx.md`; keep images and other files next to the \
          text, in the content folder.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nrelated: [nginx]\n---\n\n![Error rate](errors.png)\n",
    }],
    good: &[
        Example {
            path: "content/postmortems/login.md",
            text: "---\ntitle: Login down\nrelated: [nginx]\n---\n\nAs [before](nginx.md).\n",
        },
        Example {
            path: "content/postmortems/nginx.md",
            text: "---\ntitle: Nginx down\n---\n\nNo page could be loaded.\n",
        },
    ],
    levels: &[(Profile::Archive, Level::Error)],
    judge: Judge::Archive(judge),
};

fn judge(postmortem: &Postmortem, archive: &ArchiveContext<'_>) -> Verdict {
    let links = &postmortem.document.links;
    let references = references(postmortem);
    let unread = &postmortem.document.unread_links;
    if links.is_empty() && unread.is_empty() && references.is_empty() {
        return Verdict::NotApplicable;
    }
    let published = postmortem.record.published();
    let mut found = in_text(&postmortem.record.path, links, published, archive);
    found.extend(
        unread
            .iter()
            .map(|link| unread_link(&postmortem.record.path, link)),
    );
    let lost = references.iter();
    found.extend(lost.filter_map(|reference| lost_reference(postmortem, reference, archive)));
    Verdict::of(found, || {
        let named = references
            .iter()
            .map(|&(_, id, span)| places::within(postmortem, span, id));
        links.iter().map(|link| link.span).chain(named).collect()
    })
}

/// Links and images of a page of the site's own that lead nowhere, or to drafts.
pub(super) fn in_page(page: &Page, archive: &ArchiveContext<'_>) -> Vec<Diagnostic> {
    let unread = page.unread_links.iter();
    let mut found = in_text(page.path(), &page.links, true, archive);
    found.extend(unread.map(|link| unread_link(page.path(), link)));
    found
}

/// A link or image whose marks stand on the page.
fn unread_link(path: &str, link: &LinkUse) -> Diagnostic {
    let what = if link.image { "image" } else { "link" };
    let dest = shorten(&link.dest);
    let message = format!("broken {what} `{dest}`: a blank ends the address");
    let hint = format!("write it as `{}` or `<{dest}>`", dest.replace(' ', "%20"));
    Diagnostic::error(RULE.name, path, link.span, message).hint(hint)
}

/// Links and images of a text that lead nowhere; in a text that is published, those to drafts, too.
fn in_text(path: &str, links: &[LinkUse], published: bool, archive: &ArchiveContext<'_>) -> Vec<Diagnostic> {
    let targets = archive.links;
    let mut found = Vec::new();
    for link in links {
        let resolved = |links: &Links| links.resolve(path, &link.dest, link.image);
        let Target::Dead { reason } = resolved(&targets.all) else {
            let built = targets.built.as_deref().filter(|_| published).map(resolved);
            if matches!(built, Some(Target::Dead { .. })) {
                found.push(to_draft(path, link.span, "a link"));
            } else if !link.image {
                found.extend(lost_place(path, link, archive));
            }
            continue;
        };
        let (what, hint) = if link.image {
            (
                "image",
                "put the file next to the text, and use its path relative to the text",
            )
        } else {
            (
                "link",
                "use the path of a file in the content folder, or a full URL",
            )
        };
        let message = format!("broken {what} `{}`: {reason}", shorten(&link.dest));
        found.push(Diagnostic::error(RULE.name, path, link.span, message).hint(hint));
    }
    found
}

/// A link to a place that its page does not have: it still leads to the page.
fn lost_place(path: &str, link: &LinkUse, archive: &ArchiveContext<'_>) -> Option<Diagnostic> {
    let links = &archive.links.all;
    let (page, name) = links.place(path, &link.dest)?;
    (!archive.anchors.has(page, &name, links)).then(|| {
        let whose = if page == path { "this page" } else { "that page" };
        let message = format!(
            "broken link `{}`: {whose} has no `#{}`",
            shorten(&link.dest),
            shorten(&name)
        );
        Diagnostic::warn(RULE.name, path, link.span, message).hint(
            "use the anchor of a heading, as its `#` on the page shows, or set one with `<a name=\"…\"></a>`",
        )
    })
}

/// What leads to a page that only drafts have. Pages show what is found, and the name of a draft is nobody's yet.
fn to_draft(path: &str, span: Span, what: &str) -> Diagnostic {
    let message = format!("{what} points to a draft, which is not built");
    Diagnostic::warn(RULE.name, path, span, message)
        .hint("publish the draft, or build with `--drafts`; until then the page does not link to it")
}

/// A key, the name of a postmortem that is there, and where the list of names is.
type Reference<'a> = (&'static str, &'a str, Span);

/// The postmortems that the front matter names.
fn references(postmortem: &Postmortem) -> Vec<Reference<'_>> {
    let facts = &postmortem.record.facts;
    let lists = [
        ("related", &facts.related),
        ("recurrence_of", &facts.recurrence_of),
    ];
    let listed = lists.into_iter().flat_map(|(key, fact)| {
        let facts = fact.iter();
        facts.flat_map(move |fact| fact.value.iter().map(move |id| (key, id.as_str(), fact.span)))
    });
    let refused = facts.not_related.iter().flat_map(|fact| {
        let list = fact.value.iter();
        list.map(|other| ("not_related", other.id.as_str(), fact.span))
    });
    let actions = postmortem.record.actions.iter();
    let shown = actions.filter_map(|action| Some(("by", action.by.as_deref()?, action.span)));
    listed.chain(refused).chain(shown).collect()
}

/// What is wrong with a reference.
fn lost_reference(
    postmortem: &Postmortem,
    &(key, id, span): &Reference<'_>,
    archive: &ArchiveContext<'_>,
) -> Option<Diagnostic> {
    let bearers = archive.names.bearers(id);
    if bearers.is_empty() {
        return Some(reference(postmortem, key, id, span, archive.names));
    }
    let drafts = archive.links.built.is_none();
    let built = drafts || bearers.iter().any(|name| name.owner.published());
    (!built && postmortem.record.published()).then(|| {
        let what = format!("a name in `{key}`");
        to_draft(
            &postmortem.record.path,
            places::within(postmortem, span, id),
            &what,
        )
    })
}

fn reference(postmortem: &Postmortem, key: &str, id: &str, span: Span, names: &Names) -> Diagnostic {
    let span = places::within(postmortem, span, id);
    let message = format!("unknown postmortem `{}` in `{key}`", shorten(id));
    let finding = RULE.error(postmortem, span, message);
    match nearest(id, names.all()) {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint(
            "use an id, slug or alias; the id is the file name without `.md`, unless the file sets `id:`",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::diagnostic::Level;
    use crate::rules::testing::{findings, words};

    #[test]
    fn what_leads_nowhere_is_pointed_at() {
        let text = "---\nrelated: [B, nobody]\nrecurrence_of: old-b\n---\n\n\
                    [good](b.md), [out](https://example.org), ![seen](graph.png), <sam@example.org>, [bad](c.md) and ![gone](no.png)\n";
        let files = [
            ("content/postmortems/a.md", text),
            ("content/postmortems/b.md", "---\naliases: [old-b]\n---\nText.\n"),
        ];
        let findings = findings(&RULE, Profile::Archive, &files);
        assert_eq!(words(&findings), ["nobody", "[bad](c.md)", "![gone](no.png)"]);
    }

    #[test]
    fn addresses_with_blanks_are_told() {
        let text = "![A](my graph.png), [b](<my graph.png>) and [c](run book.md \"d\").\nSee [1] (a b.c) and [2](as of May).\n\n`![x](y z.png)`\n";
        let found = findings(&RULE, Profile::Archive, &[("content/postmortems/a.md", text)]);
        let told = found
            .iter()
            .filter(|found| found.2.ends_with("a blank ends the address"));
        let told: Vec<&str> = told.map(|found| found.1.as_str()).collect();
        assert_eq!(told, ["![A](my graph.png)", "[c](run book.md \"d\")"]);
    }

    #[test]
    fn places_are_looked_for_on_their_pages() {
        let text = "[a](#why--how) [b](#why-how) [c](#logs) [d](#) [e](#top) [f](#entry-1) [g](b.md#L%C3%A4nge) \
                    [h](https://a.example/#x)\n[i](#gone) [j](b.md#Gone) [k](b#nor)\n\n## Why & how\n\n<a name=\"logs\"></a>\n";
        let files = [
            ("content/postmortems/a.md", text),
            ("content/postmortems/b.md", "## Länge\n\n<p id=\"Länge\">x</p>\n"),
        ];
        let findings = findings(&RULE, Profile::Archive, &files);
        assert_eq!(words(&findings), ["[i](#gone)", "[j](b.md#Gone)", "[k](b#nor)"]);
        assert!(findings.iter().all(|finding| finding.0 == Level::Warn));
    }

    #[test]
    fn what_is_published_and_leads_to_a_draft_is_warned_of() {
        let file = |status: &str| {
            format!("---\nstatus: {status}\nrelated: [draft]\n---\n\n[draft](draft.md), [good](a.md)\n")
        };
        let (published, draft) = (file("reviewed"), file("draft"));
        let files = [
            ("content/postmortems/a.md", published.as_str()),
            ("content/postmortems/b.md", &draft),
            ("content/postmortems/draft.md", &draft),
        ];
        let findings = findings(&RULE, Profile::Archive, &files);
        assert_eq!(words(&findings), ["draft", "[draft](draft.md)"]);
        assert!(
            findings.iter().all(|finding| finding.0 == Level::Warn),
            "{findings:?}"
        );
    }
}
