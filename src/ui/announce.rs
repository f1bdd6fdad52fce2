//! What is said to a screen reader and shown to nobody.

use crate::prelude::*;
use signet_view::view;

use super::VisuallyHidden;

#[derive(Clone, Copy)]
struct Spoken {
    text: RwSignal<String>,
}

/// Provides [`announce`] to every part below; one [`Announcements`] has to stand somewhere below too.
pub fn provide_announcements() {
    provide_context(Spoken {
        text: RwSignal::new(String::new()),
    });
}

/// Has a screen reader say something when it is next silent.
pub fn announce(text: &str) {
    if let Some(spoken) = use_context::<Spoken>() {
        speak(spoken, text);
    }
}

/// [`announce`] for callbacks, which run outside the context they were made in.
pub(super) fn announcer() -> impl Fn(&str) + Copy + Send + Sync + 'static {
    let spoken = use_context::<Spoken>();
    move |text| {
        if let Some(spoken) = spoken {
            speak(spoken, text);
        }
    }
}

fn speak(spoken: Spoken, text: &str) {
    spoken.text.update(|said| {
        // The same text again would be no change, and so would not be said.
        let again = said == text;
        text.clone_into(said);
        if again {
            said.push('\u{a0}');
        }
    });
}

/// The live region of a mount; shows nothing.
#[component]
pub fn Announcements() -> Child {
    let text = expect_context::<Spoken>().text;
    view! {
        <VisuallyHidden>
            <span role="status">{move || text.get()}</span>
        </VisuallyHidden>
    }
    .into_child()
}
