//! What looks like a heading and is none, and sections by what they hold.

use super::{outline, title};

#[test]
fn a_strong_part_over_two_lines_has_no_heading_in_it() {
    let text = "# Down\n\n## Timeline\n\n- 10:05 UTC - gates stop. **Begin of the\noutage**\n\nGates stay shut. **End of the\noutage**\n";
    assert_eq!(outline(text), ["timeline Timeline"]);
}

#[test]
fn a_table_of_contents_opens_no_section() {
    let text = "# Retro\n\n- [Timeline](#timeline)\n- [Actions](#actions)\n\n## Timeline\n\n- 10:05 UTC - down\n\n## Actions\n\n- Patch it\n";
    let contents = outline(text).len()
        - outline(&text.replace("- [Timeline](#timeline)\n- [Actions](#actions)\n", "")).len();
    assert!(contents <= 1, "{:?}", outline(text));
}

#[test]
fn what_happened_is_the_timeline_where_it_lists_times_and_nothing_else_does() {
    let text = "# Down\n\nIt was.\n\n## What happened\n\n- 10.42: gates stop\n- 10.46: Ann is paged\n- 10.56: gates move\n\n## Root cause\n\nA key had expired.\n";
    let of = |text: &str| {
        outline(text)
            .iter()
            .filter(|line| line.contains("timeline"))
            .count()
    };
    assert_eq!(of(text), 1, "{:?}", outline(text));
    assert_eq!(of(&text.replace("## Root cause\n\nA key had expired.\n", "")), 0);
    assert_eq!(of(&text.replace("10.42: ", "")), 0);
}

#[test]
fn headings_that_lack_a_blank() {
    let text = "#Shop down\n##Issue Summary\na\n##Timeline\n- 10:00 down\n##Root cause and resolution\nb\n";
    assert_eq!(
        outline(text),
        [
            "summary Issue Summary",
            "timeline Timeline",
            "cause Root cause and resolution"
        ]
    );
    assert_eq!(title(text).map(|title| title.0).as_deref(), Some("Shop down"));
}
