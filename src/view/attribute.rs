//! What may stand as the value of an attribute.

use std::borrow::Cow;

use super::Make;
use crate::reactive::Signal;

/// The text of an attribute; the attribute is left out where there is none.
pub(super) type Text = Option<Cow<'static, str>>;

/// The value of an attribute.
pub enum Value {
    /// It stays as it is.
    Fixed(Text),
    /// It follows what the closure reads.
    Changing(Box<dyn Make<Text> + Send>),
}

/// What a changing value may be at one moment.
pub trait IntoText {
    /// As text, or nothing.
    fn into_text(self) -> Text;
}

impl IntoText for &'static str {
    fn into_text(self) -> Text {
        Some(Cow::Borrowed(self))
    }
}

impl IntoText for String {
    fn into_text(self) -> Text {
        Some(Cow::Owned(self))
    }
}

impl IntoText for bool {
    fn into_text(self) -> Text {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: IntoText> IntoText for Option<T> {
    fn into_text(self) -> Text {
        self.and_then(IntoText::into_text)
    }
}

/// What may stand as the value of an attribute.
pub trait IntoValue {
    /// As a value.
    fn into_value(self) -> Value;
}

macro_rules! fixed {
    ($($kind:ty),*) => {
        $(impl IntoValue for $kind {
            fn into_value(self) -> Value {
                Value::Fixed(self.into_text())
            }
        })*
    };
}

fixed!(
    &'static str,
    String,
    bool,
    Option<&'static str>,
    Option<String>
);

impl<F, T> IntoValue for F
where
    F: FnMut() -> T + Send + 'static,
    T: IntoText,
{
    fn into_value(mut self) -> Value {
        Value::Changing(Box::new(move || self().into_text()))
    }
}

impl IntoValue for Signal<String> {
    fn into_value(self) -> Value {
        Value::Changing(Box::new(move || Some(Cow::Owned(self.get()))))
    }
}
