//! Where a part is shown: its states below each other, each with its name.

use crate::prelude::*;
use signet_view::view;

use crate::{
    text::{Locale, Text, provide_text},
    ui::provide_announcements,
};

/// A part, and how it is shown.
pub(crate) struct Scene {
    /// Its module, such as `ui/button`.
    pub(crate) part: &'static str,
    /// All of its states.
    pub(crate) states: fn() -> Vec<State>,
}

/// A part in one of its states.
pub(crate) struct State {
    name: &'static str,
    forced: Option<&'static str>,
    language: Locale,
    make: Box<dyn FnOnce() -> Child>,
}

/// What the pointer or the keyboard does to the first control: only a browser can make a control look that way.
impl State {
    /// Under the pointer.
    pub(crate) fn hover(self) -> Self {
        self.forced("hover")
    }

    /// With the keyboard's focus.
    pub(crate) fn focus(self) -> Self {
        self.forced("focus")
    }

    /// Opened by a press.
    pub(crate) fn press(self) -> Self {
        self.forced("press")
    }

    /// In Chinese.
    pub(crate) fn chinese(self) -> Self {
        Self {
            language: Locale::Zh,
            ..self
        }
    }

    fn forced(self, how: &'static str) -> Self {
        Self {
            forced: Some(how),
            ..self
        }
    }
}

/// A state of that name.
pub(crate) fn state(name: &'static str, make: impl FnOnce() -> Child + 'static) -> State {
    State {
        name,
        forced: None,
        language: Locale::En,
        make: Box::new(make),
    }
}

/// The scene.
pub(crate) fn stage(scene: &'static Scene, chinese: Text, theme: String) -> Child {
    provide_announcements();
    provide_text(Locale::En, Text::ENGLISH);
    let states: Vec<_> = (scene.states)()
        .into_iter()
        .map(|state| figure(state, chinese))
        .collect();
    view! {
        <div class="signet" data-theme=theme lang="en">
            <main class="gallery" data-part=scene.part>{states}</main>
        </div>
    }
    .into_child()
}

fn figure(state: State, chinese: Text) -> Child {
    let State {
        name,
        forced,
        language,
        make,
    } = state;
    // What is handed down to one figure stays in it, for as long as the gallery does.
    let owner = Owner::new();
    let shown = owner.with(|| {
        if language == Locale::Zh {
            provide_text(language, chinese);
        }
        make()
    });
    std::mem::forget(owner);
    view! {
        <figure data-force=forced>
            <figcaption>{name}</figcaption>
            <div lang=language.tag()>{shown}</div>
        </figure>
    }
    .into_child()
}
