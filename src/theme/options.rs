//! `theme_options` of site.yaml: colours, logo, footer and fonts, which the shipped themes know. Whatever else is
//! there reaches templates as it is.

use super::UserTheme;
use super::colour_tokens::Shades;
use super::colours::{self, Colours, Paint};
use crate::config::{CONFIG, Settings};
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::markdown::links::{Links, Target};
use crate::markdown::{self, Part};
use crate::picture;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks;
use crate::vocabulary::Fonts;
use crate::yaml::fields::{Put, Reader, keys, shorten};
use crate::yaml::value_kind::{Text, Word};
use crate::yaml::{Node, Value};
use schemars::{Schema, SchemaGenerator};
use std::collections::BTreeMap;

/// What the options say, ready for pages.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// All of them, as templates get them.
    pub json: serde_json::Map<String, serde_json::Value>,
    /// A stylesheet that sets tokens; None where no colour is stated.
    pub style: Option<String>,
    /// The picture in the place of the site's name.
    pub logo: Option<Logo>,
    /// The Markdown of the foot of every page.
    pub footer: Option<Footer>,
}

/// A picture in the place of the site's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its path: in the site, `content/logo.svg`, or in the theme, `assets/logo.svg`.
    pub path: String,
    /// Its width and height in pixels, where it says.
    pub size: Option<(u32, u32)>,
}

/// The foot of every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footer {
    /// Its Markdown.
    pub text: String,
    /// Where it is in site.yaml.
    pub span: Span,
}

/// What was read from the map, before the theme had its say.
#[derive(Debug, Default)]
struct Stated {
    colours: Vec<Paint>,
    logo: Option<(String, Span)>,
    footer: Option<Footer>,
    /// Templates ask for it themselves.
    fonts: Option<Fonts>,
}

keys! {
    /// The options that the shipped themes know.
    KEYS: Stated {
        /// Colours by token, each one colour, or one for each scheme: `{light, dark}`.
        colours: Colours => colours;
        /// A picture in the place of the site's name: `content/logo.svg`, or `assets/logo.svg` of your theme.
        logo: Text => logo;
        /// Markdown for the foot of every page.
        footer: Text => footer;
        /// `own`, a serif and a sans that come with the theme, or `system`, those of the reader's machine.
        fonts: Word<Fonts> => fonts;
    }
}

impl Put<String> for Option<(String, Span)> {
    fn put(&mut self, path: String, span: Span) {
        *self = Some((path, span));
    }
}

impl Put<String> for Option<Footer> {
    fn put(&mut self, text: String, span: Span) {
        *self = Some(Footer { text, span });
    }
}

/// The JSON Schema of the options; a theme may know more of them.
pub fn schema(generator: &mut SchemaGenerator) -> Schema {
    let mut schema = crate::yaml::fields::schema(KEYS, generator);
    schema.insert("type".to_owned(), vec!["object", "null"].into());
    schema.remove("additionalProperties");
    schema
}

/// The path that the options give to the logo.
#[must_use]
pub fn logo_path(settings: &Settings) -> Option<&str> {
    let Value::Map(entries) = &settings.theme_options.as_ref()?.value else {
        return None;
    };
    entries.iter().find(|entry| entry.key == "logo")?.value.text()
}

