//! The documented table of zone abbreviations and words. An abbreviation means a fixed offset all year, as
//! those who write `PST` in July often do not intend: that is what the note of [`super::zone`] is for.

/// An abbreviation: the offset it stands for, in minutes east of UTC, and a region that uses it.
///
/// The region serves only to notice that its clocks showed another offset on that day.
pub(crate) struct Abbreviation {
    /// In capitals.
    pub name: &'static str,
    /// Minutes east of UTC.
    pub minutes: i16,
    /// A zone of the database whose clocks change in the course of a year; empty where they do not.
    pub region: &'static str,
}

const fn fixed(name: &'static str, minutes: i16) -> Abbreviation {
    seasonal(name, minutes, "")
}

const fn seasonal(name: &'static str, minutes: i16, region: &'static str) -> Abbreviation {
    Abbreviation {
        name,
        minutes,
        region,
    }
}

/// Abbreviations with one meaning, sorted by name.
pub(crate) const ABBREVIATIONS: &[Abbreviation] = &[
    fixed("ACDT", 630),
    seasonal("ACST", 570, "Australia/Adelaide"),
    seasonal("ADT", -180, "America/Halifax"),
    seasonal("AEDT", 660, "Australia/Sydney"),
    seasonal("AEST", 600, "Australia/Sydney"),
    seasonal("AKDT", -480, "America/Anchorage"),
    seasonal("AKST", -540, "America/Anchorage"),
    fixed("ART", -180),
    fixed("AWST", 480),
    fixed("BRT", -180),
    fixed("CAT", 120),
    seasonal("CDT", -300, "America/Chicago"),
    seasonal("CEST", 120, "Europe/Paris"),
    seasonal("CET", 60, "Europe/Paris"),
    fixed("CLT", -240),
    fixed("COT", -300),
    fixed("EAT", 180),
    seasonal("EDT", -240, "America/New_York"),
    seasonal("EEST", 180, "Europe/Athens"),
    seasonal("EET", 120, "Europe/Athens"),
    seasonal("EST", -300, "America/New_York"),
    fixed("GMT", 0),
    // The Gulf's: South Georgia has no servers.
    fixed("GST", 240),
    fixed("HKT", 480),
    fixed("HST", -600),
    fixed("ICT", 420),
    fixed("JST", 540),
    fixed("KST", 540),
    seasonal("MDT", -360, "America/Denver"),
    seasonal("MESZ", 120, "Europe/Berlin"),
    seasonal("MEZ", 60, "Europe/Berlin"),
    fixed("MSK", 180),
    fixed("MST", -420),
    fixed("MYT", 480),
    fixed("NPT", 345),
    seasonal("NZDT", 780, "Pacific/Auckland"),
    seasonal("NZST", 720, "Pacific/Auckland"),
    seasonal("PDT", -420, "America/Los_Angeles"),
    fixed("PET", -300),
    fixed("PHT", 480),
    fixed("PKT", 300),
    seasonal("PST", -480, "America/Los_Angeles"),
    fixed("SAST", 120),
    fixed("SGT", 480),
    fixed("TRT", 180),
    fixed("UT", 0),
    fixed("UTC", 0),
    fixed("WAT", 60),
    seasonal("WEST", 60, "Europe/Lisbon"),
    seasonal("WET", 0, "Europe/Lisbon"),
    fixed("WIB", 420),
    fixed("Z", 0),
    fixed("ZULU", 0),
];

/// Abbreviations that several parts of the world use: their offsets in minutes, in no order of merit, and a region whose
/// clocks settle it where they show one of them: hardly anybody writes `BST` of a day in summer and means Dhaka.
pub(crate) const AMBIGUOUS: &[(&str, &[i16], &str)] = &[
    ("AST", &[-240, 180], ""),
    ("BST", &[60, 360], "Europe/London"),
    ("CST", &[-360, 480], ""),
    ("IST", &[330, 60, 120], "Asia/Kolkata"),
];

/// The length of the longest abbreviation.
pub(crate) const LONGEST: usize = 4;

