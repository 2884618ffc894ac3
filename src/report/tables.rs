//! What was computed of an archive, as text for terminals, Markdown, CSV and JSON: each from the same sections.

use crate::format::{harmless, no_formula};
use crate::insight::section::{Section, Value};
use csv::Writer;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Map;
use std::fmt::Write as _;

/// Some sections as data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tables<'a> {
    /// The version of this format: 1.
    pub version: u8,
    /// The date that counts as today.
    pub as_of: Option<String>,
    /// The sections, in their order.
    pub sections: Vec<SectionData<'a>>,
}

/// One section: a question, and its answer as a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SectionData<'a> {
    /// Its name: `coverage`, `promises` and so on.
    pub id: &'a str,
    /// What it shows, in words.
    pub title: &'a str,
    /// How it is computed.
    pub how: &'a str,
    /// What is to be known of the numbers: which are few, inferred or missing.
    pub notes: &'a [String],
    /// The rows. Texts and days name the row. Keys that end in `_minutes` hold whole minutes, in `_days` days, in `_percent` percent;
    /// what is not known, or would rest on too few values, is null.
    pub rows: Vec<Map<String, serde_json::Value>>,
}

/// As data.
#[must_use]
pub fn data(as_of: Option<jiff::civil::Date>, sections: &[Section]) -> Tables<'_> {
    let row = |section: &Section, row: &[Value]| {
        let cells = section.columns.iter().zip(row);
        cells
            .map(|(column, value)| (column.key.to_string(), value.json()))
            .collect()
    };
    let section = |section| {
        let of: &Section = section;
        SectionData {
            id: of.id,
            title: &of.title,
            how: of.how,
            notes: &of.notes,
            rows: of.rows.iter().map(|values| row(of, values)).collect(),
        }
    };
    Tables {
        version: 1,
        as_of: as_of.map(|day| day.to_string()),
        sections: sections.iter().map(section).collect(),
    }
}

