//! Links and images lead somewhere, and so do references to other postmortems.

use super::{Example, Names, Reach, Rule, Scope, Whole, words};
use crate::diagnostic::{Diagnostic, Level};
use crate::markdown::links::{Links, Target};
use crate::postmortem::Postmortem;
use crate::source::Span;
use crate::yaml::fields::{nearest, shorten};

/// `links-resolve`
pub(super) static RULE: Rule = Rule {
    name: "links-resolve",
    requires: "links and images of the text lead to a page or file of the site or to the outside; `related`, \
               `recurrence_of` and `not_related` name postmortems of this archive by id, slug or alias",
    why: "A dead link in a postmortem is found when it is needed, during the next outage.",
    fix: "Links to a postmortem go to its file, `../2024/nginx.md`; images and files stand beside the text, in the \
          content folder.",
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
            text: "---\ntitle: Nginx down\n---\n\nNobody saw a page.\n",
        },
    ],
    archive: Some(Level::Error),
    assignment: None,
    scope: Scope::Archive(check),
    met: |postmortem| postmortem.document.links.iter().map(|link| link.span).collect(),
};

fn check(postmortem: &Postmortem, whole: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = in_text(postmortem, postmortem.record.published(), whole.reach);
    found.extend(references(postmortem, whole));
    found
}

/// Links and images of a text that lead nowhere; in a text that is published, those to drafts, too.
pub(super) fn in_text(postmortem: &Postmortem, published: bool, reach: &Reach) -> Vec<Diagnostic> {
    let document = &postmortem.document;
    let mut found = Vec::new();
    for link in &document.links {
        let resolved = |links: &Links| links.resolve(&document.source.path, &link.dest, link.image);
        let Target::Dead { reason } = resolved(&reach.all) else {
            let built = reach.built.as_deref().filter(|_| published).map(resolved);
            if matches!(built, Some(Target::Dead { .. })) {
                let what = format!("the link `{}`", shorten(&link.dest));
                found.push(to_draft(postmortem, link.span, &what));
            }
            continue;
        };
        let (what, hint) = if link.image {
            (
                "the image",
                "put the file beside the text, and write its path from there",
            )
        } else {
            (
                "the link",
                "write the path of a file of the content folder, or a whole address",
            )
        };
        let message = format!("{what} `{}` leads nowhere: {reason}", shorten(&link.dest));
        found.push(RULE.error(postmortem, link.span, message).hint(hint));
    }
    found
}

/// What leads to a page that only drafts have.
fn to_draft(postmortem: &Postmortem, span: Span, what: &str) -> Diagnostic {
    let message = format!("{what} leads to a draft, which is not built");
    RULE.warn(postmortem, span, message)
        .hint("publish the draft, or build with `--drafts`: until then the page has no link to it")
}

fn references(postmortem: &Postmortem, whole: &Whole<'_>) -> Vec<Diagnostic> {
    let drafts = whole.reach.built.is_none();
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
    listed
        .chain(refused)
        .filter_map(|(key, id, span)| {
            let bearers = whole.names.bearers(id);
            if bearers.is_empty() {
                return Some(reference(postmortem, key, id, span, whole.names));
            }
            let built = drafts || bearers.iter().any(|name| name.owner.published());
            (!built && postmortem.record.published()).then(|| {
                let what = format!("`{}` in `{key}`", shorten(id));
                to_draft(postmortem, words::within(postmortem, span, id), &what)
            })
        })
        .collect()
}

fn reference(postmortem: &Postmortem, key: &str, id: &str, span: Span, names: &Names) -> Diagnostic {
    let span = words::within(postmortem, span, id);
    let message = format!(
        "`{key}` names `{}`, and no postmortem has that id, slug or alias",
        shorten(id)
    );
    let finding = RULE.error(postmortem, span, message);
    match nearest(id, names.all()) {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint("an id is the name of the file without `.md`, unless the file states another"),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::diagnostic::Level;
    use crate::rules::testing::{said, words};

    #[test]
    fn what_leads_nowhere_is_pointed_at() {
        let text = "---\nrelated: [B, nobody]\nrecurrence_of: old-b\n---\n\n\
                    [good](b.md), [out](https://example.org), ![seen](graph.png), <sam@example.org>, [bad](c.md) and ![gone](no.png)\n";
        let files = [
            ("content/postmortems/a.md", text),
            ("content/postmortems/b.md", "---\naliases: [old-b]\n---\nText.\n"),
        ];
        let said = said(&RULE, Profile::Archive, &files);
        assert_eq!(words(&said), ["nobody", "[bad](c.md)", "![gone](no.png)"]);
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
        let said = said(&RULE, Profile::Archive, &files);
        assert_eq!(words(&said), ["draft", "[draft](draft.md)"]);
        assert!(said.iter().all(|said| said.0 == Level::Warn), "{said:?}");
    }
}
