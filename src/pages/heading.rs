//! What the headings of lists have in common: how many there are, how fresh that is, reading again, and making one more.

use crate::prelude::*;
use signet_view::view;

use super::list::read_at;
use crate::{
    text::{use_format, use_text},
    ui::{Button, ButtonKind, Icon, IconName},
};

/// How many there are, and when they were read.
pub fn counted(count: usize, read: f64, say: fn(&str) -> String) -> Child {
    let count = say(&use_format().number(count as u64));
    view! { {count} {use_text().shell().comma} {read_at(read)} }.into_child()
}

/// The button that reads again.
pub fn reload(busy: Signal<bool>, again: impl Fn() + Send + Sync + 'static) -> Child {
    view! {
        <Button busy=busy on_press=Callback::new(move |()| again())>
            <Icon name=IconName::Reload />
            {use_text().shell().reload}
        </Button>
    }
    .into_child()
}

/// The button that makes one more; `refusal` says why it may not be pressed.
pub fn adding(
    label: &'static str,
    refusal: impl Fn() -> Option<String> + Send + Sync + 'static,
    ask: impl Fn() + Send + Sync + 'static,
) -> Child {
    view! {
        <Button
            kind=ButtonKind::Primary
            disabled_reason=Signal::derive(refusal)
            on_press=Callback::new(move |()| ask())
        >
            <Icon name=IconName::Add />
            {label}
        </Button>
    }
    .into_child()
}
