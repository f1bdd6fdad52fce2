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
        let opens = state.as_deref() == Some("open");
        if !opens {
            // Its acts go with it, and the one with the focus among them, before the browser would give it back.
            let list = node
                .get_untracked()
                .filter(|list| list.matches(":focus-within") == Ok(true));
            let button = list.and_then(|list| list.previous_element_sibling()?.dyn_into().ok());
            if let Some(button) = button {
                _ = HtmlElement::focus(&button);
            }
        }
        open.set(opens);
    };
    let from_end = StoredValue::new(false);
    super::effect(move || {
        if open.get() {
            request_animation_frame(move || {
                // The menu may have gone before the frame came.
                let from_end = from_end.try_update_value(std::mem::take);
                let first = if from_end == Some(true) {
                    "End"
                } else {
                    "Home"
                };
                let list = node.try_get_untracked().flatten();
                if let Some(item) = list.and_then(|list| next(&list, first)) {
                    _ = item.focus();
                }
            });
        }
    });
    let keydown = move |event: KeyboardEvent| {
        let Some(list) = node.get_untracked() else {
            return;
        };
        let key = event.key();
        if key == "Tab" {
            // The focus goes back to the button, and from there on.
            _ = list.hide_popover();
            return;
        }
        if let Some(item) = next(&list, &key) {
            event.prevent_default();
            _ = item.focus();
        }
    };
    let opened_by = move |event: KeyboardEvent| {
        let key = event.key();
        if key == "ArrowDown" || key == "ArrowUp" {
            event.prevent_default();
            from_end.set_value(key == "ArrowUp");
            let button = event.current_target().map(JsCast::unchecked_into);
            if let Some(button) = button.filter(|_: &HtmlElement| !open.get_untracked()) {
                button.click();
            }
        }
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
                on:keydown=opened_by
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

/// The item that a key leads to from the one with the focus; a letter leads to the next that begins with it.
fn next(list: &HtmlElement, key: &str) -> Option<HtmlElement> {
    let items = list.children();
    let count = items.length();
    let item = |at: u32| items.item(at % count);
    let at = (0..count).find(|at| item(*at).is_some_and(|item| item.matches(":focus") == Ok(true)));
    let to = match key {
        _ if count == 0 => return None,
        "ArrowDown" => at.map_or(0, |at| at + 1),
        "ArrowUp" => at.unwrap_or(0) + count - 1,
        "Home" => 0,
        "End" => count - 1,
        letter => {
            let from = at.map_or(0, |at| at + 1);
            (from..from + count).find(|at| {
                let words = item(*at).and_then(|item| item.text_content());
                let first = words.as_deref().and_then(|words| words.get(..letter.len()));
                first.is_some_and(|first| first.eq_ignore_ascii_case(letter))
            })?
        }
    };
    item(to)?.dyn_into().ok()
}
