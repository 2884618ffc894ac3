//! Where a link of a postmortem or page leads: to a page of the site, to a file that is copied beside the
//! page, to the outside, or nowhere. The pages and the rule `links-resolve` ask the same function.

mod address;

#[cfg(test)]
mod tests;

use crate::picture::Size;
use crate::slug::composed;
use crate::url;
use address::Path;
pub(super) use address::encoded;
use std::collections::{BTreeMap, BTreeSet};

/// What the links of a site can reach.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// The content folder, without a slash at its end; empty where paths begin in it.
    content: String,
    /// The address of each page below the site's root (`postmortems/nginx/`), by the path of its source.
    pages: BTreeMap<String, String>,
    /// These and all other addresses of the site, to be linked to as they are.
    addresses: BTreeSet<String>,
    /// All files of the content folder.
    files: BTreeSet<String>,
    /// How large those are that are pictures and say so.
    sizes: BTreeMap<String, Size>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site: its address relative to the page that links, fragment kept.
    Page(String),
    /// A place on the same page, without `#`.
    Anchor(String),
    /// A file of the content folder, which is copied.
    Asset {
        /// Its path, in the form in which the files were given.
        source: String,
        /// Where it goes, relative to the folder of the page; not yet percent-encoded.
        output: String,
    },
    /// An address outside the site.
    External(String),
    /// A picture outside the site, which pages link to and never load.
    RemoteImage(String),
    /// Nowhere.
    Dead {
        /// Why, in words that fit behind the quoted link.
        reason: String,
    },
}

/// Schemes that lead somewhere and run nothing.
const SCHEMES: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "ssh", "git", "irc", "ircs", "xmpp",
    "matrix", "sip", "slack", "webcal",
];

/// The first part of an output path that belongs to the page itself, so that no copied file may take it.
const RESERVED: &[&str] = &["index.html", "index.json", "card.png", ELSEWHERE];

/// The folder beside a page for files that do not lie below the folder of its source.
const ELSEWHERE: &str = "content";

/// The path of a relative address, decoded, without query and fragment. None for an address that leads
/// outside, begins at the site's root, or is a place on the same page.
#[must_use]
pub fn relative_path(dest: &str) -> Option<String> {
    let dest = address::stripped(dest);
    let (path, _) = dest.split_at(dest.find(['?', '#']).unwrap_or(dest.len()));
    let local = address::scheme(path).is_none() && !path.starts_with('/') && !path.is_empty();
    local.then(|| address::decoded(path)).flatten()
}

impl Links {
    /// The links of a site.
    ///
    /// `content` is the path of the content folder; `pages` gives the path of each postmortem's and page's
    /// source and the address of its page below the site's root, with a slash at its end; `files` are all
    /// files of the content folder. All paths have one form: that of [`crate::source::Source::path`].
    #[must_use]
    pub fn new(
        content: &str,
        pages: impl IntoIterator<Item = (String, String)>,
        files: BTreeSet<String>,
    ) -> Self {
        let pages: BTreeMap<String, String> = pages.into_iter().collect();
        Self {
            content: content.trim_end_matches('/').to_owned(),
            addresses: pages.values().cloned().collect(),
            pages,
            files,
            sizes: BTreeMap::new(),
        }
    }

    /// The same, with the sizes of pictures among the files, for pages that do not move when they come.
    #[must_use]
    pub fn sized(mut self, sizes: BTreeMap<String, Size>) -> Self {
        self.sizes = sizes;
        self
    }

    /// How large a picture among the files is, where that is known.
    #[must_use]
    pub fn size(&self, path: &str) -> Option<Size> {
        self.sizes.get(path).copied()
    }

    /// The same, reaching these addresses below the site's root beside those of the pages: pages that no source is the
    /// text of, data, feeds.
    #[must_use]
    pub fn reaching(mut self, addresses: impl IntoIterator<Item = String>) -> Self {
        let pages = self.pages.values().cloned();
        self.addresses = pages.chain(addresses).collect();
        self
    }

