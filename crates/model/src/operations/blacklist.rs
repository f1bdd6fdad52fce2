//! Clients that may not connect, whatever they sign in with. The cloud calls it custom auth.

use serde::{Deserialize, Serialize};

use super::{Done, Scope, operation};
use crate::identifiers::{ClientId, InstanceId, NextToken, PageSize, Reason};
use crate::timestamp::Timestamp;

operation! {
    /// Lists who is blacklisted, or looks one client id up. Walked by token only (`cloud-api.md` section 6).
    QueryCustomAuthConnectBlack -> Blacklist, |this| Scope::Group(&this.instance_id, this.client_id.as_ref().and_then(ClientId::group)), {
        /// The instance.
        instance_id: InstanceId,
        /// One client id; all where absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        client_id: Option<ClientId>,
        /// Entries on a page, 1 to 100.
        page_size: PageSize,
        /// The token that the page before gave; the first page has none.
        #[serde(skip_serializing_if = "Option::is_none")]
        next_token: Option<NextToken>,
    }
}

/// The answer of [`QueryCustomAuthConnectBlack`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blacklist {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The entries of this page.
    pub entries: Vec<BlacklistEntry>,
    /// The token for the next page; null on the last.
    pub next_token: Option<String>,
}

/// One entry of the list, which is a block only where it denies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlacklistEntry {
    /// The client id.
    pub client_id: String,
    /// What the entry does, in the cloud's word: `DENY` or `ALLOW`.
    pub effect: String,
    /// What it does that to, in the cloud's word: `CONNECT`.
    pub permit_action: String,
    /// Whether the client may not connect.
    pub blocked: bool,
    /// Who set it and why, where it was set through Signet; the cloud keeps neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<BlacklistNote>,
}

/// Who blacklisted a client, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlacklistNote {
    /// Who.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
    /// Why; null where no reason was given.
    pub reason: Option<String>,
}

operation! {
    /// Blacklists a client: it may not connect any more. Whether a live connection drops is not documented
    /// (`cloud-api.md` headline 6 names this as a way to cut it).
    AddCustomAuthConnectBlack -> Done, |this| Scope::Group(&this.instance_id, this.client_id.group()), {
        /// The instance.
        instance_id: InstanceId,
        /// The client id.
        client_id: ClientId,
        /// Why. Kept by Signet and never sent.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    }
}

operation! {
    /// Takes a client off the blacklist.
    DeleteCustomAuthConnectBlack -> Done, |this| Scope::Group(&this.instance_id, this.client_id.group()), {
        /// The instance.
        instance_id: InstanceId,
        /// The client id.
        client_id: ClientId,
    }
}
