//! The services and teams that somebody names on the command line.

use anyhow::bail;
use nevertwice::archive::Archive;
use nevertwice::archive::facet::FacetId;
use nevertwice::config::Settings;

/// How many names an error lists.
const MOST: usize = 20;

/// Where names are looked for: what site.yaml lists, then what postmortems name.
pub(super) struct Names<'a> {
    pub(super) archive: &'a Archive,
    pub(super) settings: &'a Settings,
}

impl Names<'_> {
    /// A service as the site writes it.
    pub(super) fn service(&self, name: &str) -> anyhow::Result<String> {
        match self.settings.service(name) {
            Some(service) => Ok(service.name.clone()),
            None => self.of_group(FacetId::SERVICE, "service", name),
        }
    }

    /// A team as the site writes it.
    pub(super) fn team(&self, name: &str) -> anyhow::Result<String> {
        let mut teams = self.settings.teams.iter();
        match teams.find(|team| team.name.eq_ignore_ascii_case(name)) {
            Some(team) => Ok(team.name.clone()),
            None => self.of_group(FacetId::TEAM, "team", name),
        }
    }

    /// The name of a group that the archive knows: a slip of the pen must not say that nothing is late.
    fn of_group(&self, facet: FacetId, what: &str, name: &str) -> anyhow::Result<String> {
        if let Some(group) = self.archive.group(facet, name) {
            return Ok(group.name.clone());
        }
        let groups = self.archive.groups(facet).iter();
        let known: Vec<&str> = groups.map(|group| group.name.as_str()).collect();
        match known.as_slice() {
            [] => bail!("unknown {what} `{name}`: no postmortem names a {what}"),
            known if known.len() > MOST => bail!(
                "unknown {what} `{name}`: the {} pages of {what}s list the names",
                known.len()
            ),
            known => bail!("unknown {what} `{name}`: the archive knows {}", known.join(", ")),
        }
    }
}
