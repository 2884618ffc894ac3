//! Which sections a text needs: the four, or those of the site's own profile.

use super::FOUR;
use crate::config::Settings;
use crate::postmortem::Postmortem;
use crate::record::Known;
use crate::vocabulary::SectionKind;

/// Names of the other kinds, which a profile of the site's own may require.
const MORE: [(SectionKind, &str); 4] = [
    (SectionKind::Impact, "Impact, User impact, Who was affected"),
    (SectionKind::Background, "Background, Context"),
    (SectionKind::Detection, "Detection, Escalation"),
    (
        SectionKind::Lessons,
        "Lessons learned, What went well, What went wrong",
    ),
];

/// What counts as a required section: its kind, the other kinds that count with it, some of its names; and what to add to a
/// message that it is missing.
pub(super) type Wanted = (SectionKind, &'static [SectionKind], &'static str, String);

/// The sections that a text needs: the four, or those of the site's own profile.
pub(super) fn sections(postmortem: &Postmortem, settings: &Settings) -> Vec<Wanted> {
    let own = settings.own_profile.sections.as_slice();
    if own.is_empty() {
        return FOUR
            .map(|(kind, others, names)| (kind, others, names, String::new()))
            .to_vec();
    }
    let severity = postmortem.record.facts.severity.text();
    let needed = own
        .iter()
        .filter(|(_, required)| required.holds(severity, settings));
    needed
        .map(|(kind, required)| {
            let (others, names) = match FOUR.iter().find(|of| of.0 == *kind) {
                Some((_, others, names)) => (*others, *names),
                None => (
                    &[][..],
                    MORE.iter().find(|of| of.0 == *kind).map_or("", |of| of.1),
                ),
            };
            (*kind, others, names, required.in_words())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::config::Profile;
    use crate::rules::sections::RULE;
    use crate::rules::testing::findings;

    /// A text with these headings, each with a line under it.
    fn text(headings: &[&str]) -> String {
        headings
            .iter()
            .map(|heading| format!("## {heading}\n\nSome words.\n\n"))
            .collect()
    }

    #[test]
    fn a_profile_of_the_site_says_which_from_which_severity() {
        let site = "profile: ours\nprofiles:\n  ours:\n    base: assignment\n    sections: {measures: always, lessons: \
                    SEV2, timeline: SEV1}\n";
        let missed = |severity: &str, headings: &[&str]| {
            let text = format!("---\nseverity: {severity}\n---\n{}", text(headings));
            let found = findings(
                &RULE,
                Profile::Assignment,
                &[("site.yaml", site), ("a.md", &text)],
            );
            found.into_iter().map(|finding| finding.2).collect::<Vec<_>>()
        };
        let measures = "missing section `Corrective and preventative measures`";
        let lessons = "missing section `Lessons`, required from SEV2 on";
        let timeline = "missing section `Timeline`, required from SEV1 on";
        assert_eq!(missed("SEV1", &["Summary"]), [measures, lessons, timeline]);
        assert_eq!(missed("SEV2", &["Summary", "Action items"]), [lessons]);
        assert_eq!(missed("SEV2", &["Action items", "Lessons learned"]), [""; 0]);
        assert_eq!(missed("SEV3", &["Action items"]), [""; 0]);
    }
}
