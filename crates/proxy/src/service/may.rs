//! Whether somebody's grants reach what an operation reaches into. The rule itself is [`signet_model::roles`]; here it meets the account, which is
//! known only once the instance is found, and the answer must not tell whether an instance is there that somebody may not see.
//!
//! So the rule is asked without the account first. Where no grant could reach that id in any account, nothing is looked up. Where a grant reaches
//! it in every account, the look-up may wait. Only grants that name an account need the place first, and then *unknown* and *in another account*
//! are one answer.

use std::slice;
use std::sync::Arc;

use signet_model::api::{ApiError, ErrorCode};
use signet_model::identifiers::ClientId;
use signet_model::operations::Scope;
use signet_model::roles::{self, Denied, Grant, Object, PUBLIC_IOT_INSTANCE, Role};
use signet_model::{Effect, Operation};

use super::{Actor, Priority, Refused, Service, Target};

/// In which account something is, as far as that is known.
#[derive(Clone, Copy)]
enum Account<'a> {
    /// Perhaps in the one that the grant is of.
    Perhaps,
    /// Nobody knows, so the grant must be of every account.
    Whichever,
    /// In this one.
    Named(&'a str),
}

impl Service {
    /// Whether the actor's grants allow the operation. Gives where it goes, where that had to be found out.
    ///
    /// # Errors
    /// `no_grant` or `role_required`; where only regions that do not answer could tell, their trouble.
    pub(super) async fn granted<O: Operation>(
        &self,
        actor: &Actor,
        operation: &O,
        priority: Priority,
    ) -> Result<Option<Arc<Target>>, Refused> {
        let (scope, effect) = (operation.scope(), operation.effect());
        self.reached(actor, O::NAME.as_str(), effect, scope, priority)
            .await
    }

    /// Whether the actor's grants reach into that with that effect. `what` is what is asked for, for people.
    ///
    /// # Errors
    /// As [`Self::granted`].
    async fn reached(
        &self,
        actor: &Actor,
        what: &str,
        effect: Effect,
        scope: Scope<'_>,
        priority: Priority,
    ) -> Result<Option<Arc<Target>>, Refused> {
        let allowed =
            |account: Account<'_>| missing(&actor.grants, effect, account, scope).is_none();
        if allowed(Account::Whichever) {
            return Ok(None);
        }
        let refused = || denied(actor, what, effect, scope);
        if !allowed(Account::Perhaps) {
            return Err(refused());
        }
        let found = match scope {
            Scope::Everything => return Ok(None),
            Scope::Iot(id) => self.locate_iot(id),
            Scope::Inside(id)
            | Scope::Instance(id)
            | Scope::Group(id, _)
            | Scope::Clients(id, _) => Box::pin(self.find(id, priority)).await,
        };
        match found {
            Ok(target) if allowed(Account::Named(&target.account.name)) => Ok(Some(target)),
            _ => Err(self
                .blind(|account| allowed(Account::Named(account)))
                .unwrap_or_else(refused)),
        }
    }

    /// Where something of the proxy's own goes that concerns a place in the cloud: a mark, an export.
    ///
    /// # Errors
    /// The actor's grants do not reach it, or there is no such place.
    pub async fn place(
        &self,
        actor: &Actor,
        what: &str,
        effect: Effect,
        scope: Scope<'_>,
    ) -> Result<Arc<Target>, Refused> {
        let priority = Priority::Interactive;
        let found = self.reached(actor, what, effect, scope, priority).await?;
        let target = self.destination(scope, found, priority).await?;
        target.ok_or_else(super::refusal::no_targets)
    }

    /// Where something is, whoever asks. Whether they may know is the caller's to see to.
    ///
    /// # Errors
    /// There is no such place, or it may not be used.
    pub(crate) async fn locate(&self, scope: Scope<'_>) -> Result<Arc<Target>, Refused> {
        let target = self.destination(scope, None, Priority::Interactive).await?;
        target.ok_or_else(super::refusal::no_targets)
    }

    /// Where it goes, looked up where that was not found out yet; `None` is everywhere.
    pub(super) async fn destination(
        &self,
        scope: Scope<'_>,
        found: Option<Arc<Target>>,
        priority: Priority,
    ) -> Result<Option<Arc<Target>>, Refused> {
        let target = match (scope, found) {
            (Scope::Everything, _) => return Ok(None),
            (Scope::Iot(_), Some(target)) => Ok(target),
            (Scope::Iot(id), None) => self.locate_iot(id),
            (
                Scope::Inside(id)
                | Scope::Instance(id)
                | Scope::Group(id, _)
                | Scope::Clients(id, _),
                found,
            ) => {
                let target = match found {
                    Some(target) => target,
                    None => self.find(id, priority).await?,
                };
                Self::usable(target, id)
            }
        };
        target.map(Some)
    }

