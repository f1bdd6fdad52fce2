//! Values that are kept without anybody hearing of their changes.

use std::marker::PhantomData;

use ::leptos::prelude::{self as leptos, *};

use super::erased::{Erased, erase, shown, shown_mut};

/// A value that lives as long as the part of the page that made it.
pub struct StoredValue<T>(leptos::StoredValue<Erased>, PhantomData<fn() -> T>);

impl<T: Send + Sync + 'static> StoredValue<T> {
    /// Keeps `value`.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new(value: T) -> Self {
        Self(leptos::StoredValue::new(erase(value)), PhantomData)
    }

    /// A copy of the value.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Looks at the value.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn with_value<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.0.with_value(|value| look(shown(value)))
    }

    /// Puts `value` in the place of what was there; nothing happens if it is gone.
    pub fn set_value(self, value: T) {
        self.0.set_value(erase(value));
    }

    /// Changes what is there; nothing happens if it is gone.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.0.update_value(|value| change(shown_mut(value)));
    }

    /// Changes what is there and hands out what the change gives, if it is still there.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.0.try_update_value(|value| change(shown_mut(value)))
    }
}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}
