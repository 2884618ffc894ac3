//! What a scalar means: the core schema of YAML 1.2, in which dates, `yes` and `0777` are text.

use super::Value;
use saphyr_parser::Tag;
use serde_json::Number;

/// The value of a scalar; None where its tag says that it is something else. Tags of no schema mean nothing here.
pub(super) fn resolve(words: &str, plain: bool, tag: Option<&Tag>) -> Option<Value> {
    match tag.filter(|tag| tag.is_yaml_core_schema()) {
        Some(tag) => match tag.suffix.as_str() {
            "null" => null(words),
            "bool" => bool(words),
            "int" => integer(words),
            "float" => float(words),
            _ => Some(Value::Text),
        },
        None if plain => Some(untagged(words)),
        None => Some(Value::Text),
    }
}

fn untagged(words: &str) -> Value {
    let value = match words.as_bytes().first() {
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') if !is_zero_led(words) => {
            integer(words).or_else(|| float(words))
        }
        None | Some(b'~' | b'n' | b'N') => null(words),
        Some(b't' | b'T' | b'f' | b'F') => bool(words),
        _ => None,
    };
    value.unwrap_or(Value::Text)
}

fn null(words: &str) -> Option<Value> {
    matches!(words, "" | "~" | "null" | "Null" | "NULL").then_some(Value::Null)
}

fn bool(words: &str) -> Option<Value> {
    match words {
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// A whole number. One that no machine word holds is text, so that it keeps its digits.
fn integer(words: &str) -> Option<Value> {
    let negative = words.starts_with('-');
    let unsigned = words.strip_prefix(['+', '-']).unwrap_or(words);
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)]
        .iter()
        .find_map(|&(prefix, radix)| Some((unsigned.strip_prefix(prefix)?, radix)));
    let (digits, radix) = prefixed.unwrap_or((unsigned, 10));
    if is_zero_led(words) || digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let number: Option<Number> = if negative {
        i64::from_str_radix(&format!("-{digits}"), radix)
            .ok()
            .map(Into::into)
    } else {
        u64::from_str_radix(digits, radix).ok().map(Into::into)
    };
    Some(number.map_or(Value::Text, Value::Number))
}

/// A number with a fraction or an exponent. What is not finite is text, since JSON knows no such number.
fn float(words: &str) -> Option<Value> {
    let number = words.parse().ok().and_then(Number::from_f64);
    number.map(Value::Number)
}

/// Whether words are digits after a zero, as in `0777` and in many an identifier.
fn is_zero_led(words: &str) -> bool {
    let unsigned = words.strip_prefix(['+', '-']).unwrap_or(words);
    unsigned.len() > 1 && unsigned.starts_with('0') && unsigned.bytes().all(|byte| byte.is_ascii_digit())
}
