//! What just happened, said in a corner for a while.

use std::time::Duration;

use crate::prelude::*;
use leptos::leptos_dom::helpers::TimeoutHandle;
use signet_view::view;

use super::{Icon, IconButton, IconName, Tone, tone::classes, words::use_words};
use crate::view::each;

const STAYS: Duration = Duration::from_secs(6);

/// What a toast tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done; goes by itself.
    Done,
    /// Something is not settled; stays until dismissed.
    Unsettled,
    /// Something failed; stays until dismissed.
    Failed,
}

impl ToastKind {
    fn tone(self) -> Tone {
        match self {
            Self::Done => Tone::Good,
            Self::Unsettled => Tone::Warning,
            Self::Failed => Tone::Danger,
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Different for every toast of a mount.
    pub id: u32,
    /// What it tells of.
    pub kind: ToastKind,
    /// What happened.
    pub title: String,
    /// More about it.
    pub detail: Option<String>,
}

/// The corner where toasts stand: a live region that is always there, so that what comes into it is said.
#[component]
pub fn ToastStack(
    /// What [`toasts`] gives.
    children: Children,
) -> Child {
    view! {
        <div class="ui-toasts" role="log" aria-live="polite" aria-relevant="additions">{children}</div>
    }
    .into_child()
}

/// The toasts, oldest first; `on_dismiss` is called with the id of the one to take away.
pub fn toasts(toasts: Signal<Vec<Toast>>, on_dismiss: Callback<u32>) -> Child {
    each(
        move || toasts.get(),
        |toast| toast.id.to_string(),
        move |toast| one(toast, on_dismiss),
    )
    .into_child()
}

fn one(toast: Toast, on_dismiss: Callback<u32>) -> Child {
    let words = use_words();
    let Toast {
        id,
        kind,
        title,
        detail,
    } = toast;
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let hold = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let start = move || {
        hold();
        if kind == ToastKind::Done {
            timer.set_value(set_timeout_with_handle(move || on_dismiss.run(id), STAYS).ok());
        }
    };
    start();
    on_cleanup(hold);
    view! {
        <div
            class=classes("ui-toast", kind.tone().class())
            part="toast"
            role=(kind == ToastKind::Failed).then_some("alert")
            on:pointerenter=move |_| hold()
            on:pointerleave=move |_| start()
            on:focusin=move |_| hold()
            on:focusout=move |_| start()
        >
            <Icon name=kind.tone().icon() />
            <div class="ui-toast__text">
                <strong>{title}</strong>
                {detail.map(|detail| view! { <p>{detail}</p> })}
            </div>
            <IconButton
                icon=IconName::Close
                label=words.dismiss
                on_press=Callback::new(move |()| on_dismiss.run(id))
            />
        </div>
    }
    .into_child()
}
