//! Values that are read, and read again when they change.

use std::{marker::PhantomData, sync::Arc};

use ::leptos::prelude::{self as leptos, *};

use super::{
    call::Compute,
    erased::{Erased, differs, erase, shown, shown_mut},
    source::Source,
};

/// A handle carries its type and no value of it.
type Of<T> = PhantomData<fn() -> T>;

/// A value that somebody writes.
pub struct RwSignal<T>(leptos::RwSignal<Erased>, Of<T>);

/// A value that somebody writes and that lives as long as somebody holds it.
pub struct ArcRwSignal<T>(leptos::ArcRwSignal<Erased>, Of<T>);

/// A value made from others, kept until it differs; see [`memo()`].
pub struct Held<T>(leptos::Memo<Erased>, Of<T>);

/// A value that is read, wherever it comes from.
pub struct Signal<T>(Source, Of<T>);

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// Starts with `value`.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new(value: T) -> Self {
        Self(Source::written(erase(value)), PhantomData)
    }

    /// Puts `value` in the place of what was there; nothing happens if the signal is gone.
    pub fn set(self, value: T) {
        write(self.0, &mut Some(erase(value)));
    }

    /// Changes what is there; nothing happens if the signal is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.0.update(|value| change(shown_mut(value)));
    }

    fn source(self) -> Source {
        Source::Written(self.0)
    }
}

#[inline(never)]
fn write(signal: leptos::RwSignal<Erased>, value: &mut Option<Erased>) {
    if let Some(value) = value.take() {
        signal.set(value);
    }
}

impl<T: Send + Sync + 'static> ArcRwSignal<T> {
    /// Starts with `value`.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new(value: T) -> Self {
        Self(leptos::ArcRwSignal::new(erase(value)), PhantomData)
    }

    /// Changes what is there.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        self.0.update(|value| change(shown_mut(value)));
    }
}

impl<T> Held<T> {
    fn source(self) -> Source {
        Source::Kept(self.0)
    }
}

/// Makes a value from what it reads, and again whenever that changes. Who reads the value is told only when it differs.
#[cfg_attr(debug_assertions, track_caller)]
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    make: impl Fn() -> T + Send + Sync + 'static,
) -> Held<T> {
    Held(
        held(Box::new(move || erase(make())), differs::<T>),
        PhantomData,
    )
}

#[cfg_attr(debug_assertions, track_caller)]
fn held(
    make: Box<dyn Compute + Send + Sync>,
    differs: fn(Option<&Erased>, Option<&Erased>) -> bool,
) -> leptos::Memo<Erased> {
    leptos::Memo::new_with_compare(move |_| make.compute(), differs)
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// Computes the value whenever it is read.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn derive(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(
            Source::derived(Arc::new(move || erase(derive()))),
            PhantomData,
        )
    }

    /// A value that stays as it is.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn stored(value: T) -> Self {
        RwSignal::new(value).into()
    }
}

impl<T> Signal<T> {
    fn source(self) -> Source {
        self.0
    }
}

macro_rules! readable {
    ($($signal:ident),*) => {
        $(
            impl<T> Clone for $signal<T> {
                fn clone(&self) -> Self {
                    *self
                }
            }

            impl<T> Copy for $signal<T> {}

            impl<T: Send + Sync + 'static> $signal<T> {
                /// A copy of the value; whoever reads it here does so again when it changes.
                #[cfg_attr(debug_assertions, track_caller)]
                pub fn get(self) -> T
                where
                    T: Clone,
                {
                    self.with(T::clone)
                }

                /// A copy of the value as it is now.
                #[cfg_attr(debug_assertions, track_caller)]
                pub fn get_untracked(self) -> T
                where
                    T: Clone,
                {
                    self.with_untracked(T::clone)
                }

                /// Looks at the value, and again when it changes.
                #[cfg_attr(debug_assertions, track_caller)]
                pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
                    there(look_at(self.source(), true, look))
                }

                /// Looks at the value as it is now.
                #[cfg_attr(debug_assertions, track_caller)]
                pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
                    there(look_at(self.source(), false, look))
                }

                /// Looks at the value as it is now, if it is still there.
                pub fn try_with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
                    look_at(self.source(), false, look)
                }

                /// Whoever calls this runs again when the value changes.
                pub fn track(self) {
                    self.source().look(true, &mut |_: &Erased| ());
                }
            }
        )*
    };
}

readable!(RwSignal, Held, Signal);

fn look_at<T: 'static, R>(source: Source, tracked: bool, look: impl FnOnce(&T) -> R) -> Option<R> {
    let (mut look, mut seen) = (Some(look), None);
    source.look(tracked, &mut |value: &Erased| {
        seen = look.take().map(|look| look(shown(value)));
    });
    seen
}

#[cfg_attr(debug_assertions, track_caller)]
fn there<R>(seen: Option<R>) -> R {
    match seen {
        Some(seen) => seen,
        None => panic!("a signal was read after the part of the page that owns it was gone"),
    }
}

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self(Source::Written(signal.0), PhantomData)
    }
}

impl<T> From<ArcRwSignal<T>> for Signal<T> {
    fn from(signal: ArcRwSignal<T>) -> Self {
        Self(Source::Written(signal.0.into()), PhantomData)
    }
}

impl<T> From<Held<T>> for Signal<T> {
    fn from(memo: Held<T>) -> Self {
        Self(memo.source(), PhantomData)
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&str> for Signal<String> {
    fn from(value: &str) -> Self {
        Self::stored(value.to_owned())
    }
}

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T> Clone for ArcRwSignal<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;

    use crate::reactive::{RwSignal, StoredValue, memo};

    #[test]
    fn it_follows_what_it_reads_and_tells_only_of_differences() {
        Owner::new().with(|| {
            let number = RwSignal::new(1);
            let big = memo(move || number.get() > 10);
            let told = StoredValue::new(0);
            let words = memo(move || {
                told.update_value(|told| *told += 1);
                if big.get() { "big" } else { "small" }
            });
            assert_eq!(words.get(), "small");
            number.set(2);
            assert_eq!((words.get(), told.get_value()), ("small", 1));
            number.set(20);
            assert_eq!((words.get_untracked(), told.get_value()), ("big", 2));
            assert_eq!(words.try_with_untracked(|word| word.len()), Some(3));
        });
    }
}
