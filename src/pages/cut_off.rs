//! Cut off one device.

use crate::prelude::*;
use signet_view::view;

use crate::{text::use_text, ui::PageHeader};

/// Cut off one device.
pub fn cut_off_page() -> AnyView {
    let text = use_text().shell();
    view! { <PageHeader title=text.cut_off /> }.into_any()
}
