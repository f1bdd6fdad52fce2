//! Every call to the cloud as a value: one struct per operation, named as the cloud names it, all of them in one list.
//!
//! The proxy, the roles, the emulator, the API document and the coverage table come from this list; the exhaustive
//! matches over [`OperationName`] name what is missing when one is added.

mod blacklist;
mod ca_certificates;
mod client_ids;
mod credentials;
mod device_certificates;
mod devices;
mod groups;
mod instances;
mod sessions;
mod spec;

pub use blacklist::*;
pub use ca_certificates::*;
pub use client_ids::*;
pub use credentials::*;
pub use device_certificates::*;
pub use devices::*;
pub use groups::*;
pub use instances::*;
pub use sessions::*;
pub use spec::{Product, Quota, Spec};

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::effect::Effect;
use crate::fields::{FieldSpec, Fields};
use crate::identifiers::{ClientId, InstanceId, IotInstanceId};
use crate::violation::FieldError;

/// A call to the cloud, as a value.
pub trait Operation: Clone + Debug + PartialEq + Serialize + Send + Sync + 'static {
    /// What the cloud answers when it worked.
    type Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + 'static;

    /// Its name in the list.
    const NAME: OperationName;

    /// Its fields, for the machine-readable list.
    const FIELDS: &'static [FieldSpec];

    /// Reads the operation from the fields of a JSON object.
    ///
    /// # Errors
    /// The first field that breaks a rule, in the order of [`Self::FIELDS`], or a field that does not belong here.
    fn from_fields(fields: Fields) -> Result<Self, FieldError>;

    /// What it reaches into.
    fn scope(&self) -> Scope<'_>;

    /// What it does to the world, with these arguments.
    fn effect(&self) -> Effect {
        Self::NAME.spec().effect
    }

    /// The rules between fields, where there are any.
    ///
    /// # Errors
    /// The field to blame.
    fn check(&self) -> Result<(), FieldError> {
        Ok(())
    }
}

/// What an operation reaches into; grants, endpoints and the check that an instance exists go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// Every account and region that is configured.
    Everything,
    /// What is in one ApsaraMQ for MQTT instance, of which the answer shows what is granted.
    Inside(&'a InstanceId),
    /// One ApsaraMQ for MQTT instance.
    Instance(&'a InstanceId),
    /// One group of an instance; the whole instance where `None`, because a client id need not name a group.
    Group(&'a InstanceId, Option<&'a str>),
    /// Clients of an instance, of several groups perhaps.
    Clients(&'a InstanceId, &'a [ClientId]),
    /// One IoT Platform instance, or the public one.
    Iot(Option<&'a IotInstanceId>),
}

/// Hands the whole list, one name after the other, to the macro `$callback`.
#[macro_export]
macro_rules! every_operation {
    ($callback:ident) => {
        $callback! {
            ListInstances
            ListGroupId
            CreateGroupId
            DeleteGroupId
            ListDeviceCredentialClientId
            RegisterDeviceCredential
            GetDeviceCredential
            RefreshDeviceCredential
            UnRegisterDeviceCredential
            ListDeviceCertificate
            ListDeviceCertificateByCaSn
            GetDeviceCertificate
            ActiveDeviceCertificate
            InactivateDeviceCertificate
            DeleteDeviceCertificate
            ListCaCertificate
            GetCaCertificate
            GetRegisterCode
            RegisterCaCertificate
            ActiveCaCertificate
            InactivateCaCertificate
            DeleteCaCertificate
            QuerySessionByClientId
            BatchQuerySessionByClientIds
            CloseConnection
            QueryCustomAuthConnectBlack
            AddCustomAuthConnectBlack
            DeleteCustomAuthConnectBlack
            QueryClientIds
            DeleteClientIds
            TransformClientId
            QueryDevice
            QueryDeviceDetail
            BatchGetDeviceState
            DisableThing
            EnableThing
        }
    };
}

macro_rules! operation_names {
    ($($name:ident)*) => {
        /// The name of an operation, spelt as the cloud spells it.
        #[expect(missing_docs, reason = "each name is documented at the struct of the same name")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum OperationName { $($name),* }

        impl OperationName {
            /// Every operation.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name as the cloud spells it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }

            /// The fields of the operation.
            #[must_use]
            pub const fn fields(self) -> &'static [FieldSpec] {
                match self { $(Self::$name => <$name as Operation>::FIELDS),* }
            }

            /// Finds an operation by its exact name.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == name)
            }
        }
    };
}

every_operation!(operation_names);

impl std::fmt::Display for OperationName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Declares an operation: the struct, how it is read from JSON, and what it reaches into. A second block may hold `effect`
/// and `check` where they depend on the arguments.
macro_rules! operation {
    (
        $(#[$meta:meta])*
        $name:ident -> $output:ty, |$this:ident| $scope:expr, {
            $($(#[$field_meta:meta])* $field:ident: $kind:ty,)*
        } $({ $($more:item)* })?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $kind,)*
        }

        impl $crate::operations::Operation for $name {
            type Output = $output;

            const NAME: $crate::operations::OperationName = $crate::operations::OperationName::$name;

            const FIELDS: &'static [$crate::fields::FieldSpec] = &[$($crate::fields::FieldSpec {
                name: stringify!($field),
                kind: <$kind as $crate::fields::Field>::KIND,
                required: <$kind as $crate::fields::Field>::REQUIRED,
            }),*];

            #[allow(unused_mut, clippy::allow_attributes, reason = "an operation may have no fields")]
            fn from_fields(mut fields: $crate::fields::Fields) -> Result<Self, $crate::violation::FieldError> {
                let operation = Self { $($field: fields.take(stringify!($field))?,)* };
                fields.finish()?;
                operation.check()?;
                Ok(operation)
            }

            fn scope(&self) -> $crate::operations::Scope<'_> {
                let $this = self;
                $scope
            }

            $($($more)*)?
        }
    };
}

use operation;

/// The answer of an act that returns nothing but the fact that it was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Done {
    /// The cloud's RequestId, for a question to its support.
    pub request_id: String,
}
