//! The tokens of a theme: custom properties that its stylesheets declare on `:root`.

use csscolorparser::Color;
use std::collections::BTreeMap;

/// A colour in the light and in the dark scheme.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shades {
    pub(super) light: Color,
    pub(super) dark: Color,
}

/// The tokens of stylesheets that are colours, by name without its dashes.
pub(super) fn colours<'a>(stylesheets: impl Iterator<Item = &'a str>) -> BTreeMap<String, Shades> {
    let mut colours = BTreeMap::new();
    for css in stylesheets {
        for (name, value) in declared(css) {
            if let Some(shades) = shades(&value) {
                colours.insert(name, shades);
            }
        }
    }
    colours
}

/// All tokens of a stylesheet and their values, in its order: what `:root` declares for every medium and scheme.
pub(super) fn declared(css: &str) -> Vec<(String, String)> {
    let css = without_comments(css);
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    let mut begin = 0;
    let mut in_root = false;
    for (at, mark) in css.match_indices(['{', '}', ';']) {
        let part = css.get(begin..at).unwrap_or_default().trim();
        if mark == "{" {
            in_root = depth == 0 && part == ":root";
            depth += 1;
        } else {
            if in_root
                && depth == 1
                && let Some((name, value)) = part.split_once(':')
                && let Some(name) = name.trim().strip_prefix("--")
            {
                tokens.push((name.to_owned(), value.trim().to_owned()));
            }
            depth = depth.saturating_sub(usize::from(mark == "}"));
        }
        begin = at + 1;
    }
    tokens
}

fn without_comments(css: &str) -> String {
    let mut pieces = css.split("/*");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once("*/").map_or("", |(_, after)| after));
    }
    out
}

/// `light-dark(#fff, #000)`, or one colour for both.
fn shades(value: &str) -> Option<Shades> {
    let both = value
        .strip_prefix("light-dark(")
        .and_then(|both| both.strip_suffix(')'));
    let (light, dark) = match both {
        Some(both) => {
            // A comma in brackets belongs to a colour.
            let mut depth = 0_usize;
            let comma = both.find(|char| {
                match char {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                char == ',' && depth == 0
            })?;
            let (light, dark) = both.split_at(comma);
            (light, dark.trim_start_matches(','))
        }
        None => (value, value),
    };
    Some(Shades {
        light: csscolorparser::parse(light.trim()).ok()?,
        dark: csscolorparser::parse(dark.trim()).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_what_root_declares() {
        let css = "/* --not: this */ :root {\n  --ink: light-dark(rgb(1, 2, 3), #eee);\n  --gap: 4rem; --one: red }\n\
                   [data-theme] { --no: #fff; } :root[x] { --ink: #000; } a { color: var(--ink) }\n\
                   @media print { :root { --ink: #000; } }";
        let names: Vec<String> = declared(css).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["ink", "gap", "one"]);
        let colours = colours([css].into_iter());
        assert_eq!(colours.keys().collect::<Vec<_>>(), ["ink", "one"]);
        assert_eq!(colours["ink"].light.to_css_hex().to_string(), "#010203");
        assert_eq!(colours["one"].light, colours["one"].dark);
    }
}
