//! Names in `site.yaml` that only the modules above the settings know: of rules, and of front-matter keys.

use super::{find, invalid_value, nearest, unknown_key};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::postmortem::front_matter;
use crate::yaml::fields::{list, nearest as nearest_of, shorten};

/// Findings for the names under `rules:` and `public_fields:` in `site.yaml`, whose path is `config`, that nothing has.
#[must_use]
pub fn unknown_names(settings: &Settings, config: &str) -> Vec<Diagnostic> {
    let rules = settings
        .rule_places
        .iter()
        .filter(|(name, _)| find(name).is_none())
        .map(|(name, span)| {
            let message = format!("unknown rule `{name}`");
            let finding = Diagnostic::error(unknown_key::RULE.name, config, *span, message);
            match nearest(name) {
                Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
                None => finding.hint("`nevertwice explain` lists all rules"),
            }
        });
    let known = || front_matter::KEYS.iter().map(|key| key.name);
    let fields = settings.public_fields.iter().flatten().filter_map(|field| {
        let name = &field.value;
        if name.starts_with("x-") || known().any(|key| key == name) {
            return None;
        }
        let message = format!("unknown front-matter key `{}`", shorten(name));
        let finding = Diagnostic::error(invalid_value::RULE.name, config, field.span, message);
        Some(match nearest_of(name, known()) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint(format!("use one of: {}", list(known()))),
        })
    });
    rules.chain(fields).collect()
}

#[cfg(test)]
mod tests {
    use super::unknown_names;
    use crate::config;
    use crate::source::Source;

    #[test]
    fn names_that_nothing_has_are_told_with_the_nearest() {
        let text = "rules: {digest: warn, word-cuont: off}\npublic_fields: [titel, x-own, started]\n";
        let (settings, problems) = config::read(&Source::new("site.yaml", text.as_bytes()));
        assert_eq!(problems, []);
        let found = unknown_names(&settings, "site.yaml");
        let hints: Vec<_> = found
            .iter()
            .map(|found| (found.rule.name(), found.hint.as_deref()))
            .collect();
        assert_eq!(
            hints,
            [
                ("unknown-key", Some("`nevertwice explain` lists all rules")),
                ("unknown-key", Some("did you mean `word-count`?")),
                ("invalid-value", Some("did you mean `title`?")),
            ]
        );
    }
}
