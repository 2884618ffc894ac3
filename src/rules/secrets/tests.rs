use super::RULE;
use crate::config::Profile;
use crate::diagnostic::Level;
use crate::rules::testing::{Finding, archive, findings, levels};

fn of(line: &str) -> Vec<Finding> {
    archive(&RULE, &format!("# Down\n\nIt was.\n\n```\n{line}\n```\n"))
}

/// Tokens are put together here, so that no scanner of this repository takes them for real.
fn token(begin: &str, length: usize) -> String {
    let letters = "q7Zk2Wm9Xt4Rb8Nc3Vd6Hf5Js1Lp0GyAeTuKiQoMw".chars().cycle();
    begin.chars().chain(letters.take(length)).collect()
}

fn of_upper(begin: &str, length: usize) -> String {
    token(begin, length).to_uppercase()
}

#[test]
fn tokens_of_providers_are_found() {
    let hexadecimal: String = "3f9a1c7be2d048655a0".chars().cycle().take(64).collect();
    for line in [
        of_upper("AKIA", 16),
        format!("aws_access_key_id = {}", of_upper("ASIA", 16)),
        token("ghp_", 36),
        format!("git clone https://{}@github.example/a.git", token("gho_", 36)),
        token("glpat-", 20),
        format!("xoxb-{}-{}", "2417835602914", token("", 34)),
        format!(
            "https://hooks.slack.com/services/T{}/B{}/{}",
            of_upper("", 8),
            of_upper("", 8),
            token("", 24)
        ),
        token("sk_live_", 24),
        format!("key={}", token("AIza", 35)),
        token("npm_", 36),
        format!("SG.{}.{}", token("", 22), token("", 43)),
        format!("dop_v1_{hexadecimal}"),
        format!("-----BEGIN RSA PRIVATE KEY-----\n{}", token("", 64)),
        format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{}", token("", 70)),
    ] {
        let found = of(&line);
        assert_eq!(levels(&found), [Level::Warn], "{line}");
    }
}

#[test]
fn what_may_be_a_secret_is_a_question() {
    for line in [
        "password: Tr0ub4dor-3".to_owned(),
        "curl https://admin:s3cr9t-pw8@db.example/x".to_owned(),
        "client_secret = \"8f2k-q93m-1zzt\"".to_owned(),
        format!(
            "Cookie: eyJ{}.eyJ{}.{}",
            token("", 20),
            token("", 40),
            token("", 43)
        ),
    ] {
        assert_eq!(levels(&of(&line)), [Level::Question], "{line}");
    }
}

#[test]
fn what_only_looks_like_one_is_none() {
    let long = token("", 40);
    for line in [
        "AKIAIOSFODNN7EXAMPLE".to_owned(),
        "AKIAXXXXXXXXXXXXXXXX".to_owned(),
        format!("ghp_{}", "x".repeat(36)),
        "ghp_REDACTED".to_owned(),
        of_upper("AKIA", 24),
        format!("sha256:{long}"),
        format!("commit {}", "3f9a1c7be2d048655a0f1c2d3e4b5a6978876543"),
        "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----".to_owned(),
        format!("-----BEGIN CERTIFICATE-----\n{}", token("", 64)),
        format!("-----BEGIN PUBLIC KEY-----\n{}", token("", 64)),
        "the task_live_migration_of_all_customers ran".to_owned(),
        "risk_ghp_score".to_owned(),
        "password: REDACTED1".to_owned(),
        "password: ${DB_PASSWORD_2}".to_owned(),
        "password reset mails were late".to_owned(),
        "password: the one of 2019".to_owned(),
        "https://user@host.example:8080/path".to_owned(),
        "https://example.com:443/a@b".to_owned(),
        "postgres://user:$PASSWORD@db/x".to_owned(),
        "hf_transfer is slow".to_owned(),
        "pod r2d-fd74043wildtreetech-explore-open-data".to_owned(),
        "SG. 22 hosts".to_owned(),
    ] {
        assert_eq!(of(&line), [], "{line}");
    }
}

#[test]
fn a_message_does_not_show_the_secret() {
    let secret = token("ghp_", 36);
    let found = of(&secret);
    assert_eq!(found[0].2, "`ghp_…` is a token of GitHub");
}

#[test]
fn in_the_public_edition_it_is_an_error() {
    let text = format!("# Down\n\n<!-- {} -->\n", token("ghp_", 36));
    let files = [
        ("site.yaml", "edition: public\n"),
        ("content/postmortems/a.md", text.as_str()),
    ];
    assert_eq!(levels(&findings(&RULE, Profile::Archive, &files)), [Level::Error]);
}
