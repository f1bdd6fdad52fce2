//! Several of a kind in one call.

use serde::{Serialize, Serializer};

use crate::violation::Violation;

/// One to `MOST` values, as many as one call may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Several<T, const MOST: usize>(Vec<T>);

impl<T, const MOST: usize> Several<T, MOST> {
    /// The most values that one call may name.
    pub const MOST: usize = MOST;

    /// Takes the values.
    ///
    /// # Errors
    /// [`Violation::Empty`] where there is none, [`Violation::TooManyItems`] where there are more than [`Self::MOST`].
    pub fn new(items: Vec<T>) -> Result<Self, Violation> {
        match items.len() {
            0 => Err(Violation::Empty),
            found if found > MOST => Err(Violation::TooManyItems { limit: MOST, found }),
            _ => Ok(Self(items)),
        }
    }

    /// The values, in the order they came.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

impl<T: Serialize, const MOST: usize> Serialize for Several<T, MOST> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
