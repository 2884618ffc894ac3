//! `colours` of `theme_options`: which tokens get which colours, and whether what is written in them can be
//! read on the paper.

use super::colour_tokens::Shades;
use crate::config::CONFIG;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::span::Span;
use crate::yaml::fields::{Reader, list, nearest, shorten};
use crate::yaml::value_kind::ValueKind;
use crate::yaml::{Entry, Node, Value};
use csscolorparser::Color;
use schemars::{Schema, SchemaGenerator, json_schema};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Tokens that words are written in.
const TEXT: &[&str] = &[
    "ink",
    "muted",
    "link",
    "alert",
    "ok",
    "wrong",
    "undetected",
    "diagnosing",
    "mitigating",
    "watching",
];
/// Tokens that shapes are drawn in.
const SHAPES: &[&str] = &["axis", "sev1", "sev2", "sev3", "sev4"];
/// The least contrast of words and of shapes (WCAG 2.2, 1.4.3 and 1.4.11).
const LEAST: [(&[&str], f32, &str); 2] = [(TEXT, 4.5, "text"), (SHAPES, 3.0, "a graphic")];

/// A token and the colours that it gets; None leaves what the theme says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paint {
    token: String,
    /// Where the token is.
    place: Span,
    light: Option<Color>,
    dark: Option<Color>,
}

/// Tokens and colours.
pub(super) struct Colours;

impl ValueKind for Colours {
    type Value = Vec<Paint>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        let Value::Map(entries) = &node.value else {
            reader.wrong_type(node, "a map of tokens to colours");
            return None;
        };
        let paints = entries.iter().filter_map(|entry| paint(entry, reader));
        Some(paints.collect())
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        let colour = json_schema!({ "type": ["string", "number", "null"] });
        json_schema!({ "type": ["object", "null"], "additionalProperties": { "anyOf": [colour, {
            "type": "object", "properties": { "light": colour, "dark": colour }, "additionalProperties": false,
        }] } })
    }
}

fn paint(entry: &Entry, reader: &mut Reader<'_>) -> Option<Paint> {
    let mut paint = Paint {
        token: entry.key.trim_start_matches("--").to_owned(),
        place: entry.key_span,
        light: None,
        dark: None,
    };
    let Value::Map(schemes) = &entry.value.value else {
        let one = colour(entry, reader)?;
        paint.light = Some(one);
        paint.dark = Some(one);
        return Some(paint);
    };
    for scheme in schemes {
        let slot = match scheme.key.as_str() {
            "light" => &mut paint.light,
            "dark" => &mut paint.dark,
            other => {
                let message = format!("unknown colour scheme `{}`", shorten(other));
                reader.invalid(scheme.key_span, message, "use `light` or `dark`");
                continue;
            }
        };
        *slot = colour(scheme, reader);
    }
    Some(paint)
}

fn colour(entry: &Entry, reader: &mut Reader<'_>) -> Option<Color> {
    if entry.value.is_empty() {
        reader.invalid(
            entry.key_span,
            format!("no colour for `{}`", shorten(&entry.key)),
            "quote colours that start with `#`: unquoted, YAML reads them as comments",
        );
        return None;
    }
    let text = entry.value.text()?;
    let colour = csscolorparser::parse(text).ok();
    if colour.is_none() {
        reader.invalid(
            entry.value.span,
            format!("invalid colour `{}`", shorten(text)),
            "write it as `'#0a4f8f'`, rgb(…), hsl(…), oklch(…) or a CSS colour name",
        );
    }
    colour
}

/// The stylesheet that sets these tokens; None where there is nothing to set. Colours are written anew, so that
/// nothing of the settings' own words is in it.
pub(super) fn stylesheet(paints: &[Paint], known: &BTreeMap<String, Shades>) -> Option<String> {
    let mut css = String::new();
    for paint in paints {
        if let Some(before) = known.get(&paint.token) {
            let light = paint.light.as_ref().unwrap_or(&before.light).to_css_hex();
            let dark = paint.dark.as_ref().unwrap_or(&before.dark).to_css_hex();
            // Writing to a String cannot fail.
            let _ = writeln!(css, "  --{}: light-dark({light}, {dark});", paint.token);
        }
    }
    (!css.is_empty()).then(|| format!(":root {{\n{css}}}\n"))
}