/// Reads the options for a theme with these colours and assets.
pub(super) fn read(
    settings: &Settings,
    user_theme: &UserTheme,
    tokens: &BTreeMap<String, Shades>,
    asset: impl Fn(&str) -> Option<Vec<u8>>,
) -> (Options, Vec<Diagnostic>) {
    let mut options = Options::default();
    let mut reader = Reader::new(CONFIG, "");
    let Some(Node {
        value: Value::Map(entries),
        ..
    }) = &settings.theme_options
    else {
        return (options, reader.problems);
    };
    if let Some(serde_json::Value::Object(json)) = settings.theme_options.as_ref().map(Node::json) {
        options.json = json;
    }
    let mut stated = Stated::default();
    // A site's own theme may have options of its own: those that its templates read.
    reader.map_with(KEYS, entries, &mut stated, |_, entry, _| {
        entry.key.starts_with("x-") || is_read(user_theme, &entry.key)
    });
    for problem in reader
        .problems
        .iter_mut()
        .filter(|problem| problem.rule == RuleName::UnknownKey)
    {
        problem.level = Level::Warn;
    }
    if !tokens.is_empty() {
        reader.problems.extend(colours::unknown(&stated.colours, tokens));
    }
    reader.problems.extend(colours::faint(&stated.colours, tokens));
    options.style = colours::stylesheet(&stated.colours, tokens);
    options.logo = stated.logo.and_then(|(path, span)| {
        let picture = logo(user_theme, &path, asset);
        if let Err(why) = picture {
            let hint = "use its path in the site, content/logo.svg, or in the theme, assets/logo.svg";
            reader.invalid(
                span,
                format!("cannot use the logo `{}`: {why}", shorten(&path)),
                hint,
            );
        }
        picture.ok().map(|size| Logo { path, size })
    });
    options.footer = stated.footer;
    (options, reader.problems)
}

/// Whether a template of the site's own theme names an option, or shows all of them.
fn is_read(user_theme: &UserTheme, key: &str) -> bool {
    let mut templates = user_theme
        .files
        .iter()
        .filter(|file| file.path.starts_with("templates/"));
    templates.any(|file| {
        let text = String::from_utf8_lossy(&file.bytes);
        text.contains(key) || text.contains("in site.options")
    })
}

/// The size of the logo, if known; or why it cannot be shown.
fn logo(
    user_theme: &UserTheme,
    path: &str,
    asset: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Option<(u32, u32)>, &'static str> {
    if !picture::is_picture(path) {
        return Err("not an image format that browsers support");
    }
    let bytes = match path.strip_prefix("assets/") {
        Some(path) => asset(path).ok_or("no such asset in the theme"),
        None => user_theme.logo.clone().ok_or("no such file in content/"),
    };
    Ok(picture::size(path, &bytes?))
}

/// The file that links of the footer lead from: none that there is, so that they count from the root.
const FOOTER: &str = "content/footer";

impl Footer {
    /// Its HTML, with links as seen from the root of the site.
    #[must_use]
    pub fn html(&self, links: &Links) -> String {
        let source = Source::new(FOOTER, self.text.as_bytes());
        let body = Span::new(0, source.text.len());
        let rendered = markdown::page(&source, body, None, &links.without_files());
        let html = rendered.parts.iter().filter_map(|part| match part {
            Part::Html(html) => Some(html.as_str()),
            Part::Entries(_) | Part::Actions(_) => None,
        });
        html.collect()
    }

    /// What is wrong with it: links that lead nowhere, and headings, which would break the outline of every page.
    #[must_use]
    pub fn problems(&self, links: &Links) -> Vec<Diagnostic> {
        let source = Source::new(FOOTER, self.text.as_bytes());
        let body = Span::new(0, source.text.len());
        let links = links.without_files();
        let mut found = Vec::new();
        if !markdown::page(&source, body, None, &links).headings.is_empty() {
            let message = "the footer contains a heading";
            let hint = "use paragraphs or a list instead";
            found.push(Diagnostic::error(RuleName::InvalidValue, CONFIG, self.span, message).hint(hint));
        }
        for link in &blocks::scan(&source, body).links {
            if let Target::Dead { reason } = links.resolve(FOOTER, &link.dest, link.image) {
                let message = format!("broken link `{}` in the footer: {reason}", shorten(&link.dest));
                let hint = "link to a page by its address, /about/, or by its file, pages/about.md";
                found.push(Diagnostic::error(RuleName::LinksResolve, CONFIG, self.span, message).hint(hint));
            }
        }
        found
    }
}