    /// Whether it reaches these addresses and no others.
    #[must_use]
    pub fn reaches<'a>(&'a self, addresses: impl IntoIterator<Item = &'a str>) -> bool {
        let pages = self.pages.values().map(String::as_str);
        let addresses: BTreeSet<&str> = pages.chain(addresses).collect();
        addresses
            .into_iter()
            .eq(self.addresses.iter().map(String::as_str))
    }

    /// The same for a text that no file can be copied beside.
    #[must_use]
    pub fn without_files(&self) -> Self {
        Self {
            files: BTreeSet::new(),
            ..self.clone()
        }
    }

    /// Where the address `dest`, entities and escapes decoded, leads from the source `from`. `image` says
    /// that it is a picture to be shown, not a link to be followed.
    #[must_use]
    pub fn resolve(&self, from: &str, dest: &str, image: bool) -> Target {
        let dest = address::stripped(dest);
        if let Some(scheme) = address::scheme(&dest) {
            return outside(&dest, &scheme, image);
        }
        if dest.starts_with("//") {
            return outside(&dest, "https", image);
        }
        let (path, tail) = dest.split_at(dest.find(['?', '#']).unwrap_or(dest.len()));
        let fragment = tail.find('#').and_then(|at| tail.get(at..)).unwrap_or_default();
        if path.is_empty() {
            return match fragment.strip_prefix('#') {
                Some(_) if image => dead("an image needs a file"),
                Some(anchor) => Target::Anchor(anchor.to_owned()),
                None => dead("the address is empty"),
            };
        }
        match self.locate(from, path) {
            Ok(path) => self.inside(from, &self.spelled(path), fragment, image),
            Err(reason) => dead(reason),
        }
    }

    /// The text whose page a link leads to, by its path, and the place on that page, percent signs decoded. None for
    /// a link without a place, and for what is no text of the site.
    #[must_use]
    pub fn place<'a>(&'a self, from: &'a str, dest: &str) -> Option<(&'a str, String)> {
        let dest = address::stripped(dest);
        if address::scheme(&dest).is_some() || dest.starts_with("//") {
            return None;
        }
        let (path, place) = dest.split_once('#')?;
        let place = address::decoded(place)?;
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return Some((from, place));
        }
        let path = self.locate(from, path).ok()?;
        let (path, _) = self.source(&path)?;
        Some((path, place))
    }

    /// The path of a file that a relative or site-absolute address means.
    fn locate(&self, from: &str, path: &str) -> Result<String, &'static str> {
        let path = address::decoded(path).ok_or("invalid percent-encoding")?;
        let below = |path: &str| match self.content.as_str() {
            "" => Some(path.to_owned()),
            content => path.strip_prefix(content)?.strip_prefix('/').map(str::to_owned),
        };
        let mut target = Path::default();
        let rest = match path.strip_prefix('/') {
            // `/img/a.png` begins in the content folder, however the site's own folder is called.
            Some(rest) => rest.strip_prefix("content/").unwrap_or(rest),
            None => {
                let folder = below(from).ok_or("the file with the link is outside the content folder")?;
                target.go(folder.rsplit_once('/').map_or("", |(folder, _)| folder));
                path.as_str()
            }
        };
        if !target.go(rest) {
            return Err("it points outside the content folder");
        }
        Ok(target.below(&self.content))
    }

    /// The path as the disk spells it: `ö` may be one character in a link and two in the name of the file.
    fn spelled(&self, path: String) -> String {
        if path.is_ascii() || self.files.contains(&path) || self.pages.contains_key(&path) {
            return path;
        }
        let same = |known: &&String| !known.is_ascii() && composed(known) == composed(&path);
        let found = self.files.iter().chain(self.pages.keys()).find(same);
        found.cloned().unwrap_or(path)
    }

    fn inside(&self, from: &str, path: &str, fragment: &str, image: bool) -> Target {
        if !image && let Some(page) = self.page(path) {
            return Target::Page(format!("{}{fragment}", self.relative(from, page)));
        }
        if self.files.contains(path) && !crate::path::is_markdown(path.as_ref()) {
            let output = self.output(from, path);
            if !url::is_portable(&output) {
                return dead(url::NOT_PORTABLE);
            }
            return Target::Asset {
                source: path.to_owned(),
                output,
            };
        }
        dead(if self.files.contains(path) || self.pages.contains_key(path) {
            if image {
                "it is a page, not an image"
            } else {
                "it is not a page of this site"
            }
        } else {
            "no such file in content/"
        })
    }

    /// The page of a source, of a folder with an `index.md`, or of an address of the site itself. A file of the
    /// content folder comes before data of the same address.
    fn page(&self, path: &str) -> Option<&str> {
        let inside = |address: &str| self.addresses.get(address).map(String::as_str);
        self.source(path).map(|(_, page)| page).or_else(|| {
            let address = path.strip_prefix(&self.content)?.trim_start_matches('/');
            match address {
                "" => inside(""),
                _ => inside(&format!("{address}/"))
                    .or_else(|| inside(address).filter(|_| !self.files.contains(path))),
            }
        })
    }

    /// The source that a path means and its page: of its own, without the ending, or of a folder with an `index.md`.
    fn source(&self, path: &str) -> Option<(&str, &str)> {
        let named = |stem: &str| {
            let mut endings = crate::path::MARKDOWN.iter();
            endings.find_map(|ending| self.pages.get_key_value(&format!("{stem}.{ending}")))
        };
        let found = self.pages.get_key_value(path);
        let found = found
            .or_else(|| named(path))
            .or_else(|| named(&format!("{path}/index")));
        found.map(|(source, page)| (source.as_str(), page.as_str()))
    }

    /// The address of a page as seen from the page of `from`.
    fn relative(&self, from: &str, page: &str) -> String {
        address::relative(self.pages.get(from).map_or("", String::as_str), page)
    }

    /// Where a copied file goes, relative to the page's folder. Two files never meet: what lies below the
    /// folder of the source keeps its path, all else has its whole path below a folder of its own.
    fn output(&self, from: &str, path: &str) -> String {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let near = match folder {
            "" => Some(path),
            folder => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
        };
        let free = |near: &&str| {
            let first = near.split('/').next().unwrap_or_default().to_ascii_lowercase();
            !RESERVED.contains(&first.as_str()) && !near.split('/').any(is_left_out)
        };
        match near.filter(free) {
            Some(near) => near.to_owned(),
            None => {
                let below = path.strip_prefix(&self.content).unwrap_or(path);
                let parts = below.trim_start_matches('/').split('/');
                let parts = parts.map(|part| {
                    if is_left_out(part) {
                        format!("-{part}")
                    } else {
                        part.to_owned()
                    }
                });
                format!("{ELSEWHERE}/{}", parts.collect::<Vec<_>>().join("/"))
            }
        }
    }
}

/// Whether hosts that run Jekyll leave a file or folder of this name out; with a `-` before it they do not.
fn is_left_out(part: &str) -> bool {
    part.trim_start_matches('-').starts_with('_')
}

fn outside(dest: &str, scheme: &str, image: bool) -> Target {
    match (SCHEMES.contains(&scheme), image, scheme) {
        (true, true, "http" | "https") => Target::RemoteImage(dest.to_owned()),
        (true, true, _) => dead("an image needs a file"),
        (true, false, _) => Target::External(dest.to_owned()),
        (false, ..) => Target::Dead {
            reason: format!("`{scheme}:` addresses are not allowed"),
        },
    }
}

fn dead(reason: &str) -> Target {
    Target::Dead {
        reason: reason.to_owned(),
    }
}
