//! Figures: inline SVG as pure functions of records.
//!
//! Coordinates are whole pixels and every figure is a function of its data alone, so that the same archive
//! always gives the same bytes. Colours are classes that a theme's custom properties fill; text is set
//! to the widths of one table by `textLength`, so that it fits whatever font is there (sites bring the one that
//! the table is made of). Beside each figure
//! is the list or table that says the same in words.

pub mod bands;
pub mod chain;
pub mod columns;
pub mod completion_bar;
pub mod count_bar;
pub mod date_axis;
pub mod detours;
pub mod dot_plot;
pub mod entry_rows;
pub mod flag;
pub mod font;
pub mod heatmap_days;
pub mod heatmap_months;
mod label_fitting;
pub mod lanes;
pub mod log_axis;
pub mod lollipop;
pub mod marks;
pub mod matrix;
pub mod og_image;
pub mod phase_bar;
pub mod png;
pub mod quarters;
pub mod rect;
pub mod scale;
pub mod severity;
pub mod shares;
pub mod stack;
pub mod svg;
pub mod text_width;
pub mod ticks;
pub mod timeline;
pub mod timeline_axis;
pub mod timeline_labels;
pub mod upset;
mod widths;
pub mod year_counts;

#[cfg(test)]
mod tests;
