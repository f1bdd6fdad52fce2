//! A property of a component that may be left out.

use super::{Held, Signal};

/// A property that may be left out, and whose value may come and go.
pub struct MaybeProp<T>(Option<Signal<Option<T>>>);

impl<T: Clone + Send + Sync + 'static> MaybeProp<T> {
    /// The value, if there is one now; whoever reads it here does so again when it changes.
    pub fn get(self) -> Option<T> {
        self.0.and_then(Signal::get)
    }

    /// The value as it is now, if there is one.
    pub fn get_untracked(self) -> Option<T> {
        self.0.and_then(Signal::get_untracked)
    }
}

impl<T> Default for MaybeProp<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Clone for MaybeProp<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for MaybeProp<T> {}

impl<T> From<Signal<Option<T>>> for MaybeProp<T> {
    fn from(signal: Signal<Option<T>>) -> Self {
        Self(Some(signal))
    }
}

impl<T> From<Held<Option<T>>> for MaybeProp<T> {
    fn from(memo: Held<Option<T>>) -> Self {
        Self(Some(memo.into()))
    }
}

impl<T: Clone + Send + Sync + 'static> From<Signal<T>> for MaybeProp<T> {
    fn from(signal: Signal<T>) -> Self {
        Self(Some(Signal::derive(move || Some(signal.get()))))
    }
}

impl<T: Send + Sync + 'static> From<Option<T>> for MaybeProp<T> {
    fn from(value: Option<T>) -> Self {
        Self(value.map(|value| Signal::stored(Some(value))))
    }
}

impl From<String> for MaybeProp<String> {
    fn from(value: String) -> Self {
        Some(value).into()
    }
}

impl From<&str> for MaybeProp<String> {
    fn from(value: &str) -> Self {
        Some(value.to_owned()).into()
    }
}
