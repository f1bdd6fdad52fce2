//! Deregistering one credential: the question, the act, and what is read again after it.

use crate::prelude::*;
use signet_model::{
    Operation,
    identifiers::{ClientId, InstanceId},
    operations::UnRegisterDeviceCredential,
};
use signet_view::view;

use super::{Desk, key, page_of};
use crate::{
    components::{Act, ActDialog, paging::Shown, typed::ending},
    pages::acting::{Acting, use_acting},
    router::How,
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{ToastKind, effect, shown_text},
};

/// What is asked about: an id, and whether the list showed it when it was asked.
#[derive(Clone, PartialEq, Eq)]
struct Asked {
    instance: String,
    id: String,
    was_listed: bool,
}

/// Deregistering on this page.
pub(super) type Deregistration = Shared<DeregistrationParts>;

pub(super) struct DeregistrationParts {
    desk: Desk,
    acting: Acting,
    asked: RwSignal<Option<Asked>>,
    settling: StoredValue<bool>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
}

impl Deregistration {
    pub(super) fn of(desk: Desk) -> Self {
        let this = Self::new(DeregistrationParts {
            desk,
            acting: use_acting(),
            asked: RwSignal::new(None),
            settling: StoredValue::new(false),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
        });
        // The last id of the last page was deregistered: the page before it is the last now.
        effect(move || {
            let page = desk.list.answer().with(|answer| answer.map(page_of));
            if let Some(page) = page.filter(|_| this.settling.get_value()) {
                this.settling.set_value(false);
                if page.shown() == Shown::BeyondEnd {
                    desk.go(How::Replace, |place| place.page = (page.number - 1).max(1));
                }
            }
        });
        this
    }

    /// Why it may not be done; it may while absent.
    pub(super) fn refusal(self) -> Option<String> {
        self.desk.here.refusal(
            UnRegisterDeviceCredential::NAME.spec().effect,
            &self.text.shell(),
        )
    }

    /// Asks about an id.
    pub(super) fn ask(self, id: &str) {
        self.acting.reset();
        let was_listed = untrack(|| self.is_listed(id));
        let instance = self
            .desk
            .place
            .with_untracked(|place| place.instance.clone());
        self.asked.set(Some(Asked {
            instance,
            id: id.to_owned(),
            was_listed,
        }));
    }

    /// The question.
    pub(super) fn dialog(self) -> AnyView {
        view! {
            <ActDialog
                act=Signal::derive(move || self.act())
                alternative=Signal::stored(None)
                busy=self.acting.busy()
                problem=self.acting.problem()
                on_confirm=Callback::new(move |()| self.act_now())
                on_close=Callback::new(move |()| self.asked.set(None))
            />
        }
        .into_any()
    }

    fn is_listed(self, id: &str) -> bool {
        self.desk.list.answer().with(|answer| {
            answer.is_some_and(|answer| answer.value.client_ids.iter().any(|listed| listed == id))
        })
    }

    fn act(self) -> Option<Act> {
        let text = self.text;
        let Asked {
            instance,
            id,
            was_listed,
        } = self.asked.get()?;
        let left = was_listed && !self.is_listed(&id) && !self.acting.busy().get();
        let impossible = ClientId::parse(id.as_str())
            .err()
            .map(|violation| violation.to_string());
        Some(Act {
            title: text.credentials().deregister_title.to_owned(),
            place: self.desk.here.whereabouts(&instance),
            type_to_confirm: Some(
                ending(&id)
                    .unwrap_or(text.credentials().deregister_act)
                    .to_owned(),
            ),
            objects: vec![(text.credentials().client_id.to_owned(), id)],
            members: Vec::new(),
            consequences: [
                text.credentials().deregister_sign_in,
                text.credentials().deregister_final,
                text.dialogs().one_call,
            ]
            .map(str::to_owned)
            .to_vec(),
            warning: left.then(|| text.dialogs().changed.to_owned()),
            button: text.credentials().deregister_act.to_owned(),
            refused: impossible.or_else(|| self.refusal()),
        })
    }

    fn act_now(self) {
        let Some(Asked { instance, id, .. }) = self.asked.get_untracked() else {
            return;
        };
        let (Ok(instance_id), Ok(client_id)) = (
            InstanceId::parse(instance.as_str()),
            ClientId::parse(id.as_str()),
        ) else {
            return;
        };
        let text = self.text.credentials();
        let operation = UnRegisterDeviceCredential {
            instance_id,
            client_id,
        };
        self.acting.run(&operation, move || {
            self.toasts.say(
                ToastKind::Done,
                (text.deregistered)(&shown_text(&id)),
                Some(text.deregistered_detail.to_owned()),
            );
            self.asked.set(None);
            self.settling.set_value(true);
            if self
                .desk
                .place
                .try_with_untracked(|place| place.open.as_ref() == Some(&id))
                .unwrap_or(false)
            {
                self.desk.go(How::Replace, |place| place.open = None);
            }
            let group = id.split_once("@@@").map_or("", |(group, _)| group);
            self.refresh.invalidate(&key(&instance, group));
            let listed = self
                .desk
                .group
                .try_with_untracked(Clone::clone)
                .flatten()
                .unwrap_or_default();
            if listed != group {
                self.refresh.invalidate(&key(&instance, &listed));
            }
        });
    }
}
