//! The acts on one row, behind one button: a native popover, closed by Esc and by a press beside it.

use crate::prelude::*;
use js_sys::Reflect;
use leptos::{
    ev::{Event, KeyboardEvent},
    html,
};
use signet_view::view;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Icon, IconName, announce::announcer, ids::unique_id};

/// One act of a [`Menu`].
#[derive(Clone)]
pub struct MenuItem {
    /// What it does.
    pub label: String,
    /// Whether it cannot be undone.
    pub danger: bool,
    /// Why it may not be chosen now; it may be while absent.
    pub disabled_reason: Option<String>,
    /// Called when it is chosen and may be. The menu is closed by then and the focus back on its button.
    pub on_press: Callback<()>,
}

/// A button that opens a menu of acts. The acts exist only while it is open, so that a long list stays light.
#[component]
pub fn Menu(
    /// What the acts are on, such as "Actions for press-0104".
    #[prop(into)]
    label: String,
    /// The acts, made anew each time the menu opens: they see things as they are then.
    #[prop(into)]
    items: Callback<(), Vec<MenuItem>>,
) -> Child {
    let id = unique_id();
    let open = RwSignal::new(false);
    let node: NodeRef<html::Div> = NodeRef::new();
    let announce = announcer();
    let toggled = move |event: Event| {
        let state = Reflect::get(&event, &"newState".into())
            .ok()
            .and_then(|state| state.as_string());
        open.set(state.as_deref() == Some("open"));
    };
    super::effect(move || {
        if open.get() {
            request_animation_frame(move || focus(node, |_, _| 0));
        }
    });
    let keydown = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => focus(node, |at, count| at.map_or(0, |at| (at + 1) % count)),
            "ArrowUp" => focus(node, |at, count| {
                at.map_or(count - 1, |at| (at + count - 1) % count)
            }),
            "Home" => focus(node, |_, _| 0),
            "End" => focus(node, |_, count| count - 1),
            _ => return,
        }
        event.prevent_default();
    };
    let entries = move || {
        open.get().then(|| {
            let entry = |item: MenuItem| {
                let MenuItem { label, danger, disabled_reason, on_press } = item;
                let (reason, disabled) = (disabled_reason.clone(), disabled_reason.is_some());
                let press = move |_| match &reason {
                    Some(reason) => announce(reason),
                    None => {
                        if let Some(menu) = node.get_untracked() {
                            _ = menu.hide_popover();
                        }
                        on_press.run(());
                    }
                };
                view! {
                    <button
                        type="button"
                        role="menuitem"
                        tabindex="-1"
                        class=if danger { "ui-menu__item ui-menu__item--danger" } else { "ui-menu__item" }
                        aria-disabled=disabled.then_some("true")
                        on:click=press
                    >
                        {label}
                        {disabled_reason.map(|reason| view! { <small>{reason}</small> })}
                    </button>
                }
                .into_child()
            };
            items.run(()).into_iter().map(entry).collect::<Vec<_>>()
        })
    };
    view! {
        <span class="ui-menu">
            <button
                type="button"
                class="ui-icon-button"
                aria-haspopup="menu"
                aria-label=label.clone()
                title=label.clone()
                popovertarget=id.clone()
            >
                <Icon name=IconName::More />
            </button>
            <div
                node_ref=node
                id=id
                popover="auto"
                role="menu"
                aria-label=label
                class="ui-menu__list"
                on:beforetoggle=toggled
                on:keydown=keydown
            >
                {entries}
            </div>
        </span>
    }
    .into_child()
}

/// Moves the focus to the item that `next` picks, given the one that has it and how many there are.
fn focus(node: NodeRef<html::Div>, next: impl FnOnce(Option<u32>, u32) -> u32) {
    let Some(list) = node.get_untracked() else {
        return;
    };
    let items = list.children();
    let count = items.length();
    if count == 0 {
        return;
    }
    let at = (0..count).find(|at| {
        items
            .item(*at)
            .is_some_and(|item| item.matches(":focus").unwrap_or(false))
    });
    if let Some(item) = items
        .item(next(at, count))
        .and_then(|item| item.dyn_into::<HtmlElement>().ok())
    {
        _ = item.focus();
    }
}
