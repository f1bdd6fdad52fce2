//! What people tell plans. Each command asks, in this order: may the proxy do this at all, does a grant of theirs reach it, does the plan take it in
//! its state, and what else the command needs. It is written down before it counts.

mod before;
mod create;
mod deciding;
mod looking;
mod running;
mod secrets;
mod standing;

pub(crate) use looking::{Wanted, WantedItems};

use std::sync::Arc;

use serde_json::{Map, Value};
use signet_model::api::{ApiError, ErrorCode, Plan};
use signet_model::audit::Entry;
use signet_model::operations::Product;
use signet_model::plans::{Act, Command, Identity, Settings, State, Why};
use signet_model::{Effect, FieldError, OperationName, Quantity};
use signet_plans::lifecycle;
use tracing::error;

use super::secrets::is_recipient;
use super::{Head, Live, Plans, events, may};
use crate::asker::Asker;
use crate::service::Refused;

/// Plans, as somebody tells them something.
pub(crate) struct Commands<'a> {
    plans: &'a Arc<Plans>,
    by: &'a Asker,
}

/// A state and why.
type Stand = (State, Option<Why>);

impl Plans {
    /// Plans, as somebody tells them something.
    pub(crate) fn asked_by<'a>(self: &'a Arc<Self>, by: &'a Asker) -> Commands<'a> {
        Commands { plans: self, by }
    }

    /// The state in which a command would leave a plan, if somebody may give it. What only the one command asks for is not asked here.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn allowed(
        &self,
        by: &Asker,
        head: &Head,
        command: Command,
    ) -> Result<Stand, Refused> {
        if acts(head, command) {
            self.check_policy(head, command)?;
        }
        may::check_command(by, head, command)?;
        match command {
            Command::Approve => self.check_approver(by, head, head.hash.as_deref())?,
            Command::Reject => self.check_approver(by, head, None)?,
            Command::Undo if head.act.undone_by().is_none() => return Err(cannot_be_undone(head)),
            Command::HandOut if !head.act.makes_secrets() => return Err(makes_no_secrets(head)),
            _ => {}
        }
        lifecycle::tell(head.state, head.why, command).map_err(|_| not_now(head, command))
    }

    /// What the proxy was started to allow.
    fn check_policy(&self, head: &Head, command: Command) -> Result<(), Refused> {
        let product = match head.act.identity() {
            Identity::Client | Identity::Certificate => Product::OnsMqtt,
            Identity::Device => Product::Iot,
        };
        let (effect, operation) = if command == Command::HandOut {
            (Effect::Reveal, OperationName::GetDeviceCredential)
        } else {
            let act = head.act;
            let act = match command {
                Command::Undo => act.undone_by().unwrap_or(act),
                _ => act,
            };
            (act.effect(), act.operations()[0])
        };
        let policy = self.ports.service.policy();
        policy.check(product, effect, operation)
    }
}

/// Whether a command makes the plan act on the cloud, or shows secrets.
fn acts(head: &Head, command: Command) -> bool {
    match command {
        Command::Run | Command::Undo | Command::HandOut => true,
        Command::Resume => head.state != State::Selecting,
        _ => false,
    }
}

impl Commands<'_> {
    /// The plan of that id, where whoever asks may know of it. A plan that they may not know of is as if it were not there.
    ///
    /// # Errors
    /// `not_found`, or the store failed.
    pub(super) async fn find(&self, id: &str, what: &str) -> Result<Arc<Live>, Refused> {
        let found = self.plans.find(id).await;
        let live = found.map_err(|cause| super::failed(&cause))?;
        match live {
            Some(live) if live.head(|head| may::shows(self.by, head)) => Ok(live),
            Some(live) => {
                let about = live.head(events::about);
                Err(self.audited(what, about, not_found(id)).await)
            }
            None => Err(not_found(id)),
        }
    }

    /// The answer to a command: the plan as it is now, or the refusal, written down.
    async fn answer(
        &self,
        live: &Arc<Live>,
        what: &'static str,
        done: Result<(), Refused>,
    ) -> Result<Plan, Refused> {
        match done {
            Ok(()) => self.plans.shown(self.by, live).await,
            Err(refused) => Err(self.refused(live, what, refused).await),
        }
    }

    /// Writes down that a command to a plan was refused.
    async fn refused(&self, live: &Live, what: &str, refused: Refused) -> Refused {
        if !is_refusal(refused.code) {
            return refused;
        }
        let about = live.head(events::about);
        self.audited(what, about, refused).await
    }

    async fn audited(&self, what: &str, about: Map<String, Value>, refused: Refused) -> Refused {
        let service = &self.plans.ports.service;
        self.by.refused(service, what, about, refused).await
    }

    fn allowed(&self, live: &Live, command: Command) -> Result<Stand, Refused> {
        live.head(|head| self.plans.allowed(self.by, head, command))
    }

    /// An event about a plan, by whoever asks.
    fn event(&self, live: &Live, what: &str, reason: Option<&str>) -> Entry {
        let service = &self.plans.ports.service;
        let (about, account, region) = live.head(|head| {
            let (account, region) = (head.account.clone(), head.region.clone());
            (events::about(head), account, region)
        });
        Entry {
            account: Some(account),
            region: Some(region),
            reason: reason.map(str::to_owned),
            ..self.by.event(service, what, about)
        }
    }

    /// Writes down that something is done.
    ///
    /// # Errors
    /// `cannot_record`: then it must not be done.
    async fn note(&self, event: Entry) -> Result<(), Refused> {
        self.by.note(&self.plans.ports.service, event).await
    }

    /// Writes an event down, changes the plan and keeps it.
    ///
    /// # Errors
    /// It cannot be recorded or kept: then the plan is as it was.
    async fn change(
        &self,
        live: &Arc<Live>,
        event: Entry,
        change: impl FnOnce(&mut Head),
    ) -> Result<(), Refused> {
        self.note(event.clone()).await?;
        let before = live.change(|head| {
            let before = head.clone();
            change(head);
            before
        });
        match self.plans.keep(live).await {
            Ok(()) => Ok(()),
            Err(cause) => {
                live.change(|head| *head = before);
                Err(self.not_kept(event, &cause).await)
            }
        }
    }

    /// Something was written down and could not be done.
    async fn not_kept(&self, event: Entry, cause: &signet_store::StoreError) -> Refused {
        let service = &self.plans.ports.service;
        let _people = self.by.failed(service, event, cause).await;
        super::failed(cause)
    }

    /// What takes something out of service goes on even where it cannot be written down.
    async fn note_if_possible(&self, event: Entry) {
        let what = event.operation.clone();
        if self.note(event).await.is_err() {
            error!(
                operation = what,
                "it is done all the same: it stops something"
            );
        }
    }
}

