//! Why an act is made, in the words of whoever makes it: kept in the audit log beside it.

use crate::prelude::*;
use signet_model::{Effect as Does, Violation, identifiers::Reason};
use signet_view::view;

use super::Call;
use crate::{
    text::{Dialogs, use_text},
    ui::Field,
    view::IntoChild,
};

/// Whether an act asks why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asks {
    /// Where the session says that its effect needs a reason; otherwise it may be said.
    #[default]
    ByEffect,
    /// In any case.
    Always,
    /// Nobody keeps one.
    Never,
}

/// The reason of an act while it is typed.
#[derive(Clone, Copy)]
pub struct Why {
    typed: RwSignal<String>,
    required: Signal<Vec<Does>>,
    text: &'static Dialogs,
}

impl Why {
    /// Nothing is typed yet. `required` are the effects that need a reason.
    pub fn new(required: Signal<Vec<Does>>) -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            required,
            text: use_text().dialogs(),
        }
    }

    /// What is sent with the act.
    pub fn said(self) -> String {
        self.typed.with_untracked(|typed| typed.trim().to_owned())
    }

    /// Forgets what was typed.
    pub fn clear(self) {
        self.typed.set(String::new());
    }

    /// Whether acts of that effect need one.
    pub fn is_required(self, effect: Does) -> bool {
        self.required.with(|required| required.contains(&effect))
    }

    /// Whether acts that send these calls need one.
    pub fn is_required_by(self, asks: Asks, calls: &[Call]) -> bool {
        match asks {
            Asks::ByEffect => calls.iter().any(|call| self.is_required(call.effect())),
            Asks::Always => true,
            Asks::Never => false,
        }
    }

    /// What has to be done about it before the act may be made.
    pub fn hindrance(self, required: bool) -> Option<String> {
        self.error().or_else(|| {
            let missing = required && self.typed.with(|typed| typed.trim().is_empty());
            missing.then(|| self.text.reason_first.to_owned())
        })
    }

    /// The field.
    pub fn field(self, required: Signal<bool>, autofocus: bool) -> Child {
        let text = self.text;
        let counter = move || {
            let count = self.typed.with(|typed| typed.trim().chars().count());
            Some((text.reason_counter)(&count.to_string()))
        };
        let hint = move || {
            let required = required.get();
            let hint = if required {
                text.reason_required
            } else {
                text.reason_optional
            };
            Some(hint.to_owned())
        };
        view! {
            <Field
                label=text.reason
                value=self.typed
                prose=true
                autofocus=autofocus
                hint=Signal::derive(hint)
                counter=Signal::derive(counter)
                error=Signal::derive(move || self.error())
            />
        }
        .into_child()
    }

    /// The field, where acts of that effect need a reason.
    pub fn field_where_required(self, effect: Does) -> Child {
        (move || {
            self.is_required(effect)
                .then(|| self.field(Signal::stored(true), false))
        })
        .into_child()
    }

    /// What has to be done about it before an act of that effect may be made.
    pub fn hindrance_of(self, effect: Does) -> Option<String> {
        self.hindrance(self.is_required(effect))
    }

    fn error(self) -> Option<String> {
        self.typed
            .with(|typed| wrong(typed.trim(), self.text).map(str::to_owned))
    }
}

fn wrong(typed: &str, text: &Dialogs) -> Option<&'static str> {
    match Reason::parse(typed).err()? {
        Violation::Empty => None,
        Violation::ControlCharacter { .. } => Some(text.reason_control),
        _ => Some(text.reason_too_long),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn a_reason_is_counted_in_characters_and_has_no_control_characters() {
        let text = Locale::En.text().dialogs();
        assert_eq!(wrong("", text), None);
        assert_eq!(wrong(&"报".repeat(200), text), None);
        assert_eq!(wrong(&"报".repeat(201), text), Some(text.reason_too_long));
        assert_eq!(wrong("a\u{1}b", text), Some(text.reason_control));
    }
}
