//! A value whose type only its reader knows.

use std::any::Any;

/// A value of any type.
pub(super) type Erased = Box<dyn Any + Send + Sync>;

/// Hides the type of `value`.
pub(super) fn erase<T: Send + Sync + 'static>(value: T) -> Erased {
    Box::new(value)
}

/// What is inside. The reader's type is the writer's: both are said by the handle that holds the value.
pub(super) fn shown<T: 'static>(value: &Erased) -> &T {
    value.downcast_ref().unwrap_or_else(|| mixed_up())
}

/// What is inside, to be changed.
pub(super) fn shown_mut<T: 'static>(value: &mut Erased) -> &mut T {
    value.downcast_mut().unwrap_or_else(|| mixed_up())
}

/// Takes out what is inside.
pub(super) fn taken<T: 'static>(value: Erased) -> T {
    *value.downcast().unwrap_or_else(|_| mixed_up())
}

/// Whether the second value is another than the first.
pub(super) fn differs<T: PartialEq + 'static>(
    before: Option<&Erased>,
    now: Option<&Erased>,
) -> bool {
    before.map(shown::<T>) != now.map(shown::<T>)
}

#[cold]
#[inline(never)]
fn mixed_up() -> ! {
    unreachable!("a reactive value holds what its handle says")
}
