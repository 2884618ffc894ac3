//! A pull request, played through: the steps of `action.yml` as a runner runs them, in a repository of its own; and the
//! commands of the page on it.

use crate::support::write;
use serde_json::Value as Json;
use serde_yaml::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const BINARY: &str = env!("CARGO_BIN_EXE_nevertwice");

fn repository_file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// A postmortem that nothing is wrong with.
fn postmortem(number: u32) -> String {
    format!(
        "---\ntitle: Printer {number} stopped\nservices: [printing]\nroot_cause: capacity\nseverity: SEV2\n\
         started: 2024-03-{number:02} 10:00 UTC\nresolved: 2024-03-{number:02} 10:40 UTC\n\
         authors: [Ada]\nreviewers: [Grace]\n---\n\n\
         ## Issue Summary\n\nFrom 10:00 to 10:40 UTC, 20% of the orders could not be printed. The queue was full.\n\n\
         ## Timeline\n\n- 10:00 UTC - Impact: orders stay in the queue\n- 10:10 UTC - Detected: an alert on the length of the queue\n\
         - 10:40 UTC - Resolved: a second printer took over\n\n\
         ## Root cause and resolution\n\nThe queue holds a hundred orders. We added a second printer.\n\n\
         ## Corrective and preventative measures\n\n- [ ] Add a second queue (Ada, due 2024-04-{number:02})\n"
    )
}

/// The eleventh: a misspelt key, a broken link, and an entry without a time.
fn broken() -> String {
    postmortem(11)
        .replace("resolved:", "resolvd:")
        .replace("a second printer took over", "see [the log](missing.md)")
        .replace("- 10:10 UTC - Detected: an", "- An")
}

fn repository() -> tempfile::TempDir {
    let repository = tempfile::tempdir().unwrap();
    write(repository.path(), "README.md", "# Our code\n");
    write(
        repository.path(),
        "incidents/site.yaml",
        "title: Incidents\nservices: [{name: printing}]\n",
    );
    for number in 1..=10 {
        let name = format!("incidents/content/postmortems/printer-{number}.md");
        write(repository.path(), &name, postmortem(number));
    }
    repository
}

