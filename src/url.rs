//! Addresses: the only place where they are made. All count from the root of the site, have no slash in
//! front, and end with a slash where they are pages.

use crate::config::Settings;
pub use crate::slug::slug;
use jiff::civil::Date;
use std::fmt::Write;

/// The archive by date.
pub const ARCHIVE: &str = "archive/";
/// All postmortems.
pub const POSTMORTEMS: &str = "postmortems/";
/// The rows of all postmortems, for the filters of long lists.
pub const ROWS: &str = "rows.json";
/// The lanes of all services.
pub const TIMELINE: &str = "timeline/";
/// Failures that came back.
pub const TWICE: &str = "twice/";
/// All actions.
pub const ACTIONS: &str = "actions/";
/// The search.
pub const SEARCH: &str = "search/";
/// What the archive tells those who answer for it.
pub const INSIGHTS: &str = "insights/";
/// The digests of all years and quarters.
pub const DIGESTS: &str = "digest/";
/// The same for spreadsheets.
pub const ACTIONS_CSV: &str = "actions/actions.csv";
/// The same for programs.
pub const ACTIONS_JSON: &str = "actions/actions.json";
/// The due dates of open ones for calendars.
pub const ACTIONS_CALENDAR: &str = "actions/actions.ics";
/// Rows of all actions, for the filters of the page.
pub const ACTIONS_ROWS: &str = "actions/rows.json";
/// The checks.
pub const CHECKS: &str = "checks/";
/// All postmortems with what the checks found.
pub const CHECK_STATES: &str = "checks/postmortems/";
/// The postmortems that wait for their review.
pub const REVIEW_QUEUE: &str = "checks/queue/";
/// What a server shows where there is no page.
pub const NOT_FOUND: &str = "404.html";
/// All pages, for search engines.
pub const SITEMAP: &str = "sitemap.xml";
/// The facts of the archive.
pub const DATA: &str = "postmortems.json";
/// The colours that `theme_options` state.
pub const STYLE: &str = "assets/options.css";
/// What has no date.
pub const UNDATED: &str = "archive/undated/";

/// A file of the search index.
#[must_use]
pub fn search_file(name: &str) -> String {
    format!("{SEARCH}{name}.js")
}

/// A year of the archive.
#[must_use]
pub fn year(first: Date) -> String {
    format!("{ARCHIVE}{:04}/", first.year())
}

/// A month of the archive.
#[must_use]
pub fn month(first: Date) -> String {
    format!("{ARCHIVE}{:04}/{:02}/", first.year(), first.month())
}

/// The lanes of one year.
#[must_use]
pub fn timeline(first: Date) -> String {
    format!("{TIMELINE}{:04}/", first.year())
}

/// The digest of a period: `2024`, `2024-Q1`.
#[must_use]
pub fn digest(period: &str) -> String {
    format!("{DIGESTS}{period}/")
}

/// The page of a postmortem.
#[must_use]
pub fn postmortem(slug: &str) -> String {
    format!("postmortems/{slug}/")
}

/// The anchor of an action on the page of its postmortem.
#[must_use]
pub fn action_anchor(id: &str) -> String {
    format!("action-{}", slug(id))
}

/// An action on the page of a postmortem.
#[must_use]
pub fn action(postmortem_slug: &str, id: &str) -> String {
    format!("{}#{}", postmortem(postmortem_slug), action_anchor(id))
}

/// The list of a facet, by its folder.
#[must_use]
pub fn facet(folder: &str) -> String {
    format!("{folder}/")
}

/// One service, one cause and so on.
#[must_use]
pub fn group(folder: &str, slug: &str) -> String {
    format!("{folder}/{slug}/")
}

/// The logo, by the path that `theme_options` give it: what is not an asset of the theme is copied beside them.
#[must_use]
pub fn logo(path: &str) -> String {
    if path.starts_with("assets/") {
        return path.to_owned();
    }
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    format!("assets/site/{name}")
}

/// A page of the site's own.
#[must_use]
pub fn own_page(name: &str) -> String {
    format!("{name}/")
}

/// The facts of a postmortem as JSON.
#[must_use]
pub fn postmortem_data(slug: &str) -> String {
    format!("postmortems/{slug}/index.json")
}

/// The facts of a service, beside its page.
#[must_use]
pub fn service_data(page: &str) -> String {
    format!("{page}index.json")
}

