//! Making a group: its id checked as it is typed.

use crate::prelude::*;
use signet_model::{
    Operation, Violation,
    identifiers::{InstanceId, NewGroupId},
    operations::CreateGroupId,
    violation::Quantity,
};
use signet_view::view;

use super::{Desk, key};
use crate::{
    components::{
        Call, CopyCommand,
        typed::{full_width, tidy},
    },
    pages::acting::{Acting, buttons, use_acting},
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{Dialog, Field, ToastKind, shown_text},
};

/// Making a group on this page.
pub(super) type Creation = Shared<CreationParts>;

pub(super) struct CreationParts {
    desk: Desk,
    acting: Acting,
    open: RwSignal<bool>,
    typed: RwSignal<String>,
    tried: RwSignal<bool>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
}

impl Creation {
    pub(super) fn of(desk: Desk) -> Self {
        Self::new(CreationParts {
            desk,
            acting: use_acting(),
            open: RwSignal::new(false),
            typed: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
        })
    }

    /// Why it may not be done; it may while absent.
    pub(super) fn refusal(self) -> Option<String> {
        let effect = CreateGroupId::NAME.spec().effect;
        self.desk.here.refusal(effect, self.text.shell())
    }

    fn hindrance(self) -> Option<String> {
        let effect = CreateGroupId::NAME.spec().effect;
        self.refusal()
            .or_else(|| self.acting.why().hindrance_of(effect))
    }

    /// Asks for the id.
    pub(super) fn ask(self) {
        self.acting.reset();
        self.typed.set(String::new());
        self.tried.set(false);
        self.open.set(true);
    }

    /// What is wrong with what was typed.
    fn error(self) -> Option<String> {
        self.typed.with(|typed| {
            let typed = tidy(typed);
            if typed.is_empty() && !self.tried.get() {
                return None;
            }
            wrong(typed, self.text).or_else(|| {
                self.is_listed(typed)
                    .then(|| self.text.groups().exists.to_owned())
            })
        })
    }

    fn is_listed(self, id: &str) -> bool {
        self.desk.groups.answer().with(|answer| {
            answer
                .is_some_and(|answer| answer.value.groups.iter().any(|group| group.group_id == id))
        })
    }

    /// What is sent, if it may be.
    fn operation(self) -> Option<CreateGroupId> {
        let group_id = self.typed.with(|typed| {
            let typed = tidy(typed);
            (!self.is_listed(typed)).then(|| NewGroupId::parse(typed).ok())
        })??;
        let instance_id = self
            .desk
            .place
            .with(|place| InstanceId::parse(place.instance.as_str()).ok())?;
        Some(CreateGroupId {
            instance_id,
            group_id,
        })
    }

    fn submit(self) {
        self.tried.set(true);
        if untrack(|| self.hindrance()).is_some() {
            return;
        }
        let Some(operation) = untrack(|| self.operation()) else {
            return;
        };
        let (instance, id) = (
            operation.instance_id.to_string(),
            operation.group_id.to_string(),
        );
        self.acting.run(&operation, move || {
            let said = (self.text.groups().created_now)(&shown_text(&id));
            self.toasts.say(ToastKind::Done, said, None);
            self.open.set(false);
            self.refresh.invalidate(&key(&instance));
        });
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        let text = self.text;
        let busy = self.acting.busy();
        let close = Callback::new(move |()| self.open.set(false));
        let counter = move || {
            let count = self.typed.with(|typed| tidy(typed).chars().count());
            Some((text.groups().characters_of)(&count.to_string()))
        };
        let whereabouts = Signal::derive(move || {
            let instance = self.desk.place.with(|place| place.instance.clone());
            self.desk.here.whereabouts(&instance)
        });
        let calls =
            Signal::derive(move || self.operation().iter().map(Call::of).collect::<Vec<_>>());
        let footer = move || {
            buttons(text.groups().create_act, busy, close, move || {
                self.hindrance()
            })
        };
        view! {
            <Dialog
                open=self.open
                title=Signal::stored(text.groups().create_title.to_owned())
                busy=busy
                on_close=close
                on_submit=Callback::new(move |()| self.submit())
                footer=footer
            >
                <p class="quiet">{text.groups().create_detail}</p>
                {move || whereabouts.get().line()}
                <Field
                    label=text.groups().group_id
                    value=self.typed
                    mono=true
                    autofocus=true
                    placeholder="GID_…"
                    hint=text.groups().group_hint
                    counter=Signal::derive(counter)
                    error=Signal::derive(move || self.error())
                />
                {self.acting.why().field_where_required(CreateGroupId::NAME.spec().effect)}
                {self.acting.failed()}
                <CopyCommand calls=calls place=whereabouts />
            </Dialog>
        }
        .into_child()
    }
}

/// Which rule an id breaks.
fn wrong(typed: &str, text: Text) -> Option<String> {
    let (words, dialogs) = (text.groups(), text.dialogs());
    if let Some(wide) = full_width(typed) {
        return Some((dialogs.full_width_at)(
            &wide.at.to_string(),
            &wide.found.to_string(),
            &wide.plain.to_string(),
        ));
    }
    let violation = NewGroupId::parse(typed).err()?;
    let found = match violation.found() {
        Some(Quantity::Number(number)) => number.to_string(),
        Some(Quantity::Text(found)) => found,
        None => String::new(),
    };
    Some(match violation {
        Violation::Empty => dialogs.rule_empty.to_owned(),
        Violation::ForbiddenCharacter { at, .. } => {
            (dialogs.rule_character)(&at.to_string(), &found)
        }
        Violation::NotAGroup { .. } => (words.rule_start)(&found),
        Violation::TooFewCharacters { .. } => (words.rule_short)(&found),
        Violation::TooManyCharacters { .. } => (words.rule_long)(&found),
        _ => dialogs.rule_other.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    fn said(typed: &str) -> Option<String> {
        wrong(typed, Locale::En.text())
    }

    #[test]
    fn each_rule_is_said_by_name() {
        for (typed, expected) in [
            ("", "Required."),
            (
                "press_line",
                "Starts with GID_ or GID- and goes on; this starts with press_li.",
            ),
            (
                "GID_",
                "Starts with GID_ or GID- and goes on; this starts with GID_.",
            ),
            ("GID_ab", "At least 7 characters; this has 6."),
            (
                "GID_a b c",
                "Letters, digits, - and _ only; character 6 is U+0020.",
            ),
            ("GID_ａbc", "Character 5 is ａ, the full-width form of a."),
        ] {
            assert_eq!(said(typed).as_deref(), Some(expected), "{typed}");
        }
        let long = ["GID_", &"x".repeat(61)].concat();
        assert_eq!(
            said(&long).as_deref(),
            Some("At most 64 characters; this has 65.")
        );
    }

    #[test]
    fn what_the_cloud_would_take_is_taken() {
        for typed in [
            "GID_abc",
            "GID-press-line_2",
            &*["GID_", &"x".repeat(60)].concat(),
        ] {
            assert_eq!(said(typed), None, "{typed}");
        }
    }
}
