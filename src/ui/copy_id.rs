//! An identifier: monospaced, whole to the reader and to the clipboard, shortened only in the middle.

use std::time::Duration;

use crate::prelude::*;
use leptos::html;
use signet_view::view;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::{Icon, IconName, announce::announcer, shown, shown_text, words::use_words};

/// Characters that stay when an identifier is shortened: what tells neighbours apart stands at the end.
const TAIL: usize = 10;
const MARKED: Duration = Duration::from_millis(1500);

/// An identifier with a button that copies it.
#[component]
pub fn CopyId(
    /// The identifier; what is copied, however it is shown.
    #[prop(into)]
    value: String,
    /// Whether it wraps instead of being shortened.
    #[prop(optional)]
    wrap: bool,
    /// What shows it instead, a link to it say. Only the button copies.
    #[prop(optional)]
    children: Option<Children>,
) -> Child {
    let (words, announce) = (use_words(), announcer());
    let copied = RwSignal::new(false);
    let node: NodeRef<html::Button> = NodeRef::new();
    let label = [words.copy, " ", &shown_text(&value)].concat();
    let text = match children {
        Some(children) => children,
        None if wrap => {
            view! { <code class="ui-copy-id__whole">{shown(&value)}</code> }.into_child()
        }
        None => shortened(&value),
    };
    let copy = move |_| {
        let value = value.clone();
        let button = node.get_untracked();
        leptos::task::spawn_local(async move {
            if copy_beside(button.map(Into::into), &value).await {
                announce(words.copied);
                copied.set(true);
                set_timeout(move || copied.set(false), MARKED);
            } else {
                announce(words.copy_failed);
            }
        });
    };
    view! {
        <span class="ui-copy-id">
            {text}
            <button
                node_ref=node
                type="button"
                class="ui-copy-id__button"
                data-copied=move || copied.get().then_some("true")
                aria-label=label
                title=words.copy
                on:click=copy
            >
                {move || view! { <Icon name=if copied.get() { IconName::Check } else { IconName::Copy } /> }}
            </button>
        </span>
    }
    .into_child()
}

/// Head and tail as one text, of which the head gives way first.
fn shortened(value: &str) -> Child {
    let (head, tail) = split(value);
    view! {
        <code class="ui-copy-id__text" title=shown_text(value)>
            <span class="ui-copy-id__head">{shown(head)}</span>
            <span class="ui-copy-id__tail">{shown(tail)}</span>
        </code>
    }
    .into_child()
}

fn split(value: &str) -> (&str, &str) {
    let at = value
        .char_indices()
        .rev()
        .nth(TAIL - 1)
        .map_or(0, |(at, _)| at);
    value.split_at(at)
}

/// Copies text to the clipboard in whichever way the browser allows; says whether it did.
pub(super) async fn copy_beside(button: Option<HtmlElement>, value: &str) -> bool {
    copy_text(value).await || button.is_some_and(|button| write_by_selection(&button, value))
}

/// Copies text to the clipboard, where the browser allows it; says whether it did.
pub async fn copy_text(value: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Absent where the page is not served securely.
    if clipboard.loose_eq(&JsValue::UNDEFINED) {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(value))
        .await
        .is_ok()
}

/// The older way, beside the button so that it works inside a dialog and a shadow root.
fn write_by_selection(button: &HtmlElement, value: &str) -> bool {
    let Some(parent) = button.parent_element() else {
        return false;
    };
    let Ok(area) = document().create_element("textarea") else {
        return false;
    };
    let area: HtmlTextAreaElement = area.unchecked_into();
    area.set_value(value);
    area.set_class_name("ui-visually-hidden");
    if parent.append_child(&area).is_err() {
        return false;
    }
    area.select();
    let html: web_sys::HtmlDocument = document().unchecked_into();
    let done = html.exec_command("copy").unwrap_or(false);
    area.remove();
    _ = button.focus();
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_stays_and_nothing_is_lost() {
        for value in [
            "",
            "short",
            "0123456789",
            "GID_press_line@@@press-0104",
            "设备设备设备设备设备设备-１",
        ] {
            let (head, tail) = split(value);
            assert_eq!([head, tail].concat(), value);
            assert_eq!(tail.chars().count(), value.chars().count().min(TAIL));
        }
    }
}
