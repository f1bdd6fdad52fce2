//! A link to a place: a real one, so that it can be copied and opened in a new tab.

use crate::prelude::*;
use leptos::ev::MouseEvent;
use signet_view::view;

use super::{How, Place, use_router};

/// A link that navigates in place on a plain click and is left to the browser on any other. To a place that is not offered, its words
/// stand there and lead nowhere.
#[component]
pub fn Link(
    /// Where it leads.
    #[prop(into)]
    to: Signal<Place>,
    /// Class names.
    #[prop(optional, into)]
    class: Signal<String>,
    /// Said as `aria-current` while true.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// What the link shows.
    children: Children,
) -> Child {
    let router = use_router();
    let click = move |event: MouseEvent| {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
            && !event.default_prevented();
        if plain {
            event.prevent_default();
            let to = to.get_untracked();
            if router.offers(&to) {
                router.navigate(to, How::Push);
            }
        }
    };
    view! {
        <a
            class=class
            href=move || to.with(|to| router.offers(to).then(|| router.href(to)))
            aria-current=move || current.get().then_some("page")
            on:click=click
        >
            {children}
        </a>
    }
    .into_child()
}
