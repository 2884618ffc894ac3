//! `/robots.txt`: everything may be read; the sitemap says what there is.

use crate::site::Site;
use crate::site::kind::{Kind, Make, Planned, Route};
use crate::url;

pub(in crate::site) const KIND: Kind = Kind {
    name: "robots",
    reserved: |_| vec!["robots"],
    routes: |_| Planned::single("robots.txt"),
    make: Make::Bytes(bytes),
    ..Kind::BARE
};

fn bytes(site: &Site, _: &Route) -> Vec<u8> {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = &site.settings.base_url {
        robots.push_str(&format!("Sitemap: {}\n", url::absolute(base, url::SITEMAP)));
    }
    robots.into_bytes()
}
