//! Marking an object as protected, and taking the mark away: the question, and what an object's own page says of it.

use crate::prelude::*;
use signet_model::{Effect as Does, api::MarkProtected, roles::Object};
use signet_view::view;

use super::{Guard, KEY, Protection};
use crate::{
    components::{Act, Asks},
    pages::{
        acting::{Acting, use_acting},
        here::{Here, client, use_here},
        problem::problem,
    },
    state::{Refresh, Shared, Toasts, use_locale, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{Button, MenuItem, Note, ToastKind, Tone, memo, shown_text},
};

/// An object that can be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Its instance.
    pub instance: String,
    /// What kind of identifier it is, in words.
    pub kind: &'static str,
    /// A client id, serial number or group id.
    pub object: String,
}

/// Marking on this page.
pub type Marking = Shared<MarkingParts>;

/// What marking needs.
pub struct MarkingParts {
    protection: Protection,
    here: Here,
    acting: Acting,
    /// The object asked about, and whether its mark goes.
    asked: RwSignal<Option<(Marked, bool)>>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
}

/// Marking on this page, by the list that it knows.
pub fn use_marking(protection: Protection) -> Marking {
    Marking::new(MarkingParts {
        protection,
        here: use_here(),
        acting: use_acting(),
        asked: RwSignal::new(None),
        refresh: use_refresh(),
        toasts: use_toasts(),
        text: use_text(),
    })
}

impl Marking {
    /// Why an object may not be marked, or its mark not taken away; it may while absent.
    pub fn refusal(self, marked: &Marked, goes: bool) -> Option<String> {
        let effect = if goes { Does::Destroy } else { Does::Suspend };
        self.here.denied(
            effect,
            object_of(&marked.instance, &marked.object),
            self.text.shell(),
        )
    }

    /// Asks about an object.
    pub fn ask(self, marked: Marked, goes: bool) {
        self.acting.reset();
        self.asked.set(Some((marked, goes)));
    }

    /// The way to the question, for the menu of a row.
    pub fn item(self, marked: Marked) -> MenuItem {
        let goes = untrack(|| self.is_marked(&marked));
        MenuItem {
            label: self.label(goes).to_owned(),
            danger: false,
            disabled_reason: untrack(|| self.refusal(&marked, goes)),
            on_press: Callback::new(move |()| self.ask(marked.clone(), goes)),
        }
    }

    /// The way to the question.
    pub fn button(self, marked: Marked) -> Child {
        let (of, asks, of_reason) = (marked.clone(), marked.clone(), marked);
        let goes = memo(move || self.is_marked(&of));
        view! {
            <Button
                disabled_reason=Signal::derive(move || self.refusal(&of_reason, goes.get()))
                on_press=Callback::new(move |()| self.ask(asks.clone(), goes.get_untracked()))
            >
                {move || self.label(goes.get())}
            </Button>
        }
        .into_child()
    }

    /// What protects an object, where anything does.
    pub fn note(self, marked: &Marked) -> Child {
        let (instance, object) = (marked.instance.clone(), marked.object.clone());
        let text = self.text.protected();
        let guards = memo(move || self.protection.guards(&instance, &object));
        let locale = use_locale();
        let failure = self.protection.list().failure();
        (move || {
            let unknown = failure.with(|failure| {
                let cause = problem(failure.as_ref()?, self.text, locale.get()).cause;
                Some(view! { <p class="quiet">{text.not_known} {cause}</p> })
            });
            let one = |guard: &Guard| {
                let sentences: Vec<_> = self
                    .protection
                    .sentences(guard)
                    .into_iter()
                    .map(|sentence| view! { <p>{sentence}</p> })
                    .collect();
                view! { <Note tone=Tone::Info title=text.is_protected.to_owned()>{sentences}</Note> }
            };
            let notes: Vec<_> = guards.with(|guards| guards.iter().map(one).collect());
view! { {notes} {unknown} }
        })
        .into_child()
    }

    /// That nothing protects an object, where that is so.
    pub fn unprotected(self, marked: &Marked) -> Child {
        let (instance, object) = (marked.instance.clone(), marked.object.clone());
        let text = self.text.protected();
        let none = memo(move || {
            self.protection.list().is_answered()
                && self.protection.guards(&instance, &object).is_empty()
        });
        (move || {
            none.get()
                .then(|| view! { <p class="quiet">{text.not_protected}</p> })
        })
        .into_child()
    }

    /// The question.
    pub fn dialog(self) -> Child {
        self.acting.question(
            Signal::derive(move || self.act()),
            Callback::new(move |()| self.act_now()),
            Callback::new(move |()| self.asked.set(None)),
        )
    }

    fn is_marked(self, marked: &Marked) -> bool {
        self.protection
            .mark(&marked.instance, &marked.object)
            .is_some()
    }

    fn label(self, goes: bool) -> &'static str {
        let text = self.text.protected();
        if goes { text.unprotect } else { text.protect }
    }

    fn act(self) -> Option<Act> {
        let text = self.text.protected();
        let (marked, goes) = self.asked.get()?;
        let guards = self.protection.guards(&marked.instance, &marked.object);
        let mut consequences = Vec::new();
        if goes {
            for guard in &guards {
                consequences.extend(self.protection.sentences(guard));
            }
            consequences.push(text.unprotect_opens.to_owned());
            if guards
                .iter()
                .any(|guard| matches!(guard, Guard::Pattern(_)))
            {
                consequences.push(text.unprotect_still.to_owned());
            }
        } else {
            let sentences = [text.protect_blocks, text.protect_leaves, text.protect_lifts];
            consequences.extend(sentences.map(str::to_owned));
        }
        let (title, button) = if goes {
            (text.unprotect_title, text.unprotect_act)
        } else {
            (text.protect_title, text.protect_act)
        };
        let refused = self.refusal(&marked, goes);
        Some(Act {
            title: title.to_owned(),
            place: self.here.whereabouts(&marked.instance),
            objects: vec![(marked.kind.to_owned(), marked.object)],
            consequences,
            button: button.to_owned(),
            refused,
            asks: Asks::Always,
            ..Act::default()
        })
    }

    fn act_now(self) {
        let Some((marked, goes)) = self.asked.get_untracked() else {
            return;
        };
        let text = self.text.protected();
        let (path, said) = if goes {
            ("protected/unmark", text.unprotected_now)
        } else {
            ("protected/mark", text.protected_now)
        };
        let object = marked.object.clone();
        let body = MarkProtected {
            instance_id: marked.instance,
            object: marked.object,
            reason: self.acting.why().said(),
        };
        self.acting.tell(path, &body, move || {
            self.toasts
                .say(ToastKind::Done, said(&shown_text(&object)), None);
            self.asked.set(None);
            self.refresh.invalidate(KEY);
        });
    }
}

/// A client id, group id or serial number, as grants see it.
fn object_of<'a>(instance: &'a str, object: &'a str) -> Object<'a> {
    if object.starts_with("GID_") || object.starts_with("GID-") {
        let group = object.split_once("@@@").map_or(object, |(group, _)| group);
        Object::Group { instance, group }
    } else {
        client(instance, object)
    }
}
