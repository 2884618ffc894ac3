//! Where the files of a theme come from: the site's own folder, then a shipped theme of that name, then the
//! default.

use super::ThemeFile;
use super::manifest::{self, Manifest};
use crate::config::{CONFIG, Settings};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::yaml::fields::nearest;
use include_dir::{Dir, include_dir};
use std::fmt;

/// The shipped themes, as `build.rs` makes them ready.
static SHIPPED: Dir<'_> = include_dir!("$OUT_DIR/themes");

/// The theme that all others fall back to.
const DEFAULT: &str = "default";

/// The folders of a theme, those that come first in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    /// `themes/acme/templates/`; None where the site has no files of its own.
    own: Option<String>,
    /// The shipped themes, the default last.
    shipped: Vec<&'static str>,
}

impl Chain {
    /// The chain of a theme. What no theme is called falls back to the default alone; [`unknown`] tells of it.
    pub(super) fn new(name: &str, own: &[ThemeFile]) -> Self {
        let named = shipped_names().into_iter().find(|shipped| *shipped == name);
        let mut shipped: Vec<&str> = named.into_iter().chain([DEFAULT]).collect();
        shipped.dedup();
        Self {
            own: (!own.is_empty()).then(|| format!("themes/{name}/templates/")),
            shipped,
        }
    }

    /// The folder of the site's own templates, as messages name it.
    pub(super) fn own(&self) -> Option<&str> {
        self.own.as_deref()
    }

    /// The prefixes of the name of a template, in the order in which they are tried.
    pub(super) fn prefixes(&self) -> Vec<String> {
        let shipped = self.shipped.iter().map(|name| format!("nevertwice/{name}/"));
        self.own.iter().cloned().chain(shipped).collect()
    }

    /// The shipped templates of the chain: whole name and text.
    pub(super) fn templates(&self) -> Vec<(String, &'static str)> {
        let mut templates = Vec::new();
        for name in &self.shipped {
            for (path, bytes) in files(name) {
                if let (Some(template), Ok(text)) =
                    (path.strip_prefix("templates/"), std::str::from_utf8(bytes))
                {
                    templates.push((format!("nevertwice/{name}/{template}"), text));
                }
            }
        }
        templates
    }

    /// The shipped assets of the chain by their path, each from the theme that comes first.
    pub(super) fn assets(&self) -> Vec<(String, &'static [u8])> {
        let mut assets = Vec::new();
        for name in self.shipped.iter().rev() {
            let files = files(name).into_iter();
            assets.extend(
                files.filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?.to_owned(), bytes))),
            );
        }
        assets
    }

    /// What the shipped theme that comes first asks of pages.
    pub(super) fn manifest(&self) -> Manifest {
        let files = self.shipped.iter().filter_map(|name| {
            let path = format!("{name}/{}", manifest::NAME);
            let file = SHIPPED.get_file(&path)?;
            Manifest::read(&Source::new(path, file.contents())).ok()
        });
        files.into_iter().next().unwrap_or_default()
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.prefixes().join(", then "))
    }
}

/// What is wrong with the name of the theme that a site asks for, where no theme has it.
pub(super) fn unknown(settings: &Settings, own: &[ThemeFile], names: &[String]) -> Option<Diagnostic> {
    let (name, place) = (settings.theme.value.as_str(), settings.theme.span);
    let shipped = shipped_names();
    if !own.is_empty() || shipped.contains(&name) {
        return None;
    }
    let message = if names.iter().any(|folder| folder == name) {
        format!("theme `{name}` is empty: no files in themes/{name}/")
    } else {
        format!("unknown theme `{name}`")
    };
    // A site's folder may have a shipped theme's name.
    let others = names.iter().map(String::as_str);
    let others = others.filter(|other| *other != name && !shipped.contains(other));
    let mut known: Vec<&str> = shipped.iter().copied().chain(others).collect();
    let near = nearest(name, known.iter().copied());
    if let Some(place) = near.and_then(|near| known.iter().position(|known| *known == near)) {
        known[..=place].rotate_right(1);
    }
    let listed = format!("available: {}", known.join(", "));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`? {listed}"),
        None => format!("{listed}; or create your own in themes/{name}/"),
    };
    Some(Diagnostic::error(RuleName::Theme, CONFIG, place, message).hint(hint))
}

/// The text of a shipped template, by its whole name.
pub(super) fn shipped_text(name: &str) -> Option<&'static str> {
    let (theme, template) = name.strip_prefix("nevertwice/")?.split_once('/')?;
    SHIPPED
        .get_file(format!("{theme}/templates/{template}"))?
        .contents_utf8()
}

/// The nearest of some names of templates, by their files alone: a partial may be asked for without its folder.
pub(super) fn near<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    fn file(name: &str) -> &str {
        name.rsplit_once('/').map_or(name, |(_, file)| file)
    }
    let near = nearest(file(name), known.iter().copied().map(file))?;
    known.iter().copied().find(|known| file(known) == near)
}

/// The names of the themes that ship, sorted.
pub(super) fn shipped_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = SHIPPED.dirs().filter_map(|dir| dir.path().to_str()).collect();
    names.sort_unstable();
    names
}

/// The files of a shipped theme, by their path in it.
fn files(name: &str) -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders: Vec<&Dir<'_>> = SHIPPED.get_dir(name).into_iter().collect();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let path = path.strip_prefix(name).unwrap_or(&path).trim_start_matches('/');
            files.push((path.to_owned(), file.contents()));
        }
    }
    files
}
