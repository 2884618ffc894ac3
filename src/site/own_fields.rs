//! The folders of the indexes of the site's own front-matter keys: each its own, and none that means something else.

use crate::archive::facet::BUILT_IN;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::site::pages;
use crate::slug::Taken;

/// What is wrong with the names of fields that have an index: its folder is that of something else.
pub(super) fn problems(settings: &Settings, config: &str) -> Vec<Diagnostic> {
    let mut taken = Taken::default();
    let fields = settings.fields.iter().filter(|field| field.facet);
    let clashes = fields.filter(|field| {
        let folder = field.folder();
        pages::is_reserved(&folder, &BUILT_IN) || !taken.claim(&folder)
    });
    clashes
        .map(|field| {
            let message = format!(
                "the index of `{}` would be at /{}/, which is taken",
                field.key.value,
                field.folder()
            );
            let finding = Diagnostic::error(RuleName::InvalidValue, config, field.key.span, message);
            finding.hint("choose another name for the key, or remove `facet`")
        })
        .collect()
}
