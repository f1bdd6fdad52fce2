//! Register credentials.

use crate::prelude::*;
use signet_view::view;

use crate::{text::use_text, ui::PageHeader};

/// Register credentials.
pub fn register_page() -> AnyView {
    let text = use_text().shell();
    view! { <PageHeader title=text.register /> }.into_any()
}
