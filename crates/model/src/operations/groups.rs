//! The groups of an instance. Credentials are listed per group.

use serde::{Deserialize, Serialize};

use super::{Done, Scope, operation};
use crate::identifiers::{GroupId, InstanceId, NewGroupId};
use crate::timestamp::Timestamp;

operation! {
    /// Lists every group of an instance at once; 10 calls/s (`cloud-api.md` section 1.1).
    ListGroupId -> Groups, |this| Scope::Inside(&this.instance_id), {
        /// The instance.
        instance_id: InstanceId,
    }
}

/// The answer of [`ListGroupId`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The groups, in the cloud's order.
    pub groups: Vec<Group>,
}

/// One group of clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its id, `GID_…` or `GID-…`.
    pub group_id: String,
    /// When it was made; null where the cloud does not tell.
    pub created_at: Option<Timestamp>,
}

operation! {
    /// Makes a group; its id can never be changed. 10 calls/s (`cloud-api.md` section 4.3).
    CreateGroupId -> Done, |this| Scope::Group(&this.instance_id, Some(this.group_id.as_str())), {
        /// The instance.
        instance_id: InstanceId,
        /// The group.
        group_id: NewGroupId,
    }
}

operation! {
    /// Deletes a group; 10 calls/s (`cloud-api.md` section 4.3). What becomes of its credentials is not documented.
    DeleteGroupId -> Done, |this| Scope::Group(&this.instance_id, Some(this.group_id.as_str())), {
        /// The instance.
        instance_id: InstanceId,
        /// The group.
        group_id: GroupId,
    }
}
