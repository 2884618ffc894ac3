//! The site: what pages there are, what each shows, and its bytes. Pure: no file, no clock.
//!
//! [`Site::routes`] lists everything there is, [`Site::view`] gives the value that a page's template shows,
//! [`Site::render`] its bytes. `build` renders all routes, `serve` the one that is asked for.

mod arranged;
mod body;
mod charts;
mod comparison;
mod entries;
pub mod feeds;
mod json_ld;
pub mod judged;
mod kind;
mod layout;
mod link_footnotes;
mod lists;
mod lollipop;
mod menu;
mod notices;
mod open_actions;
mod own_fields;
mod own_pages;
mod pages;
mod previews;
mod reach;
mod routes;
mod rows;
mod searched;
mod seen_before;
mod subject;
mod tiles;
mod told;

pub use entries::state as action_state;
pub use kind::{Content, Route};
pub use reach::links;
use reach::{foot, reach, texts};

use crate::archive::facet::Facet;
use crate::archive::{Archive, Index};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::figure::png::png;
use crate::markdown::links::Links;
use crate::page::Page;
use crate::picture::Size;
use crate::postmortem::Postmortem;
use crate::record::Record;
use crate::recurrence::Recurrences;
use crate::search::Index as SearchIndex;
use crate::theme::Theme;
use crate::view::{Link, Row, Shared, SiteInfo, View};
use judged::Judged;
use kind::{Key, Make, OwnPage, Plan};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// What a site is made from.
#[derive(Debug)]
pub struct Inputs {
    /// The postmortems that are built, indexed.
    pub archive: Archive,
    /// The same postmortems with their texts; one without a text has an empty body.
    pub postmortems: Vec<Arc<Postmortem>>,
    /// The postmortems that are not built.
    pub left_out: Vec<Arc<Record>>,
    /// The site's own pages.
    pub pages: Vec<Arc<Page>>,
    /// All other files of the content folder, by path from the site's root.
    pub files: BTreeSet<String>,
    /// How large the pictures among them are, where they say so.
    pub sizes: BTreeMap<String, Size>,
    /// The settings.
    pub settings: Settings,
    /// The theme.
    pub theme: Arc<Theme>,
}

/// A site, ready to be rendered. What many states of it have in common, they share.
#[derive(Debug)]
pub struct Site {
    archive: Archive,
    /// The texts of the archive's items, in their order.
    texts: Vec<Option<Arc<Postmortem>>>,
    left_out: Arc<[Arc<Record>]>,
    own_pages: Arc<[OwnPage]>,
    settings: Settings,
    theme: Arc<Theme>,
    judged: OnceLock<Judged>,
    /// What all pages of `/actions/` and of `/twice/` share, made when one is first shown.
    ledger: OnceLock<pages::actions::Listed>,
    twice: OnceLock<pages::twice::Listed>,
    /// What is open of each team, by its name, and which postmortems refer to which; made when a page first tells of them.
    team_actions: OnceLock<BTreeMap<String, open_actions::Open>>,
    referred: OnceLock<BTreeMap<usize, Vec<usize>>>,
    /// Made when a file of it is first asked for.
    search: OnceLock<SearchIndex>,
    recurrences: Recurrences,
    links: Arc<Links>,
    menu: Arc<[Link]>,
    /// The rows of the archive's items in lists, in their order; each is made when a list first shows it.
    rows: Vec<OnceLock<Shared<Row>>>,
    info: Shared<SiteInfo>,
    /// The foot of `theme_options`, its links as seen from the root; None where nothing is stated.
    foot: Option<String>,
    scales: Arc<comparison::Scales>,
    routes: Arc<[Route]>,
}

/// What is wrong with the names of pages, the files of `content/pages`, beside an archive of these facets.
#[must_use]
pub fn page_names(pages: &[Arc<Page>], facets: &[Facet]) -> Vec<Diagnostic> {
    own_pages::problems(pages, facets)
}

/// The names in the menu that no page has.
#[must_use]
pub fn menu_names(settings: &Settings, pages: &[Arc<Page>], facets: &[Facet]) -> Vec<Diagnostic> {
    menu::problems(settings, pages, facets)
}

/// What is wrong with the site's own fields that have an index, as `site.yaml`, whose path is `config`, declares them.
#[must_use]
pub fn field_names(settings: &Settings, config: &str) -> Vec<Diagnostic> {
    own_fields::problems(settings, config)
}

