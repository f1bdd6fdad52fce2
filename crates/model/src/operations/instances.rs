//! The instances of an account.

use serde::{Deserialize, Serialize};

use super::{Scope, operation};

operation! {
    /// Lists the instances of every configured account and region; the cloud gives all of them at once
    /// (`cloud-api.md` section 1.1).
    ListInstances -> Instances, |_this| Scope::Everything, {}
}

/// The answer of [`ListInstances`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instances {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The instances, in the cloud's order.
    pub instances: Vec<Instance>,
}

/// One ApsaraMQ for MQTT instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// Its id, `post-cn-…`.
    pub instance_id: String,
    /// The name that people gave it.
    pub name: String,
    /// What was bought.
    pub edition: Edition,
    /// Whether it serves.
    pub status: InstanceStatus,
    /// The region id, `cn-hangzhou`.
    pub region: String,
    /// The account of the configuration that it belongs to; the cloud does not know it, the proxy adds it.
    #[serde(default)]
    pub account: String,
}

macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A code that was not known when this was written.
            #[serde(other)]
            Unknown,
        }

        impl $name {
            /// Reads the cloud's number.
            #[must_use]
            pub const fn from_code(code: i64) -> Self {
                match code { $($code => Self::$variant,)* _ => Self::Unknown }
            }

            /// The cloud's number; `None` where it is not known.
            #[must_use]
            pub const fn code(self) -> Option<i64> {
                match self { $(Self::$variant => Some($code),)* Self::Unknown => None }
            }
        }
    };
}

coded! {
    /// `InstanceType` (`cloud-api.md` section 1.1).
    Edition {
        /// Basic Edition.
        Basic = 0,
        /// Enterprise Platinum Edition.
        Platinum = 1,
        /// Pay-as-you-go.
        PayAsYouGo = 2,
        /// Prepaid lite.
        PrepaidLite = 3,
        /// Professional Edition.
        Professional = 4,
        /// Serverless.
        Serverless = 5,
    }
}

coded! {
    /// `InstanceStatus` (`cloud-api.md` section 1.1).
    InstanceStatus {
        /// Being prepared.
        Preparing = 0,
        /// Not activated.
        NotActivated = 1,
        /// Payment is overdue.
        Overdue = 2,
        /// Overdue and expired.
        OverdueExpired = 3,
        /// In service.
        InService = 5,
        /// Being upgraded.
        Upgrading = 7,
        /// Released.
        Released = 10,
        /// Frozen.
        Frozen = 15,
    }
}

impl Edition {
    /// Whether certificate operations work. The Chinese pages say Platinum and Professional, English ones Platinum only
    /// (`cloud-api.md` headline 5), so an unknown edition is given the benefit of the doubt.
    #[must_use]
    pub const fn has_certificates(self) -> bool {
        matches!(self, Self::Platinum | Self::Professional | Self::Unknown)
    }
}
