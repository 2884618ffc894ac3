//! A bar for long work, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that may take long enough to show how far it is.
pub(super) struct Progress {
    quiet: bool,
}

/// Less work than this is done before anybody could read the bar.
const LEAST: usize = 500;

impl Progress {
    pub(super) const fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// Does some work on a number of things, and shows how many are done.
    pub(super) fn over<T>(
        &self,
        doing: &'static str,
        things: usize,
        work: impl FnOnce(&ProgressBar) -> T,
    ) -> T {
        let bar = if self.quiet || things < LEAST {
            ProgressBar::hidden()
        } else {
            // Draws nothing where the target is no terminal.
            ProgressBar::with_draw_target(Some(things as u64), ProgressDrawTarget::stderr())
        };
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(doing);
        let result = work(&bar);
        bar.finish_and_clear();
        result
    }
}
