//! Themes: templates and assets. Those that ship are part of the program; a site's own theme comes before them,
//! and may replace single templates and assets.
//!
//! Shipped templates bear the prefix `nevertwice/`, so that a site's own `postmortem.html` may extend
//! `nevertwice/default/postmortem.html`, which it replaces.

mod chain;
mod colour_tokens;
mod colours;
pub mod contract;
mod faults;
mod manifest;
pub mod options;
mod unused;

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use crate::url;
use crate::view::{Shared, SiteInfo, View};
use chain::Chain;
pub use manifest::Manifest;
use options::Options;
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::{Context, Tera};

/// A file of a site's own theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its path in the theme: `templates/home.html`, `assets/site.css`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a site brings to its theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserTheme {
    /// The files of the theme's folder, sorted by path.
    pub files: Vec<ThemeFile>,
    /// The names of all folders of themes that the site has, sorted.
    pub names: Vec<String>,
    /// The logo that [`options::logo_path`] names, where the content folder has it.
    pub logo: Option<Vec<u8>>,
}

/// Templates and assets, ready to render.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    chain: Chain,
    /// The site's own templates and manifest, by path, for findings about them.
    texts: BTreeMap<String, Source>,
    assets: BTreeMap<String, Cow<'static, [u8]>>,
    manifest: Manifest,
    options: Options,
}

impl Theme {
    /// The theme that settings ask for: the site's own files first, then those of a shipped theme of that name, then
    /// those of the default. Total: what cannot be read is reported, and the shipped templates take its place.
    #[must_use]
    pub fn new(settings: &Settings, user_theme: &UserTheme) -> (Self, Vec<Diagnostic>) {
        let name = settings.theme.value.as_str();
        let chain = Chain::new(name, &user_theme.files);
        let mut problems: Vec<Diagnostic> = chain::unknown(settings, &user_theme.files, &user_theme.names)
            .into_iter()
            .collect();
        let mut assets: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
        // Stylesheets in the order in which pages link them: those of a theme after those that it extends.
        let mut sheets = Vec::new();
        let mut take = |path: &str, bytes: Cow<'static, [u8]>| {
            sheets.retain(|sheet| sheet != path);
            sheets.push(path.to_owned());
            assets.insert(path.to_owned(), bytes);
        };
        // On most disks names that differ only in letter case are one.
        let mut cases: BTreeMap<String, String> = BTreeMap::new();
        for (path, bytes) in chain.assets() {
            cases.insert(path.to_ascii_lowercase(), path.clone());
            take(&path, Cow::Borrowed(bytes));
        }
        let mut manifest = chain.manifest();
        let mut texts = BTreeMap::new();
        for file in &user_theme.files {
            let path = format!("themes/{name}/{}", file.path);
            if let Some(asset) = file.path.strip_prefix("assets/") {
                let lower = asset.to_ascii_lowercase();
                let other = cases.get(&lower).filter(|other| *other != asset);
                if let Some(other) = other {
                    problems.push(unfit(
                        &path,
                        &format!("its name and `{other}` differ only in letter case"),
                    ));
                } else if url::is_portable(asset) {
                    cases.insert(lower, asset.to_owned());
                    take(asset, Cow::Owned(file.bytes.clone()));
                } else {
                    problems.push(unfit(&path, url::NOT_PORTABLE));
                }
            } else if file.path.starts_with("templates/") || file.path == manifest::NAME {
                let source = Source::new(path.clone(), &file.bytes);
                problems.extend(source.problems.iter().cloned());
                texts.insert(path, source);
            }
        }
        let mut templates = texts.clone();
        if let Some(source) = templates.remove(&format!("themes/{name}/{}", manifest::NAME)) {
            match Manifest::read(&source) {
                Ok(asked) => manifest = asked,
                Err(fault) => problems.push(*fault),
            }
        }
        problems.extend(unused::strays(name, &user_theme.files));
        problems.extend(unused::templates(&chain, &templates));
        let tera = faults::engine(&chain, &templates).or_else(|_| {
            problems.extend(faults::all(&chain, &templates));
            faults::engine(&chain, &BTreeMap::new())
        });
        let sheets = sheets
            .iter()
            .filter(|path| path.ends_with(".css"))
            .filter_map(|path| std::str::from_utf8(assets.get(path)?).ok());
        let tokens = colour_tokens::colours(sheets);
        let own_sheets = user_theme.files.iter().filter(|file| file.path.ends_with(".css"));
        problems.extend(own_sheets.flat_map(|file| {
            let css = String::from_utf8_lossy(&file.bytes);
            colours::faint_in(&format!("themes/{name}/{}", file.path), &css, &tokens)
        }));
        let asset = |path: &str| assets.get(path).map(|bytes| bytes.to_vec());
        let (options, unread) = options::read(settings, user_theme, &tokens, asset);
        problems.extend(unread);
        let theme = Self {
            // A test holds that the shipped templates are valid.
            tera: tera.unwrap_or_default(),
            chain,
            texts,
            assets,
            manifest,
            options,
        };
        (theme, problems)
    }

    /// The assets, by their path under `assets/`.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// One asset.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<&[u8]> {
        self.assets.get(path).map(AsRef::as_ref)
    }

    /// What the theme asks of pages.
    #[must_use]
    pub const fn manifest(&self) -> Manifest {
        self.manifest
    }

    /// What `theme_options` say.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Whether the site has templates of its own, which may fail on a page.
    #[must_use]
    pub fn has_own_templates(&self) -> bool {
        let folder = self.chain.own();
        folder.is_some_and(|folder| self.texts.keys().any(|path| path.starts_with(folder)))
    }

    /// The text of a template that a finding names.
    #[must_use]
    pub fn source(&self, path: &str) -> Option<Source> {
        let shipped = || Some(Source::new(path, chain::shipped_text(path)?.as_bytes()));
        self.texts.get(path).cloned().or_else(shipped)
    }

    /// The page of a view.
    ///
    /// # Errors
    /// Where its template is missing, or asks for what the view does not have: a finding with its place.
    pub fn render(&self, view: &View, site: &Shared<SiteInfo>) -> Result<String, Box<Diagnostic>> {
        let template = view.template();
        let failed = |error: tera::Error| Box::new(faults::of_page(&self.chain, template, &error));
        let mut context = Context::from_serialize(view).map_err(failed)?;
        context.insert("site", site);
        self.tera.render(template, &context).map_err(failed)
    }
}

