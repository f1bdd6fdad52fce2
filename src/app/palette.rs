//! The command palette: one field that leads everywhere. Here are its key, its button and its dialog; what it offers is loaded
//! when it is first opened.

mod dialog;
mod entries;
mod lookup;
mod rank;
mod understood;

use crate::prelude::*;
use leptos::ev::KeyboardEvent;
use signet_view::view;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::{
    components::{chunk::chunks, when_loaded},
    router::Router,
    state::{Gate, use_gate},
    text::use_text,
    ui::{Icon, IconName, Modal, unique_id},
};

chunks! {
    tools {
        /// What the palette offers.
        palette_content => crate::app::palette::dialog::content;
    }
}

/// The palette of one mount.
#[derive(Clone, Copy)]
pub(super) struct Palette {
    open: RwSignal<bool>,
    gate: Gate,
    router: Router,
}

/// Provides the palette. Where the page is our own, its key works wherever the focus is.
pub(super) fn provide_palette(router: Router) -> Palette {
    let palette = Palette {
        open: RwSignal::new(false),
        gate: use_gate(),
        router,
    };
    provide_context(palette);
    if router.owns_page() {
        let listener =
            window_event_listener(leptos::ev::keydown, move |event| palette.pressed(&event));
        on_cleanup(move || listener.remove());
    }
    palette
}

pub(super) fn use_palette() -> Palette {
    expect_context()
}

impl Palette {
    /// Whether it is open.
    pub(super) fn is_open(self) -> Signal<bool> {
        self.open.into()
    }

    pub(super) fn open(self) {
        self.open.set(true);
    }

    pub(super) fn close(self) {
        self.open.set(false);
    }

    /// Opens it at its key, unless a question is waiting for its answer or there is nowhere to go.
    pub(super) fn pressed(self, event: &KeyboardEvent) {
        if !is_its_key(event) || self.router.is_single() {
            return;
        }
        event.prevent_default();
        if self.gate.asked().with_untracked(Option::is_some) {
            return;
        }
        let root = event
            .current_target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .or_else(|| document().document_element());
        let asks = root.and_then(|root| root.query_selector("dialog[open]:not(.ui-sheet)").ok()?);
        if asks.is_none() {
            self.open();
        }
    }

    /// Its dialog.
    pub(super) fn dialog(self) -> Child {
        let id = unique_id();
        let content = {
            let id = id.clone();
            move || {
                let title = use_text().shell().palette;
                view! {
                    <h2 class="ui-visually-hidden" id=id.clone()>{title}</h2>
                    {when_loaded(palette_content)}
                }
                .into_child()
            }
        };
        view! {
            <Modal
                class="ui-dialog palette"
                labelled_by=id
                open=self.is_open()
                busy=Signal::stored(false)
                on_close=Callback::new(move |()| self.close())
            >
                {content()}
            </Modal>
        }
        .into_child()
    }
}

/// `Ctrl+K` or `⌘K`; where the keyboard has no Latin letters, the key where K is.
fn is_its_key(event: &KeyboardEvent) -> bool {
    let key = event.key();
    let is_k = key.eq_ignore_ascii_case("k") || (!key.is_ascii() && event.code() == "KeyK");
    is_k && event.ctrl_key() != event.meta_key()
        && !event.alt_key()
        && !event.shift_key()
        && !event.is_composing()
}

/// The way to it for those without a keyboard.
#[component]
pub(super) fn PaletteButton() -> Child {
    let palette = use_palette();
    let text = use_text().shell();
    let platform = window().navigator().platform().unwrap_or_default();
    let is_mac = platform.starts_with("Mac");
    view! {
        <button
            type="button"
            class="palette-button"
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K Meta+K"
            on:click=move |_| palette.open()
        >
            <Icon name=IconName::Search />
            <span>{text.palette}</span>
            <kbd aria-hidden="true">{if is_mac { "⌘K" } else { "Ctrl K" }}</kbd>
        </button>
    }
    .into_child()
}
