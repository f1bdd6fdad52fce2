//! Reading an operation's fields from JSON, with an answer that names the field, the rule, the limit and what was found.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::identifiers::{
    CaName, ClientId, DeviceName, GroupId, InstanceId, IotClientId, IotId, IotInstanceId,
    IotPageSize, NewClientId, NewGroupId, NextToken, PageNumber, PageSize, Pem, ProductKey, Reason,
    SerialNumber, Several,
};
use crate::violation::{FieldError, Violation};

/// A JSON object whose fields are taken one by one.
#[derive(Debug)]
pub struct Fields(Map<String, Value>);

/// A value that a field may hold.
pub trait Field: Sized {
    /// The JSON type, for people and for the machine-readable list.
    const KIND: &'static str;
    /// Whether the field must be there.
    const REQUIRED: bool = true;

    /// Reads the value; `None` where the field is absent or null.
    ///
    /// # Errors
    /// The rule that it breaks.
    fn read(value: Option<&Value>) -> Result<Self, Violation>;
}

/// One field of an operation, for the machine-readable list.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FieldSpec {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its JSON type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Whether it must be there.
    pub required: bool,
}

impl Fields {
    /// Starts reading an object.
    #[must_use]
    pub const fn new(object: Map<String, Value>) -> Self {
        Self(object)
    }

    /// Takes the field `name`.
    ///
    /// # Errors
    /// The rule that its value breaks, or [`Violation::Missing`].
    pub fn take<F: Field>(&mut self, name: &str) -> Result<F, FieldError> {
        let value = self.0.remove(name).filter(|value| !value.is_null());
        F::read(value.as_ref()).map_err(|violation| FieldError {
            field: name.to_owned(),
            violation,
        })
    }

    /// Ends reading.
    ///
    /// # Errors
    /// [`Violation::UnknownField`] where a field was not taken: a misspelt optional field must not be ignored.
    pub fn finish(self) -> Result<(), FieldError> {
        match self.0.into_iter().next() {
            Some((field, _)) => Err(FieldError {
                field,
                violation: Violation::UnknownField,
            }),
            None => Ok(()),
        }
    }
}

impl<F: Field> Field for Option<F> {
    const KIND: &'static str = F::KIND;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        value.map(|value| F::read(Some(value))).transpose()
    }
}

macro_rules! text_field {
    ($($name:ident)*) => {$(
        impl Field for $name {
            const KIND: &'static str = "string";

            fn read(value: Option<&Value>) -> Result<Self, Violation> {
                match value {
                    None => Err(Violation::Missing),
                    Some(Value::String(text)) => Self::parse(text.as_str()),
                    Some(other) => Err(Violation::wrong_type("a string", other)),
                }
            }
        }
    )*};
}

macro_rules! number_field {
    ($($name:ident)*) => {$(
        impl Field for $name {
            const KIND: &'static str = "integer";

            fn read(value: Option<&Value>) -> Result<Self, Violation> {
                match value {
                    None => Err(Violation::Missing),
                    Some(Value::Number(number)) => match number.as_i128() {
                        Some(number) => Self::new(number),
                        None => Err(Self::out_of_range(number.to_string())),
                    },
                    Some(other) => Err(Violation::wrong_type("an integer", other)),
                }
            }
        }
    )*};
}

text_field! {
    CaName ClientId DeviceName GroupId InstanceId IotClientId IotId IotInstanceId NewClientId NewGroupId NextToken Pem
    ProductKey Reason SerialNumber
}
number_field! { IotPageSize PageNumber PageSize }

/// A switch that is off where it is absent.
impl Field for bool {
    const KIND: &'static str = "boolean";
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        match value {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(Violation::wrong_type("a boolean", other)),
        }
    }
}

impl<T: Field, const MOST: usize> Field for Several<T, MOST> {
    const KIND: &'static str = "array";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        let items = match value {
            None => return Err(Violation::Missing),
            Some(Value::Array(items)) => items,
            Some(other) => return Err(Violation::wrong_type("an array", other)),
        };
        if items.len() > MOST {
            return Err(Violation::TooManyItems {
                limit: MOST,
                found: items.len(),
            });
        }
        let read =
            |(index, item)| T::read(Some(item)).map_err(|violation| violation.of_item(index + 1));
        Self::new(
            items
                .iter()
                .enumerate()
                .map(read)
                .collect::<Result<_, _>>()?,
        )
    }
}
