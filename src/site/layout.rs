//! What every page shares: the menu, the breadcrumb trail, the footer.

use crate::archive::Archive;
use crate::config::{Edition, Settings};
use crate::site::subject::Subject;
use crate::site::{Site, body, feeds, json_ld, previews};
use crate::theme::options::Options;
use crate::url;
use crate::view::{self, Feed, Html, Link, Meta, NavItem, Page, Severity, SiteInfo, words};
use crate::vocabulary::Status;

/// The longest description, in characters: what search engines show.
const DESCRIPTION: usize = 160;

/// What all pages share.
pub(super) fn info(archive: &Archive, settings: &Settings, options: &Options) -> SiteInfo {
    SiteInfo {
        title: settings.title.clone(),
        description: settings.description.clone(),
        language: settings.language.clone(),
        edition: match settings.edition {
            Edition::Internal => "internal",
            Edition::Public => "public",
        },
        count: archive.items.len(),
        about: about(archive),
        as_of: archive.as_of.map(|date| words::date_or_unknown(Some(date))),
        feeds: feeds_of(settings, "", &settings.title),
        severities: legend(settings),
        data: "postmortems.json",
        style: options.style.as_ref().map(|_| url::STYLE),
        logo: options.logo.as_ref().map(|logo| view::Logo {
            url: url::encoded(&url::logo(&logo.path)),
            width: logo.size.map(|(width, _)| width),
            height: logo.size.map(|(_, height)| height),
        }),
        options: options.json.clone(),
        generator: concat!("nevertwice ", env!("CARGO_PKG_VERSION")),
    }
}

/// The marks of the severities, in words. There are four marks.
fn legend(settings: &Settings) -> Vec<Severity> {
    const OWN_MARKS: usize = 3;
    let known = settings.severities.iter().zip(1..);
    let mut legend: Vec<Severity> = known
        .clone()
        .take(OWN_MARKS)
        .map(|(severity, rank)| Severity {
            label: severity.label.clone(),
            rank,
            url: None,
        })
        .collect();
    let rest: Vec<&str> = known
        .skip(OWN_MARKS)
        .map(|(severity, _)| severity.label.as_str())
        .collect();
    legend.push(Severity {
        label: match rest.as_slice() {
            [] => words::UNKNOWN.to_owned(),
            rest => format!("{} or {}", rest.join(", "), words::UNKNOWN),
        },
        rank: OWN_MARKS + 1,
        url: None,
    });
    legend
}

fn about(archive: &Archive) -> String {
    let mut about = words::count(archive.items.len(), "postmortem", "postmortems");
    if let Some((oldest, newest)) = archive.span() {
        let (from, to) = (words::month_year(oldest), words::month_year(newest));
        if from == to {
            about = format!("{about}, {to}");
        } else {
            about = format!("{about}, {from} to {to}");
        }
    }
    match archive.as_of {
        Some(date) => words::unbroken(&format!("{about}. As of {}.", words::date(date))),
        None => format!("{about}."),
    }
}

/// The two feeds beside a page; none without `base_url`.
pub(super) fn feeds_of(settings: &Settings, folder: &str, title: &str) -> Vec<Feed> {
    if settings.base_url.is_none() {
        return Vec::new();
    }
    [("feed.xml", feeds::RSS), ("feed.json", feeds::JSON)]
        .into_iter()
        .map(|(file, mime)| Feed {
            title: title.to_owned(),
            url: format!("{folder}{file}"),
            mime,
        })
        .collect()
}

impl Site {
    /// What every page has, for the list of postmortems at `path`.
    pub(super) fn page(&self, path: &str, title: &str, description: &str, crumbs: Vec<Link>) -> Page {
        self.page_of(Subject::List, path, title, description, crumbs)
    }

    /// The same for a page that is no list.
    pub(super) fn page_of(
        &self,
        subject: Subject<'_>,
        path: &str,
        title: &str,
        description: &str,
        crumbs: Vec<Link>,
    ) -> Page {
        let base = self.settings.base_url.as_deref();
        let mut page = Page {
            title: title.to_owned(),
            description: words::shorten(description, DESCRIPTION),
            path: path.to_owned(),
            root: url::root(path),
            canonical: base.map(|base| url::absolute(base, path)),
            nav: self.nav(path),
            crumbs,
            feeds: Vec::new(),
            footer: self.footer(&url::root(path)),
            meta: self.meta(subject),
        };
        page.meta.linked = json_ld::page(self, &page, subject);
        page
    }

    fn meta(&self, subject: Subject<'_>) -> Meta {
        let unlisted = Meta::default();
        match subject {
            Subject::Nothing => unlisted,
            Subject::Site | Subject::List | Subject::Text => Meta {
                unlisted: false,
                ..unlisted
            },
            Subject::Postmortem(item) => Meta {
                kind: "article",
                published: feeds::published(item).map(|date| date.to_string()),
                modified: feeds::changed(item).map(|date| date.to_string()),
                image: previews::picture(&self.archive, &self.settings, item),
                unlisted: item.record.status() == Status::Draft,
                linked: None,
            },
        }
    }

    /// The foot that the options state, its links as seen from a page with this root.
    pub(super) fn footer(&self, root: &str) -> Option<Html> {
        let foot = self.foot.as_deref();
        foot.map(|html| Html::new(&body::absolute(html, root)))
    }

    /// The menu, as the kinds of pages make it.
    fn nav(&self, path: &str) -> Vec<NavItem> {
        let links = self.menu.iter();
        links
            .map(|link| NavItem {
                current: path.starts_with(&link.url),
                text: link.text.clone(),
                url: link.url.clone(),
            })
            .collect()
    }
}
