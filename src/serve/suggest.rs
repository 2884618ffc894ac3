//! Which pages a wrong address may have meant.

/// How many are named.
const MOST: usize = 6;
/// How similar an address must be, from 0 to 1.
const LEAST: f64 = 0.6;

/// The addresses nearest to a path, the most similar first: those whose last part is spelt nearly alike, or contains it.
pub(super) fn pages<'a>(path: &str, pages: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let asked = last(path).to_lowercase();
    let mut similar: Vec<(f64, &str)> = pages
        .filter(|page| !page.is_empty())
        .map(|page| (likeness(&asked, &last(page).to_lowercase()), page))
        .filter(|(likeness, _)| *likeness >= LEAST)
        .collect();
    similar.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    similar.truncate(MOST);
    similar.into_iter().map(|(_, page)| page).collect()
}

fn likeness(asked: &str, page: &str) -> f64 {
    const LONG: usize = 3;
    let holds = |one: &str, other: &str| one.len() >= LONG && other.contains(one);
    if holds(asked, page) || holds(page, asked) {
        return 0.9;
    }
    // Names of very different lengths are not similar; comparing them would waste time.
    let (short, long) = (asked.len().min(page.len()), asked.len().max(page.len()));
    if short * 2 < long {
        0.0
    } else {
        strsim::normalized_damerau_levenshtein(asked, page)
    }
}

/// The last part of an address that is not a common file name.
fn last(path: &str) -> &str {
    let path = path.trim_end_matches("index.html").trim_end_matches('/');
    path.rsplit_once('/').map_or(path, |(_, last)| last)
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn a_slip_finds_its_page() {
        let all = [
            "",
            "archive/",
            "postmortems/login-down/",
            "postmortems/nginx-down/",
            "services/login/",
        ];
        let similar = |path| pages(path, all.into_iter());
        assert_eq!(
            similar("postmortems/logn-down/"),
            ["postmortems/login-down/", "postmortems/nginx-down/"]
        );
        assert_eq!(
            similar("login-down"),
            [
                "postmortems/login-down/",
                "services/login/",
                "postmortems/nginx-down/"
            ]
        );
        assert_eq!(similar("archiv"), ["archive/"]);
        assert!(similar("something-else-altogether").is_empty());
    }
}
