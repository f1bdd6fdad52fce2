//! Register a CA certificate.

use crate::prelude::*;
use signet_view::view;

use crate::{text::use_text, ui::PageHeader};

/// Register a CA certificate.
pub fn register_ca_page() -> AnyView {
    let text = use_text().shell();
    view! { <PageHeader title=text.register_ca /> }.into_any()
}
