//! What is wrong with each postmortem by itself, kept from one state of the site to the next: after a save only what is
//! newly read is judged.

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::postmortem::{self, Postmortem};
use crate::rules::{self, FileContext, ProfileLevels};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The findings of readings, under the settings that all of them were read with.
#[derive(Debug, Default)]
pub(super) struct FileFindings(Mutex<BTreeMap<String, Judged>>);

/// A reading, and what is wrong with it.
type Judged = (Arc<Postmortem>, Vec<Diagnostic>);

impl FileFindings {
    /// The findings of some readings, in their order. Those of other readings are forgotten.
    pub(super) fn of(&self, readings: &[Arc<Postmortem>], settings: &Settings) -> Vec<Vec<Diagnostic>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let levels = ProfileLevels::new(settings, settings.profile);
        let context = FileContext {
            settings,
            profile: settings.profile,
            levels: &levels,
        };
        let judged = readings.par_iter().map(|one| {
            let before = known.get(&one.record.path);
            match before.filter(|(reading, _)| Arc::ptr_eq(reading, one)) {
                Some((_, found)) => found.clone(),
                None => rules::check_file(&postmortem::read(one.document.source.clone(), settings), &context),
            }
        });
        let judged: Vec<Vec<Diagnostic>> = judged.collect();
        let pairs = readings.iter().cloned().zip(judged.iter().cloned());
        *known = pairs
            .map(|(one, found)| (one.record.path.clone(), (one, found)))
            .collect();
        judged
    }
}

#[cfg(test)]
mod tests {
    use super::FileFindings;
    use crate::config::Settings;
    use crate::postmortem;
    use crate::source::Source;
    use std::sync::Arc;

    #[test]
    fn only_what_is_newly_read_is_judged() {
        let settings = Settings::default();
        let read = |text: &str| {
            let source = Source::new("content/postmortems/a.md", text.as_bytes());
            Arc::new(postmortem::parse(Arc::new(source), &settings))
        };
        let (old, new) = (read("---\nservices: [a]\n---\nText.\n"), read("Text.\n"));
        let kept = FileFindings::default();
        let first = kept.of(std::slice::from_ref(&old), &settings);
        // What is kept for the same reading is told again, whatever it is.
        kept.0
            .lock()
            .unwrap()
            .values_mut()
            .for_each(|(_, found)| found.truncate(1));
        assert!(first[0].len() > 1);
        assert_eq!(kept.of(&[old], &settings)[0], first[0][..1]);
        assert!(kept.of(&[new], &settings)[0].len() > 1);
    }
}
