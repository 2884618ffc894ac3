//! The card of a postmortem, for link previews: title, what it cost, and the timeline, in one picture.
//!
//! A card is seen small and far from its page, so that its timeline is drawn in half the page's width and twice its
//! size, and its colours are in it. It is made into pixels by [`super::png`], with the one font that ships: a title
//! with letters that this font lacks gets no card, since boxes instead of letters would tell nobody anything.

use super::svg::{Label, Svg};
use super::timeline;
use crate::figure::text_width::{self, Weight};
use crate::record::Record;

/// The width of a card in pixels, as previews want it.
pub const WIDTH: i32 = 1200;
/// Its height in pixels.
pub const HEIGHT: i32 = 630;

/// The colours of the default theme on light paper: a picture has no tokens.
const STYLE: &str = include_str!("og_image.css");
const PAPER: &str = "#fdfcf9";
const INK: &str = "#191b1f";

const MARGIN: i32 = 56;
const ROOM: i32 = WIDTH - 2 * MARGIN;
/// The baseline of the site's name, and the line under it.
const HEAD: i32 = 74;
const LINE: i32 = 96;
/// The lowest pixel of the timeline.
const FOOT: i32 = HEIGHT - 18;
const SMALL: i32 = 26;
const FACTS: i32 = 34;
/// Between two facts.
const BETWEEN: i32 = 44;
/// The sizes of a title, and how many lines each may take.
const TITLES: &[(i32, usize)] = &[(64, 2), (54, 2), (46, 3)];
/// Magnifications of the timeline in quarters, with its lanes of labels, best first.
const FITS: &[(i32, usize)] = &[
    (8, 3),
    (8, 2),
    (8, 1),
    (7, 2),
    (7, 1),
    (6, 2),
    (6, 1),
    (5, 1),
    (8, 0),
    (7, 0),
    (6, 0),
    (5, 0),
];

/// What a card says.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// The name of the site.
    pub site: &'a str,
    /// The title.
    pub title: &'a str,
    /// The day; empty where it is not known.
    pub date: &'a str,
    /// The rank and name of its severity, 1 the worst; None where it is not known.
    pub severity: Option<(usize, &'a str)>,
    /// How long it took and who was hit, most important first.
    pub facts: &'a [String],
    /// What happened, for a card without a timeline.
    pub summary: &'a str,
    /// Whose timeline is shown.
    pub record: &'a Record,
}

/// Whether the font has all letters and digits of a title, so that there can be a card.
#[must_use]
pub fn is_settable(title: &str) -> bool {
    title.chars().any(char::is_alphanumeric)
        && title
            .chars()
            .all(|character| !character.is_alphanumeric() || text_width::has(character))
}

/// Draws a card as SVG.
#[must_use]
pub fn draw(card: &Card<'_>) -> String {
    let mut svg = Svg::default();
    svg.raw(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <style>{STYLE}</style><path fill=\"{PAPER}\" d=\"M0 0H{WIDTH}V{HEIGHT}H0z\"/>\
         <path fill=\"{INK}\" d=\"M{MARGIN} {LINE}h{ROOM}v4h-{ROOM}z\"/>"
    ));
    head(&mut svg, card);
    let below = title(&mut svg, &shown(card.title));
    let below = facts(&mut svg, card, below + 32);
    if !figure(&mut svg, card.record, below + 30) {
        summary(&mut svg, &shown(card.summary), below + 40);
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

/// What the font has of a text: the rest, signs such as emoji, is left out.
fn shown(text: &str) -> String {
    let known: String = text
        .chars()
        .map(|character| match character {
            space if space.is_whitespace() => ' ',
            other => other,
        })
        .filter(|&character| character == ' ' || text_width::has(character))
        .collect();
    known
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The site's name and the day.
fn head(svg: &mut Svg, card: &Card<'_>) {
    let date = shown(card.date);
    let date_width = text_width::width(&date, SMALL, Weight::Regular);
    if is_settable(card.site) {
        let site = text_width::cut(
            &shown(card.site),
            ROOM - date_width - BETWEEN,
            SMALL,
            Weight::Bold,
        );
        words(svg, &site, MARGIN, HEAD, SMALL, Weight::Bold, "");
    }
    words(
        svg,
        &date,
        WIDTH - MARGIN - date_width,
        HEAD,
        SMALL,
        Weight::Regular,
        "q",
    );
}

/// The title in the largest size that holds it; returns its lowest baseline.
fn title(svg: &mut Svg, title: &str) -> i32 {
    let mut lines = Vec::new();
    let mut size = 0;
    for &(try_size, most) in TITLES {
        size = try_size;
        lines = wrap(title, size, Weight::Bold, most);
        if !is_cut(&lines) {
            break;
        }
    }
    let mut baseline = LINE + 18 + size;
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            baseline += size * 9 / 8;
        }
        words(svg, line, MARGIN - size / 20, baseline, size, Weight::Bold, "");
    }
    baseline
}

