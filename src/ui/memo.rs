//! A value made from others, kept until it differs. Leptos' own `Memo` is in the bundle once for each type of value; this one is
//! there once.

use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::prelude::*;

/// A value made from others.
pub struct Held<T> {
    memo: Memo<Thing>,
    of: PhantomData<fn() -> T>,
}

/// A value without its type.
#[derive(Clone)]
struct Thing {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Thing {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

/// Makes a value from what it reads, and again whenever that changes. Who reads the value is told only when it differs.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    make: impl Fn() -> T + Send + Sync + 'static,
) -> Held<T> {
    let make = move || Thing {
        value: Arc::new(make()),
        same: same::<T>,
    };
    Held {
        memo: untyped(Box::new(make)),
        of: PhantomData,
    }
}

fn untyped(make: Box<dyn Fn() -> Thing + Send + Sync>) -> Memo<Thing> {
    Memo::new(move |_| make())
}

fn same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    one.downcast_ref::<T>() == other.downcast_ref::<T>()
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

impl<T: 'static> Held<T> {
    /// Looks at the value, and again whenever it differs.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(of_type(&self.memo.get()))
    }

    /// Looks at the value once.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(of_type(&self.memo.get_untracked()))
    }

    /// Looks at the value once, if its page is still there.
    pub fn try_with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        self.memo
            .try_get_untracked()
            .map(|thing| look(of_type(&thing)))
    }
}

impl<T: Clone + 'static> Held<T> {
    /// A copy of the value, and again whenever it differs.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: Clone + Send + Sync + 'static> From<Held<Option<T>>> for MaybeProp<T> {
    fn from(held: Held<Option<T>>) -> Self {
        Self::derive(move || held.get())
    }
}

fn of_type<T: 'static>(thing: &Thing) -> &T {
    thing
        .value
        .downcast_ref()
        .expect("`memo` puts in what `Held` takes out")
}

impl<T: Clone + Send + Sync + 'static> From<Held<T>> for Signal<T> {
    fn from(held: Held<T>) -> Self {
        Signal::derive(move || held.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
