//! What `check` says of the theme of a site.

use nevertwice::diagnostic::{Diagnostic, Level};
use nevertwice::postmortem::Postmortem;
use nevertwice::project::Sources;
use nevertwice::project::load;
use nevertwice::rules::Reach;
use nevertwice::source::Source;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is wrong with a theme, as it is read and, where the site has templates of its own, on some pages of every
/// kind; and the texts that the findings are about.
pub(super) fn check(
    sources: Sources,
    postmortems: Vec<Postmortem>,
    pages: Vec<Arc<Postmortem>>,
    reach: &Reach,
) -> (Vec<Diagnostic>, Vec<Arc<Source>>) {
    let (theme, mut faults) = load::theme(&sources);
    faults.extend(load::options(&theme, &sources.settings, reach));
    let broken = faults.iter().any(|fault| fault.level == Level::Error);
    let site;
    let theme = if theme.has_own_templates() && !broken {
        let published = postmortems.into_iter().filter(|one| one.record.published());
        site = load::site(sources, published.map(Arc::new).collect(), pages, theme, None);
        faults.extend(load::once(site.try_theme()));
        site.theme()
    } else {
        &theme
    };
    let paths: BTreeSet<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    let texts = paths
        .into_iter()
        .filter_map(|path| theme.source(path))
        .map(Arc::new);
    let texts = texts.collect();
    (faults, texts)
}
