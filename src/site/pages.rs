//! The kinds of pages, one file each: which routes there are of it, and what makes them. A new kind is a
//! file, its `mod` line and its line in [`KINDS`]: menu, sitemap and reserved names follow from what it says.

pub(super) mod actions;
pub(super) mod archive;
pub(super) mod assets;
pub(super) mod checks;
pub(super) mod copies;
pub(super) mod data;
pub(super) mod digest;
pub(super) mod digests;
pub(super) mod facet;
pub(super) mod facets;
pub(super) mod feed;
pub(super) mod home;
pub(super) mod insights;
pub(super) mod not_found;
pub(super) mod og_image;
pub(super) mod options;
pub(super) mod own_page;
pub(super) mod period;
pub(super) mod postmortem;
pub(super) mod redirect;
pub(super) mod robots;
pub(super) mod row_data;
pub(super) mod search;
pub(super) mod sitemap;
pub(super) mod timeline;
pub(super) mod twice;

use super::kind::Kind;
use crate::archive::facet::Facet;

/// What links can lead to, in the order of the menu. Where two want the same path, the first one keeps it.
pub(super) static KINDS: &[Kind] = &[
    home::KIND,
    postmortem::KIND,
    og_image::KIND,
    data::ARCHIVE,
    data::POSTMORTEM,
    data::SERVICE,
    facets::KIND,
    facet::KIND,
    timeline::KIND,
    archive::KIND,
    period::YEAR,
    period::MONTH,
    period::UNDATED,
    period::ALL,
    row_data::ALL,
    row_data::OF_GROUP,
    row_data::OF_YEAR,
    row_data::OF_MONTH,
    row_data::OF_UNDATED,
    twice::KIND,
    actions::KIND,
    search::KIND,
    search::START,
    search::WORDS,
    search::POSTINGS,
    search::OF_FILTER,
    search::DOCUMENTS,
    insights::KIND,
    digests::KIND,
    digest::KIND,
    actions::CSV,
    actions::JSON,
    actions::CALENDAR,
    actions::ROW_DATA,
    checks::KIND,
    checks::STATES,
    checks::QUEUE,
    own_page::KIND,
    feed::RSS,
    feed::JSON,
    sitemap::KIND,
    robots::KIND,
    not_found::KIND,
    redirect::KIND,
];

/// What pages bring along: planned when all that links can lead to is known.
pub(super) static FILES: &[Kind] = &[options::STYLE, options::LOGO, assets::KIND, copies::KIND];

/// Whether a name at the root of a site means something else than a page of the site's own.
pub(super) fn is_reserved(name: &str, facets: &[Facet]) -> bool {
    let mut kinds = KINDS.iter().chain(FILES);
    kinds.any(|kind| (kind.reserved)(facets).contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_kind_has_a_name_of_its_own() {
        let kinds = || KINDS.iter().chain(FILES);
        let names: BTreeSet<&str> = kinds().map(|kind| kind.name).collect();
        assert!(!names.contains("") && names.len() == kinds().count());
    }
}
