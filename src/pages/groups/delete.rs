//! Deleting a group, and what hangs on it.

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::{
    Operation,
    identifiers::{GroupId, InstanceId},
    operations::DeleteGroupId,
    roles::Object,
};
use signet_view::view;

use super::{
    Desk,
    count::{Count, count},
    key,
};
use crate::{
    api::use_api,
    components::{Act, Call, typed::ending},
    pages::{
        acting::{Acting, use_acting},
        problem::problem,
        protection::{Marking, Protection, use_marking, use_protection},
    },
    state::{LocaleChoice, Refresh, Shared, Toasts, use_locale, use_refresh, use_toasts},
    text::{Format, Text, use_format, use_text},
    ui::{ToastKind, effect, shown_text},
};

/// Deleting a group on this page.
pub(super) type Deletion = Shared<DeletionParts>;

pub(super) struct DeletionParts {
    desk: Desk,
    acting: Acting,
    /// The instance and the group asked about.
    asked: RwSignal<Option<(String, String)>>,
    protection: Protection,
    marking: Marking,
    held: RwSignal<Count>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
    format: Format,
    locale: LocaleChoice,
}

impl Deletion {
    pub(super) fn of(desk: Desk) -> Self {
        let protection = use_protection();
        let this = Self::new(DeletionParts {
            desk,
            acting: use_acting(),
            asked: RwSignal::new(None),
            protection,
            marking: use_marking(protection),
            held: RwSignal::new(Count::Counting),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
            format: use_format(),
            locale: use_locale(),
        });
        let api = use_api();
        // The next question, and the end of the page, end the counting.
        effect(move || {
            this.held.set(Count::Counting);
            let Some((instance, group)) = this.asked.get() else {
                return;
            };
            let (Ok(instance), Ok(group)) = (InstanceId::parse(instance), GroupId::parse(group))
            else {
                return;
            };
            spawn_local_scoped_with_cancellation(async move {
                this.held.set(count(api, instance, group).await);
            });
        });
        this
    }

    /// Why it may not be done; it may while absent.
    pub(super) fn refusal(self, group: &str) -> Option<String> {
        let effect = DeleteGroupId::NAME.spec().effect;
        let instance = self.desk.place.with(|place| place.instance.clone());
        let object = Object::Group {
            instance: &instance,
            group,
        };
        let refused = self.desk.here.refusal_on(effect, object, self.text.shell());
        refused.or_else(|| self.protection.refusal_of_group(&instance, group))
    }

    /// What the marks of this page are about.
    pub(super) fn marking(self) -> Marking {
        self.marking
    }

    /// Whether a group is protected.
    pub(super) fn is_protected(self, group: &str) -> bool {
        let instance = self.desk.place.with(|place| place.instance.clone());
        !self.protection.guards(&instance, group).is_empty()
    }

    /// Asks about a group.
    pub(super) fn ask(self, group: &str) {
        self.acting.reset();
        let instance = self
            .desk
            .place
            .with_untracked(|place| place.instance.clone());
        self.asked.set(Some((instance, group.to_owned())));
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        let question = self.acting.question(
            Signal::derive(move || self.act()),
            Callback::new(move |()| self.act_now()),
            Callback::new(move |()| self.asked.set(None)),
        );
        view! { {question} {self.marking.dialog()} }.into_child()
    }

    fn is_listed(self, group: &str) -> bool {
        self.desk.groups.answer().with(|answer| {
            answer.is_some_and(|answer| {
                answer
                    .value
                    .groups
                    .iter()
                    .any(|listed| listed.group_id == group)
            })
        })
    }

    /// What is in it, in words.
    fn contents(self) -> String {
        let text = self.text.groups();
        match self.held.get() {
            Count::Counting => text.delete_counting.to_owned(),
            Count::Exactly(0) => text.delete_empty.to_owned(),
            Count::Exactly(count) => (text.delete_holds)(&self.format.number(count)),
            Count::MoreThan(count) => (text.delete_holds_more)(&self.format.number(count)),
            Count::Failed(failure) => {
                let cause = problem(&failure, self.text, self.locale.get()).cause;
                (text.delete_not_counted)(&cause)
            }
        }
    }

    fn act(self) -> Option<Act> {
        let (text, dialogs) = (self.text.groups(), self.text.dialogs());
        let (instance, group) = self.asked.get()?;
        let refused = self.refusal(&group);
        let left = !self.is_listed(&group) && !self.acting.busy().get();
        let operation = operation(&instance, &group);
        Some(Act {
            title: text.delete_title.to_owned(),
            place: self.desk.here.whereabouts(&instance),
            type_to_confirm: Some(ending(&group).unwrap_or(text.delete_act).to_owned()),
            objects: vec![(text.group.to_owned(), group)],
            consequences: [text.delete_live, text.delete_final, dialogs.one_call]
                .map(str::to_owned)
                .to_vec(),
            warning: Some(if left {
                dialogs.changed.to_owned()
            } else {
                self.contents()
            }),
            button: text.delete_act.to_owned(),
            refused: refused.or_else(|| operation.is_none().then(|| dialogs.rule_other.to_owned())),
            calls: operation.iter().map(Call::of).collect(),
            ..Act::default()
        })
    }

    fn act_now(self) {
        let Some((instance, group)) = self.asked.get_untracked() else {
            return;
        };
        let Some(operation) = operation(&instance, &group) else {
            return;
        };
        self.acting.run(&operation, move || {
            let said = (self.text.groups().deleted)(&shown_text(&group));
            self.toasts.say(ToastKind::Done, said, None);
            self.asked.set(None);
            self.refresh.invalidate(&key(&instance));
            self.refresh
                .invalidate(&["credentials/", &instance, "/", &group].concat());
        });
    }
}

fn operation(instance: &str, group: &str) -> Option<DeleteGroupId> {
    Some(DeleteGroupId {
        instance_id: InstanceId::parse(instance).ok()?,
        group_id: GroupId::parse(group).ok()?,
    })
}
