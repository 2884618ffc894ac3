//! nevertwice turns a folder of Markdown postmortems into a checked, indexed, published archive.
//!
//! The pipeline, one module a stage:
//!
//! ```text
//! Source -> Postmortem -> Archive -> Site -> Output
//!  text      facts and     indexes    routes,   files,
//!  read      entries       metrics    bytes     written
//! ```
//!
//! Only the edges ([`source::find`], [`output`], [`serve`], the command line) touch files, the clock or the terminal;
//! everything between is a pure, total function of its arguments: a file always gives a postmortem and a
//! list of diagnostics, and the same input always gives the same bytes.

pub mod archive;
pub mod config;
pub mod diagnostic;
pub mod figure;
pub mod html;
pub mod import;
pub mod load;
pub mod markdown;
pub mod moment;
pub mod output;
pub mod picture;
pub mod postmortem;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod serve;
pub mod show;
pub mod site;
pub mod slug;
pub mod source;
pub mod theme;
pub mod vocabulary;
pub mod yaml;
