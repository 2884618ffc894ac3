//! One postmortem: what was read from one source, and where each part of it stands.
//!
//! [`parse`] is total: any text gives a postmortem and a list of diagnostics.

pub mod blocks;
pub mod clock;
pub mod derive;
pub mod document;
pub mod front_matter;
pub mod impact;
pub mod kinds;
pub mod known;
pub mod record;
pub mod sections;

pub use document::Document;
pub use record::Record;

use crate::diagnostic::Diagnostic;
use std::sync::Arc;

/// Facts, text and findings of one source.
#[derive(Debug, Clone)]
pub struct Postmortem {
    /// The facts: owned, free of the text, shared with the archive.
    pub record: Arc<Record>,
    /// The text and the places of its parts.
    pub document: Document,
    /// What reading found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
}
