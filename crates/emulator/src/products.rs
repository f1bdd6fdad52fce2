//! The products behind the gateway: each operation, answered from the state.

mod authorities;
mod blacklist;
mod certificates;
mod client_ids;
mod complete;
mod credentials;
mod devices;
mod groups;
mod instances;
mod invalid;
mod paging;
mod sessions;

use serde_json::Value;
use signet_model::operations::OperationName;
use signet_model::{Timestamp, every_operation};
use signet_wire::{Method, Parameters, Wire};

pub(crate) use complete::complete;

use crate::refusal::Refusal;
use crate::rules::Rules;
use crate::world::World;
use invalid::invalid;

/// Where an operation is carried out.
pub(crate) struct Desk<'a> {
    pub(crate) world: &'a mut World,
    pub(crate) rules: &'a Rules,
    pub(crate) now: Timestamp,
    pub(crate) request_id: &'a str,
}

/// What came of a call.
pub(crate) struct Carried {
    /// The body of the answer.
    pub(crate) answer: Value,
    /// The fields of the operation, where it changed something or might have.
    pub(crate) act: Option<Value>,
}

/// An operation that the emulator can carry out.
trait Carry: Wire {
    /// Carries it out.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Self::Output, Refusal>;

    /// Writes the answer, with what the shared output leaves out on purpose.
    fn answer(&self, output: &Self::Output, _desk: &Desk<'_>) -> Value {
        Self::encode(output)
    }
}

/// Finds the operation that an action and a version name, if the verb is one that it takes (`cloud-api.md` section 1).
pub(crate) fn find(
    action: &str,
    version: &str,
    method: &http::Method,
) -> Result<OperationName, Refusal> {
    OperationName::find(action)
        .filter(|operation| {
            operation.spec().product.version() == version && takes(*operation, method)
        })
        .ok_or_else(|| Refusal::of("InvalidAction.NotFound"))
}

/// `GET` and `POST` are both taken, but for those that are documented with one of them.
fn takes(operation: OperationName, method: &http::Method) -> bool {
    use OperationName as Name;
    match operation {
        Name::RegisterDeviceCredential
        | Name::GetDeviceCredential
        | Name::RefreshDeviceCredential
        | Name::UnRegisterDeviceCredential
        | Name::CreateGroupId
        | Name::DeleteGroupId
        | Name::CloseConnection
        | Name::AddCustomAuthConnectBlack
        | Name::DeleteCustomAuthConnectBlack => method == http::Method::POST,
        _ if verb(operation) == Method::Get => method == http::Method::GET,
        _ => method == http::Method::GET || method == http::Method::POST,
    }
}

macro_rules! dispatch {
    ($($name:ident)*) => {
        fn verb(operation: OperationName) -> Method {
            match operation { $(OperationName::$name => <signet_model::operations::$name as Wire>::METHOD),* }
        }

        /// Carries out an operation with these parameters.
        pub(crate) fn carry(operation: OperationName, parameters: &Parameters, desk: &mut Desk<'_>) -> Result<Carried, Refusal> {
            match operation { $(OperationName::$name => run::<signet_model::operations::$name>(parameters, desk)),* }
        }
    };
}

every_operation!(dispatch);

fn run<O: Carry>(parameters: &Parameters, desk: &mut Desk<'_>) -> Result<Carried, Refusal> {
    let operation = O::from_parameters(parameters).map_err(|error| invalid(O::NAME, &error))?;
    let output = operation.carry(desk)?;
    let act = (!operation.effect().leaves_no_trace())
        .then(|| serde_json::to_value(&operation).unwrap_or_default());
    Ok(Carried {
        answer: operation.answer(&output, desk),
        act,
    })
}
