//! CA certificates.

use crate::prelude::*;
use signet_view::view;

use crate::{text::use_text, ui::PageHeader};

/// CA certificates.
pub fn ca_certificates_page() -> AnyView {
    let text = use_text().shell();
    view! { <PageHeader title=text.ca_certificates /> }.into_any()
}
