//! Marks by kind: the shape says what an entry tells, the colour only repeats it.

use crate::vocabulary::EntryKind;

/// How much room a mark takes beside another on the same level, in pixels.
pub const ROOM: i32 = 15;

/// The shape of a kind, around 0,0, in `currentColor` on a halo of the paper's colour.
#[must_use]
pub const fn shape(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::ImpactStarted => {
            r#"<path class="mh" d="M0-9.5 10 9H-10z"/><path class="mf" d="M0-6.5 7 6H-7z"/>"#
        }
        EntryKind::Detected => r#"<circle class="mh" r="8.5"/><circle class="mf" r="6.5"/>"#,
        EntryKind::Reported => r#"<circle class="mh" r="8.5"/><circle class="mo" r="5.5"/>"#,
        EntryKind::Acknowledged => {
            r#"<circle class="mh" r="8.5"/><circle class="mo" r="5.5"/><circle class="mf" r="2.2"/>"#
        }
        EntryKind::Identified => {
            r#"<path class="mh" d="M0-10 10 0 0 10-10 0z"/><path class="mf" d="M0-7.5 7.5 0 0 7.5-7.5 0z"/>"#
        }
        EntryKind::Action => {
            r#"<path class="mh" d="M0-10 10 0 0 10-10 0z"/><path class="mo" d="M0-6.5 6.5 0 0 6.5-6.5 0z"/>"#
        }
        EntryKind::Escalated => {
            r#"<path class="mh" d="M0-10 10 0 0 10-10 0z"/><path class="mo" d="M0-6.5 6.5 0 0 6.5-6.5 0z"/><circle class="mf" r="2"/>"#
        }
        EntryKind::Mitigated => {
            r#"<path class="mh" d="M-8.5-8.5h17v17h-17z"/><path class="mo" d="M-5.5-5.5h11v11h-11z"/>"#
        }
        EntryKind::Resolved => {
            r#"<path class="mh" d="M-8.5-8.5h17v17h-17z"/><path class="mf" d="M-6.5-6.5h13v13h-13z"/>"#
        }
        EntryKind::FollowUp => {
            r#"<path class="mh" d="M-6-6h12v12h-12z"/><path class="mo" d="M-3.5-3.5h7v7h-7z"/>"#
        }
        EntryKind::Misleading => r#"<circle class="mh" r="8"/><path class="mx" d="M-5-5 5 5M-5 5 5-5"/>"#,
        EntryKind::Communicated => {
            r#"<path class="mh" d="M-8-5.5h16v11h-16z"/><path class="mx" d="M-6-2.5H6M-6 2.5H6"/>"#
        }
        EntryKind::Hypothesis => r#"<circle class="mh" r="8"/><path class="mo" d="M-6-4H6L0 6z"/>"#,
        EntryKind::Investigating => {
            r#"<circle class="mh" r="7"/><path class="mx" d="M0-5.5V5.5M-5.5 0H5.5"/>"#
        }
        EntryKind::Note => r#"<circle class="mh" r="5"/><circle class="mf" r="3"/>"#,
    }
}

/// How much a kind matters: 0 the most. Labels and levels go to what matters most.
#[must_use]
pub const fn rank(kind: EntryKind) -> usize {
    match kind {
        EntryKind::ImpactStarted => 0,
        EntryKind::Detected => 1,
        EntryKind::Mitigated => 2,
        EntryKind::Resolved => 3,
        EntryKind::Identified => 4,
        EntryKind::Misleading => 5,
        EntryKind::Reported => 6,
        EntryKind::Escalated => 7,
        EntryKind::Hypothesis => 8,
        EntryKind::Action => 9,
        EntryKind::Acknowledged => 10,
        EntryKind::Communicated => 11,
        EntryKind::FollowUp => 12,
        EntryKind::Investigating => 13,
        EntryKind::Note => 14,
    }
}

/// The definitions of `kinds`, each to be used as `#m-KIND`; the ring shows where a mark is lit.
#[must_use]
pub fn definitions(kinds: &[EntryKind]) -> String {
    let mut out = String::from("<defs>");
    for &kind in EntryKind::ALL.iter().filter(|kind| kinds.contains(kind)) {
        let (name, shape) = (kind.name(), shape(kind));
        out.push_str(&format!(
            "<g id=\"m-{name}\"><circle class=\"mr\" r=\"13\"/>{shape}</g>"
        ));
    }
    out + "</defs>"
}