impl Site {
    /// Lists the pages of a site and prepares what many of them show.
    #[must_use]
    pub fn new(inputs: Inputs) -> Self {
        let Inputs {
            archive,
            postmortems,
            left_out,
            pages,
            files,
            sizes,
            settings,
            theme,
        } = inputs;
        let own_pages = own_pages::own_pages(&pages, &archive.facets);
        let plan = Plan::new(&archive, &own_pages, &settings, &left_out);
        let reached = || {
            let routes = routes::reachable(&plan);
            let links = reach(&plan, files, &routes).sized(sizes);
            (routes, links)
        };
        let prepared = || (texts(&archive, postmortems), comparison::Scales::new(&archive));
        let ((routes, links), (texts, scales)) = rayon::join(reached, prepared);
        let recurrences = Recurrences::new(&archive, &texts, &settings);
        let mut site = Self {
            menu: menu::menu(&plan),
            texts,
            rows: vec![OnceLock::new(); archive.items.len()],
            info: Shared::new(&layout::info(&archive, &settings, theme.options())),
            foot: foot(&theme, &links),
            archive,
            left_out: left_out.into(),
            judged: OnceLock::new(),
            ledger: OnceLock::new(),
            twice: OnceLock::new(),
            team_actions: OnceLock::new(),
            referred: OnceLock::new(),
            search: OnceLock::new(),
            own_pages: own_pages.into(),
            settings,
            theme,
            links: Arc::new(links),
            scales: Arc::new(scales),
            routes: Arc::default(),
            recurrences,
        };
        site.routes = routes::with_files(routes, &site).into();
        site
    }

    /// The same site with newer texts of some postmortems and pages. What follows from nothing that they changed is shared with
    /// this one. None where one of them is elsewhere than before, so that the site has to be made anew
    /// ([`Archive::try_update`]).
    #[must_use]
    pub fn try_update(&self, postmortems: &[Arc<Postmortem>], pages: &[Arc<Page>]) -> Option<Self> {
        let records: Vec<_> = postmortems.iter().map(|text| text.record.clone()).collect();
        let (archive, renewed) = self.archive.try_update(&records, &self.settings)?;
        let is_renewed = |of: fn(&Index) -> bool| renewed.iter().any(of);
        let mut texts = self.texts.clone();
        let mut rows = match is_renewed(|index| matches!(index, Index::Recurrence | Index::Facet(_))) {
            true => vec![OnceLock::new(); self.rows.len()],
            false => self.rows.clone(),
        };
        let years = |archive: &Archive| archive.years.iter().map(|year| year.first).collect::<Vec<_>>();
        let mut moved = is_renewed(|index| matches!(index, Index::Ids | Index::Facet(_)))
            || archive.ledger_len() != self.archive.ledger_len()
            || years(&archive) != years(&self.archive);
        let mut newer = Vec::with_capacity(postmortems.len());
        for text in postmortems {
            let index = archive.index_of(&text.record)?;
            newer.push(index);
            let before = texts.get_mut(index)?.replace(text.clone())?;
            moved |= self.brings_along(&before) != self.brings_along(text);
            moved |= judged::waits(&before.record) != judged::waits(&text.record);
            *rows.get_mut(index)? = OnceLock::new();
        }
        let mut site = Self {
            recurrences: self.recurrences.with(&archive, &texts, &newer),
            texts,
            rows,
            left_out: self.left_out.clone(),
            judged: OnceLock::new(),
            ledger: OnceLock::new(),
            twice: OnceLock::new(),
            team_actions: OnceLock::new(),
            referred: OnceLock::new(),
            search: OnceLock::new(),
            own_pages: match pages {
                [] => self.own_pages.clone(),
                pages => self.own_pages.iter().map(|own| own.newer(pages)).collect(),
            },
            settings: self.settings.clone(),
            theme: self.theme.clone(),
            links: self.links.clone(),
            menu: self.menu.clone(),
            info: Shared::new(&layout::info(&archive, &self.settings, self.theme.options())),
            foot: self.foot.clone(),
            scales: match is_renewed(|index| matches!(index, Index::Times)) {
                true => Arc::new(comparison::Scales::new(&archive)),
                false => self.scales.clone(),
            },
            routes: self.routes.clone(),
            archive,
        };
        if moved || !pages.is_empty() {
            site.reroute();
        }
        Some(site)
    }

