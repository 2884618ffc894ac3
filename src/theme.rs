//! Themes: templates and assets. The shipped default is part of the program; a site's own theme comes
//! before it, and may replace single templates and assets.
//!
//! Shipped templates bear the prefix `nevertwice/`, so that a site's own `postmortem.html` may extend
//! `nevertwice/default/postmortem.html`, which it replaces.

mod manifest;

use crate::site::view::{SiteInfo, View};
use include_dir::{Dir, include_dir};
pub use manifest::Manifest;
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Tera};

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The theme that all others fall back to.
const DEFAULT: &str = "default";

/// The file with what a theme asks for.
const MANIFEST: &str = "theme.json";

/// A file of a site's own theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its path in the theme: `templates/home.html`, `assets/site.css`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What is wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}", searched(.chain))]
pub struct ThemeError {
    /// What is wrong, with file, line and column where they are known.
    pub message: String,
    /// The template's path; None where no single one is to blame.
    pub path: Option<String>,
    /// Its line, from 1.
    pub line: Option<usize>,
    /// The folders in which templates are looked for, in order.
    pub chain: Vec<String>,
}

/// Where templates were looked for, as a line of its own; nothing where they were not looked for.
fn searched(chain: &[String]) -> String {
    if chain.is_empty() {
        return String::new();
    }
    format!(
        "\n(themes, in the order in which they are searched: {})",
        chain.join(", ")
    )
}

/// Templates and assets, ready to render.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    chain: Vec<String>,
    assets: BTreeMap<String, Cow<'static, [u8]>>,
    manifest: Manifest,
}

impl Theme {
    /// The theme of this name: the site's own files first, then those of a shipped theme of that name, then
    /// those of the default.
    ///
    /// # Errors
    /// Where no theme has the name, or a template cannot be read.
    pub fn new(name: &str, own: &[ThemeFile]) -> Result<Self, ThemeError> {
        let own_folder = format!("themes/{name}/templates/");
        let mut chain = Vec::new();
        if !own.is_empty() {
            chain.push(own_folder.clone());
        }
        let shipped = SHIPPED.get_dir(name);
        if shipped.is_none() && own.is_empty() {
            return Err(ThemeError {
                message: format!(
                    "there is no theme `{name}`: it is none of those that ship ({}), and themes/{name}/ has no files",
                    shipped_names().join(", ")
                ),
                path: None,
                line: None,
                chain,
            });
        }
        let names = [shipped.map(|_| name), Some(DEFAULT)];
        let mut names: Vec<&str> = names.into_iter().flatten().collect();
        names.dedup();
        chain.extend(names.iter().map(|name| format!("nevertwice/{name}/")));

        let mut theme = Self {
            tera: Tera::new(),
            chain,
            assets: BTreeMap::new(),
            manifest: Manifest::default(),
        };
        let mut templates = Vec::new();
        for name in names.iter().rev() {
            theme.add_shipped(name, &mut templates)?;
        }
        for file in own {
            if let Some(asset) = file.path.strip_prefix("assets/") {
                theme
                    .assets
                    .insert(asset.to_owned(), Cow::Owned(file.bytes.clone()));
            } else if let Some(template) = file.path.strip_prefix("templates/") {
                let path = format!("{own_folder}{template}");
                let text = theme.text(&path, &file.bytes)?;
                templates.push((path, text.to_owned()));
            } else if file.path == MANIFEST {
                theme.manifest = theme.asks(&format!("themes/{name}/{MANIFEST}"), &file.bytes)?;
            }
        }
        theme
            .tera
            .set_fallback_prefixes(theme.chain.clone())
            .and_then(|()| theme.tera.add_raw_templates(templates))
            .map_err(|error| theme.error(&error))?;
        Ok(theme)
    }

    fn add_shipped(&mut self, name: &str, templates: &mut Vec<(String, String)>) -> Result<(), ThemeError> {
        let mut folders: Vec<&Dir<'_>> = SHIPPED.get_dir(name).into_iter().collect();
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let path = path.strip_prefix(name).unwrap_or(&path).trim_start_matches('/');
                if let Some(asset) = path.strip_prefix("assets/") {
                    self.assets
                        .insert(asset.to_owned(), Cow::Borrowed(file.contents()));
                } else if let Some(template) = path.strip_prefix("templates/") {
                    let path = format!("nevertwice/{name}/{template}");
                    let text = self.text(&path, file.contents())?;
                    templates.push((path, text.to_owned()));
                } else if path == MANIFEST {
                    self.manifest = self.asks(&format!("nevertwice/{name}/{MANIFEST}"), file.contents())?;
                }
            }
        }
        Ok(())
    }

    fn asks(&self, path: &str, bytes: &[u8]) -> Result<Manifest, ThemeError> {
        Manifest::read(bytes).map_err(|(message, line)| ThemeError {
            message: format!("{path}: {message}"),
            path: Some(path.to_owned()),
            line: Some(line),
            chain: self.chain.clone(),
        })
    }

    fn text<'a>(&self, path: &str, bytes: &'a [u8]) -> Result<&'a str, ThemeError> {
        std::str::from_utf8(bytes).map_err(|error| ThemeError {
            message: format!("{path}: this template is not UTF-8: {error}"),
            path: Some(path.to_owned()),
            line: None,
            chain: self.chain.clone(),
        })
    }

    /// What the theme asks of pages.
    #[must_use]
    pub const fn manifest(&self) -> Manifest {
        self.manifest
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

    /// The page of a view.
    ///
    /// # Errors
    /// Where the template is missing, or asks for what the view does not have.
    pub fn render(
        &self,
        view: &View,
        site: &crate::site::view::Shared<SiteInfo>,
    ) -> Result<String, ThemeError> {
        let mut context = Context::from_serialize(view).map_err(|error| self.error(&error))?;
        context.insert("site", site);
        self.tera
            .render(view.template(), &context)
            .map_err(|error| self.error(&error))
    }

    fn error(&self, error: &tera::Error) -> ThemeError {
        let (path, line) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (Some(report.filename().to_owned()), Some(report.span().start_line))
            }
            ErrorKind::MissingParent { current, .. } => (Some(current.clone()), None),
            ErrorKind::TemplateNotFound(name) => (Some(name.clone()), None),
            _ => (None, None),
        };
        ThemeError {
            // Whoever prints it says already that it is an error.
            message: error.to_string().trim_start_matches("error: ").to_owned(),
            path,
            line,
            chain: self.chain.clone(),
        }
    }
}