    /// Whether somebody may read what is there, as far as it is known now in which account that is.
    #[must_use]
    pub fn shows(&self, grants: &[Grant], scope: Scope<'_>) -> bool {
        let known = match scope {
            Scope::Everything => None,
            Scope::Iot(id) => self.locate_iot(id).ok(),
            Scope::Inside(id)
            | Scope::Instance(id)
            | Scope::Group(id, _)
            | Scope::Clients(id, _) => self.known(id),
        };
        let account = known.as_deref().map_or(Account::Whichever, |target| {
            Account::Named(&target.account.name)
        });
        missing(grants, Effect::Read, account, scope).is_none()
    }
}

/// What of the scope no grant reaches; `None` where all of it is reached.
fn missing<'a>(
    grants: &[Grant],
    effect: Effect,
    account: Account<'_>,
    scope: Scope<'a>,
) -> Option<Object<'a>> {
    let reached = |object: Object<'_>| {
        grants.iter().any(|grant| {
            asked(grant, account, |grant, account| {
                roles::may(grant, effect, account, object).is_ok()
            })
        })
    };
    let unless_reached = |object: Object<'a>| (!reached(object)).then_some(object);
    match scope {
        Scope::Everything => {
            let some = grants.iter().any(|grant| grant.role.gives(effect));
            (!some).then_some(Object::Iot(None))
        }
        Scope::Inside(id) => {
            let sees = grants.iter().any(|grant| {
                asked(grant, account, |grant, account| {
                    roles::sees_instance(grant, account, id.as_str())
                })
            });
            (!sees || effect != Effect::Read)
                .then(|| unless_reached(Object::Instance(id.as_str())))
                .flatten()
        }
        Scope::Instance(id) => unless_reached(Object::Instance(id.as_str())),
        Scope::Group(id, group) => unless_reached(in_group(id.as_str(), group)),
        Scope::Clients(id, clients) => clients
            .iter()
            .find_map(|client| unless_reached(in_group(id.as_str(), ClientId::group(client)))),
        // Nobody gets at the public instance by the name that grants have for it.
        Scope::Iot(id) => unless_reached(Object::Iot(
            id.map(|id| id.as_str())
                .filter(|id| *id != PUBLIC_IOT_INSTANCE),
        )),
    }
}

fn asked(grant: &Grant, account: Account<'_>, rule: impl Fn(&[Grant], &str) -> bool) -> bool {
    let account = match account {
        Account::Perhaps => grant.account.as_deref().unwrap_or_default(),
        Account::Whichever if grant.account.is_some() => return false,
        Account::Whichever => "",
        Account::Named(name) => name,
    };
    rule(slice::from_ref(grant), account)
}

/// Something in a group; a client id that names none needs the whole instance.
fn in_group<'a>(instance: &'a str, group: Option<&'a str>) -> Object<'a> {
    match group {
        Some(group) => Object::Group { instance, group },
        None => Object::Instance(instance),
    }
}

fn denied(actor: &Actor, what: &str, effect: Effect, scope: Scope<'_>) -> Refused {
    let unreached = missing(&actor.grants, effect, Account::Whichever, scope);
    let place = match (scope, unreached) {
        (Scope::Everything, _) | (_, None) => "an instance".to_owned(),
        (_, Some(object)) => place(object),
    };
    refusal(&actor.grants, what, Role::for_effect(effect), &place)
}

/// Whether grants give an effect on something that is known to be there.
///
/// # Errors
/// `no_grant` or `role_required`. `what` is what is asked for, for people.
pub(crate) fn check(
    grants: &[Grant],
    what: &str,
    effect: Effect,
    account: &str,
    object: Object<'_>,
) -> Result<(), Refused> {
    roles::may(grants, effect, account, object)
        .map_err(|_| refusal(grants, what, Role::for_effect(effect), &place(object)))
}

/// What somebody is told who may not approve plans about something.
pub(crate) fn lacks_approver(grants: &[Grant], what: &str, object: Object<'_>) -> Refused {
    refusal(grants, what, Role::Approver, &place(object))
}

/// What is needed, on what, and who can give it.
fn refusal(grants: &[Grant], what: &str, role: Role, place: &str) -> Refused {
    let denied = if grants.is_empty() {
        Denied::NoGrant
    } else {
        Denied::Needs(role)
    };
    let role = role.as_str();
    let error = match denied {
        Denied::NoGrant => ApiError::new(
            ErrorCode::NoGrant,
            format!("{what} was refused: you have no grant at all, and nothing was sent"),
        ),
        Denied::Needs(_) => ApiError::new(
            ErrorCode::RoleRequired,
            format!(
                "{what} was refused: it needs the role {role} on {place}, which none of your grants gives, and nothing was sent"
            ),
        ),
    };
    Box::new(error.remedy(format!(
        "Ask an admin of this proxy to grant you {role} on {place}; GET /api/session shows the grants that you have."
    )))
}

/// An object for people.
fn place(object: Object<'_>) -> String {
    match object {
        Object::Instance(id) => format!("instance {id}"),
        Object::Group { instance, group } => format!("group {group} of instance {instance}"),
        Object::Iot(Some(id)) => format!("IoT instance {id}"),
        Object::Iot(None) => "the public IoT instance".to_owned(),
    }
}
