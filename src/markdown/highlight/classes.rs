//! From the scopes of syntaxes to a dozen classes. Operators and punctuation stay in the colour of the
//! text: colour means something or is absent.

use std::sync::LazyLock;
use syntect::parsing::{BasicScopeStackOp, Scope, ScopeStack};

/// What a run of code is. Its letter is the class in HTML and in `highlight.css`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing that has a colour.
    None,
    /// Keyword.
    Keyword,
    /// String.
    String,
    /// Comment.
    Comment,
    /// Number, true, false and other constants.
    Number,
    /// Function, command.
    Function,
    /// Type.
    Type,
    /// Variable of a shell or a configuration.
    Variable,
    /// Key, attribute, tag, option.
    Attribute,
    /// Line that was added.
    Inserted,
    /// Line that was removed; an error in a log.
    Deleted,
    /// What is about the code: a prompt, the head of a diff.
    Meta,
}

impl Class {
    pub(super) const fn start(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Keyword => "<span class=k>",
            Self::String => "<span class=s>",
            Self::Comment => "<span class=c>",
            Self::Number => "<span class=n>",
            Self::Function => "<span class=f>",
            Self::Type => "<span class=t>",
            Self::Variable => "<span class=v>",
            Self::Attribute => "<span class=a>",
            Self::Inserted => "<span class=i>",
            Self::Deleted => "<span class=d>",
            Self::Meta => "<span class=m>",
        }
    }

    /// The class of a scope; None where it says nothing, so that the scope around it counts.
    pub(super) fn of(scope: Scope) -> Option<Self> {
        RULES
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(scope))
            .map(|&(_, class)| class)
    }
}

/// The classes of a stack of scopes, innermost last.
#[derive(Debug, Default)]
pub(super) struct Classes(Vec<(Class, bool)>);

impl Classes {
    /// Those of the scopes at the beginning of a line.
    pub(super) fn of(scopes: &ScopeStack) -> Self {
        let mut classes = Self::default();
        for &scope in scopes.as_slice() {
            classes.change(&BasicScopeStackOp::Push(scope));
        }
        classes
    }

    /// That of the text here.
    pub(super) fn top(&self) -> Class {
        self.0.last().map_or(Class::None, |&(class, _)| class)
    }

    /// Follows a change of the stack.
    pub(super) fn change(&mut self, change: &BasicScopeStackOp) {
        match *change {
            BasicScopeStackOp::Push(scope) => {
                let (around, in_key) = self.0.last().copied().unwrap_or((Class::None, false));
                let class = match Class::of(scope) {
                    // The quotes of a key make no string of it.
                    Some(Class::String) if in_key => around,
                    class => class.unwrap_or(around),
                };
                let is_key = KEY.is_some_and(|key| key.is_prefix_of(scope));
                self.0.push((class, in_key || is_key));
            }
            BasicScopeStackOp::Pop => {
                self.0.pop();
            }
        }
    }
}

static KEY: LazyLock<Option<Scope>> = LazyLock::new(|| Scope::new("meta.mapping.key").ok());

static RULES: LazyLock<Vec<(Scope, Class)>> = LazyLock::new(|| {
    NAMES
        .iter()
        .filter_map(|&(name, class)| Some((Scope::new(name).ok()?, class)))
        .collect()
});

/// The first that fits counts.
const NAMES: &[(&str, Class)] = &[
    ("comment", Class::Comment),
    ("string", Class::String),
    ("constant.character", Class::String),
    ("constant", Class::Number),
    ("support.constant", Class::Number),
    ("keyword.operator", Class::None),
    ("keyword", Class::Keyword),
    ("storage.type.numeric", Class::Number),
    ("storage", Class::Keyword),
    ("variable.language", Class::Keyword),
    ("entity.name.function", Class::Function),
    ("support.function", Class::Function),
    ("support.macro", Class::Function),
    ("variable.function", Class::Function),
    ("meta.mapping.key", Class::Attribute),
    ("entity.name.tag", Class::Attribute),
    ("entity.name.section", Class::Attribute),
    ("entity.other.attribute-name", Class::Attribute),
    ("support.type.property-name", Class::Attribute),
    ("variable.annotation", Class::Attribute),
    ("variable.parameter.option", Class::Attribute),
    ("entity.name", Class::Type),
    ("entity.other.inherited-class", Class::Type),
    ("support.type", Class::Type),
    ("support.class", Class::Type),
    ("variable.other.readwrite.shell", Class::Variable),
    ("variable.other.readwrite.assignment.shell", Class::Variable),
    ("variable.other.nginx", Class::Variable),
    ("variable.other.php", Class::Variable),
    ("markup.inserted", Class::Inserted),
    ("markup.deleted", Class::Deleted),
    ("markup.error", Class::Deleted),
    ("markup.warning", Class::Number),
    ("markup.heading", Class::Keyword),
    ("markup.raw", Class::String),
    ("meta.diff.header", Class::Meta),
    ("meta.diff.range", Class::Meta),
];
