//! The command line, case by case: arguments, exit code and output stand in `tests/cli/`.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .case("tests/cli/*.trycmd")
        .case("tests/cli/*.toml");
}
