//! Parameters of a request, decoded.

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use signet_model::Violation;
use signet_model::identifiers::{
    CaName, ClientId, DeviceName, GroupId, InstanceId, IotClientId, IotId, IotInstanceId,
    IotPageSize, NewClientId, NewGroupId, NextToken, PageNumber, PageSize, Pem, ProductKey,
    SerialNumber, Several,
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

/// The name of a parameter and its value; the name of one of several has its number (`ClientIdList.2`).
pub type Pair = (Cow<'static, str>, String);

/// A value that travels as a parameter, or as several.
pub(crate) trait Parameter: Sized {
    /// Adds what is to be sent under `name`.
    fn write(&self, name: &'static str, pairs: &mut Vec<Pair>);

    /// Whether anything came under `name`. An empty text is nothing.
    fn came(parameters: &Parameters, name: &str) -> bool;

    /// Reads what came under `name`.
    fn read(parameters: &Parameters, name: &str) -> Result<Self, Violation>;
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
        P::read(self, parameter).map_err(|violation| ParameterError {
            parameter,
            violation,
        })
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|text| !text.is_empty())
    }

    /// The values of `name.1`, `name.2` and so on, by number; gaps are closed.
    fn numbered(&self, name: &str) -> Vec<&str> {
        let number = |known: &str| known.strip_prefix(name)?.strip_prefix('.')?.parse().ok();
        let mut found: Vec<(u32, &str)> = self
            .0
            .iter()
            .filter_map(|(known, value)| Some((number(known)?, value.as_str())))
            .collect();
        found.sort_by_key(|(number, _)| *number);
        found.into_iter().map(|(_, value)| value).collect()
    }
}

impl<P: Parameter> Parameter for Option<P> {
    fn write(&self, name: &'static str, pairs: &mut Vec<Pair>) {
        if let Some(value) = self {
            value.write(name, pairs);
        }
    }

    fn came(parameters: &Parameters, name: &str) -> bool {
        P::came(parameters, name)
    }

    fn read(parameters: &Parameters, name: &str) -> Result<Self, Violation> {
        P::came(parameters, name)
            .then(|| P::read(parameters, name))
            .transpose()
    }
}

impl<T: FromStr<Err = Violation> + Display, const MOST: usize> Parameter for Several<T, MOST> {
    fn write(&self, name: &'static str, pairs: &mut Vec<Pair>) {
        for (index, value) in self.as_slice().iter().enumerate() {
            pairs.push((format!("{name}.{}", index + 1).into(), value.to_string()));
        }
    }

    fn came(parameters: &Parameters, name: &str) -> bool {
        !parameters.numbered(name).is_empty()
    }

    fn read(parameters: &Parameters, name: &str) -> Result<Self, Violation> {
        let came = parameters.numbered(name);
        if came.is_empty() {
            return Err(Violation::Missing);
        }
        let item = |(index, text): (usize, &str)| {
            text.parse()
                .map_err(|violation: Violation| violation.of_item(index + 1))
        };
        let items: Result<_, _> = came.into_iter().enumerate().map(item).collect();
        Self::new(items?)
    }
}

macro_rules! parameter {
    ($($name:ident)*) => {$(
        impl Parameter for $name {
            fn write(&self, name: &'static str, pairs: &mut Vec<Pair>) {
                pairs.push((name.into(), self.to_string()));
            }

            fn came(parameters: &Parameters, name: &str) -> bool {
                parameters.text(name).is_some()
            }

            fn read(parameters: &Parameters, name: &str) -> Result<Self, Violation> {
                parameters.text(name).ok_or(Violation::Missing)?.parse()
            }
        }
    )*};
}

parameter! {
    CaName ClientId DeviceName GroupId InstanceId IotClientId IotId IotInstanceId IotPageSize NewClientId NewGroupId NextToken
    PageNumber PageSize Pem ProductKey SerialNumber
}
