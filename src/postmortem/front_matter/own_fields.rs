//! Front-matter keys of the site's own, read as `site.yaml` declares them.

use crate::config::OwnField;
use crate::record::OwnValue;
use crate::vocabulary::FieldType;
use crate::yaml::Node;
use crate::yaml::fields::{Reader, list, nearest, shorten};
use crate::yaml::name_list::NameList;
use crate::yaml::value_kind::{Address, Day, Flag, Prose, Text, ValueKind};

/// The value of a field; None, and a finding, where it has none that fits.
pub(super) fn read(field: &OwnField, node: &Node, reader: &mut Reader<'_>) -> Option<OwnValue> {
    let mut words = match field.kind {
        FieldType::Text => vec![Prose::read(node, reader)?],
        FieldType::List => NameList::<Text>::read(node, reader)?,
        FieldType::Number => vec![number(node, reader)?],
        FieldType::Boolean => vec![if Flag::read(node, reader)? { "yes" } else { "no" }.to_owned()],
        FieldType::Date => vec![Day::read(node, reader)?.to_string()],
        FieldType::Url => vec![Address::read(node, reader)?],
    };
    if !field.values.is_empty() {
        let all = words.len();
        words.retain_mut(|word| {
            let known = field
                .values
                .iter()
                .find(|known| known.to_lowercase() == word.to_lowercase());
            match known {
                Some(known) => word.clone_from(known),
                None => unknown(field, word, node, reader),
            }
            known.is_some()
        });
        if words.is_empty() && all > 0 {
            return None;
        }
    }
    let kind = field.kind;
    Some(OwnValue { kind, words })
}

fn number(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
    let number = node
        .text()
        .filter(|text| text.parse::<f64>().is_ok_and(f64::is_finite));
    if number.is_none() {
        reader.wrong_type(node, "a number");
    }
    number.map(str::to_owned)
}

fn unknown(field: &OwnField, word: &str, node: &Node, reader: &mut Reader<'_>) {
    let values = || field.values.iter().map(String::as_str);
    let hint = match nearest(word, values()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}", list(values())),
    };
    let message = format!("unknown value `{}` of `{}`", shorten(word), field.key.value);
    reader.invalid(node.span, message, hint);
}

#[cfg(test)]
mod tests {
    use crate::config;
    use crate::postmortem::front_matter;
    use crate::source::Source;
    use serde_json::{Value, json};

    const SITE: &str = "fields: {region: {values: [North, South]}, teams_paged: list, loss: number, paged: boolean, \
                        since: date, ticket: url, x-old: text}\n";

    /// The values by key, and what is wrong as the words pointed at and the hint.
    fn read(text: &str) -> (Value, Vec<(String, String)>) {
        let (settings, problems) = config::read(&Source::new("site.yaml", SITE.as_bytes()));
        assert_eq!(problems, []);
        let source = Source::new("a.md", format!("---\n{text}\n---\n").as_bytes());
        let front = front_matter::read(&source, &settings);
        let own = front.facts.own.iter();
        let wrong = front.diagnostics.iter().map(|found| {
            let words = source.slice(found.span).to_owned();
            (words, found.hint.clone().unwrap_or_default())
        });
        (
            own.map(|(key, fact)| (key.clone(), fact.value.json())).collect(),
            wrong.collect(),
        )
    }

    #[test]
    fn each_type_is_read_as_what_it_is() {
        let (values, wrong) = read(
            "region: south\nteams_paged: Edge, Data\nloss: 12.50\npaged: false\nsince: 2024-02-12\nticket: \
             https://t.example/7\nx-old: 3\n",
        );
        assert_eq!(wrong, []);
        assert_eq!(
            values,
            json!({
                "region": "South", "teams_paged": ["Edge", "Data"], "loss": 12.5, "paged": false,
                "since": "2024-02-12", "ticket": "https://t.example/7", "x-old": "3",
            })
        );
        assert_eq!(read("region:\nloss: ~"), (json!({}), vec![]));
    }

    #[test]
    fn what_does_not_fit_is_told_and_costs_only_its_key() {
        for (text, words, hint) in [
            ("region: Nroth", "Nroth", "did you mean `North`?"),
            ("region: everywhere", "everywhere", "use one of: North, South"),
            ("loss: much", "much", "write a number"),
            ("paged: maybe", "maybe", "write true or false"),
            ("since: lately", "lately", "write a date such as 2024-02-12"),
            ("regoin: North", "regoin", "did you mean `region`?"),
        ] {
            let (values, wrong) = read(&format!("{text}\nx-old: kept"));
            assert_eq!(values, json!({"x-old": "kept"}), "{text}");
            assert_eq!(wrong, [(words.to_owned(), hint.to_owned())], "{text}");
        }
    }
}
