//! Writing SVG: text escaped, everything else in whole pixels.

use crate::figure::text_width::{self, Weight};
use crate::html::escape;
use std::fmt::Write as _;

/// An SVG that grows element by element.
#[derive(Debug, Default)]
pub struct Svg {
    out: String,
}

/// Where a text is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// At its left end.
    Start,
    /// At its centre.
    Middle,
    /// At its right end.
    End,
}

impl Svg {
    /// Adds markup that is written here, or made of numbers: never text of a source.
    pub fn raw(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(markup);
    }

    /// Adds a text whose width is held by `textLength`, and gives that width.
    pub fn text(&mut self, label: &Label<'_>) -> i32 {
        let width = text_width::width(label.text, label.size, label.weight);
        let left = match label.anchor {
            Anchor::Start => label.x,
            Anchor::Middle => label.x - width / 2,
            Anchor::End => label.x - width,
        };
        if let Some(class) = label.plate {
            self.raw(format_args!(
                "<rect class=\"{class}\" x=\"{left}\" y=\"{}\" width=\"{width}\" height=\"{}\"/>",
                label.y - label.size,
                label.size + 4
            ));
        }
        self.raw(format_args!(
            "<text x=\"{left}\" y=\"{}\" textLength=\"{width}\"",
            label.y
        ));
        match (label.class, label.weight) {
            ("", Weight::Regular) => {}
            ("", Weight::Bold) => self.raw(format_args!(" class=\"b\"")),
            (class, Weight::Regular) => self.raw(format_args!(" class=\"{class}\"")),
            (class, Weight::Bold) => self.raw(format_args!(" class=\"{class} b\"")),
        }
        // Letters that are written joined, as Arabic's are, stay so only where they are stretched with the spaces.
        if label
            .text
            .contains(|char| ('\u{600}'..='\u{8ff}').contains(&char))
        {
            self.raw(format_args!(" lengthAdjust=\"spacingAndGlyphs\""));
        }
        self.raw(format_args!(">"));
        self.escaped(label.text);
        self.raw(format_args!("</text>"));
        width
    }

    /// Adds text of a source.
    pub fn escaped(&mut self, text: &str) {
        match text.contains(char::is_control) {
            true => escape(&mut self.out, &text.replace(char::is_control, " ")),
            false => escape(&mut self.out, text),
        }
    }

    /// Opens a picture of so many pixels that says `name`: one with links is a group of them, one without a single
    /// image.
    pub fn open(&mut self, class: &str, (width, height): (i32, i32), name: &str, links: bool) {
        let role = if links { "group" } else { "img" };
        self.raw(format_args!(
            "<svg class=\"{class}\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-label=\""
        ));
        self.escaped(name);
        self.raw(format_args!("\">"));
    }

    /// Opens a link called `name`; `</a>` ends it.
    pub fn link(&mut self, href: &str, name: &str) {
        self.raw(format_args!("<a href=\""));
        self.escaped(href);
        self.raw(format_args!("\" aria-label=\""));
        self.escaped(name);
        self.raw(format_args!("\">"));
    }

    /// Adds what is shown where the parent is pointed at.
    pub fn hover(&mut self, name: &str) {
        self.raw(format_args!("<title>"));
        self.escaped(name);
        self.raw(format_args!("</title>"));
    }

    /// The markup.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }
}

/// A text to be set.
#[derive(Debug, Clone, Copy)]
pub struct Label<'a> {
    /// The words.
    pub text: &'a str,
    /// Where its anchor is, from the left.
    pub x: i32,
    /// Its baseline, from the top.
    pub y: i32,
    /// Which end of it is at `x`.
    pub anchor: Anchor,
    /// The weight.
    pub weight: Weight,
    /// The font size in pixels.
    pub size: i32,
    /// Its classes.
    pub class: &'a str,
    /// The classes of the plate that it lies on where lines or tints pass under it. Outlined letters are no substitute:
    /// with `textLength` the outline of each is painted over the letter before it.
    pub plate: Option<&'a str>,
}

impl<'a> Label<'a> {
    /// Words of regular weight that begin at a place.
    #[must_use]
    pub const fn new(text: &'a str, x: i32, y: i32) -> Self {
        Self {
            text,
            x,
            y,
            anchor: Anchor::Start,
            weight: Weight::Regular,
            size: text_width::SIZE,
            class: "",
            plate: None,
        }
    }

    /// The same on a plate, over lines.
    #[must_use]
    pub const fn on_plate(self) -> Self {
        Self {
            plate: Some("plate"),
            ..self
        }
    }

    /// The same on a plate over a tint, which themes may leave unpainted.
    #[must_use]
    pub const fn on_tint(self) -> Self {
        Self {
            plate: Some("plate tinted"),
            ..self
        }
    }

    /// The same with another end of it at its place.
    #[must_use]
    pub const fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same in another weight.
    #[must_use]
    pub const fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    /// The same with classes.
    #[must_use]
    pub const fn class(self, class: &'a str) -> Self {
        Self { class, ..self }
    }
}
