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
                let mut digest = DefaultHasher::new();
                content.hash(&mut digest);
                Some((Bytes::from(content), format!("{:016x}", digest.finish())))
            }
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
