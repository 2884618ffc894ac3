//! For the tests of rules: what one rule says of some files.

use super::{
    Anchors, ArchiveContext, FileContext, LinkTargets, Names, ProfileLevels, Rule, check_archive, check_file,
};
use crate::archive::Archive;
use crate::config::{self, Profile};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::markdown::links::Links;
use crate::postmortem::read;
use crate::recurrence::Recurrences;
use crate::source::Source;
use std::sync::Arc;

/// A finding, as level, the words that it points at, and message.
pub(super) type Finding = (Level, String, String);

/// What a rule says of one file under the brief.
pub(super) fn assignment(rule: &Rule, text: &str) -> Vec<Finding> {
    findings(rule, Profile::Assignment, &[("README.md", text)])
}

/// What a rule says of one file of an archive.
pub(super) fn archive(rule: &Rule, text: &str) -> Vec<Finding> {
    findings(rule, Profile::Archive, &[("content/postmortems/a.md", text)])
}

/// What a rule says of files, of which `site.yaml` holds the settings.
pub(super) fn findings(rule: &Rule, profile: Profile, files: &[(&str, &str)]) -> Vec<Finding> {
    let found = diagnostics(rule, profile, files).into_iter();
    let sources = files
        .iter()
        .map(|&(path, text)| Source::new(path, text.as_bytes()));
    let sources: Vec<Source> = sources.collect();
    found
        .map(|found| {
            let source = sources.iter().find(|source| source.path == found.path);
            let words = source.map_or("", |source| source.slice(found.span));
            (found.level, words.to_owned(), found.message)
        })
        .collect()
}

/// The same with all that is said.
pub(super) fn diagnostics(rule: &Rule, profile: Profile, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let source = |&(path, text): &(&str, &str)| Arc::new(Source::new(path, text.as_bytes()));
    let config = files.iter().find(|file| file.0 == "site.yaml");
    let settings = config.map_or_else(config::Settings::default, |file| {
        let (settings, problems) = config::read(&source(file));
        assert_eq!(problems, []);
        settings
    });
    let levels = ProfileLevels::new(&settings, profile);
    let context = FileContext {
        settings: &settings,
        profile,
        levels: &levels,
    };
    let texts = files.iter().filter(|file| file.0 != "site.yaml");
    let read = texts.map(|file| {
        let reading = read(source(file), &settings);
        let found = check_file(&reading, &context);
        (Arc::new(reading.postmortem), found)
    });
    let (postmortems, mut found): (Vec<_>, Vec<_>) = read.unzip();
    let links = |drafts: bool| {
        let records = postmortems.iter().map(|postmortem| &postmortem.record);
        let pages = records
            .filter(|record| drafts || record.published())
            .map(|record| (record.path.clone(), format!("{}/", record.slug)));
        Links::new(
            "content",
            pages,
            ["content/postmortems/graph.png".to_owned()].into(),
        )
    };
    let records = || postmortems.iter().map(|postmortem| &postmortem.record);
    let all = Archive::new(records().cloned().collect(), &settings);
    let texts: Vec<_> = all
        .all()
        .map(|item| {
            postmortems
                .iter()
                .find(|one| Arc::ptr_eq(&one.record, &item.record))
                .cloned()
        })
        .collect();
    let archive = ArchiveContext {
        file: context,
        archive: &all,
        recurrences: &Recurrences::new(&all, &texts, &settings),
        names: &Names::new(records()),
        links: &LinkTargets {
            all: Arc::new(links(true)),
            built: Some(Arc::new(links(false))),
        },
        anchors: &Anchors::new(&postmortems, &[]),
    };
    let among = postmortems
        .iter()
        .map(|postmortem| check_archive(postmortem, &archive));
    found.extend(among);
    let mut found: Vec<_> = found
        .into_iter()
        .flatten()
        .filter(|diagnostic| diagnostic.rule == rule.name)
        .collect();
    diagnostic::sort(&mut found);
    found
}

/// The levels alone.
pub(super) fn levels(findings: &[Finding]) -> Vec<Level> {
    findings.iter().map(|finding| finding.0).collect()
}

/// The words pointed at alone.
pub(super) fn words(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.1.as_str()).collect()
}
