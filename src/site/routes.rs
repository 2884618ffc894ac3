//! What there is: all routes of a site, sorted by path.

use super::Site;
use super::kind::{Content, Kind, Make, Plan, Planned, Route};
use super::pages::{FILES, KINDS};
use crate::url;
use rayon::prelude::*;

/// All that links can lead to, sorted by path. All stay below the root of the output: slugs have a form that does, and
/// names of files are held against [`url::is_portable`] where links and themes are read.
pub(super) fn reachable(plan: &Plan<'_>) -> Vec<Route> {
    sorted(planned(KINDS, plan).collect())
}

/// The same and the files that the pages bring along.
pub(super) fn with_files(mut reachable: Vec<Route>, site: &Site) -> Vec<Route> {
    let plan = Plan {
        site: Some(site),
        ..Plan::new(&site.archive, &site.own_pages, &site.settings, &site.left_out)
    };
    reachable.par_extend(planned(FILES, &plan));
    sorted(reachable)
}

fn planned<'a>(kinds: &'static [Kind], plan: &'a Plan<'_>) -> impl ParallelIterator<Item = Route> + use<'a> {
    kinds.par_iter().flat_map_iter(|kind| {
        let planned = (kind.routes)(plan).into_iter();
        planned.map(move |planned| route(kind, planned))
    })
}

/// By path. Of two of the same path the first one keeps it.
fn sorted(mut routes: Vec<Route>) -> Vec<Route> {
    routes.par_sort_by(|a, b| a.path.cmp(&b.path));
    routes.dedup_by(|later, first| later.path == first.path);
    routes
}

fn route(kind: &'static Kind, planned: Planned) -> Route {
    let content = match (kind.make, planned.copy) {
        (_, Some(source)) => Content::Copy(source),
        (Make::View(_), None) => Content::Page,
        (Make::Picture(_), None) => Content::Picture,
        (Make::Bytes(_) | Make::Copy, None) => Content::Data,
    };
    Route {
        path: url::file(&planned.url),
        content,
        kind,
        key: planned.key,
    }
}
