//! Which part of a list is asked for.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::violation::Violation;

macro_rules! ranged {
    ($(#[$meta:meta])* $name:ident: $minimum:literal ..= $maximum:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// The least value.
            pub const MIN: Self = Self($minimum);
            /// The greatest value.
            pub const MAX: Self = Self($maximum);

            /// Takes a number that is in range.
            ///
            /// # Errors
            /// [`Violation::OutOfRange`] otherwise.
            pub fn new(value: i128) -> Result<Self, Violation> {
                match u32::try_from(value) {
                    Ok(value @ $minimum..=$maximum) => Ok(Self(value)),
                    _ => Err(Self::out_of_range(value.to_string())),
                }
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> u32 {
                self.0
            }

            pub(crate) fn out_of_range(found: String) -> Violation {
                Violation::OutOfRange { minimum: $minimum, maximum: $maximum, found }
            }
        }

        impl std::str::FromStr for $name {
            type Err = Violation;

            fn from_str(text: &str) -> Result<Self, Violation> {
                text.parse().map_or_else(|_| Err(Self::out_of_range(text.to_owned())), Self::new)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u32(self.0)
            }
        }
    };
}

ranged! {
    /// A page of a list, counted from 1. The cloud reads it as a Java `int`.
    PageNumber: 1..=2_147_483_647
}
ranged! {
    /// How many records a page may hold (`cloud-api.md` section 6).
    PageSize: 1..=100
}

ranged! {
    /// How many devices a page of [`QueryDevice`](crate::operations::QueryDevice) may hold (`cloud-api.md` section 2).
    IotPageSize: 1..=50
}

impl PageNumber {
    /// The page after this one; the last page has itself.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.0 < Self::MAX.0 {
            Self(self.0 + 1)
        } else {
            self
        }
    }
}