/// The text of a shipped template to copy: that of `from`, else of the site's theme, where one of these ships, else of the default.
///
/// # Errors
/// Where no theme or no template has the name: what is wrong, and what there is.
pub fn shipped_template(from: Option<&str>, own: &str, template: &str) -> Result<&'static str, String> {
    let shipped = chain::shipped_names();
    if let Some(from) = from.filter(|from| !shipped.contains(from)) {
        return Err(format!(
            "unknown theme `{from}`; available: {}",
            shipped.join(", ")
        ));
    }
    let chain = Chain::new(from.unwrap_or(own), &[]);
    let templates = chain.templates();
    let file = |name: &str| name.splitn(3, '/').nth(2).map(str::to_owned);
    // The theme that is named comes first.
    let found = templates
        .iter()
        .find(|(name, _)| file(name).as_deref() == Some(template));
    found.map(|&(_, text)| text).ok_or_else(|| {
        let mut names: Vec<String> = templates.iter().filter_map(|(name, _)| file(name)).collect();
        names.sort_unstable();
        names.dedup();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        match chain::near(template, &known) {
            Some(near) => format!("unknown template `{template}`: did you mean `{near}`?"),
            None => format!("unknown template `{template}`; available: {}", names.join(", ")),
        }
    })
}

/// An asset whose name no address can be made of on every system, and why.
fn unfit(path: &str, why: &str) -> Diagnostic {
    let message = format!("this asset cannot be published: {why}");
    Diagnostic::error(RuleName::Theme, path, Span::default(), message).hint("rename the file")
}

#[cfg(test)]
mod tests;
