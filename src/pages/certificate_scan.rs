//! A walk over all device certificates.

use crate::prelude::*;
use signet_view::view;

use crate::{text::use_text, ui::PageHeader};

/// A walk over all device certificates.
pub fn certificate_scan_page() -> AnyView {
    let text = use_text().shell();
    view! { <PageHeader title=text.certificate_scan /> }.into_any()
}
