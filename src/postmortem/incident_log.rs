//! Files that tell of many incidents, one below the other: a log, with a dated heading for each.

use super::document::Section;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind};
use crate::text::clock::{Day, anywhere};
use crate::vocabulary::SectionKind;
use jiff::civil::Date;

/// One incident of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedIncident {
    /// Its heading, without the date and what joins the two.
    pub title: String,
    /// Its date, where the heading states the year.
    pub date: Option<Date>,
    /// The heading.
    pub heading: Span,
    /// What is under it.
    pub span: Span,
}

/// Days within which dated headings may tell of one incident, day by day.
const DAYS_OF_ONE: i32 = 7;

/// The incidents of a log, in its order; none where the file tells of one incident: its headings name sections, or
/// days that follow each other.
#[must_use]
pub fn incidents(blocks: &[Block], sections: &[Section], body: Span) -> Vec<LoggedIncident> {
    let headings: Vec<_> = blocks.iter().filter_map(heading).collect();
    let dated: Vec<_> = headings
        .iter()
        .filter_map(|&(level, block)| Some((level, block, dated(block)?)))
        .collect();
    let Some(level) = dated.iter().map(|&(level, ..)| level).min() else {
        return Vec::new();
    };
    let at_level = headings.iter().filter(|&&(other, _)| other == level).count();
    // What stands above all is a title, though `Incidents` is the name of a section too.
    let title = usize::from(
        headings
            .first()
            .is_some_and(|&(first, _)| first == 1 && level > 1),
    );
    let of_one_incident = headings
        .iter()
        .skip(title)
        .filter(|&&(other, _)| other <= level)
        .any(|&(_, block)| sections.iter().any(|section| opens(block, section)));
    let days = || dated.iter().map(|(.., found)| found.day_number);
    let apart = days()
        .max()
        .zip(days().min())
        .map_or(0, |(last, first)| last - first);
    let found: Vec<_> = dated.into_iter().filter(|&(other, ..)| other == level).collect();
    if found.len() < 2 || found.len() * 3 < at_level * 2 || of_one_incident || apart <= DAYS_OF_ONE {
        return Vec::new();
    }
    let ends = found.iter().map(|(_, block, _)| block.span.start).skip(1);
    let ends: Vec<_> = ends.chain([body.end]).collect();
    found
        .iter()
        .zip(ends)
        .map(|((_, block, found), end)| LoggedIncident {
            title: found.title.clone(),
            date: found.date,
            heading: block.span,
            span: Span::new(block.span.end, end),
        })
        .collect()
}

fn heading(block: &Block) -> Option<(u8, &Block)> {
    match block.kind {
        BlockKind::Heading(level) => Some((level, block)),
        _ => None,
    }
}

/// Whether a heading opens a section that every postmortem has once.
fn opens(heading: &Block, section: &Section) -> bool {
    let kind = matches!(
        section.kind,
        SectionKind::Summary | SectionKind::Timeline | SectionKind::Cause | SectionKind::Measures
    );
    kind && heading
        .span
        .contains(Span::new(section.heading_span.start, section.heading_span.start))
}

/// What a heading with a date says.
struct Dated {
    title: String,
    date: Option<Date>,
    /// Counts days, roughly.
    day_number: i32,
}

/// The date and the other words of a heading; None where it has only one of them.
fn dated(block: &Block) -> Option<Dated> {
    let text = &block.lines.first()?.text.plain;
    let (range, year, month, day) = anywhere(text).into_iter().find_map(|stamp| match stamp.day? {
        Day::Date { year, month, day, .. } => Some((stamp.range, year, month, day)),
        _ => None,
    })?;
    let joins = |char: char| char.is_whitespace() || "-–—:|()[],.".contains(char);
    let before = text.get(..range.start)?.trim_matches(joins);
    let after = text.get(range.end..)?.trim_matches(joins);
    let title = [before, after].map(str::trim).join(" ").trim().to_owned();
    let words = title
        .split(' ')
        .filter(|word| word.chars().any(char::is_alphabetic));
    (words.count() > 0).then(|| Dated {
        title,
        date: year.and_then(|year| Date::new(year, month, day).ok()),
        day_number: i32::from(year.unwrap_or_default()) * 372 + i32::from(month) * 31 + i32::from(day),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::postmortem;
    use crate::source::Source;
    use std::sync::Arc;

    fn titles(text: &str) -> Vec<(String, Option<String>)> {
        let source = Arc::new(Source::new("log.md", text.as_bytes()));
        let reading = postmortem::read(source, &Settings::default());
        let document = &reading.postmortem.document;
        let found = incidents(&reading.blocks, &document.sections, document.body);
        let shown = |one: LoggedIncident| (one.title, one.date.map(|date| date.to_string()));
        found.into_iter().map(shown).collect()
    }

    #[test]
    fn a_dated_heading_for_each_incident() {
        for (one, other) in [
            ("2024-03-01: Gates shut", "2024-05-06: Lamps dark"),
            ("Gates shut (1 March 2024)", "Lamps dark (6 May 2024)"),
            ("March 1, 2024 - Gates shut", "May 6, 2024 - Lamps dark"),
        ] {
            let text =
                format!("# Incidents\n\n## {one}\n\nShut.\n\n### Summary\n\nWords.\n\n## {other}\n\nDark.\n");
            let expected = [
                ("Gates shut".to_owned(), Some("2024-03-01".to_owned())),
                ("Lamps dark".to_owned(), Some("2024-05-06".to_owned())),
            ];
            assert_eq!(titles(&text), expected, "{one}");
        }
    }

    #[test]
    fn one_incident_is_no_log() {
        for text in [
            "# Gates shut\n\n## 2024-03-01 Shut\n\nA.\n\n## 2024-03-03 Open\n\nB.\n",
            "# Gates shut\n\n## Timeline\n\n### 2024-03-01 Shut\n\nA.\n\n### 2024-05-03 Open\n\nB.\n",
            "# Gates shut\n\n## 2024-03-01\n\nA.\n\n## 2024-05-03\n\nB.\n",
            "# Gates shut on 2024-03-01\n\nA.\n\n## Update of 2024-05-03\n\nB.\n",
            "# Gates shut\n\n## Summary\n\nA.\n\n## Update of 2024-05-03\n\nB.\n\n## Update of 2024-07-03\n\nC.\n",
        ] {
            assert_eq!(titles(text), [], "{text}");
        }
    }
}
