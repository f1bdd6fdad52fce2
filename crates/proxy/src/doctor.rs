//! `signet doctor`: could the proxy work here? Its certificate, clock, names, endpoints, key, and which operations the key may call.
//!
//! Nothing is changed and nothing is recorded. What reads is called; what acts is called on objects that cannot exist, and only
//! where that is sure to change nothing. Findings hold no secret: of a key only the last four characters of its id.

mod finding;
mod harmless;
mod keys;
mod network;
mod permissions;
mod tls;
mod verdict;

pub use finding::{Finding, Level};
pub use keys::examine as examine_keys;
pub use network::examine as examine_network;
pub use permissions::examine as examine_permissions;
pub use tls::examine as examine_tls;

use crate::config::Settings;

/// What can be told from the configuration alone.
#[must_use]
pub fn examine_settings(settings: &Settings) -> Vec<Finding> {
    let file = settings
        .file
        .as_ref()
        .map(|file| Finding::good("configuration", format!("{} is sound", file.display())));
    let odd = settings.warnings.iter().map(|warning| {
        Finding::bad(
            "configuration",
            warning,
            "Check the spelling of the region.",
        )
    });
    file.into_iter().chain(odd).collect()
}
