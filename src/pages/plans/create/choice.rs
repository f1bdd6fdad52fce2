//! One of several, each with what it means and, where it may not be chosen, why.

use crate::prelude::*;
use leptos::ev::Event;
use signet_view::view;

use crate::{ui::unique_id, view::IntoChild};

/// One choice.
pub(super) fn choice(
    name: &str,
    label: &'static str,
    detail: &'static str,
    refused: impl Fn() -> Option<String> + Copy + Send + Sync + 'static,
    is_chosen: impl Fn() -> bool + Copy + Send + Sync + 'static,
    choose: impl Fn() + Copy + Send + Sync + 'static,
) -> Child {
    let (name, told) = (name.to_owned(), unique_id());
    let said = move || match refused() {
        Some(reason) => view! { <span class="choice__refused">{reason}</span> }.into_child(),
        None => detail.into_child(),
    };
    view! {
        <div class="choice" data-chosen=move || is_chosen().then_some("true")>
            <label class="choice__label">
                <input
                    type="radio"
                    name=name
                    aria-describedby=told.clone()
                    disabled=move || refused().is_some()
                    prop:checked=is_chosen
                    on:change=move |_: Event| choose()
                />
                {label}
            </label>
            <p class="choice__detail" id=told>{said}</p>
        </div>
    }
    .into_child()
}
