//! EDGE: `theme`: begin a theme of the site's own.

use super::init::create;
use super::{Exit, Global};
use anyhow::{Context, bail};
use clap::Subcommand;
use nevertwice::{path, project, theme};
use std::io::Write;

/// What `theme` is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to do
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Copy a shipped template into the site's theme, to change it there
    Copy(Copied),
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice theme copy postmortem.html
  nevertwice theme copy partials/cards.html --theme print

The copy belongs to the theme that site.yaml names, and replaces the shipped template in it. Delete it to return to that.")]
struct Copied {
    /// Template, such as postmortem.html or partials/cards.html
    template: String,
    /// Theme to copy it from [default: that of site.yaml]
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
}

/// Does what is asked in the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let What::Copy(copied) = &args.what;
    let root = project::here()?;
    let (_, settings, _) = project::settings(&root)?;
    let name = settings.theme.value.as_str();
    let text = match theme::shipped_template(copied.theme.as_deref(), name, &copied.template) {
        Ok(text) => text,
        Err(why) => bail!("{why}"),
    };
    let target = root
        .join("themes")
        .join(name)
        .join("templates")
        .join(&copied.template);
    let target = project::beside_user(&target);
    let shown = path::slashes(&target);
    if !create(&root, &target, text).with_context(|| format!("cannot write `{shown}`"))? {
        bail!("`{shown}` already exists: delete it first to begin anew");
    }
    if !global.quiet {
        writeln!(
            anstream::stdout(),
            "Copied to {shown}\nNext: change it, and see it with `nevertwice serve`"
        )?;
    }
    Ok(Exit::Clean)
}
