//! One of several.

use crate::prelude::*;
use leptos::ev::Event;
use signet_view::view;

use super::ids::unique_id;

/// One of the choices of a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands for it.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// A native select.
#[component]
pub fn Select(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// Whether the label is only said.
    #[prop(optional)]
    hide_label: bool,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The `value` of the one chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the `value` of the one the user chooses.
    #[prop(into)]
    on_change: Callback<String>,
) -> Child {
    let id = unique_id();
    let label_class = if hide_label {
        "ui-visually-hidden"
    } else {
        "ui-select__label"
    };
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let own = choice.value.clone();
                view! {
                    <option value=choice.value prop:selected=move || value.with(|value| *value == own)>
                        {choice.label}
                    </option>
                }
                .into_child()
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="ui-select">
            <label class=label_class for=id.clone()>{label}</label>
            <select id=id on:change=move |event: Event| on_change.run(event_target_value(&event))>
                {options}
            </select>
        </div>
    }
    .into_child()
}
