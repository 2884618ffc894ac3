//! A site's own fields, profiles and severities.

use super::*;
use crate::vocabulary::FieldType;

/// The problems of a text, each as the words that are wrong and the hint.
fn wrong(text: &str) -> Vec<(String, String)> {
    let (_, problems) = read_text(text);
    let words = |found: &Diagnostic| text[found.span.start..found.span.end].to_owned();
    problems
        .iter()
        .map(|found| (words(found), found.hint.clone().unwrap_or_default()))
        .collect()
}

#[test]
fn fields_are_declared_in_three_forms() {
    for text in [
        "fields: [region]\n",
        "fields: {region: text}\n",
        "fields:\n  region:\n",
    ] {
        let (settings, problems) = read_text(text);
        assert_eq!(problems, [], "{text}");
        let field = &settings.fields[0];
        assert_eq!(
            (field.key.value.as_str(), field.kind),
            ("region", FieldType::Text)
        );
        assert_eq!((field.facet, field.required.as_ref()), (false, None));
    }
    let text = "\
fields:
  customer_tier:
    type: list
    label: Tier
    values: [gold, 2]
    required: sev2
    facet: true
  ticket: {required: always}
  x-country: {facet: yes}
";
    let (settings, problems) = read_text(text);
    assert_eq!(
        wrong(text),
        [("yes".to_owned(), "write true or false".to_owned())]
    );
    assert_eq!(problems.len(), 1);
    let [tier, ticket, country] = settings.fields.as_slice() else {
        panic!("{:?}", settings.fields)
    };
    assert_eq!((tier.kind, tier.facet), (FieldType::List, true));
    assert_eq!(tier.values, ["gold", "2"]);
    assert!(matches!(&tier.required, Some(Required::From(least)) if least.value == "SEV2"));
    assert_eq!(ticket.required, Some(Required::Always));
    assert_eq!(
        (tier.label(), tier.heading(), tier.one(), tier.folder()),
        (
            "Tier".into(),
            "Tier".into(),
            "customer tier".into(),
            "customer-tiers".into()
        )
    );
    assert_eq!(
        (country.label(), country.heading(), country.folder()),
        ("Country".into(), "Countries".into(), "countries".into())
    );
}

#[test]
fn what_is_wrong_with_fields_is_told_with_its_cure() {
    for (text, words, hint) in [
        (
            "fields: {region: txt}\n",
            "txt",
            "use one of: text, list, number, boolean, date, url",
        ),
        ("fields: {region: {tpye: list}}\n", "tpye", "did you mean `type`?"),
        (
            "fields: {region: {required: SEV9}}\n",
            "SEV9",
            "did you mean `SEV1`?",
        ),
        (
            "fields: {region: {required: often}}\n",
            "often",
            "use `always`, or one of: SEV1, SEV2, SEV3, SEV4",
        ),
        (
            "fields: {since: {type: date, facet: true}}\n",
            "since",
            "remove `facet`, or make the type one of: text, list, number, boolean",
        ),
        (
            "fields: {paged: {type: boolean, values: [a]}}\n",
            "paged",
            "remove `values`, or make the type one of: text, list, number",
        ),
        (
            "fields: region\n",
            "region",
            "write a map of keys to what they hold",
        ),
    ] {
        assert_eq!(wrong(text), [(words.to_owned(), hint.to_owned())], "{text}");
    }
}

#[test]
fn a_profile_says_what_it_is_based_on_and_how_it_differs() {
    let text = "\
profile: big
rules: {sections: warn, word-count: error}
severities: [1, 2, 3]
profiles:
  big:
    base: assignment
    rules: {sections: off}
    sections: {timeline: always, lessons: 2, background:, impact: false}
    fields: [ticket, region]
  small:
    fields: {ticket: 1}
";
    let (mut settings, problems) = read_text(text);
    assert_eq!(problems, []);
    assert_eq!(settings.profile, Profile::Assignment);
    let own = &settings.own_profile;
    assert_eq!((own.name.as_str(), own.rules["sections"].level), ("big", None));
    let sections: Vec<_> = own.sections.iter().map(|(kind, _)| *kind).collect();
    use SectionKind::{Background, Lessons, Timeline};
    assert_eq!(sections, [Timeline, Lessons, Background]);
    let lessons = &own.sections[1].1;
    let holds = |severity| lessons.holds(severity, &settings);
    assert_eq!(
        (holds(Some("1")), holds(Some("2")), holds(Some("3")), holds(None)),
        (true, true, false, false)
    );
    assert_eq!(own.fields[1].0.value, "region");
    settings.hold("small").unwrap();
    assert_eq!(
        (settings.profile, settings.own_profile.fields.len()),
        (Profile::Archive, 1)
    );
    settings.hold("Assignment").unwrap();
    assert_eq!(settings.own_profile, OwnProfile::default());
    assert_eq!(settings.hold("smal").unwrap_err().hint, "did you mean `small`?");
    assert_eq!(
        settings.hold("night").unwrap_err().hint,
        "use one of: archive, assignment, big, small"
    );
    assert_eq!(settings.profile, Profile::Assignment);
}

#[test]
fn what_is_wrong_with_profiles_is_told_with_its_cure() {
    for (text, words, hint) in [
        ("profile: archiv\n", "archiv", "did you mean `archive`?"),
        (
            "profiles: {archive: {rules: {blame: off}}}\n",
            "archive",
            "choose another name, and state `base: archive` in it",
        ),
        (
            "profiles: {ours: {base: archives}}\n",
            "archives",
            "use one of: archive, assignment",
        ),
        (
            "profiles: {ours: {sections: [chronology]}}\n",
            "chronology",
            "use one of: summary, impact, background, timeline, detection, cause, measures, lessons",
        ),
        (
            "profiles: {ours: {sections: {timeline: SEVERE}}}\n",
            "SEVERE",
            "use `always`, or one of: SEV1, SEV2, SEV3, SEV4",
        ),
        (
            "profiles: {ours: {rules: {blame: loud}}}\n",
            "loud",
            "use one of: off, warn, error",
        ),
    ] {
        assert_eq!(wrong(text), [(words.to_owned(), hint.to_owned())], "{text}");
    }
}

#[test]
fn severities_have_any_names() {
    for (text, names) in [
        ("severities: [P0, P1, P2]\n", vec!["P0", "P1", "P2"]),
        ("severities: [1, 2, 3, 4, 5]\n", vec!["1", "2", "3", "4", "5"]),
        (
            "severities: [critical, major, minor]\n",
            vec!["critical", "major", "minor"],
        ),
        ("severities: only\n", vec!["only"]),
    ] {
        let (settings, problems) = read_text(text);
        assert_eq!(problems, [], "{text}");
        let read: Vec<_> = settings.severities.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(read, names);
        assert_eq!(settings.severity_rank(&names[0].to_lowercase()), Some(1));
    }
    for (text, message) in [
        ("severities: []\n", "`severities` names none"),
        ("severities: [P1, p1]\n", "two severities are called `p1`"),
        (
            "severities: [{name: P1, label: High}, high]\n",
            "two severities are called `high`",
        ),
    ] {
        let (settings, problems) = read_text(text);
        assert_eq!(problems[0].message, message);
        assert_eq!(settings.severities, Settings::default().severities, "{text}");
    }
}
