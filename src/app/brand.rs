//! The mark and the name.

use crate::prelude::*;
use signet_view::view;

use crate::{state::use_mounted, ui::shown};

/// The mark: a seal that has been checked.
#[component]
pub(super) fn Brand() -> Child {
    view! {
        <span class="brand" part="brand">
            <svg viewBox="0 0 22 22" width="22" height="22" fill="none" aria-hidden="true">
                <circle cx="11" cy="13" r="7" stroke="currentColor" stroke-width="2" />
                <path d="M5.8 2h10.4l-1.8 4.5H7.6z" fill="currentColor" />
                <path
                    d="M8.300 13.200l2 2 3.600-3.800"
                    stroke="currentColor"
                    stroke-width="1.800"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                />
            </svg>
            <span>{shown(&use_mounted().product())}</span>
        </span>
    }
    .into_child()
}
