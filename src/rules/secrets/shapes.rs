//! The shapes of secrets: a beginning that nothing else has, and what follows it.

use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;
use std::sync::LazyLock;

/// What may be a secret.
pub(super) struct Secret {
    /// Where it is.
    pub(super) range: Range<usize>,
    /// What it is, with its article.
    pub(super) what: &'static str,
    /// Whether only a secret has this shape.
    pub(super) sure: bool,
}

/// The shape of a token: its beginning, the fewest and the most characters after it, and what it is.
struct Shape {
    begin: &'static str,
    least: usize,
    most: usize,
    of: fn(u8) -> bool,
    what: &'static str,
    sure: bool,
}

const fn shape(
    begin: &'static str,
    least: usize,
    most: usize,
    of: fn(u8) -> bool,
    what: &'static str,
) -> Shape {
    Shape {
        begin,
        least,
        most,
        of,
        what,
        sure: true,
    }
}

const fn upper(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}
const fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}
const fn word(byte: u8) -> bool {
    plain(byte) || matches!(byte, b'_' | b'-')
}
const fn dotted(byte: u8) -> bool {
    word(byte) || byte == b'.'
}
const fn hex(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')
}
const fn path(byte: u8) -> bool {
    plain(byte) || byte == b'/'
}

static SHAPES: &[Shape] = &[
    shape("AKIA", 16, 16, upper, "an access key of AWS"),
    shape("ASIA", 16, 16, upper, "an access key of AWS"),
    shape("ghp_", 36, 251, plain, "a token of GitHub"),
    shape("gho_", 36, 251, plain, "a token of GitHub"),
    shape("ghu_", 36, 251, plain, "a token of GitHub"),
    shape("ghs_", 36, 251, plain, "a token of GitHub"),
    shape("ghr_", 36, 251, plain, "a token of GitHub"),
    shape("github_pat_", 82, 82, word, "a token of GitHub"),
    shape("glpat-", 20, 64, dotted, "a token of GitLab"),
    shape("xoxb-", 40, 120, word, "a token of Slack"),
    shape("xoxp-", 40, 120, word, "a token of Slack"),
    shape("xoxa-", 40, 120, word, "a token of Slack"),
    shape("xapp-", 40, 160, word, "a token of Slack"),
    shape("hooks.slack.com/services/T", 35, 60, path, "a webhook of Slack"),
    shape("sk_live_", 24, 247, plain, "a key of Stripe"),
    shape("rk_live_", 24, 247, plain, "a key of Stripe"),
    shape("AIza", 35, 35, word, "a key of Google"),
    shape("GOCSPX-", 28, 28, word, "a client secret of Google"),
    shape("npm_", 36, 36, plain, "a token of npm"),
    shape("pypi-AgEIcHlwaS5vcmc", 50, 400, word, "a token of PyPI"),
    shape("SG.", 66, 66, dotted, "a key of SendGrid"),
    shape("sk-proj-", 48, 256, word, "a key of OpenAI"),
    shape("sk-ant-api", 80, 140, word, "a key of Anthropic"),
    shape("dop_v1_", 64, 64, hex, "a token of DigitalOcean"),
    shape("shpat_", 32, 32, hex, "a token of Shopify"),
    shape("hf_", 34, 34, plain, "a token of Hugging Face"),
    Shape {
        sure: false,
        ..shape("eyJ", 60, 4_000, dotted, "a web token that still opens something")
    },
];

const KEY: &str = "-----BEGIN ";
const LABELS: &[&str] = &[
    "password",
    "passwd",
    "secret_key",
    "secret-key",
    "client_secret",
    "api_key",
    "apikey",
    "access_token",
    "auth_token",
];

/// Finds where one may begin: a shape, a key block, an address, or a label.
static FIRST: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let begins = SHAPES.iter().map(|shape| shape.begin);
    let others = [KEY, "://"].into_iter().chain(LABELS.iter().copied());
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(begins.chain(others))
        .ok()
});

/// All that may be secrets, in the order of the text.
pub(super) fn all(text: &str) -> Vec<Secret> {
    let mut found: Vec<Secret> = Vec::new();
    let Some(first) = &*FIRST else { return found };
    for hit in first.find_iter(text) {
        let taken = found.last().is_some_and(|last| hit.start() < last.range.end);
        let secret = match SHAPES.get(hit.pattern().as_usize()) {
            _ if taken => None,
            Some(shape) => shape.at(text, hit.start()),
            None => match hit.pattern().as_usize() - SHAPES.len() {
                0 => private_key(text, hit.start()),
                1 => in_address(text, hit.end()),
                _ => labelled(text, hit.end()),
            },
        };
        found.extend(secret);
    }
    found
}

