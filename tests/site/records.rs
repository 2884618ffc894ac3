//! Records are data: what is read from any postmortem comes back from JSON as it was.

use crate::support::tree;
use nevertwice::config::Settings;
use nevertwice::postmortem;
use nevertwice::record::Record;
use nevertwice::source::Source;
use std::path::Path;
use std::sync::Arc;

#[test]
fn records_of_the_sample_site_and_of_the_golden_ones_come_back_from_json() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for folder in ["content/postmortems", "tests/golden"] {
        for (name, bytes) in tree(&root.join(folder)) {
            if name.ends_with(".md") {
                let source = Arc::new(Source::new(name.as_str(), &bytes));
                let record = postmortem::parse(source, &Settings::default()).record;
                let json = serde_json::to_string(&*record).unwrap();
                let back: Record = serde_json::from_str(&json).unwrap();
                assert_eq!(back, *record, "{name}");
                count += 1;
            }
        }
    }
    assert!(count > 40, "{count} postmortems were read");
}
