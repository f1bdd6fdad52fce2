//! Whether a certificate may connect.

use crate::prelude::*;
use signet_model::operations::CertificateStatus;
use signet_view::view;

use crate::{
    text::use_text,
    ui::{Status, Tone},
};

/// The status of a certificate, by shape and word.
#[component]
pub fn CertificateState(
    /// The status.
    status: CertificateStatus,
) -> Child {
    let text = use_text().certificates();
    let (tone, word) = match status {
        CertificateStatus::Active => (Tone::Good, text.active),
        CertificateStatus::Inactive => (Tone::Neutral, text.inactive),
        CertificateStatus::Unknown => (Tone::Warning, text.unknown),
    };
    view! { <Status tone=tone>{word}</Status> }.into_child()
}