impl Shape {
    /// The token that begins at a place, if what follows has the shape, the whole of it.
    fn at(&self, text: &str, start: usize) -> Option<Secret> {
        let before = start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        if before.is_some_and(|&byte| dotted(byte) && byte != b'-') {
            return None;
        }
        let from = start + self.begin.len();
        let rest = text.as_bytes().get(from..)?;
        let length = rest
            .iter()
            .take(self.most + 1)
            .take_while(|byte| (self.of)(**byte))
            .count();
        let end = from + length;
        let glued = rest.get(length).is_some_and(|byte| plain(*byte) || *byte == b'_');
        let body = text.get(from..end)?;
        let fits =
            (self.least..=self.most).contains(&length) && !glued && !is_placeholder(body) && self.whole(body);
        fits.then_some(Secret {
            range: start..end,
            what: self.what,
            sure: self.sure,
        })
    }

    /// What some shapes ask beyond their length.
    fn whole(&self, body: &str) -> bool {
        let digits = || body.bytes().any(|byte| byte.is_ascii_digit());
        match self.begin {
            // Three parts, of which the second begins as the first does.
            "eyJ" => body.split('.').count() == 3 && body.contains(".eyJ"),
            "SG." => body.find('.') == Some(22),
            "xoxb-" | "xoxp-" | "xoxa-" => body
                .split('-')
                .next()
                .is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit())),
            "hooks.slack.com/services/T" => body.split('/').count() == 3,
            // Words that are joined by chance have no digits.
            _ => digits(),
        }
    }
}

/// Whether a token is none: an example, or one that was made unreadable.
fn is_placeholder(body: &str) -> bool {
    const WORDS: &[&str] = &[
        "example",
        "redacted",
        "xxxx",
        "your",
        "placeholder",
        "abcdef",
        "12345",
        "secret",
        "token",
        "dummy",
        "0000",
        "fake",
    ];
    let lower = body.to_ascii_lowercase();
    let mut seen = [false; 128];
    for byte in lower.bytes() {
        if let Some(seen) = seen.get_mut(usize::from(byte)) {
            *seen = true;
        }
    }
    let different = seen.iter().filter(|seen| **seen).count();
    different < 8 || WORDS.iter().any(|word| lower.contains(word))
}

/// A private key with some of its data; one without is an example of the form.
fn private_key(text: &str, start: usize) -> Option<Secret> {
    const LONGEST_NAME: usize = 40;
    const LEAST: usize = 64;
    let rest = text.get(start + KEY.len()..)?;
    let name = rest
        .get(..rest.len().min(LONGEST_NAME))
        .or_else(|| rest.get(..rest.find('\n')?))?;
    let end = name.find("-----")?;
    if !name.get(..end)?.ends_with("PRIVATE KEY") && !name.get(..end)?.ends_with("PRIVATE KEY BLOCK") {
        return None;
    }
    let data = rest.get(end + 5..)?;
    let data: String = data.chars().take(4 * LEAST).collect();
    let longest = data
        .split(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '+' | '/' | '=')))
        .max_by_key(|part| part.len())
        .unwrap_or_default();
    let shown = start + KEY.len() + end + 5;
    (longest.len() >= LEAST && !is_placeholder(longest)).then_some(Secret {
        range: start..shown,
        what: "a private key",
        sure: true,
    })
}

/// A password in an address: `https://user:pass@host`.
fn in_address(text: &str, from: usize) -> Option<Secret> {
    const LONGEST: usize = 200;
    let rest = text.get(from..)?;
    let end = rest.bytes().take(LONGEST).position(|byte| {
        byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'' | b'>' | b'<' | b'`' | b')')
    })?;
    let (user, _) = rest.get(..end)?.rsplit_once('@')?;
    let (_, password) = user.split_once(':')?;
    is_password(password).then(|| {
        let start = from + user.len() - password.len();
        Secret {
            range: start..start + password.len(),
            what: "a password",
            sure: false,
        }
    })
}

/// A value after a label: `password: hunter2!`.
fn labelled(text: &str, from: usize) -> Option<Secret> {
    const LONGEST: usize = 100;
    let rest = text.get(from..)?;
    let near = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let line = rest.get(..near)?.lines().next()?;
    let trimmed = line.trim_start_matches(['"', '\'', ' ']);
    let value = trimmed
        .strip_prefix([':', '='])?
        .trim_start_matches(['"', '\'', ' ', '=']);
    let end = value
        .find(|char: char| char.is_whitespace() || matches!(char, '"' | '\'' | ',' | ';' | '`' | '<' | ')'))
        .unwrap_or(value.len());
    let word = value.get(..end)?;
    // A word of a sentence is no password.
    let mixed =
        word.bytes().any(|byte| byte.is_ascii_digit()) && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    let start = from + (line.len() - value.len());
    (mixed && word.len() <= LONGEST && is_password(word)).then_some(Secret {
        range: start..start + end,
        what: "a password or key",
        sure: false,
    })
}

fn is_password(word: &str) -> bool {
    const LEAST: usize = 8;
    let marked = word.contains(['$', '{', '<', '*', '…', '[', '(', '%']);
    let lower = word.to_ascii_lowercase();
    let named = [
        "redacted", "password", "passwd", "example", "xxx", "secret", "changeme", "http",
    ]
    .iter()
    .any(|name| lower.contains(name));
    word.len() >= LEAST && !marked && !named
}
