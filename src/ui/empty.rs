//! Nothing to show, and what to do about it.

use crate::prelude::*;
use signet_view::view;

use super::{Icon, IconName};

/// What stands where rows would be.
#[component]
pub fn Empty(
    /// What kind of thing is missing.
    icon: IconName,
    /// What is missing.
    #[prop(into)]
    title: String,
    /// Why, and what to do now.
    children: Children,
) -> Child {
    view! {
        <div class="ui-empty">
            <span class="ui-empty__icon"><Icon name=icon /></span>
            <p class="ui-empty__title">{title}</p>
            <div class="ui-empty__body">{children}</div>
        </div>
    }
    .into_child()
}
