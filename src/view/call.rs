//! Closures behind a pointer, without what `dyn FnMut` carries along.
//!
//! The table of a `dyn Fn` or `dyn FnMut` has an entry for `call_once` too, compiled for each closure and called by nobody: with 300
//! closures a sixteenth of the dashboard's code. A trait of our own has no such entry.

use leptos::ev::Event;

/// Makes a value, again and again.
pub trait Make<T> {
    /// The value now.
    fn make(&mut self) -> T;
}

impl<T, F: FnMut() -> T> Make<T> for F {
    fn make(&mut self) -> T {
        self()
    }
}

/// Hears of an event.
pub trait Hear {
    /// It happened.
    fn hear(&mut self, event: Event);
}

impl<F: FnMut(Event)> Hear for F {
    fn hear(&mut self, event: Event) {
        self(event);
    }
}
