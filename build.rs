//! Makes the shipped themes ready to be part of the program: its stylesheets and scripts travel without what is there for
//! those who read them, comments and white space. All other files, and every file of a site's own theme, stay as they are.

#![expect(clippy::disallowed_methods, reason = "a build script is an edge")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=themes");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?).join("themes");
    if out.exists() {
        // What was embedded before may have been taken out since.
        fs::remove_dir_all(&out)?;
    }
    embed(Path::new("themes"), &out)
}

/// Copies a folder, with small stylesheets and scripts.
fn embed(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        match path.extension().and_then(|ending| ending.to_str()) {
            _ if path.is_dir() => embed(&path, &to)?,
            Some("css") => {
                let css = fs::read_to_string(&path)?;
                fs::write(&to, minifier::css::minify(&css)?.to_string().trim())?;
            }
            Some("js") => fs::write(&to, script(&fs::read_to_string(&path)?))?,
            _ => drop(fs::copy(&path, &to)?),
        }
    }
    Ok(())
}

/// A script without its lines of comment and the white space at the ends of lines. Lines stay lines, so that it means the
/// same without being understood; no text of it may go over lines.
fn script(js: &str) -> String {
    let lines = js.lines().map(str::trim);
    let lines: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect();
    lines.join("\n")
}
