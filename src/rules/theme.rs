//! The theme can be read, and every page can be made by it.

use super::{Example, Judge, Rule};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};

/// `theme`
pub(super) static RULE: Rule = Rule {
    name: RuleName::Theme,
    summary: "the theme exists, its templates work, and its colours have enough contrast",
    requires: "the theme named in `site.yaml` exists; each of its templates can be parsed, uses only fields that \
               its pages provide, and is used; colours set in `theme_options` have enough contrast with `paper`, \
               the background",
    why: "A failing template stops the build, often on one page in a thousand: the one with the misspelled field. \
          An unused template is a change that nobody ever sees. Contrast follows WCAG 2.2: 4.5 for text, 3 for \
          graphics.",
    fix: "The finding gives the file, line and column, and the closest known name. `docs/themes.md` lists every \
          template and the fields that it can use.",
    bad: &[
        Example {
            path: "site.yaml",
            text: "theme: own\n",
        },
        Example {
            path: "themes/own/templates/page.html",
            text: "{% extends \"nevertwice/default/page.html\" %}\n{% block main %}<h1>{{ title </h1>{% endblock %}\n",
        },
    ],
    good: &[
        Example {
            path: "site.yaml",
            text: "theme: own\n",
        },
        Example {
            path: "themes/own/templates/page.html",
            text: "{% extends \"nevertwice/default/page.html\" %}\n{% block main %}<h1>{{ title }}</h1>{% endblock %}\n",
        },
    ],
    levels: &[
        (Profile::Archive, Level::Error),
        (Profile::Assignment, Level::Error),
    ],
    judge: Judge::Theme,
};
