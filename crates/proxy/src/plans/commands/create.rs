//! Making a plan, and sending its list.

use std::sync::Arc;

use serde_json::{Map, Value};
use signet_model::api::{AddItems, Added, ApiError, CreatePlan, ErrorCode, Plan, Tell};
use signet_model::identifiers::{GroupId, InstanceId, IotInstanceId};
use signet_model::plans::{Command, Selection, State};
use signet_model::{FieldError, Violation};

use super::{Commands, not_now};
use crate::asker::object;
use crate::plans::may::{self, Ids, Place};
use crate::plans::{Author, Head, Live, NewPlan, events};
use crate::service::{Refused, Target};

/// The most plans of one author that are not over.
const MOST_OPEN: usize = 100;

impl Commands<'_> {
    /// Makes a plan. What takes no list begins to walk at once; nothing acts.
    ///
    /// # Errors
    /// Its author may not do that there, has too many plans, or it cannot be recorded.
    pub(crate) async fn create(&self, asked: CreatePlan) -> Result<Plan, Refused> {
        let ids = ids(&asked)?;
        super::check_settings(asked.act, &asked.settings)?;
        let head = match self.admitted(&asked, &ids).await {
            Ok(target) => self.head(asked, &target),
            Err(refused) if super::is_refusal(refused.code) => {
                let about = asked_about(&asked);
                return Err(self.audited(events::CREATED, about, refused).await);
            }
            Err(refused) => return Err(refused),
        };
        let takes_list = head.selection.takes_list();
        let reason = head.reason.clone();
        let live = Arc::new(Live::new(head));
        let event = self.event(&live, events::CREATED, reason.as_deref());
        self.note(event.clone()).await?;
        if let Err(cause) = self.plans.keep(&live).await {
            return Err(self.not_kept(event, &cause).await);
        }
        if !takes_list {
            self.plans.select(Arc::clone(&live));
        }
        self.plans.shown(self.by, &live).await
    }

    /// Takes a slice of the list.
    ///
    /// # Errors
    /// Whoever asks may not, the plan takes no more of a list, or the slice cannot be one.
    pub(crate) async fn add(&self, slice: AddItems) -> Result<Added, Refused> {
        let live = self.find(&slice.id, events::FROZEN).await?;
        let _turn = live.turn().await;
        let takes_more = live.head(|head| {
            may::check_command(self.by, head, Command::Freeze)?;
            let takes_more = head.state == State::Selecting && !head.is_complete;
            if takes_more && head.selection.takes_list() {
                Ok(())
            } else {
                Err(not_taking(head))
            }
        });
        match takes_more {
            Ok(()) => self.plans.take(&live, slice).await,
            Err(refused) => Err(self.refused(&live, events::FROZEN, refused).await),
        }
    }

    /// Takes the list as complete: the plan walks, and is frozen then.
    ///
    /// # Errors
    /// Whoever asks may not, nothing was listed, or it cannot be kept.
    pub(crate) async fn freeze(&self, told: Tell) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::FROZEN).await?;
        let turn = live.turn().await;
        let done = self.freezing(&live).await;
        drop(turn);
        self.answer(&live, events::FROZEN, done).await
    }

    async fn freezing(&self, live: &Arc<Live>) -> Result<(), Refused> {
        self.allowed(live, Command::Freeze)?;
        let (takes_list, is_complete, listed) =
            live.head(|head| (head.selection.takes_list(), head.is_complete, head.listed));
        if is_complete {
            return Ok(());
        }
        if !takes_list {
            return Err(live.head(|head| not_now(head, Command::Freeze)));
        }
        if listed == 0 && live.head(|head| head.selection == Selection::List) {
            return Err(empty(live));
        }
        let before = live.change(|head| std::mem::replace(&mut head.is_complete, true));
        if let Err(cause) = self.plans.keep(live).await {
            live.change(|head| head.is_complete = before);
            return Err(crate::plans::failed(&cause));
        }
        self.plans.select(Arc::clone(live));
        Ok(())
    }

    /// Where the plan is, if its author may do that there.
    async fn admitted(&self, asked: &CreatePlan, ids: &Ids) -> Result<Arc<Target>, Refused> {
        let service = &self.plans.ports.service;
        let (what, effect) = (may::name(asked.act, Command::Freeze), asked.act.effect());
        let mut found = None;
        for scope in ids.scopes() {
            let actor = &self.by.actor;
            found = Some(service.place(actor, &what, effect, scope).await?);
        }
        let target = found.ok_or_else(|| {
            Box::new(ApiError::new(
                ErrorCode::Internal,
                "the plan is nowhere at all",
            ))
        })?;
        let reason = asked.reason.as_deref();
        self.plans.check_reason(asked.act, reason)?;
        let open = self.plans.open_of(&self.by.actor.budget);
        if open >= MOST_OPEN {
            let error = ApiError::new(
                ErrorCode::QuotaExceeded,
                format!("{open} plans of yours are not over, and there may be {MOST_OPEN}"),
            );
            return Err(Box::new(
                error.remedy("Cancel those that you do not need any more."),
            ));
        }
        Ok(target)
    }

    fn head(&self, asked: CreatePlan, target: &Target) -> Head {
        let (actor, ports) = (&self.by.actor, self.plans.ports.service.ports());
        let nonce = ports.nonces.next();
        let place = asked.instance_id.as_deref();
        let place = place.or(asked.iot_instance_id.as_deref());
        let title = asked.title.unwrap_or_else(|| {
            let act = asked.act.as_str().replace('_', " ");
            format!("{act} in {}", place.unwrap_or("the public IoT instance"))
        });
        Head::new(NewPlan {
            id: format!("pl-{}", &nonce[nonce.len().saturating_sub(10)..]),
            title,
            act: asked.act,
            account: target.account.name.clone(),
            region: target.region.clone(),
            instance_id: asked.instance_id,
            iot_instance_id: asked.iot_instance_id,
            author: Author::of(self.by),
            created_at: ports.clock.now(),
            reason: asked.reason.or_else(|| actor.reason.clone()),
            selection: asked.selection,
            settings: asked.settings,
        })
    }
}

