//! `theme.json`: what a theme asks of the pages that it shows. Most themes need none.

use crate::figure::timeline;
use serde::Deserialize;

/// The narrowest figure that a theme may ask for, in pixels: below it labels have no room.
const NARROWEST: i32 = 480;

/// What a theme asks for. A key that the file does not have is as in the default theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Manifest {
    /// How wide the timeline figure is drawn, in pixels: from 480 to 1152.
    pub figure_width: i32,
    /// Whether links in texts get numbers, and pages the addresses that these stand for: paper has no links.
    pub link_notes: bool,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            figure_width: timeline::WIDTH,
            link_notes: false,
        }
    }
}

impl Manifest {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, and in which line, from 1.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, (String, usize)> {
        let manifest: Self =
            serde_json::from_slice(bytes).map_err(|error| (error.to_string(), error.line().max(1)))?;
        let widths = NARROWEST..=timeline::WIDTH;
        if !widths.contains(&manifest.figure_width) {
            let message = format!(
                "`figure_width` is {}; a figure can be {NARROWEST} to {} pixels wide",
                manifest.figure_width,
                timeline::WIDTH
            );
            return Err((message, 1));
        }
        Ok(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    #[test]
    fn what_a_theme_does_not_ask_for_is_as_in_the_default() {
        assert_eq!(Manifest::read(b"{}"), Ok(Manifest::default()));
        let asked = Manifest::read(br#"{"figure_width": 642, "link_notes": true}"#).unwrap();
        assert_eq!((asked.figure_width, asked.link_notes), (642, true));
    }

    #[test]
    fn what_cannot_be_is_an_error_with_its_line() {
        assert_eq!(Manifest::read(b"{\n \"width\": 1}").unwrap_err().1, 2);
        assert!(Manifest::read(br#"{"figure_width": 100}"#).is_err());
        assert!(Manifest::read(b"\xff").is_err());
    }
}
