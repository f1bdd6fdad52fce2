//! The web servers whose configurations for a static host are tried.

use super::system;
use crate::paths;
use anyhow::Result;
use std::path::Path;

/// Where Debian puts what nginx needs to hand out brotli.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// nginx with brotli, and Caddy; installs what is missing.
pub(crate) fn web_servers() -> Result<()> {
    let needed = [
        ("nginx-light", paths::find("nginx").is_some()),
        (
            "libnginx-mod-http-brotli-static",
            Path::new(BROTLI).exists(),
        ),
        ("caddy", paths::find("caddy").is_some()),
    ];
    let missing: Vec<&str> = needed
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(package, _)| package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    system::install(&missing, "the static hosts of the tests; seconds")
}
