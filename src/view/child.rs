//! What may stand in an element.

use std::borrow::Cow;

use super::{Element, Make, keyed::Keyed};

/// Something to show.
pub enum Child {
    /// Nothing.
    Nothing,
    /// A text.
    Text(Cow<'static, str>),
    /// An element.
    Element(Element),
    /// Several, one after the other.
    Many(Vec<Self>),
    /// Rows that are known by a key.
    Keyed(Vec<Keyed>),
    /// What the closure makes of what it reads.
    Changing(Box<dyn Make<Self> + Send>),
}

/// A text that is written in the source.
pub fn text(text: &'static str) -> Child {
    Child::Text(Cow::Borrowed(text))
}

/// What may stand in an element.
pub trait IntoChild: Sized {
    /// As a child.
    fn into_child(self) -> Child;
}

impl IntoChild for Child {
    fn into_child(self) -> Child {
        self
    }
}

impl IntoChild for () {
    fn into_child(self) -> Child {
        Child::Nothing
    }
}

impl IntoChild for &'static str {
    fn into_child(self) -> Child {
        text(self)
    }
}

impl IntoChild for String {
    fn into_child(self) -> Child {
        Child::Text(Cow::Owned(self))
    }
}

impl<T: IntoChild> IntoChild for Option<T> {
    fn into_child(self) -> Child {
        self.map_or(Child::Nothing, IntoChild::into_child)
    }
}

impl<T: IntoChild> IntoChild for Vec<T> {
    fn into_child(self) -> Child {
        Child::Many(self.into_iter().map(IntoChild::into_child).collect())
    }
}

impl<T: IntoChild, const N: usize> IntoChild for [T; N] {
    fn into_child(self) -> Child {
        Child::Many(self.into_iter().map(IntoChild::into_child).collect())
    }
}

impl<F, T> IntoChild for F
where
    F: FnMut() -> T + Send + 'static,
    T: IntoChild,
{
    fn into_child(mut self) -> Child {
        Child::Changing(Box::new(move || self().into_child()))
    }
}
