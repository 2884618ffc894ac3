//! The command line, case by case: arguments, exit code and output stand in `tests/cli/`.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .case("tests/cli/*.trycmd")
        .case("tests/cli/*.toml");
}

#[test]
fn the_guide_shows_settings_that_were_tried() {
    let guide = include_str!("../docs/guide.md");
    let (_, section) = guide
        .split_once("\n### Your own fields, profiles and severities\n")
        .unwrap();
    let (_, example) = section.split_once("```yaml\n").unwrap();
    let (example, _) = example.split_once("```\n").unwrap();
    let tried = include_str!("cli/own-rules.in/site.yaml");
    assert!(tried.ends_with(example) && example.len() > 200, "{example}");
}
