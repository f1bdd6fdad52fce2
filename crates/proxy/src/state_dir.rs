//! The directory of this proxy's state, held by one proxy at a time: two would spend one budget without knowing.

use std::fs::{DirBuilder, File, TryLockError};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use signet_model::api::Cloud;

use crate::keys::Variables;

/// The directory, locked for as long as this lives.
#[derive(Debug)]
pub struct StateDir {
    path: PathBuf,
    _lock: File,
}

impl StateDir {
    /// Makes the directory where it is not there, and locks it.
    ///
    /// # Errors
    /// One line that names the directory.
    pub fn take(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        make(path)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join("lock"))
            .map_err(|error| format!("the state directory {shown} cannot be written: {error}; name another with --state-dir"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(format!(
                "the state directory {shown} is in use by another signet; two would share one quota without knowing; stop the other or name another directory with --state-dir"
            )),
            Err(TryLockError::Error(error)) => Err(format!(
                "the state directory {shown} cannot be locked: {error}"
            )),
        }
    }

    /// A file in it.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes the directory where it is not there, without taking it: for commands that work beside a running proxy.
///
/// # Errors
/// One line that names the directory.
pub fn make(path: &Path) -> Result<(), String> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| {
        format!(
            "the state directory {} cannot be made: {error}; name another with --state-dir",
            path.display()
        )
    })
}

/// Where state goes when nobody says: one place for the real cloud, and one for each port otherwise, so that demos can run
/// side by side.
///
/// # Errors
/// Neither `XDG_STATE_HOME` nor `HOME` is set.
pub fn default_path(cloud: Cloud, port: u16, variables: Variables<'_>) -> Result<PathBuf, String> {
    let absolute = |name: &str| {
        variables(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let base = absolute("XDG_STATE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local/state")))
        .ok_or(
            "there is no place for the state: HOME is not set; name a directory with --state-dir",
        )?
        .join("signet");
    Ok(match cloud {
        Cloud::Real => base,
        Cloud::Demo => base.join(format!("demo-{port}")),
        Cloud::Loopback => base.join(format!("loopback-{port}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_is_refused_and_the_directory_is_named() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("a/b");
        let first = StateDir::take(&path).expect("the first");
        let refused = StateDir::take(&path).expect_err("the second");
        assert!(refused.contains(&path.display().to_string()), "{refused}");
        drop(first);
        StateDir::take(&path).expect("after the first is gone");
    }

    #[test]
    fn demos_on_other_ports_do_not_meet() {
        let variables = |name: &str| (name == "HOME").then(|| "/home/x".to_owned());
        let path = |cloud, port| {
            default_path(cloud, port, &variables)
                .expect("a path")
                .display()
                .to_string()
        };
        assert_eq!(path(Cloud::Real, 1), "/home/x/.local/state/signet");
        assert_eq!(
            path(Cloud::Demo, 8787),
            "/home/x/.local/state/signet/demo-8787"
        );
        assert_eq!(
            path(Cloud::Loopback, 9000),
            "/home/x/.local/state/signet/loopback-9000"
        );
        assert!(default_path(Cloud::Real, 1, &|_| None).is_err());
    }
}
