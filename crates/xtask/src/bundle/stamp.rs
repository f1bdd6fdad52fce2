//! Knowing that `dist/` is what the sources say without asking cargo and Trunk, which takes seconds where this takes none.

use crate::command::{command, output};
use crate::paths;
use anyhow::{Context as _, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// Everything that the bundle is made of.
const SOURCES: [&str; 13] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "src",
    "style",
    "public",
    "crates/model",
    "crates/plans",
    "crates/view",
    "crates/x509",
    "crates/xtask/js",
    ".cargo",
];

/// A number that changes when one of the sources or the compiler does.
pub(crate) fn of_sources() -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    output(command("rustc").arg("--version"))
        .context("there is no `rustc`")?
        .hash(&mut hasher);
    for source in SOURCES {
        for file in files(&paths::root().join(source))? {
            file.hash(&mut hasher);
            fs::read(&file)?.hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

/// Whether `dist/` was made from these sources and has not been touched since.
pub(crate) fn matches(sources: u64) -> Result<bool> {
    let Ok(found) = fs::read_to_string(file()) else {
        return Ok(false);
    };
    Ok(found == line(sources)?)
}

/// Says that `dist/` is made from these sources.
pub(crate) fn write(sources: u64) -> Result<()> {
    Ok(fs::write(file(), line(sources)?)?)
}

/// Says that nothing is known about `dist/`.
pub(crate) fn remove() -> Result<()> {
    let file = file();
    if file.exists() {
        Ok(fs::remove_file(file)?)
    } else {
        Ok(())
    }
}

fn line(sources: u64) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files(&paths::dist())? {
        file.hash(&mut hasher);
        fs::metadata(&file)?.len().hash(&mut hasher);
    }
    Ok(format!("{sources:016x} {:016x}", hasher.finish()))
}

fn file() -> PathBuf {
    paths::target().join("dist.stamp")
}

/// The files at or below a path, in a stable order; none where there is nothing. What npm installs is what a lock file says, which is read.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?.path();
            if !entry.ends_with("node_modules") {
                found.append(&mut files(&entry)?);
            }
        }
    }
    found.sort();
    Ok(found)
}
