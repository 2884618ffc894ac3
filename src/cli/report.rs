//! What the reports on an archive share: the options of `actions`, `stats` and `digest`, and the site they read.

use super::Global;
use super::options::{AsOfOption, DraftsOption, EditionOption, TrackerOption};
use nevertwice::project::{self, Project};
use nevertwice::site::Site;

/// What every report is told.
#[derive(Debug, clap::Args)]
pub(super) struct ReportOptions {
    #[command(flatten)]
    edition: EditionOption,
    #[command(flatten)]
    drafts: DraftsOption,
    #[command(flatten)]
    today: AsOfOption,
    #[command(flatten)]
    tracker: TrackerOption,
}

impl ReportOptions {
    /// The site of the working directory, as `build` makes it. An archive that was just imported is all drafts: a
    /// report that is empty for that reason says so.
    pub(super) fn site(&self, global: &Global) -> anyhow::Result<Site> {
        let mut sources = project::load(&project::here()?)?;
        sources.tracker = self.tracker.read()?;
        self.edition.refuse_public(&sources.settings)?;
        let project = Project::read(sources, || {});
        let site = project.site(|record| self.drafts.take(record), |_| true, self.today.as_of);
        if !global.quiet {
            DraftsOption::tell_skipped(project.postmortems.len() - site.archive().items.len())?;
        }
        Ok(site)
    }
}
