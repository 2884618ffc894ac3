//! Decides which section each heading and label begins, and whether it is inside the one before.

use super::names::Named;
use crate::postmortem::document::Section;
use crate::postmortem::sections::candidates::{Form, Found};
use crate::span::Span;
use crate::vocabulary::SectionKind;
use crate::vocabulary::SectionKind::{
    Background, Cause, Detection, Impact, Lessons, Measures, Other, Summary, Timeline,
};
use std::collections::BTreeSet;

/// A section that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    level: u8,
    kind: SectionKind,
    /// Whether a line and not a heading began it.
    line: bool,
    /// Whether an item began it: the whole text is a list then.
    bullet: bool,
    /// Whether that item has text or blocks of its own, so that its siblings are none of them.
    filled: bool,
}

/// The deepest level of a heading that ends a label's section where no heading is open, unless the title's
/// is deeper: a bold line is no less than a heading of the third level.
const LINE: u8 = 2;

/// The sections that headings and labels begin under a title of a level; their ends are not set.
pub(super) fn all(all: &[Found], title: u8) -> Vec<Section> {
    let whole = |found: &Found| {
        found.form != Form::Bullet { outer: true } && found.named.is_some_and(|named| named.whole_cause)
    };
    let last_whole = all.iter().rposition(whole);
    let root = |found: &Found| {
        matches!(found.form, Form::Heading(_) | Form::Line)
            && found.named.is_some_and(|named| named.root_cause)
    };
    let last_root = all.iter().rposition(root);
    let mut open: Vec<Open> = Vec::new();
    let mut list = Vec::with_capacity(all.len());
    for (index, found) in all.iter().enumerate() {
        let later = Later {
            whole: last_whole.is_some_and(|last| last > index),
            root: last_root.is_some_and(|last| last > index),
        };
        if let Form::Heading(level) = found.form {
            while open
                .last()
                .is_some_and(|&open| open.level >= level || leaves(found, open, later))
            {
                open.pop();
            }
        }
        let parent = open.last().copied();
        let siblings = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let listed = siblings
            .filter_map(|at| all.get(at))
            .any(|other| are_listed(found, other));
        let Some((kind, nested)) = decide(found, parent, later, listed) else {
            continue;
        };
        if !nested && parent.is_some() {
            open.clear();
        }
        match found.form {
            Form::Heading(level) => open.push(Open {
                level,
                kind,
                line: false,
                bullet: false,
                filled: false,
            }),
            _ if !nested => open.push(Open {
                level: parent.map_or(LINE.max(title), |parent| parent.level),
                kind,
                line: true,
                bullet: matches!(found.form, Form::Bullet { .. }),
                filled: found.filled,
            }),
            _ => {}
        }
        list.push(Section {
            kind,
            heading: Some(found.words.clone()),
            heading_span: found.span,
            span: Span::new(found.start, found.start),
            nested,
            guessed: false,
        });
    }
    list
}

/// `Tasks` over the whole postmortem is the heading of an exercise, and names no measures.
pub(super) fn unname_assignment(all: &mut [Found]) {
    let told = |kind| matches!(kind, Summary | Impact | Timeline | Cause);
    let names = |found: &Found| found.named.map(|named| named.kind);
    // A title may hold the name of a section too.
    let body = |found: &Found| found.form != Form::Heading(1) && names(found).is_some();
    let Some(at) = all.iter().position(body) else {
        return;
    };
    let (_, rest) = all.split_at_mut(at);
    let Some((first, inner)) = rest.split_first_mut() else {
        return;
    };
    let Form::Heading(level) = first.form else { return };
    let inside = inner
        .iter()
        .take_while(|found| !matches!(found.form, Form::Heading(other) if other <= level));
    let kinds: BTreeSet<SectionKind> = inside.filter_map(names).filter(|&kind| told(kind)).collect();
    if kinds.len() > 1 && names(first) == Some(Measures) {
        first.named = None;
    }
}

/// What comes later in the text.
#[derive(Debug, Clone, Copy)]
struct Later {
    /// A heading or label that names root cause and resolution.
    whole: bool,
    /// A heading or label that names a root cause.
    root: bool,
}

/// Whether two are labels of one list, each with text of its own, that name sections of the brief that differ.
fn are_listed(found: &Found, other: &Found) -> bool {
    let label = |found: &Found| {
        let outer = found.form == Form::Bullet { outer: true } && found.filled;
        let kind = group(found.named.filter(|_| outer)?.kind);
        matches!(kind, Summary | Timeline | Cause | Measures).then_some(kind)
    };
    matches!((label(found), label(other)), (Some(kind), Some(other)) if kind != other)
}

