//! The client ids that may not connect.

use crate::prelude::*;
use signet_view::view;

use crate::{text::use_text, ui::PageHeader};

/// The client ids that may not connect.
pub fn blacklist_page() -> AnyView {
    let text = use_text().shell();
    view! { <PageHeader title=text.blacklist /> }.into_any()
}
