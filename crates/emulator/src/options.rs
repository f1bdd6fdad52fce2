//! How an emulator is set up.

use std::fmt;
use std::path::PathBuf;

use signet_model::Timestamp;

use crate::faults::Fault;
use crate::fleet::Sizes;
use crate::refusal::Statuses;
use crate::rules::Rules;

/// How an emulator is set up. [`Options::new`] gives the demo: the default fleet, documented quotas, no faults, no file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The one key that it accepts.
    pub key: Key,
    /// What the fleet is made from: the same seed gives the same ids.
    pub seed: u64,
    /// How many of each thing there are.
    pub sizes: Sizes,
    /// The moment that dates in the fleet are counted from; rounded down to the day. A state file keeps its own.
    pub epoch: Timestamp,
    /// Where the state is kept across restarts.
    pub state: Option<PathBuf>,
    /// What goes wrong, and how often.
    pub faults: Vec<Fault>,
    /// Which HTTP statuses business errors come with.
    pub statuses: Statuses,
    /// What the documented quotas are multiplied by; `None` where nothing is throttled, as benches want it.
    pub quota_scale: Option<f64>,
    /// Whether a quota holds in any second, and not only from one full second to the next.
    pub sliding: bool,
    /// How it behaves where the documents leave that open.
    pub rules: Rules,
}

/// An access key.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: Secret,
    /// The security token that must come with it, where it is a temporary one.
    pub security_token: Option<Secret>,
}

/// A text that is not shown.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Options {
    /// The demo's set-up for a key without a token, with dates counted from `epoch`.
    #[must_use]
    pub fn new(
        access_key_id: impl Into<String>,
        access_key_secret: impl Into<String>,
        epoch: Timestamp,
    ) -> Self {
        Self {
            key: Key {
                id: access_key_id.into(),
                secret: Secret::new(access_key_secret),
                security_token: None,
            },
            seed: 1,
            sizes: Sizes::default(),
            epoch,
            state: None,
            faults: Vec::new(),
            statuses: Statuses::default(),
            quota_scale: Some(1.0),
            sliding: false,
            rules: Rules::default(),
        }
    }
}
