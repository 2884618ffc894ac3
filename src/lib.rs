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
//! Only the edges ([`project`], [`output`], [`serve`], the command line) touch files, the clock or the terminal;
//! everything between is a pure, total function of its arguments: a file always gives a postmortem and a
//! list of diagnostics, and the same input always gives the same bytes.
//!
//! The modules are listed in layers, the ground first. A module names only modules of layers that come before its own in
//! this list, never one of its own layer or of a later one: `tests/tidy.rs` reads the imports and checks it.

// Ground: places in a text, names and paths; how files are opened; work for all processors.
pub mod disk;
pub mod parallel;
pub mod path;
pub mod picture;
pub mod slug;
pub mod span;

// What a finding is; the words of closed lists.
pub mod diagnostic;
pub mod vocabulary;

// A text and its lines.
pub mod source;

// Forms of text, without any knowledge of postmortems.
pub mod html;
pub mod moment;

pub mod format;
pub mod text;
pub mod yaml;

// Settings.
pub mod config;

// The facts of an incident; addresses.
pub mod record;
pub mod url;

// What an entry of a timeline tells.
pub mod kinds;

// From a text to facts.
pub mod postmortem;

// A page of the site's own; what an issue tracker says of actions.
pub mod page;
pub mod tracker;

// What is made of facts and texts.
pub mod archive;
pub mod figure;
pub mod markdown;
pub mod search;
pub mod view;

// What an archive tells those who answer for it.
pub mod insight;
// What came before.
pub mod recurrence;

// The facts as data; how pages look; what is wrong.
pub mod data;
pub mod rules;
pub mod theme;

// Pages and their bytes; how findings are told.
pub mod report;
pub mod site;

// What single commands need.
pub mod import;
pub mod scaffold;
pub mod show;
pub mod similar;

pub mod fix;
pub mod review;
pub mod schema;

// Edges: files, sockets.
pub mod output;
pub mod project;

#[cfg(feature = "mcp")]
pub mod mcp;
pub mod serve;
