//! `/sitemap.xml`: all pages, for search engines.

use crate::site::Site;
use crate::site::kind::{Kind, Make, Planned, Route};
use crate::url;
use quick_xml::escape::escape;
use std::collections::BTreeMap;

pub(in crate::site) const KIND: Kind = Kind {
    name: "sitemap",
    reserved: |_| vec!["sitemap"],
    routes: |plan| match plan.settings.base_url {
        Some(_) => Planned::single(url::SITEMAP),
        None => Vec::new(),
    },
    make: Make::Bytes(bytes),
    ..Kind::BARE
};

/// The most addresses of one sitemap, as its standard says.
const MOST: usize = 50_000;

fn bytes(site: &Site, _: &Route) -> Vec<u8> {
    let base = site.settings.base_url.as_deref().unwrap_or_default();
    let changed: BTreeMap<String, String> = site
        .archive
        .items
        .iter()
        .filter_map(|item| {
            let changed = crate::site::feeds::changed(item)?;
            Some((url::postmortem(&item.slug), changed.to_string()))
        })
        .collect();
    let mut xml = concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        "\n",
        r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"#,
        "\n"
    )
    .to_owned();
    for route in site.routes.iter().filter(|route| route.kind.listed).take(MOST) {
        let address = url::absolute(base, route.url());
        xml.push_str("<url><loc>");
        xml.push_str(&escape(&address));
        xml.push_str("</loc>");
        if let Some(changed) = changed.get(route.url()) {
            xml.push_str("<lastmod>");
            xml.push_str(changed);
            xml.push_str("</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}