/// As text for a terminal.
#[must_use]
pub fn human(sections: &[Section]) -> String {
    let mut out = String::new();
    for section in sections {
        if !out.is_empty() {
            out.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\x1b[1m{}\x1b[0m", harmless(&section.title));
        for note in &section.notes {
            let _ = writeln!(out, "  {}", harmless(note));
        }
        aligned(&mut out, section);
    }
    out
}

/// The table of a section, its columns aligned.
fn aligned(out: &mut String, section: &Section) {
    let head: Vec<String> = section.shown().map(|column| column.label.to_string()).collect();
    let numbers: Vec<bool> = section.shown().map(|column| column.number).collect();
    let rows: Vec<Vec<String>> = section
        .rows
        .iter()
        .map(|row| {
            section
                .shown_of(row)
                .map(|value| harmless(&value.words().replace('\u{a0}', " ")))
                .collect()
        })
        .collect();
    let wide = |text: &String| text.chars().count();
    let widths: Vec<usize> = (0..head.len())
        .map(|column| {
            let cells = std::iter::once(&head)
                .chain(&rows)
                .filter_map(|row| row.get(column));
            cells.map(wide).max().unwrap_or_default()
        })
        .collect();
    let mut line = |row: &[String], style: (&str, &str)| {
        let mut text = String::from(" ");
        for ((cell, &width), &number) in row.iter().zip(&widths).zip(&numbers) {
            let _ = match number {
                true => write!(text, " {cell:>width$} "),
                false => write!(text, " {cell:<width$} "),
            };
        }
        let _ = writeln!(out, "{}{}{}", style.0, text.trim_end(), style.1);
    };
    if section.rows.is_empty() {
        return;
    }
    line(&head, ("\x1b[2m", "\x1b[0m"));
    for row in &rows {
        line(row, ("", ""));
    }
}

/// As Markdown: a heading of a level, notes and a table. Pages of the site are linked to where `base` says where it is.
#[must_use]
pub fn markdown(sections: &[Section], level: usize, base: Option<&str>) -> String {
    let mut out = String::new();
    for section in sections {
        let _ = writeln!(out, "{} {}\n", "#".repeat(level), cell(&section.title));
        markdown_table(&mut out, section, base);
        for note in &section.notes {
            let _ = writeln!(out, "{}\n", cell(note));
        }
    }
    out
}

fn markdown_table(out: &mut String, section: &Section, base: Option<&str>) {
    if section.rows.is_empty() {
        return;
    }
    let head: Vec<String> = section.shown().map(|column| cell(&column.label)).collect();
    let _ = writeln!(out, "| {} |", head.join(" | "));
    for column in section.shown() {
        out.push_str(if column.number { "|---:" } else { "|---" });
    }
    out.push_str("|\n");
    for row in &section.rows {
        let cells: Vec<String> = section.shown_of(row).map(|value| linked(value, base)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
}

fn linked(value: &Value, base: Option<&str>) -> String {
    let words = cell(&value.words());
    match (value, base) {
        (Value::Link { url, .. }, Some(base)) => format!("[{words}]({})", crate::url::absolute(base, url)),
        _ => words,
    }
}

/// Words as they are, where Markdown would read signs in them; on one line.
#[must_use]
pub fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | '&' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                out.push('\\');
                out.push(char);
            }
            char if char.is_control() => out.push(' '),
            char => out.push(char),
        }
    }
    out
}

/// As CSV with a line for each value: section, row, measure, value.
#[must_use]
pub fn long_csv(sections: &[Section]) -> String {
    let mut lines = vec![["section", "row", "measure", "value"].map(str::to_owned).to_vec()];
    for section in sections {
        for row in &section.rows {
            let cells = || section.columns.iter().zip(row).filter(|(column, _)| column.shown);
            // A second column of words names the row, too.
            let words = cells().filter(|(column, _)| !column.number);
            let named: Vec<String> = words.map(|(_, value)| value.words()).collect();
            for (column, value) in cells().filter(|(column, _)| column.number) {
                lines.push(vec![
                    section.id.to_owned(),
                    no_formula(&named.join(", ")),
                    column.key.to_string(),
                    plain(value),
                ]);
            }
        }
    }
    csv(lines)
}

/// The table of a section as CSV, a column for each key.
#[must_use]
pub fn wide_csv(section: &Section) -> String {
    let head = section
        .columns
        .iter()
        .map(|column| column.key.to_string())
        .collect();
    let rows = section.rows.iter().map(|row| row.iter().map(plain).collect());
    csv(std::iter::once(head).chain(rows))
}

/// A value as spreadsheets read it; nothing where it is not known.
fn plain(value: &Value) -> String {
    match value.json() {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => no_formula(&text),
        other => other.to_string(),
    }
}

fn csv(lines: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    for line in lines {
        // Writing to memory cannot fail, and all lines are equally long.
        let _ = writer.write_record(&line);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::section::Column;
    use jiff::civil::date;

    fn section() -> Section {
        Section {
            id: "times",
            title: "Half of *all*".to_owned(),
            how: "From start to end.",
            notes: vec!["To detect (2 values): too few to compare.".to_owned()],
            columns: vec![
                Column::text("time", "Time"),
                Column::data("id"),
                Column::number("recorded", "Recorded"),
                Column::number("median_minutes", "Median"),
                Column::number("available_percent", "Available"),
            ],
            rows: vec![
                vec![
                    Value::link("a | b", "services/a/"),
                    Value::Text("x".to_owned()),
                    Value::Count(1200),
                    Value::Seconds(5430),
                    Value::Percent(99_870),
                ],
                vec![
                    Value::Date(date(2024, 2, 12)),
                    Value::Text("=say \"y\", twice".to_owned()),
                    Value::Count(2),
                    Value::TooFew,
                    Value::Unknown,
                ],
            ],
            figure: None,
        }
    }

    #[test]
    fn all_forms_say_the_same() {
        let sections = [section()];
        let human = human(&sections);
        assert!(
            human.contains("  a | b           1,200  1 h 31 min      99.870 %"),
            "{human}"
        );
        assert!(
            human.contains("  12 Feb 2024         2     too few  not recorded"),
            "{human}"
        );
        let markdown = markdown(&sections, 2, Some("https://a.example/"));
        assert!(markdown.contains("## Half of \\*all\\*"), "{markdown}");
        assert!(
            markdown.contains("| [a \\| b](https://a.example/services/a/) | 1,200 |"),
            "{markdown}"
        );
        assert!(markdown.contains("|---|---:|---:|---:|"), "{markdown}");
        assert_eq!(
            wide_csv(&sections[0]),
            "time,id,recorded,median_minutes,available_percent\na | b,x,1200,91,99.87\n\
             2024-02-12,\"'=say \"\"y\"\", twice\",2,,\n"
        );
        let long = long_csv(&sections);
        assert!(
            long.starts_with("section,row,measure,value\ntimes,a | b,recorded,1200\n"),
            "{long}"
        );
        let json = serde_json::to_value(data(Some(date(2024, 3, 1)), &sections)).unwrap();
        let row = &json["sections"][0]["rows"][1];
        assert_eq!(row["time"], "2024-02-12");
        assert!(row["median_minutes"].is_null() && row["recorded"] == 2, "{row}");
    }
}