    /// Lists the pages anew, of the same texts at the same addresses.
    fn reroute(&mut self) {
        let plan = Plan::new(&self.archive, &self.own_pages, &self.settings, &self.left_out);
        let routes = routes::reachable(&plan);
        self.menu = menu::menu(&plan);
        if !self.links.reaches(routes.iter().map(Route::url)) {
            let addresses = routes.iter().map(|route| route.url().to_owned());
            self.links = Arc::new(Links::clone(&self.links).reaching(addresses));
            self.foot = foot(&self.theme, &self.links);
        }
        self.routes = routes::with_files(routes, self).into();
    }

    /// What of a postmortem's text decides which files are beside its page.
    fn brings_along(&self, text: &Postmortem) -> (bool, Vec<(String, String)>) {
        (
            previews::has_card(&self.settings, &text.record),
            pages::copies::beside(&self.links, &text.record.path, &text.document.links).collect(),
        )
    }

    /// Everything there is, sorted by path; no path occurs twice, and none leaves the site.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The route of a path in the output.
    #[must_use]
    pub fn route(&self, path: &str) -> Option<&Route> {
        let index = self
            .routes
            .binary_search_by(|route| route.path.as_str().cmp(path));
        index.ok().and_then(|index| self.routes.get(index))
    }

    /// The path of the postmortem or page of the site's own that a route shows; None for other routes.
    #[must_use]
    pub fn shown_file(&self, route: &Route) -> Option<&str> {
        match route.key {
            Key::Postmortem(index) if route.content == Content::Page => {
                self.archive.items.get(index)?.record.local_path()
            }
            Key::OwnPage(index) => self.own_pages.get(index).map(|own| own.page.path()),
            _ => None,
        }
    }

    /// What a page shows; None for what no template makes.
    #[must_use]
    pub fn view(&self, route: &Route) -> Option<View> {
        match route.kind.make {
            Make::View(view) => view(self, route.key),
            Make::Bytes(_) | Make::Picture(_) | Make::Copy => None,
        }
    }

    /// The bytes of a route; none for one that is copied.
    ///
    /// # Errors
    /// Where a template is missing or asks for what its view does not have: a finding with its place.
    pub fn render(&self, route: &Route) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.render_with(route, png)
    }

    /// The same, its pictures made from their SVG by `rasterize`: to make one takes long, so that somebody may keep them.
    ///
    /// # Errors
    /// As [`Site::render`].
    pub fn render_with(
        &self,
        route: &Route,
        rasterize: impl FnOnce(&str) -> Vec<u8>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        match route.kind.make {
            Make::View(view) => match view(self, route.key) {
                Some(view) => Ok(self.theme.render(&view, &self.info)?.into_bytes()),
                None => Ok(Vec::new()),
            },
            Make::Bytes(bytes) => Ok(bytes(self, route)),
            Make::Picture(draw) => Ok(draw(self, route.key)
                .as_deref()
                .map(rasterize)
                .unwrap_or_default()),
            Make::Copy => Ok(Vec::new()),
        }
    }

    /// What is wrong with templates, seen on some pages of every kind: a check of a theme that costs less than all
    /// pages do.
    #[must_use]
    pub fn try_theme(&self) -> Vec<Diagnostic> {
        const EACH: usize = 24;
        let mut some = Vec::new();
        for kind in pages::KINDS {
            let routes: Vec<&Route> = self
                .routes
                .iter()
                .filter(|route| route.kind.name == kind.name)
                .collect();
            let step = routes.len().div_ceil(EACH).max(1);
            some.extend(routes.into_iter().step_by(step));
        }
        let some = some.into_iter();
        some.filter_map(|route| self.render(route).err())
            .map(|fault| *fault)
            .collect()
    }

    /// What the links of the site can reach.
    #[must_use]
    pub fn links(&self) -> &Arc<Links> {
        &self.links
    }

    /// The theme.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The archive.
    #[must_use]
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The failures that came back.
    #[must_use]
    pub fn recurrences(&self) -> &Recurrences {
        &self.recurrences
    }

    fn row(&self, index: usize) -> Option<Shared<Row>> {
        let item = self.archive.items.get(index)?;
        let row = self
            .rows
            .get(index)?
            .get_or_init(|| Shared::new(&rows::row(&self.archive, item)));
        Some(row.clone())
    }
}

#[cfg(test)]
mod tests;
