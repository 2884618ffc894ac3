//! What the name of a file states.

use jiff::civil::Date;

/// The name of a file without its ending; of `index.md` its folder's.
pub(in crate::postmortem) fn of_file(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    match parts.next() {
        Some(folder) if stem.eq_ignore_ascii_case("index") && !folder.is_empty() => folder,
        _ => stem,
    }
}

/// The date in a name: `2024-02-12-nginx`, `2024_02_12`, `20240212`.
pub(in crate::postmortem) fn date(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let fresh = at == 0 || !bytes.get(at - 1)?.is_ascii_digit();
        let rest = name.get(at..)?;
        let joint = rest
            .as_bytes()
            .get(4)
            .filter(|joint| matches!(joint, b'-' | b'_' | b'.'));
        let (month, day, end) = if joint.is_some() {
            (5..7, 8..10, 10)
        } else {
            (4..6, 6..8, 8)
        };
        if !fresh || joint.is_some() && rest.as_bytes().get(7) != joint {
            return None;
        }
        if rest.as_bytes().get(end).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            let digits = rest.get(range)?;
            digits
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| digits.parse::<i16>().ok())?
        };
        let year = number(0..4).filter(|year| (1970..2200).contains(year))?;
        Date::new(
            year,
            i8::try_from(number(month)?).ok()?,
            i8::try_from(number(day)?).ok()?,
        )
        .ok()
    })
}

/// The month that a name begins with, as its first day: `2025-08-search-down`.
pub(in crate::postmortem) fn month(name: &str) -> Option<Date> {
    let mut parts = name.splitn(3, ['-', '_']);
    let (year, month) = (parts.next()?, parts.next()?);
    let number = |text: &str, digits: usize| text.parse::<i16>().ok().filter(|_| text.len() == digits);
    let year = number(year, 4).filter(|year| (1970..2200).contains(year))?;
    Date::new(year, i8::try_from(number(month, 2)?).ok()?, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        for (path, name) in [
            ("content/postmortems/2024/web down!.md", "web down!"),
            ("content/postmortems/db-full/index.md", "db-full"),
            ("index.md", "index"),
            ("a.b_C.md", "a.b_C"),
            ("..hidden.md", "..hidden"),
        ] {
            assert_eq!(of_file(path), name, "{path}");
        }
    }

    #[test]
    fn dates_in_names() {
        let day = jiff::civil::date(2024, 2, 12);
        for name in [
            "2024-02-12-nginx",
            "nginx_2024_02_12",
            "20240212",
            "pm-2024.02.12",
        ] {
            assert_eq!(date(name), Some(day), "{name}");
        }
        for name in [
            "2024-02-30",
            "2024-02",
            "120240212",
            "202402123",
            "v1.2.3",
            "",
            "é2024",
        ] {
            assert_eq!(date(name), None, "{name}");
        }
    }
}