/// The picture of a postmortem for link previews.
#[must_use]
pub fn card(slug: &str) -> String {
    format!("postmortems/{slug}/card.png")
}

/// Which of all rows a list has.
#[must_use]
pub fn rows_of(list: &str) -> String {
    format!("{list}{ROWS}")
}

/// A page of a list, counted from 1.
#[must_use]
pub fn paged(list: &str, page: usize) -> String {
    if page > 1 {
        format!("{list}page/{page}/")
    } else {
        list.to_owned()
    }
}

/// The file that a url is served from.
#[must_use]
pub fn file(url: &str) -> String {
    if url.is_empty() || url.ends_with('/') {
        format!("{url}index.html")
    } else {
        url.to_owned()
    }
}

/// Whether the path of a file is one on every system, and stays below the root of the output.
#[must_use]
pub fn is_portable(path: &str) -> bool {
    path.split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']))
}

/// Why a path is not portable.
pub const NOT_PORTABLE: &str = "file names with `:` or `\\` are not portable";

/// The url that a file of the output has.
#[must_use]
pub fn of_file(file: &str) -> &str {
    match file.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => file,
    }
}

/// What leads from a page to the root of the site.
#[must_use]
pub fn root(url: &str) -> String {
    match url.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The whole address of a url.
#[must_use]
pub fn absolute(base: &str, url: &str) -> String {
    format!("{base}{}", encoded(url))
}

/// Where a source can be changed; None without `repository`.
#[must_use]
pub fn edit(settings: &Settings, path: &str) -> Option<String> {
    let repository = settings.repository.as_deref()?.trim_end_matches('/');
    let repository = repository.strip_suffix(".git").unwrap_or(repository);
    // The host says what runs there; the name of the repository says nothing.
    let host = repository.split_once("://").map_or(repository, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default().to_ascii_lowercase();
    let runs = |names: &[&str]| names.iter().any(|name| host.contains(name));
    let verb = if runs(&["gitlab"]) {
        "-/edit"
    } else if runs(&["codeberg", "gitea", "forgejo"]) {
        "_edit"
    } else {
        "edit"
    };
    let branch = encoded(&settings.branch);
    Some(format!("{repository}/{verb}/{branch}/{}", encoded(path)))
}

/// A path as it is in an address: what has a meaning of its own there is written in percent.
#[must_use]
pub fn encoded(path: &str) -> String {
    let mut url = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// An address as seen from a page. Whole addresses stay as they are.
#[must_use]
pub fn join(page: &str, address: &str) -> String {
    let scheme = address
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|first| first.contains(':'));
    if scheme || address.starts_with("//") {
        return address.to_owned();
    }
    let mut folder = page.trim_end_matches('/');
    let mut rest = address;
    if address.starts_with('#') {
        return format!("{page}{address}");
    }
    loop {
        if let Some(next) = rest.strip_prefix("./") {
            rest = next;
        } else if let Some(next) = rest.strip_prefix("../") {
            rest = next;
            folder = folder.rsplit_once('/').map_or(folder, |(folder, _)| folder);
        } else {
            return format!("{folder}/{rest}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_the_repository_says_how_a_file_is_edited() {
        let edit = |repository: &str| {
            let settings = Settings {
                repository: Some(repository.to_owned()),
                ..Settings::default()
            };
            edit(&settings, "content/a b.md").unwrap()
        };
        assert_eq!(
            edit("https://gitlab.example/team/pm.git"),
            "https://gitlab.example/team/pm/-/edit/main/content/a%20b.md"
        );
        assert_eq!(
            edit("https://github.com/team/gitlab-outages/"),
            "https://github.com/team/gitlab-outages/edit/main/content/a%20b.md"
        );
        assert!(edit("https://Codeberg.org/team/pm").contains("/_edit/"));
    }

    #[test]
    fn roots_files_and_urls_fit_each_other() {
        assert_eq!(root(""), "./");
        assert_eq!(root("postmortems/a/"), "../../");
        assert_eq!(root("404.html"), "./");
        assert_eq!(file(&paged("services/a/", 2)), "services/a/page/2/index.html");
        for url in ["", "services/", "feed.xml", "404.html"] {
            assert_eq!(of_file(&file(url)), url);
        }
        assert_eq!(
            absolute("https://a.example/", "x/ü b.png"),
            "https://a.example/x/%C3%BC%20b.png"
        );
    }
}
