//! The browser of the browser tests.

use super::system;
use crate::paths;
use anyhow::{Context as _, Result};
use std::env;
use std::path::PathBuf;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Chromium: the one `$SIGNET_CHROMIUM` names, else the one on the `PATH`; installed if there is none.
/// With it come fonts for Latin and Chinese, without which a picture of the page shows boxes.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = env::var_os("SIGNET_CHROMIUM") {
        return Ok(PathBuf::from(path));
    }
    if let Some(path) = found() {
        return Ok(path);
    }
    system::install(
        &["chromium", "fonts-dejavu-core", "fonts-noto-cjk"],
        "the browser of the tests; once, a minute",
    )?;
    found().context("Chromium was installed but is not on the PATH; name it in SIGNET_CHROMIUM")
}

/// Firefox, where the few tests run that are to hold in another browser too.
pub(crate) fn firefox() -> Result<PathBuf> {
    if let Some(path) = env::var_os("SIGNET_FIREFOX") {
        return Ok(PathBuf::from(path));
    }
    let found = || {
        ["firefox-esr", "firefox"]
            .iter()
            .find_map(|name| paths::find(name))
    };
    if let Some(path) = found() {
        return Ok(path);
    }
    system::install(
        &["firefox-esr"],
        "another browser for the tests; once, a minute",
    )?;
    found().context("Firefox was installed but is not on the PATH; name it in SIGNET_FIREFOX")
}

fn found() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| paths::find(name))
}
