//! Parameters of a request, decoded.

use std::fmt::Display;
use std::str::FromStr;

use signet_model::Violation;
use signet_model::identifiers::{
    ClientId, GroupId, InstanceId, IotId, IotInstanceId, NextToken, PageNumber, PageSize,
    SerialNumber,
};

/// The decoded parameters of a request, whatever place they came from.
#[derive(Clone, Debug, Default)]
pub struct Parameters(Vec<(String, String)>);

/// A parameter that is missing or breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{parameter} {violation}")]
pub struct ParameterError {
    /// The name as the cloud spells it.
    pub parameter: &'static str,
    /// The rule.
    pub violation: Violation,
}

/// A value that travels as one parameter.
pub(crate) trait Parameter: Sized {
    /// The text to send; `None` where the parameter is left out.
    fn write(&self) -> Option<String>;

    /// Reads the text that came; `None` where the parameter is absent or empty.
    fn read(text: Option<&str>) -> Result<Self, Violation>;
}

impl Parameters {
    /// Takes decoded names and values.
    #[must_use]
    pub const fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The value of a parameter; the first where it came twice.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn read<P: Parameter>(&self, parameter: &'static str) -> Result<P, ParameterError> {
        let text = self.get(parameter).filter(|text| !text.is_empty());
        P::read(text).map_err(|violation| ParameterError {
            parameter,
            violation,
        })
    }
}

impl<P: Parameter> Parameter for Option<P> {
    fn write(&self) -> Option<String> {
        self.as_ref().and_then(P::write)
    }

    fn read(text: Option<&str>) -> Result<Self, Violation> {
        text.map(|text| P::read(Some(text))).transpose()
    }
}

macro_rules! parameter {
    ($($name:ident)*) => {$(
        impl Parameter for $name {
            fn write(&self) -> Option<String> {
                Some(self.to_string())
            }

            fn read(text: Option<&str>) -> Result<Self, Violation> {
                parse(text)
            }
        }
    )*};
}

parameter! { ClientId GroupId InstanceId IotId IotInstanceId NextToken PageNumber PageSize SerialNumber }

fn parse<T: FromStr<Err = Violation> + Display>(text: Option<&str>) -> Result<T, Violation> {
    text.ok_or(Violation::Missing)?.parse()
}
