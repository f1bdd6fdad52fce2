//! Letting a client connect again: who barred it and why is said before.

use crate::prelude::*;
use signet_model::{
    Operation, Timestamp,
    identifiers::{ClientId, InstanceId},
    operations::{BlacklistEntry, DeleteCustomAuthConnectBlack},
};

use super::{Desk, key};
use crate::{
    components::{Act, Call},
    pages::{
        acting::{Acting, use_acting},
        here::client,
    },
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Format, Text, use_format, use_text},
    ui::{ToastKind, shown_text},
};

/// Lifting on this page.
pub(super) type Lifting = Shared<LiftingParts>;

pub(super) struct LiftingParts {
    desk: Desk,
    acting: Acting,
    /// The instance, and the entry as it was listed when it was asked about.
    asked: RwSignal<Option<(String, BlacklistEntry)>>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
    format: Format,
}

impl Lifting {
    pub(super) fn of(desk: Desk) -> Self {
        Self::new(LiftingParts {
            desk,
            acting: use_acting(),
            asked: RwSignal::new(None),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
            format: use_format(),
        })
    }

    /// Why it may not be done; it may while absent.
    pub(super) fn refusal(self, instance: &str, client_id: &str) -> Option<String> {
        let effect = DeleteCustomAuthConnectBlack::NAME.spec().effect;
        let object = client(instance, client_id);
        self.desk.here.refusal_on(effect, object, self.text.shell())
    }

    /// Asks about an entry.
    pub(super) fn ask(self, entry: BlacklistEntry) {
        self.acting.reset();
        let instance = self
            .desk
            .place
            .with_untracked(|place| place.instance.clone());
        self.asked.set(Some((instance, entry)));
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        self.acting.question(
            Signal::derive(move || self.act()),
            Callback::new(move |()| self.act_now()),
            Callback::new(move |()| self.asked.set(None)),
        )
    }

    /// The entry as the list has it now; it may have been set anew since.
    fn listed(self, asked: &BlacklistEntry) -> Option<BlacklistEntry> {
        self.desk.list.answer().with(|answer| {
            let mut entries = answer?.value.entries.iter();
            entries
                .find(|entry| entry.client_id == asked.client_id)
                .cloned()
        })
    }

    fn act(self) -> Option<Act> {
        let (text, dialogs) = (self.text.blacklist(), self.text.dialogs());
        let (instance, asked) = self.asked.get()?;
        let listed = self.listed(&asked);
        let left = listed.is_none() && !self.acting.busy().get();
        let note = listed.unwrap_or_else(|| asked.clone()).note;
        let mut consequences = match note {
            None => vec![text.lift_not_ours.to_owned()],
            Some(note) => {
                let why = note.reason.as_deref().map(shown_text);
                vec![
                    (text.lift_who)(&shown_text(&note.set_by), &self.time(note.set_at)),
                    why.map_or_else(
                        || text.lift_no_reason.to_owned(),
                        |why| (text.lift_why)(&why),
                    ),
                ]
            }
        };
        consequences.extend([text.lift_connects, dialogs.one_call].map(str::to_owned));
        let client_id = asked.client_id;
        let operation = operation(&instance, &client_id);
        Some(Act {
            title: text.lift_title.to_owned(),
            place: self.desk.here.whereabouts(&instance),
            objects: vec![(text.client_id.to_owned(), client_id.clone())],
            consequences,
            warning: left.then(|| dialogs.changed.to_owned()),
            button: text.lift_act.to_owned(),
            refused: self
                .refusal(&instance, &client_id)
                .or_else(|| operation.is_none().then(|| dialogs.rule_other.to_owned())),
            calls: operation.iter().map(Call::of).collect(),
            ..Act::default()
        })
    }

    fn time(self, at: Timestamp) -> String {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds of this calendar stay below 2^53"
        )]
        self.format.time(at.as_millis() as f64)
    }

    fn act_now(self) {
        let Some((instance, entry)) = self.asked.get_untracked() else {
            return;
        };
        let Some(operation) = operation(&instance, &entry.client_id) else {
            return;
        };
        self.acting.run(&operation, move || {
            let said = (self.text.blacklist().lifted)(&shown_text(&entry.client_id));
            self.toasts.say(ToastKind::Done, said, None);
            self.asked.set(None);
            self.refresh.invalidate(&key(&instance));
        });
    }
}

fn operation(instance: &str, client_id: &str) -> Option<DeleteCustomAuthConnectBlack> {
    Some(DeleteCustomAuthConnectBlack {
        instance_id: InstanceId::parse(instance).ok()?,
        client_id: ClientId::parse(client_id).ok()?,
    })
}
