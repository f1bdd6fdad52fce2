//! Who may do what: roles, the grants that give them, and the one function that decides.
//!
//! The cloud's RAM cannot grant listing without deregistering (`cloud-api.md` section 7), so this is the only real read-only there is.
//! The proxy decides by it and the dashboard disables by it; neither writes the rule again.

use serde::{Deserialize, Serialize};

use crate::effect::Effect;

/// What somebody may do in a place. Nothing is a part of anything else but what [`Role::gives`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Read.
    Viewer,
    /// Read, Create, Suspend, Resume.
    Operator,
    /// Every effect.
    Custodian,
    /// Approves plans and calls no operation.
    Approver,
    /// People and configuration; calls no operation.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Viewer,
        Self::Operator,
        Self::Custodian,
        Self::Approver,
        Self::Admin,
    ];

    /// The name used in JSON, configuration and records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Operator => "operator",
            Self::Custodian => "custodian",
            Self::Approver => "approver",
            Self::Admin => "admin",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// Whether the role includes the effect.
    #[must_use]
    pub const fn gives(self, effect: Effect) -> bool {
        match self {
            Self::Viewer => matches!(effect, Effect::Read),
            Self::Operator => !matches!(effect, Effect::Reveal | Effect::Destroy),
            Self::Custodian => true,
            Self::Approver | Self::Admin => false,
        }
    }

    /// The mildest role that includes the effect.
    #[must_use]
    pub const fn for_effect(effect: Effect) -> Self {
        match effect {
            Effect::Read => Self::Viewer,
            Effect::Create | Effect::Suspend | Effect::Resume => Self::Operator,
            Effect::Reveal | Effect::Destroy => Self::Custodian,
        }
    }
}

/// The name by which a grant covers the public IoT Platform instance, which has no id. Nothing else covers it.
pub const PUBLIC_IOT_INSTANCE: &str = "public";

/// A role in a place. What is absent limits nothing, with two exceptions: without `instance` and `iot_instance` a grant covers every
/// instance that has an id, and the public IoT instance is covered only where it is [named](PUBLIC_IOT_INSTANCE).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// The account of the configuration; every account where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// One ApsaraMQ for MQTT instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// One group of that instance. Gives nothing on certificates and CA certificates, which belong to no group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// One IoT Platform instance, or [`PUBLIC_IOT_INSTANCE`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iot_instance: Option<String>,
}

/// Why a grant cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantFlaw {
    /// `group` without `instance`.
    GroupWithoutInstance,
    /// `instance` and `iot_instance` at once.
    TwoPlaces,
    /// An admin is one everywhere.
    AdminWithPlace,
    /// A text is empty.
    Empty,
}

impl GrantFlaw {
    /// The field to blame and the rule that it breaks.
    #[must_use]
    pub const fn field_and_rule(self) -> (&'static str, &'static str) {
        match self {
            Self::GroupWithoutInstance => (
                "group",
                "a group is one of an instance: name the instance too",
            ),
            Self::TwoPlaces => (
                "iot_instance",
                "a grant covers an instance or an IoT instance, not both: make two grants",
            ),
            Self::AdminWithPlace => (
                "role",
                "admin is about people and configuration and has no account, instance or group",
            ),
            Self::Empty => ("grant", "an empty text names nothing: leave the field out"),
        }
    }
}

/// What a call touches, as grants see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object<'a> {
    /// A whole ApsaraMQ for MQTT instance, or something in it that belongs to no group.
    Instance(&'a str),
    /// One group of an instance, or something in it.
    Group {
        /// The instance.
        instance: &'a str,
        /// The group.
        group: &'a str,
    },
    /// One IoT Platform instance; the public one where `None`.
    Iot(Option<&'a str>),
}

/// Why something may not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// There is no grant at all.
    NoGrant,
    /// No grant reaches that object with that effect; the role is the mildest that would do.
    Needs(Role),
}

impl Grant {
    /// A role on everything that has an id.
    #[must_use]
    pub const fn everywhere(role: Role) -> Self {
        Self {
            role,
            account: None,
            instance: None,
            group: None,
            iot_instance: None,
        }
    }

