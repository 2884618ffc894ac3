//! `/assets/options.css` and the logo: what `theme_options` add to the assets of the theme.
//!
//! Colours are a stylesheet, not a `<style>` on every page: browsers keep it, and a site may forbid inline styles.

use crate::site::Site;
use crate::site::kind::{Kind, Make, Plan, Planned};
use crate::url;

pub(in crate::site) const STYLE: Kind = Kind {
    name: "options-style",
    routes: |plan| match plan.site.and_then(style) {
        Some(_) => Planned::single(url::STYLE),
        None => Vec::new(),
    },
    make: Make::Bytes(|site, _| style(site).unwrap_or_default().to_owned().into_bytes()),
    ..Kind::BARE
};

pub(in crate::site) const LOGO: Kind = Kind {
    name: "options-logo",
    routes: logo,
    ..Kind::BARE
};

fn style(site: &Site) -> Option<&str> {
    site.theme.options().style.as_deref()
}

fn logo(plan: &Plan<'_>) -> Vec<Planned> {
    let logo = plan.site.and_then(|site| site.theme.options().logo.as_ref());
    let copied = logo.filter(|logo| !logo.path.starts_with("assets/"));
    let planned = copied.map(|logo| Planned::copy(url::logo(&logo.path), logo.path.clone()));
    planned.into_iter().collect()
}
