//! `theme.json`: what a theme asks of the pages that it shows. Most themes need none.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use serde::Deserialize;

/// The name of the file.
pub(super) const NAME: &str = "theme.json";

/// The narrowest figure that a theme may ask for, in pixels: below it labels have no room.
const NARROWEST: i32 = 480;
/// The widest: that of a page.
const WIDEST: i32 = 1152;

/// What a theme asks for. A key that the file does not have is as in the default theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Manifest {
    /// How wide figures are drawn at most, in pixels: from 480 to 1152.
    pub figure_width: i32,
    /// Whether links in texts get numbers, and pages the addresses that these stand for: paper has no links.
    pub link_notes: bool,
    /// Whether the text of a postmortem repeats what its lead says: for a theme that shows no lead.
    pub lead_in_body: bool,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            figure_width: WIDEST,
            link_notes: false,
            lead_in_body: false,
        }
    }
}

impl Manifest {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, with the line.
    pub(super) fn read(source: &Source) -> Result<Self, Box<Diagnostic>> {
        let fault = |line: usize, message: String| {
            let mut lines = source.text.split_inclusive('\n');
            let start: usize = lines.by_ref().take(line.saturating_sub(1)).map(str::len).sum();
            let length = lines.next().map_or(0, |line| line.trim_end().len());
            let span = Span::new(start, start + length);
            let fault = Diagnostic::error(RuleName::Theme, &source.path, span, message);
            Box::new(fault.hint(
                "known keys: `figure_width` (a number), `link_notes` and `lead_in_body` (true or false)",
            ))
        };
        let manifest: Self = serde_json::from_str(&source.text)
            .map_err(|error| fault(error.line(), format!("cannot read this file: {error}")))?;
        let widths = NARROWEST..=WIDEST;
        if !widths.contains(&manifest.figure_width) {
            let message = format!(
                "`figure_width` is {}, but must be {NARROWEST} to {WIDEST} pixels",
                manifest.figure_width
            );
            let line = source.text.lines().position(|line| line.contains("figure_width"));
            return Err(fault(line.map_or(1, |line| line + 1), message));
        }
        Ok(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Manifest, Box<Diagnostic>> {
        Manifest::read(&Source::new("theme.json", text.as_bytes()))
    }

    #[test]
    fn what_a_theme_does_not_ask_for_is_as_in_the_default() {
        assert_eq!(read("{}"), Ok(Manifest::default()));
        let asked = read(r#"{"figure_width": 642, "link_notes": true, "lead_in_body": true}"#).unwrap();
        assert_eq!(
            (asked.figure_width, asked.link_notes, asked.lead_in_body),
            (642, true, true)
        );
    }

    #[test]
    fn what_cannot_be_is_told_of_with_its_line() {
        let text = "{\n \"width\": 1}";
        let span = read(text).unwrap_err().span;
        assert_eq!(&text[span.start..span.end], " \"width\": 1}");
        let text = "{\n\"link_notes\": true,\n\"figure_width\": 100}";
        let span = read(text).unwrap_err().span;
        assert_eq!(&text[span.start..span.end], "\"figure_width\": 100}");
        assert!(read("\u{fffd}").is_err());
        assert!(read("").is_err());
    }
}
