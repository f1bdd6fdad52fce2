//! A line of text to fill in: its rule is said before, while and after typing.

use crate::prelude::*;
use leptos::{
    ev::{Event, KeyboardEvent},
    html,
};
use signet_view::view;

use super::{composes::composes, ids::unique_id, tone::classes};

/// A labelled text field.
#[component]
pub fn Field(
    /// What goes in.
    #[prop(into)]
    label: String,
    /// The text; both ways.
    value: RwSignal<String>,
    /// Whether the label is only said, where the place makes plain what goes in.
    #[prop(optional)]
    hide_label: bool,
    /// The rule, or what happens with the text.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// How much of the limit is used, such as "131 / 128 bytes".
    #[prop(optional, into)]
    counter: MaybeProp<String>,
    /// What is wrong with the text; takes the place of the hint.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Text before what is typed, such as "GID_a@@@".
    #[prop(optional, into)]
    prefix: Option<String>,
    /// An example.
    #[prop(optional, into)]
    placeholder: String,
    /// Whether the text is an identifier, shown in monospace.
    #[prop(optional)]
    mono: bool,
    /// Whether it has the focus as soon as it is there.
    #[prop(optional)]
    autofocus: bool,
    /// Whether the field looks for something (`type="search"`).
    #[prop(optional)]
    search: bool,
    /// Whether it takes words for people, such as a reason: a phone may then capitalise and correct them.
    #[prop(optional)]
    prose: bool,
    /// Which keys a phone offers: `inputmode`, such as `numeric`.
    #[prop(optional)]
    keys: Option<&'static str>,
    /// Called on Enter, unless an input method is composing. Without it, Enter submits the form.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> Child {
    let (id, described) = (unique_id(), unique_id());
    let node: NodeRef<html::Input> = NodeRef::new();
    if autofocus {
        super::effect(move || {
            if let Some(input) = node.get() {
                // The dialog around it opens first.
                request_animation_frame(move || _ = input.focus());
            }
        });
    }
    let keydown = move |event: KeyboardEvent| {
        if event.key() != "Enter" {
            return;
        }
        if composes(&event) {
            event.prevent_default();
        } else if let Some(on_enter) = on_enter {
            event.prevent_default();
            on_enter.run(());
        }
    };
    let told = move || match error.get() {
        Some(error) => Some(view! { <span class="ui-field__error">{error}</span> }.into_child()),
        None => hint
            .get()
            .map(|hint| view! { <span>{hint}</span> }.into_child()),
    };
    let label_class = if hide_label {
        "ui-visually-hidden"
    } else {
        "ui-field__label"
    };
    view! {
        <div class=classes("ui-field", if mono { "mono" } else { "text" })>
            <label class=label_class for=id.clone()>{label}</label>
            <div class="ui-field__box">
                {prefix.map(|prefix| view! { <span class="ui-field__prefix">{prefix}</span> })}
                <input
                    node_ref=node
                    id=id
                    type=if search { "search" } else { "text" }
                    autocomplete="off"
                    autocapitalize=if prose { "sentences" } else { "off" }
                    autocorrect=if prose { "on" } else { "off" }
                    spellcheck=if prose { "true" } else { "false" }
                    enterkeyhint=if search { "search" } else { "done" }
                    inputmode=keys
                    placeholder=placeholder
                    aria-describedby=described.clone()
                    aria-invalid=move || error.get().map(|_| "true")
                    prop:value=move || value.get()
                    on:input=move |event: Event| value.set(event_target_value(&event))
                    on:keydown=keydown
                />
            </div>
            <div class="ui-field__told" id=described>
                {told}
                {move || counter.get().map(|counter| view! { <span class="ui-field__counter">{counter}</span> })}
            </div>
        </div>
    }
    .into_child()
}