/// Whether an error says no to whoever asks, so that it is written down. Errors about what they sent are not.
fn is_refusal(code: ErrorCode) -> bool {
    use ErrorCode::{
        ApprovalRequired, ChangesNotAllowed, NewlyGranted, NoGrant, OwnPlan, PlanChanged,
        PlanEmpty, PlanState, QuotaExceeded, ReadOnly, ReasonRequired, RoleRequired, SecretsGone,
        SignInAgain,
    };
    matches!(
        code,
        ApprovalRequired
            | ChangesNotAllowed
            | NewlyGranted
            | NoGrant
            | OwnPlan
            | PlanChanged
            | PlanEmpty
            | PlanState
            | QuotaExceeded
            | ReadOnly
            | ReasonRequired
            | RoleRequired
            | SecretsGone
            | SignInAgain
    )
}

fn not_found(id: &str) -> Refused {
    let mut error = ApiError::new(
        ErrorCode::NotFound,
        format!("there is no plan {}", id.escape_debug()),
    );
    error.field = Some("id".to_owned());
    Box::new(error.remedy("GET /api/plans lists the plans that you may see."))
}

/// The plan does not take that command in its state.
pub(super) fn not_now(head: &Head, command: Command) -> Refused {
    let state = head.state.as_str();
    let error = ApiError::new(
        ErrorCode::PlanState,
        format!(
            "plan {} is {state}, and takes no {} then",
            head.id,
            command.as_str().replace('_', "-")
        ),
    );
    Box::new(error.remedy(format!(
        "GET /api/plans/{} shows its state and the commands that it takes now.",
        head.id
    )))
}

fn cannot_be_undone(head: &Head) -> Refused {
    let act = head.act.as_str();
    let error = ApiError::new(
        ErrorCode::PlanState,
        format!("plan {} cannot be undone: nothing undoes {act}", head.id),
    );
    Box::new(error.remedy(
        "Undone can be blacklist, cut_off, lift, inactivate and activate; everything else is for good.",
    ))
}

fn makes_no_secrets(head: &Head) -> Refused {
    let act = head.act.as_str();
    Box::new(ApiError::new(
        ErrorCode::PlanState,
        format!(
            "plan {} has no secrets to hand out: {act} makes none",
            head.id
        ),
    ))
}

/// Checks how a plan with that act is to be run.
///
/// # Errors
/// The field to blame.
fn check_settings(act: Act, settings: &Settings) -> Result<(), Refused> {
    let broken = |error: FieldError| Box::new(ApiError::from(error));
    signet_plans::settings::check(act, settings).map_err(broken)?;
    match &settings.recipient {
        Some(recipient) if !is_recipient(recipient) => Err(no_recipient(recipient)),
        _ => Ok(()),
    }
}

fn no_recipient(found: &str) -> Refused {
    let mut error = ApiError::new(
        ErrorCode::InvalidField,
        "settings.recipient is no age public key",
    );
    error.field = Some("settings.recipient".to_owned());
    error.limit = Some(Quantity::Text("age1 and 58 more characters".to_owned()));
    error.found = Some(Quantity::Number(
        i64::try_from(found.chars().count()).unwrap_or(i64::MAX),
    ));
    Box::new(error.remedy(
        "Make a pair of keys with age-keygen, keep the private one, and send the public one, which begins with age1.",
    ))
}
