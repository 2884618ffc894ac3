//! Figures: inline SVG as pure functions of records.
//!
//! Coordinates are whole pixels and every figure is a function of its data alone, so that the same archive
//! always gives the same bytes. Colours are classes that a theme's custom properties fill; text is set
//! to the widths of one table by `textLength`, so that it fits whatever font is there (sites bring the one that
//! the table is made of). Beside each figure
//! stands the list or table that says the same in words.

pub mod area;
pub mod axis;
pub mod bands;
pub mod bars;
pub mod calendar;
pub mod card;
pub mod columns;
pub mod days;
pub mod detours;
pub mod dots;
pub mod font;
pub mod labels;
pub mod lanes;
pub mod log;
pub mod marks;
pub mod months;
pub mod pairs;
pub mod phases;
pub mod png;
mod refit;
pub mod rows;
pub mod scale;
pub mod severity;
pub mod stack;
pub mod strip;
pub mod svg;
pub mod text;
pub mod ticks;
pub mod timeline;
mod widths;
pub mod words;

#[cfg(test)]
mod tests;
