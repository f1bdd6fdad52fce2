//! Where the files are.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use rust_embed::Embed;

/// The bundle, if it was there when this was built.
#[derive(Embed)]
#[folder = "../../dist"]
#[allow_missing = true]
struct Bundle;

/// Where the files are.
#[derive(Debug)]
pub enum Files {
    /// Inside the binary.
    BuiltIn,
    /// In a directory.
    Directory(PathBuf),
}

impl Files {
    /// The names of all files, in no order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        match self {
            Self::BuiltIn => names.extend(Bundle::iter().map(|name| name.into_owned())),
            Self::Directory(directory) => walk(directory, "", &mut names),
        }
        names.retain(|name| is_plain(name));
        names
    }

    /// A file's content, and a digest of it.
    pub(super) async fn get(&self, name: &str) -> Option<(Bytes, String)> {
        if !is_plain(name) {
            return None;
        }
        match self {
            Self::BuiltIn => {
                let file = Bundle::get(name)?;
                let digest = file.metadata.sha256_hash()[..8]
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                let content = match file.data {
                    std::borrow::Cow::Borrowed(data) => Bytes::from_static(data),
                    std::borrow::Cow::Owned(data) => Bytes::from(data),
                };
                Some((content, digest))
            }
            Self::Directory(directory) => {
                let content = tokio::fs::read(directory.join(Path::new(name)))
                    .await
                    .ok()?;
                let digest = digest(&content);
                Some((Bytes::from(content), digest))
            }
        }
    }
}

/// What tells one content from another where nobody would forge one.
pub(super) fn digest(content: &[u8]) -> String {
    let mut digest = DefaultHasher::new();
    content.hash(&mut digest);
    format!("{:016x}", digest.finish())
}

/// Adds the names of the files in a directory and below it, each with `prefix`.
fn walk(directory: &Path, prefix: &str, names: &mut Vec<String>) {
    for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), &format!("{name}/"), names),
            Ok(kind) if kind.is_file() => names.push(name),
            _ => {}
        }
    }
}

/// Names that stay inside the directory and are no hidden files.
fn is_plain(name: &str) -> bool {
    name.split('/').all(|segment| {
        !segment.is_empty()
            && !segment.starts_with('.')
            && segment
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_the_directory() {
        for name in ["index.html", "assets/a-b_c.js"] {
            assert!(is_plain(name), "{name}");
        }
        for name in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            ".git",
            "a/.b",
            "a\\b",
            "a%2e",
            "a\0b",
            "C:x",
        ] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
