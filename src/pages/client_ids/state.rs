//! Whether a device is connected, and whether it may.

use crate::prelude::*;
use signet_model::operations::DeviceStatus;
use signet_view::view;

use crate::{
    text::use_text,
    ui::{Status, Tone},
};

/// The state of a device, by shape and word.
pub(super) fn state(status: DeviceStatus) -> Child {
    let text = use_text().client_ids();
    let (tone, word) = match status {
        DeviceStatus::Online => (Tone::Good, text.online),
        DeviceStatus::Offline => (Tone::Neutral, text.offline),
        DeviceStatus::Unactive => (Tone::Info, text.unactive),
        DeviceStatus::Disable => (Tone::Danger, text.disabled),
        DeviceStatus::Unknown => (Tone::Warning, text.unknown_state),
    };
    view! { <Status tone=tone>{word}</Status> }.into_child()
}
