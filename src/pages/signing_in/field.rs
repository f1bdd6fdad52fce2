//! A field that browsers and password managers know how to fill.

use crate::prelude::*;
use leptos::{ev::Event, html};
use signet_view::view;

use crate::ui::{effect, unique_id};

/// What goes into a field, as browsers name it.
pub(super) struct Kind {
    /// Its `type`.
    pub(super) input: &'static str,
    /// Its `autocomplete`.
    pub(super) autocomplete: &'static str,
    /// Its `inputmode`.
    pub(super) keys: &'static str,
}

pub(super) const NAME: Kind = Kind {
    input: "text",
    autocomplete: "username",
    keys: "text",
};
pub(super) const PASSWORD: Kind = Kind {
    input: "password",
    autocomplete: "current-password",
    keys: "text",
};
pub(super) const CODE: Kind = Kind {
    input: "text",
    autocomplete: "one-time-code",
    keys: "numeric",
};

/// A labelled field. It takes the focus whenever `focus` goes up.
pub(super) fn field(
    kind: &Kind,
    label: &'static str,
    value: RwSignal<String>,
    focus: Signal<u32>,
    hint: Option<&'static str>,
) -> Child {
    let (id, described) = (unique_id(), unique_id());
    let node: NodeRef<html::Input> = NodeRef::new();
    effect(move || {
        if let (Some(input), true) = (node.get(), focus.get() > 0) {
            // The dialog around it opens first.
            request_animation_frame(move || _ = input.focus());
        }
    });
    view! {
        <div class="ui-field">
            <label class="ui-field__label" for=id.clone()>{label}</label>
            <div class="ui-field__box">
                <input
                    node_ref=node
                    id=id
                    type=kind.input
                    autocomplete=kind.autocomplete
                    inputmode=kind.keys
                    autocapitalize="off"
                    autocorrect="off"
                    spellcheck="false"
                    enterkeyhint="go"
                    aria-describedby=described.clone()
                    prop:value=move || value.get()
                    on:input=move |event: Event| value.set(event_target_value(&event))
                />
            </div>
            <div class="ui-field__told" id=described>{hint.map(|hint| view! { <span>{hint}</span> })}</div>
        </div>
    }
    .into_child()
}
