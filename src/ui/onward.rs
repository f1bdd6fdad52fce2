//! The way through a list that knows only what comes next: on, and back to its beginning. Not there where all of it is shown.

use crate::prelude::*;
use signet_view::view;

use super::{Button, Held, Icon, IconName, memo};
use crate::view::IntoChild;

/// What the buttons say.
#[derive(Clone, Copy)]
pub struct OnwardWords {
    /// Back to the beginning.
    pub first: &'static str,
    /// Why not: it is the beginning.
    pub is_first: &'static str,
    /// On.
    pub more: &'static str,
    /// Why not: nothing comes after it.
    pub no_more: &'static str,
}

/// The foot of a list. `go` is called with whether it goes on, and not back to the beginning.
pub fn onward(
    words: OnwardWords,
    is_first: Held<bool>,
    has_more: Held<bool>,
    busy: Signal<bool>,
    go: impl Fn(bool) + Copy + Send + Sync + 'static,
) -> Child {
    let no_first = Signal::derive(move || is_first.get().then(|| words.is_first.to_owned()));
    let no_more = Signal::derive(move || (!has_more.get()).then(|| words.no_more.to_owned()));
    let is_whole = memo(move || is_first.get() && !has_more.get());
    let buttons = move || {
        view! {
            <div class="ui-onward">
                <Button disabled_reason=no_first on_press=Callback::new(move |()| go(false))>
                    <Icon name=IconName::First />
                    {words.first}
                </Button>
                <Button disabled_reason=no_more busy=busy on_press=Callback::new(move |()| go(true))>
                    {words.more}
                    <Icon name=IconName::Next />
                </Button>
            </div>
        }
    };
    (move || (!is_whole.get()).then(buttons)).into_child()
}
