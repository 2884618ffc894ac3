//! What a page is about.

use crate::archive::Item;

/// What a page is about, for whoever indexes it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject<'a> {
    /// The site as a whole.
    Site,
    /// Several postmortems.
    List,
    /// A text of the site's own.
    Text,
    /// One postmortem.
    Postmortem(&'a Item),
    /// Nothing of its own: no page that anybody looks for.
    Nothing,
}
