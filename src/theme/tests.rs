use super::*;
use crate::config;
use crate::diagnostic::Level;
use crate::view::{Link, Meta, Page, Redirect};

fn user_theme(files: &[(&str, &str)]) -> UserTheme {
    let files = files.iter().map(|&(path, text)| ThemeFile {
        path: path.into(),
        bytes: text.into(),
    });
    UserTheme {
        files: files.collect(),
        names: vec!["acme".into()],
        logo: None,
    }
}

fn settings(text: &str) -> Settings {
    let (settings, problems) = config::read(&Source::new("site.yaml", text.as_bytes()));
    assert_eq!(problems, []);
    settings
}

fn acme(files: &[(&str, &str)]) -> (Theme, Vec<Diagnostic>) {
    Theme::new(&settings("theme: acme\n"), &user_theme(files))
}

/// Path, words pointed at, message and hint of each finding.
fn shown(theme: &Theme, problems: &[Diagnostic]) -> Vec<String> {
    let shown = problems.iter().map(|found| {
        let source = theme.source(&found.path);
        let words = source.as_ref().map_or("", |source| source.slice(found.span));
        let hint = found.hint.as_deref().unwrap_or_default();
        format!("{} `{words}`: {} ({hint})", found.path, found.message)
    });
    shown.collect()
}

fn render(theme: &Theme) -> Result<String, Box<Diagnostic>> {
    let link = Link {
        text: "A & B".into(),
        url: "postmortems/a/".into(),
    };
    let page = Page {
        title: "A".into(),
        description: String::new(),
        path: "postmortems/b/".into(),
        root: "../../".into(),
        canonical: None,
        nav: Vec::new(),
        crumbs: Vec::new(),
        feeds: Vec::new(),
        footer: None,
        meta: Meta::default(),
    };
    let site = SiteInfo {
        title: "Site".into(),
        description: String::new(),
        language: "en".into(),
        edition: "internal",
        count: 0,
        about: String::new(),
        as_of: None,
        severities: Vec::new(),
        feeds: Vec::new(),
        data: "postmortems.json",
        style: None,
        logo: None,
        options: serde_json::Map::new(),
        generator: "test",
    };
    theme.render(
        &View::Redirect(Box::new(Redirect { page, to: link })),
        &Shared::new(&site),
    )
}

#[test]
fn the_shipped_themes_are_sound() {
    for name in chain::shipped_names() {
        let (theme, problems) = Theme::new(&settings(&format!("theme: {name}\n")), &UserTheme::default());
        assert_eq!(problems, []);
        assert!(render(&theme).is_ok(), "{name}");
    }
}

#[test]
fn a_template_of_the_site_comes_first_and_may_extend_the_shipped_one() {
    let (theme, problems) = acme(&[
        (
            "templates/redirect.html",
            "{% include \"nevertwice/default/redirect.html\" %}<!-- {{ to.text }}, {{ site.title }} -->",
        ),
        ("assets/site.css", "body {}"),
    ]);
    assert_eq!(problems, []);
    let page = render(&theme).unwrap();
    assert!(page.starts_with("<!doctype html>"), "{page}");
    assert!(page.ends_with("<!-- A &amp; B, Site -->"), "{page}");
    assert_eq!(theme.asset("site.css"), Some(&b"body {}"[..]));
    assert!(theme.asset("site.js").is_some());
}

