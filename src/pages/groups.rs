//! The groups of an instance.

use crate::prelude::*;
use signet_view::view;

use crate::{text::use_text, ui::PageHeader};

/// The groups of an instance.
pub fn groups_page() -> AnyView {
    let text = use_text().shell();
    view! { <PageHeader title=text.groups /> }.into_any()
}
