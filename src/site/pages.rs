//! The kinds of pages, one file each: which routes there are of it, and what makes them. A new kind is a
//! file, its `mod` line and its line in [`KINDS`].

pub(super) mod archive;
pub(super) mod assets;
pub(super) mod copies;
pub(super) mod data;
pub(super) mod facet;
pub(super) mod facets;
pub(super) mod feed;
pub(super) mod home;
pub(super) mod not_found;
pub(super) mod og_image;
pub(super) mod options;
pub(super) mod period;
pub(super) mod postmortem;
pub(super) mod redirect;
pub(super) mod robots;
pub(super) mod sitemap;
pub(super) mod text;
pub(super) mod timeline;

use super::routes::Kind;

/// What links can lead to. Where two want the same path, the first one keeps it.
pub(super) static KINDS: &[Kind] = &[
    home::KIND,
    postmortem::KIND,
    og_image::KIND,
    data::ARCHIVE,
    data::POSTMORTEM,
    facets::KIND,
    facet::KIND,
    archive::KIND,
    period::YEAR,
    period::MONTH,
    period::UNDATED,
    timeline::KIND,
    text::KIND,
    feed::RSS,
    feed::JSON,
    sitemap::KIND,
    robots::KIND,
    not_found::KIND,
    redirect::KIND,
];

/// What pages bring along: planned when all that links can lead to is known.
pub(super) static FILES: &[Kind] = &[options::STYLE, options::LOGO, assets::KIND, copies::KIND];
