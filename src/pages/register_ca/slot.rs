//! Where one of the two certificates is handed in: chosen, dropped or pasted. What is not one certificate is named and forgotten;
//! the field for pasting is emptied as soon as it was read.

use crate::prelude::*;
use leptos::{
    ev::{ClipboardEvent, DragEvent, Event},
    html,
};
use signet_view::view;
use signet_x509::{Certificate, NotOne};
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};

use super::reading::{Read, read_file, read_text};
use crate::{
    components::with_relative,
    pages::handed_in::{dropped, files},
    state::use_clock,
    text::{CaCertificates, use_text},
    ui::{
        Button, Description, DescriptionList, Note, Tone, announce, shown, shown_text, unique_id,
    },
    view::IntoChild,
};

/// Which certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Ca,
    Verification,
}

impl Which {
    fn file(self, text: &CaCertificates) -> &'static str {
        match self {
            Self::Ca => text.ca_file,
            Self::Verification => text.verification_file,
        }
    }
}

/// What was handed in.
#[derive(Clone, PartialEq)]
pub(super) enum Held {
    Nothing,
    Certificate(Box<Certificate>),
    /// Something else: what it was called, and what it is; the latter is unknown where the browser could not read it.
    Refused(String, Option<NotOne>),
}

impl Held {
    pub(super) fn certificate(&self) -> Option<&Certificate> {
        match self {
            Self::Certificate(certificate) => Some(certificate),
            _ => None,
        }
    }
}

/// One of the two places.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) which: Which,
    pub(super) held: RwSignal<Held>,
    section: NodeRef<html::Section>,
}

impl Slot {
    pub(super) fn new(which: Which) -> Self {
        Self {
            which,
            held: RwSignal::new(Held::Nothing),
            section: NodeRef::new(),
        }
    }

    /// Keeps what was read, under the name it came with.
    pub(super) fn keep(self, name: &str, read: Read) {
        self.held.set(match read {
            Read::Taken(certificate) => Held::Certificate(certificate),
            Read::Refused(instead) => Held::Refused(shown_text(name), Some(instead)),
            Read::Unreadable => Held::Refused(shown_text(name), None),
        });
    }

    fn take_file(self, file: File) {
        leptos::task::spawn_local(async move {
            let name = file.name();
            let read = read_file(file).await;
            self.keep_here(&name, read);
        });
    }

    /// The same for what was handed in at this place: the field that it came from goes, the focus stays.
    fn keep_here(self, name: &str, read: Read) {
        let is_taken = matches!(read, Read::Taken(_));
        self.keep(name, read);
        if is_taken {
            self.focus();
        }
    }

    fn focus(self) {
        request_animation_frame(move || {
            if let Some(section) = self.section.try_get_untracked().flatten() {
                _ = section.focus();
            }
        });
    }

    /// The place on the page.
    pub(super) fn show(self) -> Child {
        let text = use_text().ca_certificates();
        let title = match self.which {
            Which::Ca => text.ca_file_is,
            Which::Verification => text.verification_file_is,
        };
        let id = unique_id();
        let over = RwSignal::new(false);
        let drag = move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        };
        let drop = move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            let (files, pasted) = dropped(event.data_transfer());
            // Two at once are told apart by what they are: the page sees to that.
            if files.len() > 1 {
                return;
            }
            event.stop_propagation();
            for file in files {
                self.take_file(file);
            }
            if let Some(pasted) = pasted {
                self.keep(text.pasted, read_text(pasted));
            }
        };
        let body = move || {
            self.held.with(|held| match held {
                Held::Certificate(certificate) => self.taken(certificate),
                Held::Nothing => self.empty(None),
                Held::Refused(name, instead) => {
                    let why = match instead {
                        Some(instead) => (text.what)(instead),
                        None => text.unreadable.to_owned(),
                    };
                    self.empty(Some(((text.refused)(name), why)))
                }
            })
        };
        view! {
            <section
                node_ref=self.section
                class="drop"
                tabindex="-1"
                aria-labelledby=id.clone()
                data-over=move || over.get().then_some("true")
                on:dragover=drag
                on:dragleave=move |_: DragEvent| over.set(false)
                on:drop=drop
            >
                <h3 id=id>{title}</h3>
                {body}
            </section>
        }
        .into_child()
    }

    fn empty(self, refused: Option<(String, String)>) -> Child {
        let text = use_text().ca_certificates();
        let file = self.which.file(text);
        let id = unique_id();
        let chosen = move |event: Event| {
            let Some(input) = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            else {
                return;
            };
            let chosen = files(input.files());
            // The page keeps no hold of the file.
            input.set_value("");
            for file in chosen {
                self.take_file(file);
            }
        };
        let before = StoredValue::new(0_usize);
        let read = move |event: &Event, all: bool| {
            let Some(area) = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok())
            else {
                return;
            };
            let text_in_it = area.value();
            // Nobody types a certificate: what comes at once is read at once.
            let at_once = text_in_it.len() > before.get_value() + 16;
            before.set_value(text_in_it.len());
            if text_in_it.is_empty() || !(all || at_once) {
                return;
            }
            area.set_value("");
            before.set_value(0);
            self.keep_here(text.pasted, read_text(text_in_it));
        };
        // What is pasted never gets into the field, nor into what it could undo.
        let paste = move |event: ClipboardEvent| {
            let pasted = event
                .clipboard_data()
                .and_then(|data| data.get_data("text/plain").ok());
            if let Some(pasted) = pasted.filter(|pasted| !pasted.is_empty()) {
                event.prevent_default();
                self.keep_here(text.pasted, read_text(pasted));
            }
        };
        let note = refused.map(|(title, why)| {
            announce(&(text.refused_because)(&title, &why));
            view! { <Note tone=Tone::Danger title=title><p>{why}</p></Note> }
        });
        view! {
            {note}
            <div class="acts">
                <label class="ui-button ui-button--plain drop__choose">
                    <input type="file" class="ui-visually-hidden" on:change=chosen />
                    {(text.choose)(file)}
                </label>
                <span class="quiet">{(text.drop)(file)}</span>
            </div>
            <div class="ui-field">
                <label class="ui-field__label" for=id.clone()>{(text.paste)(file)}</label>
                <textarea
                    id=id
                    class="lines"
                    rows="2"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    autocorrect="off"
                    on:paste=paste
                    on:input=move |event: Event| read(&event, false)
                    on:change=move |event: Event| read(&event, true)
                ></textarea>
            </div>
        }
        .into_child()
    }

    fn taken(self, certificate: &Certificate) -> Child {
        let (text, names) = (use_text().ca_certificates(), use_text().certificates());
        let clock = use_clock();
        let now = Signal::derive(move || clock.now());
        let facts = certificate.facts();
        let remove = Callback::new(move |()| {
            self.held.set(Held::Nothing);
            self.focus();
        });
        let (subject, issuer) = (shown(&facts.subject), shown(&facts.issuer));
        let (serial, key) = (shown(&facts.serial_number), shown(&facts.public_key));
        let until = with_relative(facts.not_after, now);
        let label = (text.remove)(self.which.file(text));
        view! {
            <DescriptionList>
                <Description name=names.subject>{subject}</Description>
                <Description name=names.issuer>{issuer}</Description>
                <Description name=names.serial_number><code>{serial}</code></Description>
                <Description name=names.public_key>{key}</Description>
                <Description name=names.valid_to>{until}</Description>
            </DescriptionList>
            <div class="acts"><Button on_press=remove>{label}</Button></div>
        }
        .into_child()
    }
}