/// Words, in lower case without `time` at their end, and the abbreviation or zone of the database that
/// they mean, by their first two letters. The long ones come before those that they begin with.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("atlantic standard", "America/Halifax"),
    ("british summer", "+01:00"),
    ("central africa", "CAT"),
    ("central african", "CAT"),
    ("central daylight", "CDT"),
    ("central european standard", "CET"),
    ("central european summer", "CEST"),
    ("central european", "CET"),
    ("central standard", "-06:00"),
    ("central us", "America/Chicago"),
    ("central", "America/Chicago"),
    ("coordinated universal", "UTC"),
    ("ct", "America/Chicago"),
    ("east africa", "EAT"),
    ("east african", "EAT"),
    ("eastern africa", "EAT"),
    ("eastern daylight", "EDT"),
    ("eastern european summer", "EEST"),
    ("eastern european", "EET"),
    ("eastern standard", "EST"),
    ("eastern us", "America/New_York"),
    ("eastern", "America/New_York"),
    ("et", "America/New_York"),
    ("greenwich mean", "GMT"),
    ("greenwitch", "GMT"),
    ("greenwich", "GMT"),
    ("india standard", "+05:30"),
    ("indian standard", "+05:30"),
    ("irish standard", "+01:00"),
    ("israel standard", "+02:00"),
    ("japan standard", "JST"),
    ("korea standard", "KST"),
    ("moscow", "MSK"),
    ("mountain daylight", "MDT"),
    ("mountain standard", "MST"),
    ("mountain us", "America/Denver"),
    ("mountain", "America/Denver"),
    ("mt", "America/Denver"),
    ("pacific daylight", "PDT"),
    ("pacific standard", "PST"),
    ("pacific us", "America/Los_Angeles"),
    ("pacific", "America/Los_Angeles"),
    ("pakistan standard", "PKT"),
    ("pt", "America/Los_Angeles"),
    ("singapore", "SGT"),
    ("south africa standard", "SAST"),
    ("south african standard", "SAST"),
    ("universal", "UTC"),
    ("w. central africa standard", "WAT"),
    ("west africa standard", "WAT"),
    ("west africa", "WAT"),
    ("west central africa standard", "WAT"),
    ("west central africa", "WAT"),
    ("west african", "WAT"),
    ("western european summer", "WEST"),
    ("western european", "WET"),
];

/// Names for the two halves of a year, which together mean a zone of the database.
pub(crate) const PAIRS: &[(&str, &str, &str)] = &[
    ("ACST", "ACDT", "Australia/Adelaide"),
    ("AEST", "AEDT", "Australia/Sydney"),
    ("AKST", "AKDT", "America/Anchorage"),
    ("AST", "ADT", "America/Halifax"),
    ("CET", "CEST", "Europe/Paris"),
    ("CST", "CDT", "America/Chicago"),
    ("EET", "EEST", "Europe/Athens"),
    ("EST", "EDT", "America/New_York"),
    ("GMT", "BST", "Europe/London"),
    ("IST", "IDT", "Asia/Jerusalem"),
    ("MST", "MDT", "America/Denver"),
    ("NZST", "NZDT", "Pacific/Auckland"),
    ("PST", "PDT", "America/Los_Angeles"),
    ("PT", "PDT", "America/Los_Angeles"),
    ("PT", "PST", "America/Los_Angeles"),
    ("UTC", "BST", "Europe/London"),
    ("WET", "WEST", "Europe/Lisbon"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_name_zones_that_exist() {
        for (.., region) in PAIRS {
            assert!(super::super::zone::region(region).is_some(), "{region}");
        }
        assert!(ABBREVIATIONS.is_sorted_by_key(|entry| entry.name));
        assert!(WORDS.is_sorted_by_key(|(word, _)| &word[..2]));
        assert!(AMBIGUOUS.is_sorted_by_key(|entry| entry.0));
        let names = ABBREVIATIONS
            .iter()
            .map(|entry| entry.name)
            .chain(AMBIGUOUS.iter().map(|entry| entry.0));
        for (.., region) in AMBIGUOUS.iter().filter(|entry| !entry.2.is_empty()) {
            assert!(super::super::zone::region(region).is_some(), "{region}");
        }
        assert_eq!(names.map(str::len).max(), Some(LONGEST));
        for entry in ABBREVIATIONS.iter().filter(|entry| !entry.region.is_empty()) {
            assert!(
                super::super::zone::region(entry.region).is_some(),
                "{}",
                entry.region
            );
        }
    }

    #[test]
    fn longer_words_come_before_those_they_begin_with() {
        for (at, (word, _)) in WORDS.iter().enumerate() {
            let hidden = WORDS[..at]
                .iter()
                .find(|(before, _)| word.starts_with(&format!("{before} ")));
            assert!(hidden.is_none(), "{word} can never be found");
        }
    }
}
