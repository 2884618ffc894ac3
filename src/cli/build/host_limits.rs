//! What hosts of static sites take, and whether a site is within that.

use nevertwice::output::Size;

/// A host and what it takes, as its documentation says.
struct Host {
    name: &'static str,
    files: Option<usize>,
    /// Of the whole site.
    bytes: Option<u64>,
    /// Of one file.
    bytes_a_file: Option<u64>,
}

const HOSTS: [Host; 3] = [
    Host {
        name: "GitHub Pages",
        files: None,
        bytes: Some(1_000_000_000),
        bytes_a_file: None,
    },
    Host {
        name: "GitLab Pages on gitlab.com",
        files: Some(200_000),
        bytes: Some(1_000_000_000),
        bytes_a_file: None,
    },
    Host {
        name: "Cloudflare Pages (free plan)",
        files: Some(20_000),
        bytes: None,
        bytes_a_file: Some(25 << 20),
    },
];

/// The limits that a site passes, each in words.
pub(super) fn passed(size: &Size) -> Vec<String> {
    HOSTS.iter().flat_map(|host| passed_of(host, size)).collect()
}

fn passed_of(host: &Host, size: &Size) -> impl Iterator<Item = String> {
    let name = host.name;
    let files = host.files.filter(|&most| size.files > most);
    let bytes = host.bytes.filter(|&most| size.bytes > most);
    let largest = host.bytes_a_file.filter(|&most| size.largest > most);
    [
        files.map(|most| format!("{} files: {name} takes {most}", size.files)),
        bytes.map(|most| format!("{}: {name} takes {}", words(size.bytes), words(most))),
        largest.map(|most| {
            let (file, bytes) = (&size.largest_path, words(size.largest));
            format!(
                "`{file}` has {bytes}: {name} takes files of at most {}",
                words(most)
            )
        }),
    ]
    .into_iter()
    .flatten()
}

/// `640 kB`, `4.1 MB`, `1.2 GB`
pub(super) fn words(bytes: u64) -> String {
    let tenths = |unit: u64| (bytes + unit / 20) / (unit / 10);
    match bytes {
        1_000_000_000.. => format!("{}.{} GB", tenths(1_000_000_000) / 10, tenths(1_000_000_000) % 10),
        1_000_000.. => format!("{}.{} MB", tenths(1_000_000) / 10, tenths(1_000_000) % 10),
        _ => format!("{} kB", bytes.div_ceil(1000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(files: usize, bytes: u64, largest: u64) -> Size {
        Size {
            files,
            bytes,
            largest,
            largest_path: "assets/tour.mp4".to_owned(),
        }
    }

    #[test]
    fn limits_are_told_once_they_are_passed() {
        assert_eq!(passed(&size(20_000, 1_000_000_000, 25 << 20)), [""; 0]);
        let shown = passed(&size(20_001, 1_250_000_000, 30_000_000));
        assert_eq!(
            shown,
            [
                "1.3 GB: GitHub Pages takes 1.0 GB",
                "1.3 GB: GitLab Pages on gitlab.com takes 1.0 GB",
                "20001 files: Cloudflare Pages (free plan) takes 20000",
                "`assets/tour.mp4` has 30.0 MB: Cloudflare Pages (free plan) takes files of at most 26.2 MB",
            ]
        );
    }

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        for (bytes, shown) in [
            (1, "1 kB"),
            (640_000, "640 kB"),
            (4_060_000, "4.1 MB"),
            (1_000_000_000, "1.0 GB"),
        ] {
            assert_eq!(words(bytes), shown);
        }
    }
}
