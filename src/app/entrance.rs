//! What is shown in place of everything while nobody is signed in.

use crate::prelude::*;
use signet_view::view;

use super::{brand::Brand, foot::Choices};
use crate::{components::when_loaded, pages::chunks};

/// The way in, with language and theme.
pub(super) fn entrance() -> Child {
    view! {
        <main class="entrance">
            <Brand />
            {when_loaded(chunks::sign_in)}
            <Choices />
        </main>
    }
    .into_child()
}