    /// What whoever sits at this machine has where there is no sign-in: every role everywhere.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let public = Self {
            iot_instance: Some(PUBLIC_IOT_INSTANCE.to_owned()),
            ..Self::everywhere(Role::Custodian)
        };
        let mut grants: Vec<_> = [Role::Custodian, Role::Approver, Role::Admin]
            .map(Self::everywhere)
            .into();
        grants.push(public);
        grants
    }

    /// Checks the rules between the fields.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), GrantFlaw> {
        let places = [
            &self.account,
            &self.instance,
            &self.group,
            &self.iot_instance,
        ];
        if places.iter().any(|place| place.as_deref() == Some("")) {
            Err(GrantFlaw::Empty)
        } else if self.role == Role::Admin && places.iter().any(|place| place.is_some()) {
            Err(GrantFlaw::AdminWithPlace)
        } else if self.instance.is_some() && self.iot_instance.is_some() {
            Err(GrantFlaw::TwoPlaces)
        } else if self.group.is_some() && self.instance.is_none() {
            Err(GrantFlaw::GroupWithoutInstance)
        } else {
            Ok(())
        }
    }

    /// Whether the grant reaches the object, whatever its role.
    #[must_use]
    pub fn reaches(&self, account: &str, object: Object<'_>) -> bool {
        let named =
            |place: &Option<String>, name: &str| place.as_deref().is_none_or(|place| place == name);
        named(&self.account, account)
            && match object {
                Object::Instance(instance) => {
                    self.iot_instance.is_none()
                        && self.group.is_none()
                        && named(&self.instance, instance)
                }
                Object::Group { instance, group } => {
                    self.iot_instance.is_none()
                        && named(&self.instance, instance)
                        && named(&self.group, group)
                }
                Object::Iot(Some(id)) => self.instance.is_none() && named(&self.iot_instance, id),
                Object::Iot(None) => self.iot_instance.as_deref() == Some(PUBLIC_IOT_INSTANCE),
            }
    }

    /// Whether the other grant gives nothing that this one does not give.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let wider =
            |mine: &Option<String>, theirs: &Option<String>| mine.is_none() || mine == theirs;
        let role = self.role == other.role
            || match other.role {
                Role::Viewer => matches!(self.role, Role::Operator | Role::Custodian),
                Role::Operator => self.role == Role::Custodian,
                Role::Custodian | Role::Approver | Role::Admin => false,
            };
        let public = Some(PUBLIC_IOT_INSTANCE);
        role && wider(&self.account, &other.account)
            && wider(&self.instance, &other.instance)
            && wider(&self.group, &other.group)
            && wider(&self.iot_instance, &other.iot_instance)
            && (other.iot_instance.as_deref() != public || self.iot_instance.as_deref() == public)
    }
}

/// Whether somebody with these grants may have that effect on that object of an account. The one rule of the proxy and the dashboard.
///
/// # Errors
/// Which role would do.
pub fn may(
    grants: &[Grant],
    effect: Effect,
    account: &str,
    object: Object<'_>,
) -> Result<(), Denied> {
    if grants
        .iter()
        .any(|grant| grant.role.gives(effect) && grant.reaches(account, object))
    {
        Ok(())
    } else if grants.is_empty() {
        Err(Denied::NoGrant)
    } else {
        Err(Denied::Needs(Role::for_effect(effect)))
    }
}

/// Whether somebody with these grants may approve plans about that object of an account.
///
/// # Errors
/// Which role would do.
pub fn may_approve(grants: &[Grant], account: &str, object: Object<'_>) -> Result<(), Denied> {
    if grants
        .iter()
        .any(|grant| grant.role == Role::Approver && grant.reaches(account, object))
    {
        Ok(())
    } else if grants.is_empty() {
        Err(Denied::NoGrant)
    } else {
        Err(Denied::Needs(Role::Approver))
    }
}

/// Whether somebody with these grants is shown the instance in lists: whatever they may read is in it.
#[must_use]
pub fn sees_instance(grants: &[Grant], account: &str, instance: &str) -> bool {
    grants.iter().any(|grant| {
        let group = grant.group.as_deref();
        grant.role.gives(Effect::Read)
            && match group {
                Some(group) => grant.reaches(account, Object::Group { instance, group }),
                None => grant.reaches(account, Object::Instance(instance)),
            }
    })
}

/// Whether somebody with these grants decides about people and configuration.
#[must_use]
pub fn is_admin(grants: &[Grant]) -> bool {
    grants.iter().any(|grant| grant.role == Role::Admin)
}
