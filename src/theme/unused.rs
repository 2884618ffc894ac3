//! Files of a site's own theme that nothing uses: most often a misspelt name.

use super::ThemeFile;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use crate::theme::chain::{Chain, near};
use crate::view::View;
use crate::yaml::fields::nearest;
use std::collections::{BTreeMap, BTreeSet};

/// The folders of a theme.
const FOLDERS: [&str; 2] = ["templates", "assets"];

/// Endings of files that belong in one of these folders.
const ENDINGS: [&str; 6] = ["html", "css", "js", "svg", "woff2", "png"];

/// Templates that no page shows and no template asks for.
pub(super) fn templates(chain: &Chain, own: &BTreeMap<String, Source>) -> Vec<Diagnostic> {
    let Some(folder) = chain.own() else {
        return Vec::new();
    };
    let shipped = chain.templates();
    let replaced = shipped.iter().filter_map(|(path, _)| path.splitn(3, '/').nth(2));
    let shown = View::TEMPLATES.iter().map(|template| template.name);
    let mut known: Vec<&str> = shown.chain(replaced).collect();
    known.sort_unstable();
    known.dedup();
    let mut found = Vec::new();
    for (path, source) in own {
        let name = path.strip_prefix(folder).unwrap_or(path);
        // Components are used by their own names.
        let used = known.contains(&name)
            || source.text.contains("{% component")
            || source.text.contains("{%- component")
            || own
                .values()
                .any(|other| asks_for(other, name) || asks_for(other, path));
        if !used {
            let message = format!("unused template `{name}`");
            let hint = match near(name, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "docs/themes.md lists the templates that pages use".to_owned(),
            };
            found.push(Diagnostic::warn(RuleName::Theme, path, Span::default(), message).hint(hint));
        }
    }
    found
}

fn asks_for(source: &Source, name: &str) -> bool {
    ['"', '\'', '`']
        .iter()
        .any(|quote| source.text.contains(&format!("{quote}{name}{quote}")))
}

/// Files that are in neither folder of a theme, though their name or folder says that they should be.
pub(super) fn strays(theme: &str, files: &[ThemeFile]) -> Vec<Diagnostic> {
    let mut reported = BTreeSet::new();
    let mut found = Vec::new();
    for file in files {
        let (folder, name) = file.path.split_once('/').unwrap_or(("", &file.path));
        if FOLDERS.contains(&folder) {
            continue;
        }
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let near = nearest(folder, FOLDERS.into_iter());
        if near.is_none() && !ENDINGS.contains(&ending)
            || !reported.insert(if folder.is_empty() { name } else { folder })
        {
            continue;
        }
        let belongs = near.unwrap_or(if ending == "html" { "templates" } else { "assets" });
        let message = "unused file: the files of a theme belong in `templates/` or `assets/`";
        let path = format!("themes/{theme}/{}", file.path);
        let hint = format!("did you mean themes/{theme}/{belongs}/{name}?");
        found.push(Diagnostic::warn(RuleName::Theme, &path, Span::default(), message).hint(hint));
    }
    found
}
