//! How each operation looks on the cloud's wire, from both ends: the proxy encodes requests and decodes answers, the
//! emulator decodes requests and encodes answers. Pure: no I/O, no clock, no signing.
//!
//! Both ends live side by side so that they are read together; what keeps them honest is the outside: the vendor's sample
//! JSON and the official SDK, in the tests.
//!
//! Answers are read tolerantly, because the cloud is odd (`cloud-api.md` sections 1.2, 2, 6): numbers come as strings,
//! `Total` means pages in two operations and records in another, lists come bare or wrapped, a PEM holds a literal `\n`.

mod answer;
mod operations;
mod parameters;
mod read;

pub use answer::{AnswerError, CloudError, read_answer, write_error};
pub use operations::with_device_secrets;
pub use parameters::{Pair, ParameterError, Parameters};
pub use read::DecodeError;

use serde_json::Value;
use signet_model::Operation;

/// The HTTP verb that the official SDK uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
}

impl Method {
    /// The verb as HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Where the parameters travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// In the URL's query; the body is empty.
    Query,
    /// In a form body.
    Form,
}

/// An operation's two ends on the wire.
pub trait Wire: Operation {
    /// The verb.
    const METHOD: Method;
    /// Where the parameters travel.
    const PLACEMENT: Placement = Placement::Query;

    /// The parameters, in the order of the operation's fields, named as the cloud names them.
    fn parameters(&self) -> Vec<Pair>;

    /// Reads the operation from decoded parameters (the emulator's end). Parameters that the operation does not know are
    /// ignored, as the cloud does; the rules between fields are for whoever asks, not for the cloud, and are not checked.
    ///
    /// # Errors
    /// The first parameter that is missing or breaks a rule.
    fn from_parameters(parameters: &Parameters) -> Result<Self, ParameterError>;

    /// Reads the cloud's answer (the proxy's end). A secret that was not asked for is not read.
    ///
    /// # Errors
    /// Which part of the answer is not as documented.
    fn decode(&self, answer: &Value) -> Result<Self::Output, DecodeError>;

    /// Writes the cloud's answer (the emulator's end).
    fn encode(output: &Self::Output) -> Value;
}