/// Severity, duration and impact in one row with its top at `top`; returns its baseline.
fn facts(svg: &mut Svg, card: &Card<'_>, top: i32) -> i32 {
    let baseline = top + FACTS;
    let mut x = MARGIN;
    if let Some((rank, label)) = card.severity.filter(|(_, label)| is_settable(label)) {
        let middle = baseline - FACTS * 3 / 8;
        let (class, shape) = match rank {
            1 => ("s1", r#"<path class="sf" d="M-12-12h24v24h-24z"/>"#),
            2 => ("s2", r#"<path class="sf" d="M0-13 14 12h-28z"/>"#),
            3 => ("s3", r#"<circle class="sf" r="12"/>"#),
            _ => ("s4", r#"<circle class="so" r="10"/>"#),
        };
        svg.raw(format_args!(
            "<g class=\"{class}\" transform=\"translate({} {middle})\">{shape}</g>",
            x + 13
        ));
        x += 40;
        x += words(svg, &shown(label), x, baseline, FACTS, Weight::Bold, "") + BETWEEN;
    }
    for fact in card.facts.iter().filter(|fact| is_settable(fact)) {
        let room = WIDTH - MARGIN - x;
        let fact = shown(fact);
        // A fact that would be cut to a stump is left out.
        if text_width::width(&fact, FACTS, Weight::Regular) > room && room < 240 {
            continue;
        }
        let fact = text_width::cut(&fact, room, FACTS, Weight::Regular);
        x += words(svg, &fact, x, baseline, FACTS, Weight::Regular, "") + BETWEEN;
    }
    if x == MARGIN { top } else { baseline }
}

/// The timeline between `top` and the foot, as large as it fits; false where there is none.
fn figure(svg: &mut Svg, record: &Record, top: i32) -> bool {
    for &(quarters, lanes) in FITS {
        let Some(figure) = timeline::draw_within(record, ROOM * 4 / quarters, lanes) else {
            return false;
        };
        let height = figure.height * quarters / 4;
        // The font of cards has no sign for what is inferred.
        let picture = figure.svg.replace('≈', "~");
        // Labels in a script that the font lacks would be boxes.
        let has_boxes = picture.chars().any(|character| !text_width::has(character));
        if top + height > FOOT || has_boxes && lanes > 0 {
            continue;
        }
        if has_boxes {
            return false;
        }
        svg.raw(format_args!(
            "<g transform=\"translate({MARGIN} {}) scale({}.{:02})\">{}</g>",
            // Half of what is left over goes above it, the rest below.
            top + (FOOT - top - height) * 2 / 3,
            quarters / 4,
            quarters % 4 * 25,
            picture
        ));
        return true;
    }
    false
}

/// What happened, where there is no timeline to show.
fn summary(svg: &mut Svg, summary: &str, top: i32) {
    let lines = usize::try_from((FOOT - top) / 48).unwrap_or(0);
    if !is_settable(summary) || lines == 0 {
        return;
    }
    let mut baseline = top;
    for line in wrap(summary, FACTS, Weight::Regular, lines) {
        baseline += 48;
        words(svg, &line, MARGIN, baseline, FACTS, Weight::Regular, "q");
    }
}

/// The lines of a text, at most so many and of about the same width: where it is longer the last one ends with `…`.
fn wrap(text: &str, size: i32, weight: Weight, most: usize) -> Vec<String> {
    let wide = fill(text, size, weight, most, ROOM);
    if is_cut(&wide) {
        return wide;
    }
    // The narrowest column that takes no more lines.
    let (mut low, mut high) = (0, ROOM);
    while low + 1 < high {
        let middle = i32::midpoint(low, high);
        let lines = fill(text, size, weight, wide.len(), middle);
        if is_cut(&lines) {
            low = middle;
        } else {
            high = middle;
        }
    }
    fill(text, size, weight, wide.len(), high)
}

fn is_cut(lines: &[String]) -> bool {
    lines.last().is_some_and(|line| line.ends_with('…'))
}

/// The lines of a text, each as full as `room` allows.
fn fill(text: &str, size: i32, weight: Weight, most: usize, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest: Vec<&str> = text.split(' ').collect();
    while lines.len() + 1 < most {
        let fits = |count: &usize| {
            let line = rest.get(..*count).unwrap_or_default().join(" ");
            text_width::width(&line, size, weight) <= room
        };
        let Some(count) = (1..=rest.len()).take_while(fits).last() else {
            break;
        };
        let words: Vec<&str> = rest.drain(..count).collect();
        lines.push(words.join(" "));
    }
    if !rest.is_empty() {
        lines.push(text_width::cut(&rest.join(" "), room, size, weight));
    }
    lines
}

/// A text whose left end is at `x`; returns its width.
fn words(svg: &mut Svg, text: &str, x: i32, y: i32, size: i32, weight: Weight, class: &str) -> i32 {
    svg.raw(format_args!("<g font-size=\"{size}\">"));
    let label = Label::new(text, x, y).weight(weight).class(class);
    let width = svg.text(&Label { size, ..label });
    svg.raw(format_args!("</g>"));
    width
}

#[cfg(test)]
mod tests;
