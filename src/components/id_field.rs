//! A field for an identifier: its rule, the bytes it has of those it may have, and full-width characters by name.

use crate::prelude::*;
use signet_model::{Violation, violation::Quantity};
use signet_view::view;

use super::typed::{FullWidth, full_width, tidy};
use crate::{
    text::{Dialogs, use_text},
    ui::{Button, ButtonKind, Field, memo},
};

/// An identifier while it is being typed.
#[derive(Clone, Copy)]
pub struct TypedId {
    /// The text as it stands in the field.
    pub value: RwSignal<String>,
    /// Whether the user tried to go on, so that an empty field is an error too.
    pub tried: RwSignal<bool>,
    check: fn(&str) -> Result<(), Violation>,
    limit: usize,
    optional: bool,
}

impl TypedId {
    /// An identifier that `check` accepts, of at most `limit` bytes.
    pub fn new(check: fn(&str) -> Result<(), Violation>, limit: usize) -> Self {
        Self {
            value: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            check,
            limit,
            optional: false,
        }
    }

    /// The same, but it may be empty.
    pub fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// Empties it.
    pub fn clear(self) {
        self.value.set(String::new());
        self.tried.set(false);
    }

    /// The text without what was pasted along with it, if it may be sent. From here on a missing one is an error.
    pub fn submit(self) -> Option<String> {
        self.tried.set(true);
        self.value.with_untracked(|value| {
            let text = tidy(value);
            let fits = full_width(text).is_none()
                && ((self.optional && text.is_empty()) || (self.check)(text).is_ok());
            fits.then(|| text.to_owned())
        })
    }

    fn error(self, text: &Dialogs) -> Option<String> {
        self.value.with(|value| {
            let typed = tidy(value);
            if typed.is_empty() {
                return (self.tried.get() && !self.optional).then(|| text.rule_empty.to_owned());
            }
            if let Some(FullWidth {
                found, at, plain, ..
            }) = full_width(typed)
            {
                return Some((text.full_width_at)(
                    &at.to_string(),
                    &found.to_string(),
                    &plain.to_string(),
                ));
            }
            (self.check)(typed)
                .err()
                .map(|violation| rule(text, &violation))
        })
    }
}

/// A field for an identifier.
#[component]
pub fn IdField(
    /// What goes in.
    #[prop(into)]
    label: String,
    /// The identifier.
    typed: TypedId,
    /// What it is and where to find it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// An example.
    #[prop(optional, into)]
    placeholder: String,
    /// Whether it has the focus as soon as it is there.
    #[prop(optional)]
    autofocus: bool,
) -> Child {
    let text = use_text().dialogs();
    let counter = Signal::derive(move || {
        let bytes = typed.value.with(|value| tidy(value).len());
        Some((text.bytes_of)(
            &bytes.to_string(),
            &typed.limit.to_string(),
        ))
    });
    let narrowed = memo(move || {
        typed
            .value
            .with(|value| full_width(tidy(value)))
            .map(|found| found.narrowed)
    });
    let offer = move || {
        let narrowed = narrowed.get()?;
        let take = narrowed.clone();
        Some(view! {
            <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| typed.value.set(take.clone()))>
                {(text.use_narrow)(&narrowed)}
            </Button>
        })
    };
    view! {
        <div class="id-field">
            <Field
                label=label
                value=typed.value
                mono=true
                hint=hint
                placeholder=placeholder
                autofocus=autofocus
                counter=counter
                error=Signal::derive(move || typed.error(text))
            />
            {offer}
        </div>
    }
    .into_child()
}

/// The rule that was broken, in the reader's language.
pub fn rule(text: &Dialogs, violation: &Violation) -> String {
    let found = match violation.found() {
        Some(Quantity::Number(number)) => number.to_string(),
        Some(Quantity::Text(found)) => found,
        None => String::new(),
    };
    match violation {
        Violation::Empty | Violation::Missing => text.rule_empty.to_owned(),
        Violation::TooManyCharacters { limit, .. } => {
            (text.rule_too_many_characters)(&limit.to_string(), &found)
        }
        Violation::TooManyBytes { limit, .. } => (text.rule_too_long)(&limit.to_string(), &found),
        Violation::ControlCharacter { at, .. } => (text.rule_control)(&at.to_string(), &found),
        Violation::ForbiddenCharacter { at, .. } => (text.rule_character)(&at.to_string(), &found),
        _ => text.rule_other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use signet_model::identifiers::{IotId, SerialNumber};

    use super::*;
    use crate::text::Locale;

    fn check_serial(text: &str) -> Result<(), Violation> {
        SerialNumber::parse(text).map(drop)
    }

    fn check_iot(text: &str) -> Result<(), Violation> {
        IotId::parse(text).map(drop)
    }

    fn typed(
        check: fn(&str) -> Result<(), Violation>,
        text: &str,
    ) -> (Option<String>, Option<String>) {
        Owner::new().with(|| {
            let typed = TypedId::new(check, 128);
            typed.value.set(text.to_owned());
            (typed.submit(), typed.error(Locale::En.text().dialogs()))
        })
    }

    #[test]
    fn a_serial_number_is_counted_in_bytes_and_keeps_its_zeros() {
        assert_eq!(
            typed(check_serial, " 0072 \n"),
            (Some("0072".to_owned()), None)
        );
        let long = "号".repeat(43);
        let (sent, error) = typed(check_serial, &long);
        assert_eq!(
            (sent, error.as_deref()),
            (None, Some("At most 128 bytes of UTF-8; this has 129."))
        );
    }

    #[test]
    fn nothing_is_no_error_until_it_is_sent() {
        Owner::new().with(|| {
            let typed = TypedId::new(check_serial, 128);
            assert_eq!(typed.error(Locale::En.text().dialogs()), None);
            assert_eq!(typed.submit(), None);
            assert_eq!(
                typed.error(Locale::En.text().dialogs()).as_deref(),
                Some("Required.")
            );
            let optional = TypedId::new(check_iot, 64).optional();
            assert_eq!(optional.submit().as_deref(), Some(""));
        });
    }

    #[test]
    fn what_an_input_method_made_is_named() {
        let (sent, error) = typed(check_serial, "00＠1");
        assert_eq!(
            (sent, error.as_deref()),
            (None, Some("Character 3 is ＠, the full-width form of @."))
        );
        let (_, error) = typed(check_iot, "abc def");
        assert_eq!(
            error.as_deref(),
            Some("Letters, digits, - and _ only; character 4 is U+0020.")
        );
    }
}