/// Tokens that the theme does not have.
pub(super) fn unknown(paints: &[Paint], known: &BTreeMap<String, Shades>) -> Vec<Diagnostic> {
    let names = || known.keys().map(String::as_str);
    let strange = paints.iter().filter(|paint| !known.contains_key(&paint.token));
    strange
        .map(|paint| {
            let hint = match nearest(&paint.token, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of: {}", list(names())),
            };
            let message = format!("unknown colour token `{}`", shorten(&paint.token));
            Diagnostic::warn(RuleName::UnknownKey, CONFIG, paint.place, message).hint(hint)
        })
        .collect()
}

/// Colours that nobody can read: on the paper, where a token or the paper was changed.
pub(super) fn faint(paints: &[Paint], known: &BTreeMap<String, Shades>) -> Vec<Diagnostic> {
    let Some(paper) = known.get("paper") else {
        return Vec::new();
    };
    let stated = |token: &str| paints.iter().rev().find(|paint| paint.token == token);
    let now = |token: &str, before: &Shades| {
        let paint = stated(token);
        let light = paint.and_then(|paint| paint.light);
        let dark = paint.and_then(|paint| paint.dark);
        [
            ("light", light.unwrap_or(before.light)),
            ("dark", dark.unwrap_or(before.dark)),
        ]
    };
    let grounds = now("paper", paper);
    // A theme whose paper is the same in both shows one scheme alone.
    let schemes = if paper.light == paper.dark { 1 } else { 2 };
    let mut found = Vec::new();
    for (tokens, least, what) in LEAST {
        for token in tokens {
            let Some(before) = known.get(*token) else { continue };
            let Some(cause) = stated(token).or_else(|| stated("paper")) else {
                continue;
            };
            for ((scheme, colour), (_, ground)) in now(token, before).into_iter().zip(&grounds).take(schemes)
            {
                if let Some(message) = too_faint(token, scheme, (&colour, ground), (least, what)) {
                    let hint = if scheme == "light" {
                        "use a darker colour"
                    } else {
                        "use a lighter colour"
                    };
                    found.push(
                        Diagnostic::warn(RuleName::Theme, CONFIG, cause.place, message)
                            .hint(format!("{hint}, or set both: `{token}: {{light: …, dark: …}}`")),
                    );
                }
            }
        }
    }
    found
}

/// The same for a stylesheet of the site's own: a colour that is set once, for both schemes, is often made for light paper alone.
pub(super) fn faint_in(path: &str, css: &str, known: &BTreeMap<String, Shades>) -> Vec<Diagnostic> {
    let Some(paper) = known.get("paper").filter(|paper| paper.light != paper.dark) else {
        return Vec::new();
    };
    let own = super::colour_tokens::colours(std::iter::once(css));
    let once = |token: &str| css.matches(&format!("--{token}:")).count() == 1;
    let mut found = Vec::new();
    for (tokens, least, what) in LEAST {
        for token in tokens.iter().filter(|token| once(token)) {
            let Some(shades) = own.get(*token) else { continue };
            let schemes = [
                ("light", (&shades.light, &paper.light)),
                ("dark", (&shades.dark, &paper.dark)),
            ];
            found.extend(schemes.into_iter().filter_map(|(scheme, pair)| {
                let message = too_faint(token, scheme, pair, (least, what))?;
                let hint = format!("set both: `--{token}: light-dark(…, …)`");
                Some(Diagnostic::warn(RuleName::Theme, path, Span::default(), message).hint(hint))
            }));
        }
    }
    found
}

/// What is wrong with a colour on a ground, if it has less than the least contrast for what it is used for.
fn too_faint(
    token: &str,
    scheme: &str,
    (colour, ground): (&Color, &Color),
    (least, what): (f32, &str),
) -> Option<String> {
    let contrast = contrast(colour, ground);
    (contrast < least).then(|| {
        format!(
            "`{token}` has too little contrast with `paper` in the {scheme} scheme: {:.1}, but {what} needs {least}",
            (contrast * 10.0).floor() / 10.0
        )
    })
}

/// The contrast of two colours as WCAG has it, 1 to 21.
fn contrast(one: &Color, other: &Color) -> f32 {
    let luminance = |colour: &Color| {
        let [red, green, blue, _] = colour.to_linear_rgba();
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_wcag() {
        let of = |one: &str, other: &str| {
            contrast(
                &csscolorparser::parse(one).unwrap(),
                &csscolorparser::parse(other).unwrap(),
            )
        };
        assert!((of("#000", "#fff") - 21.0).abs() < 0.01);
        assert!((of("#595c63", "#fdfcf9") - 6.5).abs() < 0.1);
        assert!((of("#8a877f", "#fdfcf9") - 3.5).abs() < 0.1);
    }
}