/// The kind of a section and whether it is nested; None where nothing begins. `listed` says whether it is one of a list
/// of labels.
fn decide(found: &Found, parent: Option<Open>, later: Later, listed: bool) -> Option<(SectionKind, bool)> {
    let bullet = matches!(found.form, Form::Bullet { .. });
    let sibling = found.form == Form::Bullet { outer: true }
        && parent.is_some_and(|parent| {
            parent.bullet && parent.filled || listed && parent.kind == Other && !parent.line
        });
    // An item with a label that names nothing begins something only where it ends what its sibling began.
    if sibling || bullet && found.named.is_none() {
        let kind = found.named.map_or(Other, |named| named.kind);
        return sibling.then_some((kind, false));
    }
    let Some(parent) = parent else {
        return Some((found.named.map_or(Other, |named| named.kind), false));
    };
    let Some(named) = found.named else {
        return Some((parent.kind, true));
    };
    let same = group(named.kind) == group(parent.kind);
    if bullet {
        let names =
            named.full || parent.bullet && matches!(named.kind, Summary | Timeline | Cause | Measures);
        let whole = found.form == Form::Bullet { outer: true } && !found.rest && names;
        return match whole && !same {
            true => Some((named.kind, false)),
            false => Some((if same { named.kind } else { group(parent.kind) }, true)),
        };
    }
    if same && (parent.kind != Other || named.kind == Other && !parent.line) {
        return Some((named.kind, true));
    }
    if stays(found, named, parent, later) {
        return Some((group(parent.kind), true));
    }
    match named.kind {
        Summary | Timeline | Cause | Measures => Some((named.kind, false)),
        _ if parent.kind == Other => Some((named.kind, false)),
        Lessons => Some((Lessons, found.form != Form::Line || !parent.line)),
        Other if found.form == Form::Line && parent.line => Some((Other, false)),
        Impact | Background if found.form == Form::Line && parent.line && group(parent.kind) != Timeline => {
            Some((named.kind, false))
        }
        Background if parent.kind == Summary => Some((Background, true)),
        _ => Some((parent.kind, true)),
    }
}

/// Whether a heading ends the section of a label, however deep it is: it names another one.
fn leaves(found: &Found, open: Open, later: Later) -> bool {
    let other = |named: Named| group(named.kind) != group(open.kind) && !stays(found, named, open, later);
    // `TL;DR: …` on its line is all of it; a label without text may be over the headings that follow.
    let said = open.line && open.filled && group(open.kind) == Summary;
    said || open.line && found.named.is_some_and(other)
}

/// Whether the name of another section is a part of the one that is open.
fn stays(found: &Found, named: Named, parent: Open, later: Later) -> bool {
    let cause = named.kind == Cause && !named.whole_cause;
    // A label in a section under a heading gives way to a heading of its own; among labels alone the last one counts.
    let returns = later.whole || named.root_cause && found.form == Form::Line && later.root;
    match group(parent.kind) {
        Summary => cause && named.root_cause && returns,
        Timeline => cause && (returns || found.timed),
        Measures | Lessons => cause && !named.root_cause,
        _ => false,
    }
}

/// The section of the brief with which a kind counts.
const fn group(kind: SectionKind) -> SectionKind {
    match kind {
        Impact => Summary,
        Detection => Timeline,
        kind => kind,
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::postmortem::sections;
    use crate::source::Source;
    use crate::span::Span;
    use crate::text::blocks;

    fn kinds(text: &str) -> Vec<&'static str> {
        let source = Source::new("a.md", text.as_bytes());
        let body = Span::new(0, source.text.len());
        let blocks = blocks::read(&source, body);
        let list = sections::read(&source, body, &blocks, &Settings::default()).list;
        list.iter().map(|section| section.kind.name()).collect()
    }

    #[test]
    fn labels_of_one_list_end_where_the_next_begins() {
        let list = "- **Background**: a\n- **Impact**: b\n- **Key events**\n  - 10:00 c\n- **Time to repair**: 1 h\n- **Cause**: d\n- **Review actions**\n  - e\n";
        let read = ["background", "impact", "timeline", "other", "cause", "measures"];
        assert_eq!(kinds(&format!("# T\n\n{list}")), read);
        // So under a heading that names nothing; under one of the four they are a part of it.
        assert_eq!(kinds(&format!("# T\n\n## Night\n\n{list}"))[2..], read[1..]);
        assert_eq!(
            kinds("## Issue Summary\n\n- **Impact**: b\n- **Root cause**: d\n\n## Timeline\n"),
            ["summary", "impact", "summary", "timeline"]
        );
        // A label with nothing of its own is over the items that follow.
        assert_eq!(
            kinds("- **Action items:**\n- **Alerts:** earlier\n- **Tests:** more\n"),
            ["measures"]
        );
    }
}
