//! Identifiers that parse once and stay right.
//!
//! The rules for things that *exist* are lenient, so that whatever the cloud lists can be opened and removed. What is to be
//! made has a type of its own, with the stricter rules for it.

mod new;
mod page;
mod pem;
mod several;

pub use new::{CaName, NewClientId, NewGroupId, Reason};
pub use page::{IotPageSize, PageNumber, PageSize};
pub use pem::Pem;
pub use several::Several;

use crate::violation::Violation;

macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident: $limit:literal, $rule:path) => {
        $crate::identifiers::identifier! { @ MAX_BYTES "The most bytes of UTF-8 that it may have." $(#[$meta])* $name: $limit, $rule }
    };
    ($(#[$meta:meta])* $name:ident: $limit:literal characters, $rule:path) => {
        $crate::identifiers::identifier! { @ MAX_CHARACTERS "The most characters that it may have." $(#[$meta])* $name: $limit, $rule }
    };
    (@ $constant:ident $says:literal $(#[$meta:meta])* $name:ident: $limit:literal, $rule:path) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            #[doc = $says]
            pub const $constant: usize = $limit;

            /// Reads it.
            ///
            /// # Errors
            /// Says which rule `text` breaks: empty, too long, or a character that is not allowed; a type for something new
            /// has more of them.
            pub fn parse(text: impl Into<String>) -> Result<Self, Violation> {
                let text = text.into();
                $rule(&text, $limit)?;
                Ok(Self(text))
            }

            /// The text of it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = Violation;

            fn from_str(text: &str) -> Result<Self, Violation> {
                Self::parse(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

use identifier;

identifier! {
    /// The serial number of a device or CA certificate: text, never a number, leading zeros kept; at most 128 *bytes*
    /// (`cloud-api.md` section 5).
    SerialNumber: 128, plain
}
identifier! {
    /// A client id that exists, usually `<GroupID>@@@<DeviceID>`. New ones have at most 64 characters of a small alphabet
    /// (`cloud-api.md` section 5); existing ones are taken as the cloud lists them.
    ClientId: 256, plain
}
identifier! {
    /// A group id that exists, `GID_…` or `GID-…`; new ones have 7 to 64 characters (`cloud-api.md` section 5).
    GroupId: 256, plain
}
identifier! {
    /// The id of an ApsaraMQ for MQTT instance, `post-cn-…` or `mqtt-cn-…`; opaque (`cloud-api.md` section 5).
    InstanceId: 64, letters_digits_hyphens
}
identifier! {
    /// The id of an IoT Platform device, 20 to 32 letters and digits in every sample; opaque.
    IotId: 128, letters_digits_hyphens
}
identifier! {
    /// The id of an IoT Platform instance, `iot-…`; the public instance has none.
    IotInstanceId: 64, letters_digits_hyphens
}
identifier! {
    /// The key of an IoT Platform product, 11 letters and digits in every sample; opaque.
    ProductKey: 64, letters_digits_hyphens
}
identifier! {
    /// The name of an IoT Platform device within its product.
    DeviceName: 128, plain
}
identifier! {
    /// A ClientID that an IoT Platform device registered with, as the cloud lists it (`cloud-api.md` section 2).
    IotClientId: 256, plain
}
identifier! {
    /// Where the cloud wants a walk to go on; opaque, valid for the list it came from.
    NextToken: 2048, plain
}

impl ClientId {
    /// The group and the device that the id names, where it has the usual form.
    #[must_use]
    pub fn parts(&self) -> Option<(&str, &str)> {
        self.0.split_once("@@@")
    }

    /// The group that the id names, where it has the usual form.
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        self.parts().map(|(group, _)| group)
    }
}

fn plain(text: &str, limit: usize) -> Result<(), Violation> {
    length(text, limit)?;
    match text
        .chars()
        .enumerate()
        .find(|(_, character)| character.is_control())
    {
        Some((index, found)) => Err(Violation::ControlCharacter {
            found,
            at: index + 1,
        }),
        None => Ok(()),
    }
}

fn letters_digits_hyphens(text: &str, limit: usize) -> Result<(), Violation> {
    plain(text, limit)?;
    let outside = |(_, character): &(usize, char)| {
        !character.is_ascii_alphanumeric() && !matches!(character, '-' | '_')
    };
    match text.chars().enumerate().find(outside) {
        Some((index, found)) => Err(Violation::ForbiddenCharacter {
            found,
            at: index + 1,
            allowed: "letters, digits, - and _",
        }),
        None => Ok(()),
    }
}

fn length(text: &str, limit: usize) -> Result<(), Violation> {
    match text.len() {
        0 => Err(Violation::Empty),
        found if found > limit => Err(Violation::TooManyBytes { limit, found }),
        _ => Ok(()),
    }
}
