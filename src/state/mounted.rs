//! Where and with what this dashboard was mounted.

use crate::prelude::*;

/// The options of the mount that others need.
#[derive(Clone, Copy)]
pub struct Mounted {
    proxy: StoredValue<String>,
}

impl Mounted {
    /// Base URL of the proxy, without a slash at its end; empty for the same origin.
    pub fn proxy(self) -> String {
        self.proxy.get_value()
    }
}

/// Provides the options of the mount.
pub fn provide_mounted(proxy: &str) {
    provide_context(Mounted {
        proxy: StoredValue::new(proxy.trim_end_matches('/').to_owned()),
    });
}

/// The options of this mount.
pub fn use_mounted() -> Mounted {
    expect_context()
}
