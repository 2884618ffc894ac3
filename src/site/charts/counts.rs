//! How often each service, cause and so on occurs: a bar in each row of its list, and what they show.

use super::FEWEST;
use crate::archive::facet::{Facet, FacetId, Group};
use crate::figure::count_bar;
use crate::site::{Site, lollipop, rows, tiles};
use crate::view::{Bars, Html, words};

/// The bars of a facet's list.
pub(in crate::site) struct CountBars<'a> {
    facet: &'a Facet,
    heads: Heads,
    most: usize,
    /// What is said of them.
    pub(in crate::site) words: Bars,
}

/// What the two parts of bars are: `SEV1, SEV2` and `others`.
struct Heads {
    filled: String,
    open: Option<&'static str>,
}

impl<'a> CountBars<'a> {
    /// None for people, who are not ranked, and where there are too few.
    pub(in crate::site) fn of(site: &Site, facet: &'a Facet) -> Option<Self> {
        let groups = site.archive.groups(facet.id);
        if facet.id == FacetId::AUTHOR || groups.len() < FEWEST {
            return None;
        }
        let mut heads = heads(site, facet);
        let parts: Vec<(usize, usize)> = groups
            .iter()
            .map(|group| parts(site, facet, group, &heads))
            .collect();
        let title = title(site, facet, &heads, groups, &parts);
        if parts.iter().all(|&(_, open)| open == 0) {
            heads.open = None;
        }
        Some(Self {
            words: Bars {
                sentence: sentence(facet, &heads),
                filled: heads.open.map(|_| heads.filled.clone()),
                title,
            },
            most: groups.iter().map(|group| group.members.len()).max().unwrap_or(1),
            facet,
            heads,
        })
    }

    /// How many of a group its filled part stands for.
    pub(in crate::site) fn filled(&self, site: &Site, group: &Group) -> usize {
        parts(site, self.facet, group, &self.heads).0
    }

    /// The bar of a group, and the number of its filled part.
    pub(in crate::site) fn bar(&self, site: &Site, group: &Group) -> (Html, String) {
        let (filled, open) = parts(site, self.facet, group, &self.heads);
        (
            Html::new(&count_bar::draw(filled, open, self.most)),
            words::thousands(filled),
        )
    }
}

/// The two worst severities, where there are milder ones to tell them from.
fn heads(site: &Site, facet: &Facet) -> Heads {
    let severities = site.settings.severities.as_slice();
    let used = !site.archive.groups(FacetId::SEVERITY).is_empty();
    match (facet.id, severities) {
        (FacetId::CAUSE, _) => Heads {
            filled: "Root cause".to_owned(),
            open: Some("contributing"),
        },
        (FacetId::SEVERITY, _) => Heads {
            filled: "incidents".to_owned(),
            open: None,
        },
        (_, [first, second, _, ..]) if used => Heads {
            filled: format!("{}, {}", first.label, second.label),
            open: Some("others"),
        },
        _ => Heads {
            filled: "incidents".to_owned(),
            open: None,
        },
    }
}

fn parts(site: &Site, facet: &Facet, group: &Group, heads: &Heads) -> (usize, usize) {
    let members = site.archive.members(&group.members);
    let service = (facet.id == FacetId::SERVICE).then_some(group);
    let filled = match (facet.id, heads.open) {
        (_, None) => group.members.len(),
        (FacetId::CAUSE, _) => members.filter(|item| rows::is_root(item, group)).count(),
        _ => members
            .filter(|item| lollipop::times(item, service).is_some())
            .filter(|item| (1..=2).contains(&rows::severity(&site.archive, item).rank))
            .count(),
    };
    (filled, group.members.len() - filled)
}

/// `Certificates: root cause of 3 of 15`, `booking had the most severe incidents: 4 of 6`; where no one stands out
/// by that, who occurs most often.
fn title(site: &Site, facet: &Facet, heads: &Heads, shown: &[Group], parts: &[(usize, usize)]) -> String {
    let all = words::thousands(site.archive.items.len());
    let known = shown.iter().zip(parts.iter().copied());
    let (shown, parts): (Vec<&Group>, Vec<(usize, usize)>) =
        known.filter(|(group, _)| group.is_known(facet.id)).unzip();
    let most_filled = parts.iter().map(|&(filled, _)| filled).max().unwrap_or_default();
    let mut fullest = shown
        .iter()
        .zip(&parts)
        .filter(|(_, (filled, _))| *filled == most_filled);
    if let (Some((group, &(filled, _))), None) = (fullest.next(), fullest.next())
        && filled > 1
    {
        let (filled, of) = (words::thousands(filled), words::thousands(group.hits()));
        let label = &group.label;
        match (facet.id, heads) {
            (FacetId::CAUSE, _) => return format!("{label}: root cause of {filled} of {all}"),
            (_, Heads { open: Some(_), .. }) => {
                return format!("{label} had the most severe incidents: {filled} of {of}");
            }
            _ => {}
        }
    }
    let most = shown
        .iter()
        .map(|group| group.members.len())
        .max()
        .unwrap_or_default();
    let mut first = shown.iter().filter(|group| group.members.len() == most);
    let times = format!("in {} of {all}", words::thousands(most));
    match (first.next(), first.next(), first.count()) {
        (Some(one), None, _) => format!("{} most often: {times}", one.label),
        (Some(one), Some(two), 0) => {
            let two = if facet.id == FacetId::CAUSE {
                tiles::lower(&two.label)
            } else {
                two.label.clone()
            };
            format!("{} and {two} most often, each {times}", one.label)
        }
        (Some(_), Some(_), more) => format!(
            "{} {} most often, each {times}",
            words::number(more + 2),
            facet.label.to_lowercase()
        ),
        (None, ..) => facet.label.to_string(),
    }
}

fn sentence(facet: &Facet, heads: &Heads) -> String {
    match (facet.id, heads.open) {
        (FacetId::CAUSE, Some(_)) => "Filled: root cause; outlined: contributing.".to_owned(),
        (_, Some(_)) => format!(
            "Filled: {}; outlined: less severe, not recorded or near misses.",
            heads.filled
        ),
        (_, None) => String::new(),
    }
}
