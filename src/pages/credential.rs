//! One credential.

use crate::prelude::*;
use signet_view::view;

use crate::{text::use_text, ui::PageHeader};

/// One credential.
pub fn credential_page() -> AnyView {
    let text = use_text().shell();
    view! { <PageHeader title=text.credential /> }.into_any()
}
