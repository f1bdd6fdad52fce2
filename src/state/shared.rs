//! What the parts of a page share, in one word.

use std::ops::Deref;

/// Values that many closures of a page need: each holds one word, where a copy of everything in every closure would be a
/// good part of what the browser loads. They are kept for good, a small block for each page that is opened: what lends plain
/// references cannot know when nobody holds one any more. Fifty mounts take no more of the memory than one does
/// (`e2e/tests/embedded.spec.ts`).
pub struct Shared<T: 'static>(&'static T);

impl<T> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self(Box::leak(Box::new(value)))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Shared<T> {}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0
    }
}
