//! Facts as plain values, for those who do not ask where they come from.

use super::Fact;

/// What a fact says, where it is known.
pub trait Known {
    /// What it is about.
    type Value;

    /// Its value.
    fn value(&self) -> Option<&Self::Value>;

    /// Whether it was concluded, and nobody stated it.
    fn is_inferred(&self) -> bool;

    /// Its text.
    fn text(&self) -> Option<&str>
    where
        Self::Value: AsRef<str>,
    {
        self.value().map(AsRef::as_ref)
    }

    /// Its list, empty where nothing is known.
    fn list<E>(&self) -> &[E]
    where
        Self::Value: AsRef<[E]>,
    {
        self.value().map_or(&[], AsRef::as_ref)
    }
}

impl<T> Known for Option<Fact<T>> {
    type Value = T;

    fn value(&self) -> Option<&T> {
        self.as_ref().map(|fact| &fact.value)
    }

    fn is_inferred(&self) -> bool {
        self.as_ref().is_some_and(Fact::is_inferred)
    }
}
