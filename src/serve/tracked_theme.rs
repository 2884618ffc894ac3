//! The readings of the theme: the newest, and the last good one.

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Level};
use crate::project::{Sources, read};
use crate::theme::Theme;
use std::sync::Arc;

/// The readings of the theme.
#[derive(Debug, Clone)]
pub(super) struct TrackedTheme {
    /// The newest one.
    pub(super) latest: Arc<Theme>,
    /// The one that pages are shown with: the last without errors, or the first of all.
    pub(super) last_good: Arc<Theme>,
    /// What is wrong with the newest one.
    pub(super) problems: Vec<Diagnostic>,
}

impl TrackedTheme {
    pub(super) fn read(sources: &Sources, settings: &Settings, before: Option<&Self>) -> Self {
        let (latest, problems) = read::theme(sources, settings);
        let broken = problems.iter().any(|problem| problem.level == Level::Error);
        let last_good = before
            .filter(|_| broken)
            .map_or(&latest, |before| &before.last_good);
        Self {
            last_good: last_good.clone(),
            latest,
            problems,
        }
    }
}
