//! What is served at one time: a state of the site, and its rendered pages, of which the newest are kept.

use crate::serve::inject;
use crate::serve::state::SiteState;
use crate::site::{Content, Route};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The most bytes of rendered pages that are kept.
const MOST: usize = 64 << 20;

/// One state of the site, to be read by many.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// The state.
    pub(super) state: SiteState,
    pages: Mutex<PageCache>,
}

/// A rendered page.
#[derive(Debug)]
pub(super) struct RenderedPage {
    /// 200, or 500 where its template fails.
    pub(super) status: u16,
    /// Its bytes, with what the preview adds.
    pub(super) bytes: Vec<u8>,
    /// What the panel says beside it; empty where there is none.
    pub(super) panel: String,
    /// Identifies its bytes and those of its panel.
    pub(super) version: String,
}

#[derive(Debug, Default)]
struct PageCache {
    by_path: BTreeMap<String, Arc<OnceLock<Arc<RenderedPage>>>>,
    /// Those that are rendered, and their bytes.
    oldest: VecDeque<(String, usize)>,
    bytes: usize,
}

impl Snapshot {
    /// A state of which nothing is rendered yet.
    pub(super) fn new(state: SiteState) -> Self {
        Self {
            state,
            pages: Mutex::default(),
        }
    }

    /// The page of a route; None for a file that is served as it is.
    pub(super) fn page(&self, route: &Route) -> Option<Arc<RenderedPage>> {
        if matches!(route.content, Content::Copy(_)) {
            return None;
        }
        let pages = || self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let page = pages().by_path.entry(route.path.clone()).or_default().clone();
        // Of many who ask at once the first one renders it.
        let rendered = page.get_or_init(|| {
            let rendered = Arc::new(self.render(route));
            pages().keep(&route.path, rendered.bytes.len());
            rendered
        });
        Some(rendered.clone())
    }

    fn render(&self, route: &Route) -> RenderedPage {
        let state = &self.state;
        let (status, bytes, faults) = match state.render(route) {
            Ok(bytes) if route.content != Content::Page => {
                return RenderedPage {
                    status: 200,
                    version: version(&[&bytes]),
                    panel: String::new(),
                    bytes,
                };
            }
            Ok(bytes) => (
                200,
                bytes,
                state.broken(&state.site.shown_file(route).into_iter().collect()),
            ),
            Err(fault) => (
                500,
                inject::plain("This page cannot be shown", "").into_bytes(),
                vec![*fault],
            ),
        };
        let faults = inject::faults(&faults, status == 200 && state.shows_older(route));
        let panel = crate::serve::checklist::of(state, route);
        let version = version(&[&bytes, faults.as_bytes(), panel.as_bytes()]);
        let tag = inject::tag(route.url(), &version);
        RenderedPage {
            status,
            bytes: inject::inserted(&bytes, &[&faults, &tag]),
            panel,
            version,
        }
    }

    /// The version of a path of the output: that of the page for missing paths, where there is none.
    pub(super) fn version(&self, path: &str) -> String {
        let page = self.state.site.route(path).and_then(|route| self.page(route));
        page.map_or_else(|| "none".to_owned(), |page| page.version.clone())
    }
}

impl PageCache {
    fn keep(&mut self, path: &str, bytes: usize) {
        self.oldest.push_back((path.to_owned(), bytes));
        self.bytes += bytes;
        while self.bytes > MOST {
            let Some((oldest, bytes)) = self.oldest.pop_front() else {
                return;
            };
            self.bytes -= bytes;
            self.by_path.remove(&oldest);
        }
    }
}

fn version(parts: &[&[u8]]) -> String {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(part).update(&[0]);
    }
    hash.finalize().to_hex().chars().take(16).collect()
}
