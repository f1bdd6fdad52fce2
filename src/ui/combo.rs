//! A line of text with choices: what exists is offered, anything else may be typed.

use crate::prelude::*;
use leptos::ev::Event;
use signet_view::view;

use super::{Choice, ids::unique_id};

/// A labelled text field that offers choices.
#[component]
pub fn Combo(
    /// What goes in.
    #[prop(into)]
    label: String,
    /// The text; both ways.
    value: RwSignal<String>,
    /// What is offered: the value is what goes in.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The rule, or what happens with the text.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
) -> Child {
    let (id, list, described) = (unique_id(), unique_id(), unique_id());
    let options = move || {
        let option = |choice: Choice| {
            view! { <option value=choice.value label=choice.label></option> }.into_child()
        };
        choices.get().into_iter().map(option).collect::<Vec<_>>()
    };
    view! {
        <div class="ui-field ui-field--mono">
            <label class="ui-field__label" for=id.clone()>{label}</label>
            <div class="ui-field__box">
                <input
                    id=id
                    type="text"
                    list=list.clone()
                    autocomplete="off"
                    autocapitalize="off"
                    autocorrect="off"
                    spellcheck="false"
                    enterkeyhint="done"
                    aria-describedby=described.clone()
                    prop:value=move || value.get()
                    on:input=move |event: Event| value.set(event_target_value(&event))
                />
            </div>
            <datalist id=list>{options}</datalist>
            <div class="ui-field__told" id=described>
                {move || hint.get().map(|hint| view! { <span>{hint}</span> })}
            </div>
        </div>
    }
    .into_child()
}
