//! The services and teams that somebody asks for by name.

use super::Archive;
use super::facet::FacetId;
use crate::config::Settings;

/// How many names an error lists.
const MOST: usize = 20;

/// Where names are looked for: what site.yaml lists, then what postmortems name.
#[derive(Debug)]
pub struct Names<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// Its settings.
    pub settings: &'a Settings,
}

impl Names<'_> {
    /// A service as the site writes it.
    ///
    /// # Errors
    /// Where nothing has the name: which ones there are.
    pub fn service(&self, name: &str) -> Result<String, String> {
        match self.settings.service(name) {
            Some(service) => Ok(service.name.clone()),
            None => self.of_group(FacetId::SERVICE, "service", name),
        }
    }

    /// A team as the site writes it.
    ///
    /// # Errors
    /// Where nothing has the name: which ones there are.
    pub fn team(&self, name: &str) -> Result<String, String> {
        match self.archive.team(name) {
            Some(team) => Ok(team.to_owned()),
            None => self.of_group(FacetId::TEAM, "team", name),
        }
    }

    /// The name of a group that the archive knows: a slip of the pen must not say that nothing is late.
    fn of_group(&self, facet: FacetId, what: &str, name: &str) -> Result<String, String> {
        if let Some(group) = self.archive.group(facet, name) {
            return Ok(group.name.clone());
        }
        let groups = self.archive.groups(facet).iter();
        let known: Vec<&str> = groups.map(|group| group.name.as_str()).collect();
        Err(match known.as_slice() {
            [] => format!("unknown {what} `{name}`: no postmortem names a {what}"),
            known if known.len() > MOST => format!(
                "unknown {what} `{name}`: the {} pages of {what}s list the names",
                known.len()
            ),
            known => format!("unknown {what} `{name}`: the archive knows {}", known.join(", ")),
        })
    }
}
