//! The theme can be read, and every page can be made by it.

use super::{Example, Judge, Levels, Rule};
use crate::diagnostic::{Level, RuleName};

/// `theme`
pub(super) static RULE: Rule = Rule {
    name: RuleName::Theme,
    requires: "there is a theme of the name that `site.yaml` gives; its templates can be read, ask only for what their \
               pages have, and each is used; colours of `theme_options` can be read on the paper",
    why: "A template that fails stops the build, and often on one page of a thousand: the one with the field that the \
          template misspells. A template that nothing uses is a change that nobody sees. Contrast is that of WCAG 2.2: \
          4.5 for text, 3 for shapes.",
    fix: "The finding names file, line and column, and the nearest name. `docs/themes.md` lists every template and all \
          that it may use.",
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
    levels: Levels {
        archive: Some(Level::Error),
        assignment: Some(Level::Error),
    },
    judge: Judge::Theme,
};
