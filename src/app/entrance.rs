//! What is shown in place of everything while nobody is signed in, or there is nobody to speak to.

use crate::prelude::*;
use signet_view::view;

use super::{brand::Brand, foot::Choices};
use crate::components::{chunk::Chunk, when_loaded};

/// One part alone, the way in for example, with language and theme.
pub(super) fn entrance(part: fn() -> Chunk) -> Child {
    view! {
        <main class="entrance" part="main">
            <Brand />
            {when_loaded(part)}
            <Choices />
        </main>
    }
    .into_child()
}
