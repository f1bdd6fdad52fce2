//! The dashboard as files for a static host.
//!
//! Whoever opens the page while files are changed must get a page whose files are there: hashed names go first and `index.html` last, each
//! file appears whole, and the files of the bundle before stay for pages that are open.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Files, INDEX, SETTINGS, Site, is_hashed};

/// What was written.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    /// How many files.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: usize,
    /// Files of earlier bundles that were removed.
    pub removed: usize,
}

/// Files that are older than the page by more than this belong to a bundle before its own.
const ONE_BUNDLE: Duration = Duration::from_secs(60 * 60);
/// Endings of compressed copies.
const COPIES: [&str; 2] = [".br", ".gz"];

/// Writes `files` as `site` says into `directory`, which must be empty or not there unless `replace` is set. The page and its settings have
/// no compressed copies: they are two kilobytes, and differ from site to site.
///
/// # Errors
/// What is in the way, to follow the name of the directory's flag.
pub async fn write(
    files: &Files,
    site: &Site,
    directory: &Path,
    replace: bool,
) -> Result<Written, String> {
    let page = page(files, site).await?;
    let mut names = files.names();
    names.retain(|name| !is_made_here(name));
    // What has a digest in its name is named by what has none.
    names.sort_by_key(|name| !is_hashed(name));
    let live = make(directory, replace)?;
    let mut written = Written {
        files: 0,
        bytes: 0,
        removed: 0,
    };
    let mut put = |name: &str, content: &[u8]| {
        written.files += 1;
        written.bytes += content.len();
        put(&directory.join(name), content)
    };
    for name in &names {
        let (content, _) = files
            .get(name)
            .await
            .ok_or_else(|| format!("{name} of the dashboard cannot be read"))?;
        put(name, &content)?;
    }
    for name in [SETTINGS, INDEX] {
        for copy in COPIES {
            // A host would prefer it to the file that is written now.
            let _ = fs::remove_file(directory.join(format!("{name}{copy}")));
        }
    }
    put(SETTINGS, site.settings().as_bytes())?;
    put(INDEX, page.as_bytes())?;
    if let Some(live) = live {
        written.removed = tidy(directory, &names, live)?;
    }
    Ok(written)
}

/// `index.html` of this site.
async fn page(files: &Files, site: &Site) -> Result<String, String> {
    let (html, _) = files
        .get(INDEX)
        .await
        .ok_or("there is no dashboard to write: this signet was built without one, or --dashboard names a directory without index.html")?;
    let html = String::from_utf8_lossy(&html);
    let page = site.page(&html);
    if site.base.is_some() && !page.contains("<base ") {
        return Err(format!(
            "{INDEX} of the dashboard has no <meta charset> for a base to stand behind"
        ));
    }
    site.narrowed(&page).ok_or_else(|| {
        format!("{INDEX} of the dashboard has no policy with connect-src to be narrowed")
    })
}

/// Whether a name is of what [`write`] makes itself, or of a copy of that as it was built.
fn is_made_here(name: &str) -> bool {
    let stem = COPIES.iter().find_map(|copy| name.strip_suffix(copy));
    matches!(stem.unwrap_or(name), INDEX | SETTINGS)
}

/// Makes the directory; since when the page is there that is to be replaced.
fn make(directory: &Path, replace: bool) -> Result<Option<SystemTime>, String> {
    let about = |error: &dyn std::fmt::Display| format!("{}: {error}", directory.display());
    fs::create_dir_all(directory).map_err(|error| about(&error))?;
    let mut there = fs::read_dir(directory).map_err(|error| about(&error))?;
    let Some(first) = there.next() else {
        return Ok(None);
    };
    if !replace {
        let first = first.map_err(|error| about(&error))?.file_name();
        return Err(about(&format!(
            "must be empty or not be there; found {} in it. --replace writes over the bundle that is there",
            first.to_string_lossy().escape_debug()
        )));
    }
    if !directory.join(SETTINGS).is_file() {
        return Err(about(&format!(
            "holds no bundle that could be replaced: there is no {SETTINGS} in it"
        )));
    }
    let page = fs::metadata(directory.join(INDEX));
    Ok(page.and_then(|page| page.modified()).ok())
}

/// Puts a file in its place, whole or not at all.
fn put(path: &Path, content: &[u8]) -> Result<(), String> {
    let write = || {
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".unfinished");
        let unfinished = PathBuf::from(unfinished);
        fs::write(&unfinished, content)?;
        fs::rename(&unfinished, path)
    };
    write().map_err(|error: std::io::Error| format!("{}: {error}", path.display()))
}

/// Removes hashed files that the page before, live since `live`, did not use any more. Those that it did use stay until the next time.
fn tidy(directory: &Path, names: &[String], live: SystemTime) -> Result<usize, String> {
    let about = |error: std::io::Error| format!("{}: {error}", directory.display());
    let mut removed = 0;
    for name in Files::Directory(directory.to_owned()).names() {
        if !is_hashed(&name) || names.contains(&name) {
            continue;
        }
        let path = directory.join(&name);
        let written = fs::metadata(&path)
            .and_then(|file| file.modified())
            .map_err(about)?;
        if written + ONE_BUNDLE < live {
            fs::remove_file(&path).map_err(about)?;
            removed += 1;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests;
