//! Deleting all ClientIDs of a device: the question names them as they are now, because the cloud deletes whatever is there.

use crate::prelude::*;
use signet_model::{
    OperationName,
    operations::{DeleteClientIds, QueryClientIds},
};
use signet_view::view;

use super::{Desk, key};
use crate::{
    components::{Act, ActDialog, Call, Whereabouts, typed::ending},
    pages::acting::{Acting, use_acting},
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Format, Text, use_format, use_text},
    ui::{ToastKind, shown_text},
};

/// Deleting on this page.
pub(super) type Deletion = Shared<DeletionParts>;

pub(super) struct DeletionParts {
    desk: Desk,
    acting: Acting,
    asked: RwSignal<bool>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
    format: Format,
}

impl Deletion {
    pub(super) fn of(desk: Desk) -> Self {
        Self::new(DeletionParts {
            desk,
            acting: use_acting(),
            asked: RwSignal::new(false),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
            format: use_format(),
        })
    }

    /// Why it may not be done; it may while absent.
    pub(super) fn refusal(self) -> Option<String> {
        let refused = self.desk.here.refusal(
            OperationName::DeleteClientIds.spec().effect,
            &self.text.shell(),
        );
        let empty = self
            .desk
            .ids
            .answer()
            .with(|answer| answer.is_none_or(|answer| answer.value.client_ids.is_empty()));
        refused.or_else(|| empty.then(|| self.text.client_ids().nothing_to_delete.to_owned()))
    }

    /// Asks, and reads what is there now.
    pub(super) fn ask(self) {
        self.acting.reset();
        self.asked.set(true);
        self.desk.ids.again();
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
                on_close=Callback::new(move |()| self.asked.set(false))
            />
        }
        .into_any()
    }

    fn act(self) -> Option<Act> {
        if !self.asked.get() {
            return None;
        }
        let text = self.text.client_ids();
        let (question, members) = self.desk.ids.answer().with(|answer| {
            let answer = answer?;
            let members = answer
                .value
                .client_ids
                .iter()
                .map(|client| client.client_id.clone())
                .collect::<Vec<_>>();
            Some((answer.question.clone(), members))
        })?;
        let id = question.iot_id.to_string();
        let count = self.format.number(members.len() as u64);
        let calls = vec![Call::of(&operation(&question))];
        let reading = self.desk.ids.busy().get() && !self.acting.busy().get();
        Some(Act {
            title: (text.delete_title)(&count),
            place: self.whereabouts(
                question
                    .iot_instance_id
                    .as_ref()
                    .map_or("", |id| id.as_str()),
            ),
            type_to_confirm: Some(ending(&id).unwrap_or(text.iot_id).to_owned()),
            objects: vec![(text.iot_id.to_owned(), id)],
            members,
            consequences: [
                text.delete_all_of,
                text.delete_again,
                text.delete_final,
                self.text.dialogs().one_call,
            ]
            .map(str::to_owned)
            .to_vec(),
            warning: None,
            button: (text.delete_act)(&count),
            refused: if reading {
                Some(text.refreshing.to_owned())
            } else {
                self.refusal()
            },
            calls,
        })
    }

    /// The IoT instance, by the name that the configuration gives it.
    fn whereabouts(self, iot_instance: &str) -> Whereabouts {
        let named = self.desk.here.session().answer().with(|session| {
            let all = &session?.value.iot_instances;
            all.iter()
                .find(|known| known.iot_instance_id.as_deref().unwrap_or_default() == iot_instance)
                .cloned()
        });
        let unnamed = if iot_instance.is_empty() {
            self.text.client_ids().iot_instance_public
        } else {
            iot_instance
        };
        Whereabouts {
            cloud: self.desk.here.cloud(),
            name: named
                .as_ref()
                .map_or_else(|| unnamed.to_owned(), |named| named.name.clone()),
            id: iot_instance.to_owned(),
            region: named.map(|named| named.region).unwrap_or_default(),
        }
    }

    fn act_now(self) {
        let Some(question) = self
            .desk
            .ids
            .answer()
            .with_untracked(|answer| Some(answer?.question.clone()))
        else {
            return;
        };
        let text = self.text.client_ids();
        let iot_id = question.iot_id.clone();
        self.acting.run(&operation(&question), move || {
            self.toasts.say(
                ToastKind::Done,
                (text.deleted)(&shown_text(iot_id.as_str())),
                Some(text.deleted_detail.to_owned()),
            );
            self.asked.set(false);
            self.refresh.invalidate(&key(iot_id.as_str()));
        });
    }
}

/// What is sent.
fn operation(question: &QueryClientIds) -> DeleteClientIds {
    DeleteClientIds {
        iot_id: question.iot_id.clone(),
        iot_instance_id: question.iot_instance_id.clone(),
    }
}
