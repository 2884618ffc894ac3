//! `/assets/…`: styles, scripts and fonts of the theme.

use crate::site::Site;
use crate::site::kind::{Key, Kind, Make, Plan, Planned, Route};

pub(in crate::site) const KIND: Kind = Kind {
    name: "assets",
    reserved: |_| vec!["assets"],
    routes,
    make: Make::Bytes(bytes),
    ..Kind::BARE
};

const FOLDER: &str = "assets/";

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let assets = plan.site.iter().flat_map(|site| site.theme.assets());
    assets
        .map(|(path, _)| Planned::new(format!("{FOLDER}{path}"), Key::Single))
        .collect()
}

fn bytes(site: &Site, route: &Route) -> Vec<u8> {
    let path = route.path.strip_prefix(FOLDER).unwrap_or_default();
    site.theme.asset(path).unwrap_or_default().to_vec()
}
