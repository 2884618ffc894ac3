//! Names in `site.yaml` that only the modules above the settings know: of rules, and of front-matter keys.

use super::{find, invalid_value, nearest, unknown_key};
use crate::config::{Settings, Stated};
use crate::diagnostic::Diagnostic;
use crate::postmortem::front_matter;
use crate::span::Span;
use crate::yaml::fields::{list, nearest as nearest_of, shorten};

/// Findings for names in `site.yaml`, whose path is `config`, that nothing has: of rules, of front-matter keys; and for fields
/// of the site's own that have the name of a built-in one.
#[must_use]
pub fn unknown_names(settings: &Settings, config: &str) -> Vec<Diagnostic> {
    let of_profiles = settings.profiles.iter().flat_map(|profile| &profile.rules);
    let rules = settings.rules.iter().chain(of_profiles);
    let rules = rules
        .filter(|(name, _)| find(name).is_none())
        .map(|(name, stated)| unknown_rule(name, stated.span, config));
    let shown = settings.public_fields.iter().flatten();
    let shown = shown.filter(|field| !field.value.starts_with("x-"));
    let required = settings.profiles.iter().flat_map(|profile| &profile.fields);
    let keys = shown.chain(required.map(|(field, _)| field));
    let keys = keys
        .filter(|field| known_keys(settings).all(|key| key != field.value))
        .map(|field| unknown_field(field, settings, config));
    let own = settings.fields.iter().map(|field| &field.key);
    let taken = own
        .filter(|key| built_in_keys().any(|built_in| built_in == key.value))
        .map(|key| {
            let message = format!("`{}` is a built-in front-matter key", shorten(&key.value));
            let finding = Diagnostic::error(invalid_value::RULE.name, config, key.span, message);
            finding.hint("choose another name; which built-in keys are required, `profiles` says")
        });
    rules.chain(keys).chain(taken).collect()
}

fn unknown_rule(name: &str, span: Span, config: &str) -> Diagnostic {
    let message = format!("unknown rule `{}`", shorten(name));
    let finding = Diagnostic::error(unknown_key::RULE.name, config, span, message);
    match nearest(name) {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint("`nevertwice explain` lists all rules"),
    }
}

fn unknown_field(field: &Stated, settings: &Settings, config: &str) -> Diagnostic {
    let message = format!("unknown front-matter key `{}`", shorten(&field.value));
    let finding = Diagnostic::error(invalid_value::RULE.name, config, field.span, message);
    match nearest_of(&field.value, known_keys(settings)) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint(format!("use one of: {}", list(known_keys(settings)))),
    }
}

fn built_in_keys<'a>() -> impl Iterator<Item = &'a str> {
    front_matter::KEYS.iter().map(|key| key.name)
}

fn known_keys(settings: &Settings) -> impl Iterator<Item = &str> {
    let own = settings.fields.iter().map(|field| field.key.value.as_str());
    built_in_keys().chain(own)
}

#[cfg(test)]
mod tests {
    use super::unknown_names;
    use crate::config;
    use crate::source::Source;

    #[test]
    fn names_that_nothing_has_are_told_with_the_nearest() {
        let text = "rules: {haste: warn, word-cuont: off}\npublic_fields: [titel, x-own, started]\n";
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

    #[test]
    fn profiles_and_fields_are_held_to_the_names_that_there_are() {
        let text = "fields: {region: text, severity: text}\nprofiles:\n  ours: {rules: {secions: off}, fields: [regoin, \
                    region, impact]}\n";
        let (settings, problems) = config::read(&Source::new("site.yaml", text.as_bytes()));
        assert_eq!(problems, []);
        let found = unknown_names(&settings, "site.yaml");
        let words: Vec<_> = found
            .iter()
            .map(|found| (&text[found.span.start..found.span.end], found.hint.as_deref()))
            .collect();
        assert_eq!(words[0], ("secions", Some("did you mean `sections`?")));
        assert_eq!(words[1], ("regoin", Some("did you mean `region`?")));
        assert_eq!(words[2].0, "severity");
        assert_eq!(words.len(), 3);
    }
}