/// A plan that is not made yet, by the fields that the audit log is searched by.
fn asked_about(asked: &CreatePlan) -> Map<String, Value> {
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    object([
        ("act", Some(asked.act.as_str().into())),
        ("instance_id", text(&asked.instance_id)),
        ("iot_instance_id", text(&asked.iot_instance_id)),
    ])
}

fn not_taking(head: &Head) -> Refused {
    let what = if head.selection.takes_list() {
        "its list is complete"
    } else {
        "its items are what the walk shows"
    };
    let error = ApiError::new(
        ErrorCode::PlanState,
        format!("plan {} takes no items: {what}", head.id),
    );
    Box::new(error.remedy("Make another plan with `selection` {\"kind\":\"list\"}."))
}

fn empty(live: &Live) -> Refused {
    let id = live.head(|head| head.id.clone());
    let error = ApiError::new(
        ErrorCode::PlanEmpty,
        format!("plan {id} was not frozen: nothing is in it"),
    );
    Box::new(error.remedy("Send its items by POST /api/plans/add, or cancel it."))
}

/// The identifiers of where a plan is to be.
fn ids(asked: &CreatePlan) -> Result<Ids, Refused> {
    let wrong = |field: &str| {
        let field = field.to_owned();
        move |violation: Violation| Box::new(ApiError::from(FieldError { field, violation }))
    };
    let (instance, iot_instance) = (&asked.instance_id, &asked.iot_instance_id);
    let place = Place::new(
        instance.as_deref(),
        iot_instance.as_deref(),
        &asked.selection,
    );
    let groups = place.groups().iter();
    let groups = groups.map(|group| GroupId::parse(group.as_str()));
    Ok(Ids {
        instance: instance
            .as_deref()
            .map(InstanceId::parse)
            .transpose()
            .map_err(wrong("instance_id"))?,
        iot_instance: iot_instance
            .as_deref()
            .map(IotInstanceId::parse)
            .transpose()
            .map_err(wrong("iot_instance_id"))?,
        groups: groups
            .collect::<Result<_, _>>()
            .map_err(wrong("selection.groups"))?,
    })
}