/// Runs the steps of the action up to the one that fails, with what a runner puts in place of expressions.
fn act(repository: &Path, inputs: &[(&str, &str)]) -> Output {
    let action: Value = serde_yaml::from_str(&repository_file("action.yml")).unwrap();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        let name = format!("inputs.{}", name.as_str().unwrap());
        known.insert(name, input["default"].as_str().unwrap().to_owned());
    }
    known.insert(
        "github.action_path".to_owned(),
        env!("CARGO_MANIFEST_DIR").to_owned(),
    );
    for (name, value) in inputs.iter().chain(&[("binary", BINARY)]) {
        let old = known.insert(format!("inputs.{name}"), (*value).to_owned());
        assert!(old.is_some(), "{name} is an input");
    }
    let exported = repository.join(".env");
    fs::write(&exported, "").unwrap();
    let mut last = None;
    for step in action["runs"]["steps"].as_sequence().unwrap() {
        let mut command = Command::new("bash");
        command.args([
            "--noprofile",
            "--norc",
            "-e",
            "-o",
            "pipefail",
            "-c",
            step["run"].as_str().unwrap(),
        ]);
        command.current_dir(repository).env("GITHUB_ENV", &exported);
        for (name, value) in step["env"].as_mapping().unwrap() {
            let value = value.as_str().unwrap();
            let expression = value.trim_start_matches("${{ ").trim_end_matches(" }}");
            command.env(name.as_str().unwrap(), &known[expression]);
        }
        for line in fs::read_to_string(&exported).unwrap().lines() {
            let (name, value) = line.split_once('=').unwrap();
            command.env(name, value);
        }
        let output = command.output().unwrap();
        let failed = !output.status.success();
        last = Some(output);
        if failed {
            break;
        }
    }
    last.unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_broken_postmortem_fails_the_check_and_its_lines_are_annotated() {
    let repository = repository();
    let inputs = [("paths", "incidents"), ("sarif", "found.sarif")];
    let before = act(repository.path(), &inputs);
    assert!(before.status.success(), "{:?}", lines(&before));
    assert!(!lines(&before).iter().any(|line| line.starts_with("::error")));

    let path = "incidents/content/postmortems/printer-11.md";
    write(repository.path(), path, broken());
    let after = act(repository.path(), &inputs);
    assert_eq!(
        after.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&after.stderr)
    );
    let printed = lines(&after);
    for start in [
        format!(
            "::error file={path},line=7,endLine=7,col=1,endColumn=8,title=unknown-key::unknown key `resolvd`"
        ),
        format!("::error file={path},line=20,endLine=20,"),
        format!("::warning file={path},line=19,endLine=19,col=1,"),
    ] {
        assert!(
            printed.iter().any(|line| line.starts_with(&start)),
            "{start}\n{printed:?}"
        );
    }
    let new = |line: &&String| line.starts_with("::error");
    assert!(
        printed.iter().filter(new).all(|line| line.contains(path)),
        "{printed:?}"
    );

    let sarif: Json =
        serde_json::from_str(&fs::read_to_string(repository.path().join("found.sarif")).unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(
        results.len(),
        printed.iter().filter(|line| line.starts_with("::")).count()
    );
    let unknown = results
        .iter()
        .find(|result| result["ruleId"] == "unknown-key")
        .unwrap();
    let physical = &unknown["locations"][0]["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], path);
    assert_eq!(physical["region"]["startLine"], 7);
}

#[test]
fn the_inputs_of_the_action_reach_the_check() {
    let repository = repository();
    let one = "incidents/content/postmortems/printer-1.md";
    write(
        repository.path(),
        one,
        broken()
            .replace("resolvd:", "resolved:")
            .replace("missing.md", "printer-2.md"),
    );
    let code = |inputs: &[(&str, &str)]| act(repository.path(), inputs).status.code();
    assert_eq!(code(&[("paths", one)]), Some(0));
    assert_eq!(code(&[("paths", one), ("strict", "true")]), Some(1));
    let two = format!("incidents/content/postmortems/printer-2.md\n{one}\n");
    assert_eq!(
        code(&[("paths", two.as_str()), ("profile", "assignment")]),
        Some(1)
    );
    // What cannot run is no finding, also where only SARIF is asked for.
    assert_eq!(code(&[("paths", "nowhere"), ("sarif", "found.sarif")]), Some(2));
    assert_eq!(code(&[("paths", "nowhere")]), Some(2));
    let write_baseline = ["check", "incidents", "--write-baseline=known.json"];
    let written = Command::new(BINARY)
        .args(write_baseline)
        .current_dir(repository.path())
        .status()
        .unwrap();
    assert!(written.success());
    assert_eq!(
        code(&[
            ("paths", "incidents"),
            ("strict", "true"),
            ("baseline", "known.json")
        ]),
        Some(0)
    );
}

#[test]
fn the_commands_of_the_page_run() {
    let page = repository_file("docs/pull-requests.md");
    let repository = repository();
    let site = repository.path().join("incidents");
    let checkout = "content/postmortems/2026-02-12-checkout.md";
    write(&site, checkout, broken());
    let shell = page
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let shell = shell.flat_map(str::lines);
    let scripts = page
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- "))
        .filter(|line| line.starts_with("nevertwice "));
    let commands: Vec<&str> = shell.chain(scripts).collect();
    assert!(commands.len() > 6, "{commands:?}");
    for command in commands {
        let line = command.replacen("nevertwice", &format!("'{BINARY}'"), 1);
        let output = Command::new("bash")
            .args(["-c", &line])
            .current_dir(&site)
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{command}: {error}"
        );
    }
    let fixed = fs::read_to_string(site.join(checkout)).unwrap();
    assert!(fixed.contains("\nresolved:"), "{fixed}");
    let report: Json =
        serde_json::from_str(&fs::read_to_string(site.join("gl-code-quality-report.json")).unwrap()).unwrap();
    assert!(report.as_array().is_some_and(|found| !found.is_empty()));
}

#[test]
fn the_hooks_name_commands_that_there_are() {
    let hooks: Value = serde_yaml::from_str(&repository_file(".pre-commit-hooks.yaml")).unwrap();
    let repository = repository();
    let page = repository_file("docs/pull-requests.md");
    for hook in hooks.as_sequence().unwrap() {
        let entry = hook["entry"]
            .as_str()
            .unwrap()
            .replacen("nevertwice", &format!("'{BINARY}'"), 1);
        let file = "incidents/content/postmortems/printer-3.md";
        let ran = Command::new("bash")
            .args(["-c", &format!("{entry} {file}")])
            .current_dir(repository.path())
            .status()
            .unwrap();
        assert_eq!(ran.code(), Some(0), "{entry}");
        assert_eq!(
            fs::read_to_string(repository.path().join(file)).unwrap(),
            postmortem(3)
        );
        assert!(page.contains(hook["id"].as_str().unwrap()));
    }
}