fn shipped_names() -> Vec<String> {
    let mut names: Vec<String> = SHIPPED
        .dirs()
        .map(|dir| dir.path().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::view::{Link, Meta, Page, Redirect, Shared};

    fn own(files: &[(&str, &str)]) -> Vec<ThemeFile> {
        let files = files.iter().map(|&(path, text)| ThemeFile {
            path: path.into(),
            bytes: text.into(),
        });
        files.collect()
    }

    fn render(theme: &Theme) -> Result<String, ThemeError> {
        let link = Link {
            text: "A & B".into(),
            url: "postmortems/a/".into(),
        };
        let page = Page {
            title: "A".into(),
            description: String::new(),
            path: "postmortems/b/".into(),
            root: "../../".into(),
            canonical: None,
            nav: Vec::new(),
            crumbs: Vec::new(),
            feeds: Vec::new(),
            meta: Meta::default(),
        };
        let site = SiteInfo {
            title: "Site".into(),
            description: String::new(),
            language: "en".into(),
            edition: "internal",
            count: 0,
            about: String::new(),
            as_of: None,
            severities: Vec::new(),
            feeds: Vec::new(),
            data: "postmortems.json",
            options: serde_json::Map::new(),
            generator: "test",
        };
        theme.render(
            &View::Redirect(Box::new(Redirect { page, to: link })),
            &Shared::new(&site),
        )
    }

    #[test]
    fn a_template_of_the_site_comes_first_and_may_extend_the_shipped_one() {
        let files = own(&[
            (
                "templates/redirect.html",
                "{% include \"nevertwice/default/redirect.html\" %}<!-- {{ to.text }}, {{ site.title }} -->",
            ),
            ("assets/site.css", "body {}"),
        ]);
        let theme = Theme::new("acme", &files).unwrap();
        let page = render(&theme).unwrap();
        assert!(page.starts_with("<!doctype html>"), "{page}");
        assert!(page.ends_with("<!-- A &amp; B, Site -->"), "{page}");
        assert_eq!(theme.asset("site.css"), Some(&b"body {}"[..]));
        assert!(theme.asset("site.js").is_some());
    }

    #[test]
    fn a_broken_template_is_named_with_its_line_and_the_themes() {
        let error = Theme::new("acme", &own(&[("templates/redirect.html", "<p>\n{% if %}\n")])).unwrap_err();
        assert_eq!(error.path.as_deref(), Some("themes/acme/templates/redirect.html"));
        assert_eq!(error.line, Some(2));
        assert_eq!(error.chain, ["themes/acme/templates/", "nevertwice/default/"]);
        assert!(!error.message.starts_with("error"), "{error}");
        assert!(
            error.to_string().contains("themes/acme/templates/redirect.html"),
            "{error}"
        );
    }

    #[test]
    fn a_template_that_asks_for_what_is_not_there_fails_with_its_place() {
        let theme = Theme::new(
            "acme",
            &own(&[("templates/redirect.html", "ok\n\n{{ to.txet }}")]),
        )
        .unwrap();
        let error = render(&theme).unwrap_err();
        assert_eq!(error.path.as_deref(), Some("themes/acme/templates/redirect.html"));
        assert_eq!(error.line, Some(3));
    }

    #[test]
    fn a_template_that_is_not_utf8_is_named() {
        let file = ThemeFile {
            path: "templates/home.html".into(),
            bytes: vec![0xff],
        };
        let error = Theme::new("acme", &[file]).unwrap_err();
        assert_eq!(error.path.as_deref(), Some("themes/acme/templates/home.html"));
    }

    #[test]
    fn an_unknown_theme_is_an_error_that_names_those_that_ship() {
        let error = Theme::new("nowhere", &[]).unwrap_err();
        assert!(
            error.message.contains("`nowhere`") && error.message.contains("default"),
            "{error}"
        );
        assert!(!error.to_string().contains("searched"), "{error}");
        assert!(Theme::new("../default", &[]).is_err());
    }
}
