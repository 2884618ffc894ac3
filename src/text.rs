//! Texts as their writers type them: Markdown and HTML as lines, times in all their spellings, phrases. Nothing here knows
//! what a postmortem is.

pub mod blocks;
pub mod chat;
pub mod clock;
pub mod emoji;
pub mod other_time;
pub(crate) mod phrases;
pub mod placeholder;
pub mod sentences;
pub mod undated;
pub mod words;
