//! Where things are: the work tree, and the cache of tools, which is outside it so that `cargo clean` keeps them.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the work tree.
pub(crate) fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest
        .ancestors()
        .nth(2)
        .map_or(manifest.clone(), Path::to_path_buf)
}

/// Where cargo puts what it builds natively. Not taken from the environment: `target/release/signet` is a promise.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// Where cargo puts what it builds for the browser. Apart from [`target`], so that neither build waits for the other.
pub(crate) fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The static bundle of the dashboard.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The proxy that [`crate::build`] makes.
pub(crate) fn proxy() -> PathBuf {
    target().join("release/signet")
}

/// Where tools are kept: `$SIGNET_CACHE`, else `signet` in the user's cache directory.
pub(crate) fn cache() -> PathBuf {
    let set = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("SIGNET_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|directory| directory.join("signet")))
        .or_else(|| set("HOME").map(|home| home.join(".cache/signet")))
        .unwrap_or_else(|| target().join("tools"))
}

/// The program of that name on the `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|directory| directory.join(program))
        .find(|file| file.is_file())
}

/// A `PATH` that finds programs in these directories first.
pub(crate) fn path_with(directories: &[PathBuf]) -> anyhow::Result<std::ffi::OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(
        directories.iter().cloned().chain(env::split_paths(&rest)),
    )?)
}
