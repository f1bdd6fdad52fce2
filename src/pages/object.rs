//! Where an object of an instance has its page, and where it is said what was done to it.

use crate::prelude::*;
use signet_view::view;

use crate::{
    router::{Audit, Credentials, Link, Place, View},
    text::use_text,
};

/// What was done to an object.
pub fn history(instance: Option<&str>, object: &str) -> Place {
    Audit::history(instance, object).page(instance).into()
}

/// The link to what was done to an object.
pub fn history_link(instance: &str, object: &str) -> Child {
    let to = history(Some(instance), object);
    view! { <Link to=to class="ui-button ui-button--plain">{use_text().shell().history}</Link> }
        .into_child()
}

/// The page of a client id or a group, which say themselves what they are. A serial number does not.
pub fn page_of(instance: &str, object: &str) -> Option<Place> {
    if object.contains("@@@") {
        Some(View::Credential.about(instance, object).into())
    } else if object.starts_with("GID_") || object.starts_with("GID-") {
        Some(
            Credentials {
                group: Some(object.to_owned()),
                ..Credentials::of(instance)
            }
            .into(),
        )
    } else {
        None
    }
}
