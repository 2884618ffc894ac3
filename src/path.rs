//! Paths as messages, data and addresses show them.

use std::ffi::OsStr;
use std::path::Path;

/// A path as messages show it, with `/` between its parts.
#[must_use]
pub fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(OsStr::to_string_lossy).collect();
    parts.join("/").replacen("//", "/", 1)
}

/// How names of Markdown files end, `.md` first: Jekyll writes `.markdown`, Quarto `.qmd`, documentation sites `.mdx`.
pub const MARKDOWN: &[&str] = &["md", "markdown", "mdown", "mkd", "mdx", "qmd"];

/// Whether a name ends as Markdown's do.
#[must_use]
pub fn is_markdown(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| MARKDOWN.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