#[test]
fn all_broken_templates_are_told_of_in_one_run() {
    let (theme, problems) = acme(&[
        ("templates/404.html", "{% extends \"bas.html\" %}"),
        ("templates/archive.html", "{% extends \"archive.html\" %}"),
        ("templates/base.html", "<p>é\n{% if %}\n"),
        (
            "templates/facet.html",
            "{{ title | uper }} {{ title | lowr }} {% include \"row.html\" %}",
        ),
        (
            "templates/home.html",
            "{% extends \"nevertwice/default/home.html\" %}\n{% block mian %}{% endblock %}",
        ),
        ("templates/redirect.html", "{{ to.text }"),
    ]);
    insta::assert_snapshot!(shown(&theme, &problems).join("\n"), @r#"
    themes/acme/templates/base.html `%}`: found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(` (searched: themes/acme/templates/, then nevertwice/default/)
    themes/acme/templates/redirect.html `}`: found `}` but expected }} (searched: themes/acme/templates/, then nevertwice/default/)
    themes/acme/templates/404.html `"bas.html"`: template `bas.html` not found (did you mean `base.html`? searched: themes/acme/templates/, then nevertwice/default/)
    themes/acme/templates/archive.html `extends`: circular template: it extends or includes itself (the shipped template of this name is `nevertwice/default/archive.html`; searched: themes/acme/templates/, then nevertwice/default/)
    themes/acme/templates/facet.html `uper`: unknown filter `uper` (searched: themes/acme/templates/, then nevertwice/default/)
    themes/acme/templates/facet.html `lowr`: unknown filter `lowr` (searched: themes/acme/templates/, then nevertwice/default/)
    themes/acme/templates/facet.html `"row.html"`: template `row.html` not found (did you mean `partials/rows.html`? searched: themes/acme/templates/, then nevertwice/default/)
    "#);
    assert!(problems.iter().all(|found| found.level == Level::Error));
    assert!(render(&theme).is_ok(), "the shipped one stands in");
}

#[test]
fn a_block_that_no_parent_has_is_told_of() {
    let (theme, problems) = acme(&[(
        "templates/home.html",
        "{% extends \"nevertwice/default/home.html\" %}\n{% block mian %}{% endblock %}",
    )]);
    insta::assert_snapshot!(shown(&theme, &problems).join("\n"), @"themes/acme/templates/home.html `mian`: block `mian` is not defined in any parent template (searched: themes/acme/templates/, then nevertwice/default/)");
}

#[test]
fn a_template_that_asks_for_what_is_not_there_fails_with_its_place() {
    let (theme, problems) = acme(&[("templates/redirect.html", "ok\n\n{{ to.txet }} {{ too }}")]);
    assert_eq!(problems, []);
    let error = render(&theme).unwrap_err();
    insta::assert_snapshot!(shown(&theme, &[*error]).join("\n"), @"themes/acme/templates/redirect.html `txet`: field `txet` is not defined (did you mean `text`? searched: themes/acme/templates/, then nevertwice/default/)");
}

#[test]
fn a_template_that_is_not_utf8_is_named() {
    let mut own = user_theme(&[]);
    own.files.push(ThemeFile {
        path: "templates/home.html".into(),
        bytes: vec![0xff],
    });
    let (_, problems) = Theme::new(&settings("theme: acme"), &own);
    assert_eq!(problems[0].path, "themes/acme/templates/home.html");
    assert_eq!(problems[0].rule.name(), "unreadable-file");
}

#[test]
fn a_name_that_no_theme_has_is_told_of_with_the_nearest() {
    let shown = |text: &str| {
        let settings = settings(text);
        let (theme, problems) = Theme::new(
            &settings,
            &UserTheme {
                files: Vec::new(),
                ..user_theme(&[])
            },
        );
        assert!(render(&theme).is_ok());
        shown(&theme, &problems).join("\n")
    };
    insta::assert_snapshot!(shown("theme: acmee\n"), @"site.yaml ``: unknown theme `acmee` (did you mean `acme`? available: acme, default, print)");
    insta::assert_snapshot!(shown("theme: nowhere\n"), @"site.yaml ``: unknown theme `nowhere` (available: default, print, acme; or create your own in themes/nowhere/)");
    let over = UserTheme {
        files: Vec::new(),
        names: vec!["acme".into(), "default".into()],
        ..user_theme(&[])
    };
    let (_, problems) = Theme::new(&settings("theme: nowhere\n"), &over);
    let hint = problems[0].hint.clone().unwrap_or_default();
    assert!(hint.starts_with("available: default, print, acme;"), "{hint}");
    insta::assert_snapshot!(shown("theme: acme\n"), @"site.yaml ``: theme `acme` is empty: no files in themes/acme/ (available: default, print; or create your own in themes/acme/)");
}

#[test]
fn files_that_nothing_uses_are_told_of() {
    let (theme, problems) = acme(&[
        ("README.md", "about"),
        ("asset/site.css", ""),
        ("asset/site.js", ""),
        ("assets/a:b.css", ""),
        ("home.html", ""),
        ("templates/parts.html", ""),
        ("templates/page.html", "{% include 'parts.html' %}"),
        ("templates/postmortems.html", ""),
        ("templates/partials/pager.html", ""),
        ("templates/rows.html", ""),
        (
            "templates/words.html",
            "{% component word(text) %}{{ text }}{% endcomponent %}",
        ),
    ]);
    insta::assert_snapshot!(shown(&theme, &problems).join("\n"), @r"
    themes/acme/assets/a:b.css ``: this asset cannot be published: file names with `:` or `\` are not portable (rename the file)
    themes/acme/asset/site.css ``: unused file: the files of a theme belong in `templates/` or `assets/` (did you mean themes/acme/assets/site.css?)
    themes/acme/home.html ``: unused file: the files of a theme belong in `templates/` or `assets/` (did you mean themes/acme/templates/home.html?)
    themes/acme/templates/postmortems.html ``: unused template `postmortems.html` (did you mean `postmortem.html`?)
    themes/acme/templates/rows.html ``: unused template `rows.html` (did you mean `partials/rows.html`?)
    ");
}

#[test]
fn options_set_tokens_and_nothing_else() {
    let text = "theme_options:\n  colours:\n    link: rebeccapurple\n    ink: {dark: 'rgb(255 255 255)'}\n    \
                lnik: '#000'\n    ok: 'red; } body { display: none'\n    muted: #123456\n    alert: '#fee'\n  logo: \
                content/logo.svg\n  fotter: x\n  x-own: 1\n";
    let config = Source::new("site.yaml", text.as_bytes());
    let (settings, unread) = config::read(&config);
    assert_eq!(unread, []);
    let (theme, problems) = Theme::new(&settings, &UserTheme::default());
    let shown: Vec<String> = problems
        .iter()
        .map(|found| {
            let words = config.slice(found.span);
            let hint = found.hint.as_deref().unwrap_or_default();
            format!("{} `{words}`: {} ({hint})", found.level.name(), found.message)
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @"
    error `'red; } body { display: none'`: invalid colour `red; } body { display: none` (write it as `'#0a4f8f'`, rgb(…), hsl(…), oklch(…) or a CSS colour name)
    error `muted`: no colour for `muted` (quote colours that start with `#`: unquoted, YAML reads them as comments)
    warn `fotter`: unknown key `fotter` (did you mean `footer`?)
    warn `lnik`: unknown colour token `lnik` (did you mean `link`?)
    warn `link`: `link` has too little contrast with `paper` in the dark scheme: 2.1, but text needs 4.5 (use a lighter colour, or set both: `link: {light: …, dark: …}`)
    warn `alert`: `alert` has too little contrast with `paper` in the light scheme: 1.0, but text needs 4.5 (use a darker colour, or set both: `alert: {light: …, dark: …}`)
    error `content/logo.svg`: cannot use the logo `content/logo.svg`: no such file in content/ (use its path in the site, content/logo.svg, or in the theme, assets/logo.svg)
    ");
    insta::assert_snapshot!(theme.options().style.as_deref().unwrap(), @"
    :root {
      --link: light-dark(#663399, #663399);
      --ink: light-dark(#191b1f, #ffffff);
      --alert: light-dark(#ffeeee, #ffeeee);
    }
    ");
    assert_eq!(theme.options().json["x-own"], 1);
}

#[test]
fn colours_of_a_stylesheet_that_are_made_for_light_paper_alone_are_told() {
    let told = |css: &str| {
        let files = user_theme(&[("assets/own.css", css)]);
        let (_, problems) = Theme::new(&settings("theme: acme\n"), &files);
        let shown = problems
            .iter()
            .map(|found| format!("{}: {}", found.path, found.message));
        shown.collect::<Vec<_>>()
    };
    assert_eq!(
        told(":root { --link: #0a4f8f; }"),
        [
            "themes/acme/assets/own.css: `link` has too little contrast with `paper` in the dark scheme: 2.2, but text needs 4.5"
        ]
    );
    for fine in [
        ":root { --link: light-dark(#0a4f8f, #8cc0f4); }",
        ":root { --link: #0a4f8f; } @media (prefers-color-scheme: dark) { :root { --link: #8cc0f4; } }",
        ":root { --gap: 3rem; --rule: #dedad1; }",
    ] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
}

#[test]
fn options_that_no_template_of_an_own_theme_reads_are_told() {
    let settings = settings("theme: acme\ntheme_options: {fotter: x}\n");
    let (_, problems) = Theme::new(&settings, &user_theme(&[("assets/own.css", "a {}")]));
    let messages: Vec<&str> = problems.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(messages, ["unknown key `fotter`"]);
}

#[test]
fn a_shipped_template_is_copied_from_the_theme_that_has_it() {
    let copied = |from, own, name| shipped_template(from, own, name).map(|text| text.lines().next());
    let default = copied(None, "acme", "home.html");
    assert!(default.is_ok_and(|line| line.is_some()));
    assert_ne!(
        shipped_template(Some("print"), "acme", "partials/cards.html"),
        shipped_template(None, "acme", "partials/cards.html")
    );
    assert_eq!(
        shipped_template(Some("print"), "acme", "home.html"),
        shipped_template(None, "acme", "home.html")
    );
    let wrong = |from, name| shipped_template(from, "acme", name).unwrap_err();
    assert_eq!(
        wrong(None, "card.html"),
        "unknown template `card.html`: did you mean `partials/cards.html`?"
    );
    assert_eq!(
        wrong(Some("prnt"), "home.html"),
        "unknown theme `prnt`; available: default, print"
    );
}

#[test]
fn a_theme_of_the_site_may_have_options_of_its_own() {
    let settings = settings("theme: acme\ntheme_options: {wide: true, logo: assets/logo.svg}\n");
    let template =
        "{% extends \"nevertwice/default/404.html\" %}{% block main %}{{ site.options.wide }}{% endblock %}";
    let (theme, problems) = Theme::new(
        &settings,
        &user_theme(&[
            ("assets/logo.svg", "<svg viewBox='0 0 90 30'/>"),
            ("templates/404.html", template),
        ]),
    );
    assert_eq!(problems, []);
    assert_eq!(theme.options().json["wide"], true);
    assert_eq!(theme.options().logo.as_ref().unwrap().size, Some((90, 30)));
}
