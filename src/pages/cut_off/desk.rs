//! What the parts of the page share, and the work behind its button.

use crate::prelude::*;
use leptos::task::spawn_local;
use signet_model::identifiers::{ClientId, InstanceId, Reason, SerialNumber};

use super::{
    steps::{Plan, Step, Ticks, Went, bars, read},
    watch::{EVERY, Watch},
};
use crate::{
    api::{Api, Failure, use_api},
    pages::{
        here::{Here, use_here},
        protection::{Protection, use_protection},
    },
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{ToastKind, shown_text},
};

/// The device that is cut off, and all that is done about it.
pub(super) type Desk = Shared<Parts>;

pub(super) struct Parts {
    pub(super) here: Here,
    pub(super) instance_id: InstanceId,
    pub(super) client_id: ClientId,
    pub(super) protection: Protection,
    /// The steps since the button was pressed.
    pub(super) plan: RwSignal<Option<Plan>>,
    /// Its session since then.
    pub(super) watch: RwSignal<Option<Watch>>,
    /// Whether steps are being done.
    pub(super) busy: RwSignal<bool>,
    /// How often it was begun to watch: only the last goes on.
    watches: StoredValue<u32>,
    api: Api,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
}

/// What the button was pressed with.
#[derive(Clone)]
pub(super) struct Order {
    pub(super) reason: Option<Reason>,
    /// The CA's and its own serial number of the certificate to inactivate.
    pub(super) certificate: Option<(SerialNumber, SerialNumber)>,
    pub(super) deregister: bool,
}

impl Desk {
    pub(super) fn about(instance_id: InstanceId, client_id: ClientId) -> Self {
        Self::new(Parts {
            here: use_here(),
            instance_id,
            client_id,
            protection: use_protection(),
            plan: RwSignal::new(None),
            watch: RwSignal::new(None),
            busy: RwSignal::new(false),
            watches: StoredValue::new(0),
            api: use_api(),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
        })
    }

    /// Whether the page is there no more.
    fn is_left(self) -> bool {
        self.busy.try_with_untracked(|_| ()).is_none()
    }

    /// Does all steps, one after another, and then watches. What was begun is finished though the page is left.
    pub(super) fn cut_off(self, order: Order) {
        if self.busy.get_untracked() {
            return;
        }
        let instance = untrack(|| self.here.instance(self.instance_id.as_str()));
        let ticks = Ticks {
            inactivate: order.certificate.is_some(),
            deregister: order.deregister,
        };
        let before = self.plan.get_untracked();
        let mut plan = Plan::new(ticks, instance.as_ref(), before.as_ref());
        self.busy.set(true);
        self.watches.update_value(|watches| *watches += 1);
        self.watch.set(None);
        spawn_local(async move {
            while let Some(step) = plan.next() {
                plan.settle(step, Went::Doing);
                self.plan.set(Some(plan.clone()));
                let went = self.take(step, &order).await;
                plan.settle(step, went);
                self.plan.set(Some(plan.clone()));
            }
            self.busy.set(false);
            self.tell(&plan);
            if !self.is_left() {
                self.watch();
            }
        });
    }

    async fn take(self, step: Step, order: &Order) -> Went {
        let why = order.reason.as_ref().map_or("", Reason::as_str);
        let answer = match (step, &order.certificate) {
            // It keeps the reason among its own fields.
            (Step::Blacklist, _) => {
                // A look first: adding again would put this reason in the place of the one that is kept.
                if order.reason.is_none() && self.is_barred().await {
                    return Went::Already(js_sys::Date::now());
                }
                self.api.act(&self.blacklist(order.reason.clone()), "")
            }
            (Step::Close, _) => self.api.act(&self.close(), why),
            (Step::Inactivate, Some(certificate)) => {
                self.api.act(&self.inactivate(certificate), why)
            }
            (Step::Inactivate, None) => return Went::Elsewhere,
            (Step::Deregister, _) => self.api.act(&self.deregister(), why),
        };
        let went = read(step, answer.await, js_sys::Date::now());
        // What failed may be so all the same: somebody else may have done it, or the answer was lost.
        if step == Step::Blacklist && matches!(went, Went::Failed(_)) && self.is_barred().await {
            return Went::Already(js_sys::Date::now());
        }
        went
    }

    async fn is_barred(self) -> bool {
        let found = self.api.ask(&self.listed()).await;
        found.is_ok_and(|found| bars(&found.entries, self.client_id.as_str()))
    }

    /// Has every view read again what has changed; and says what failed to one who has left.
    fn tell(self, plan: &Plan) {
        let instance = self.instance_id.as_str();
        let group = self.client_id.parts().map_or("", |(group, _)| group);
        self.refresh.invalidate(&["blacklist/", instance].concat());
        if plan.went(Step::Deregister).is_some_and(Went::holds) {
            self.refresh
                .invalidate(&["credentials/", instance, "/", group].concat());
        }
        if plan.went(Step::Inactivate).is_some_and(Went::holds) {
            self.refresh
                .invalidate(&["certificates/", instance].concat());
        }
        let failed = plan
            .steps()
            .iter()
            .any(|(_, went)| matches!(went, Went::Failed(_)));
        if failed && self.is_left() {
            let text = self.text.cut_off();
            let title = (text.not_finished)(&shown_text(self.client_id.as_str()));
            self.toasts.say(
                ToastKind::Failed,
                title,
                Some(text.not_finished_detail.to_owned()),
            );
        }
    }

    /// Watches the session from now on.
    pub(super) fn watch(self) {
        self.watches.update_value(|watches| *watches += 1);
        self.watch.set(Some(Watch::begin(js_sys::Date::now())));
        self.look(self.watches.get_value());
    }

    /// Asks, and again a little after the answer.
    fn look(self, watch: u32) {
        let question = self.api.ask(&self.session());
        spawn_local(async move {
            let answer: Result<bool, Failure> = question.await.map(|session| session.online);
            if self.is_left() || self.watches.get_value() != watch {
                return;
            }
            let mut over = true;
            self.watch.update(|seen| {
                if let Some(seen) = seen {
                    seen.saw(answer, js_sys::Date::now());
                    over = seen.is_over();
                }
            });
            if !over {
                set_timeout(move || self.look_on(watch), EVERY);
            }
        });
    }

    fn look_on(self, watch: u32) {
        if !self.is_left() && self.watches.get_value() == watch {
            self.look(watch);
        }
    }
}
