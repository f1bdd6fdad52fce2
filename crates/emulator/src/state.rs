//! The state across restarts: one JSON file, replaced whole, so that a crash leaves the old one or the new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::fleet::Sizes;
use crate::world::World;

/// The layout of the file that this version reads and writes.
const FORMAT: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Saved<W> {
    format: u32,
    seed: u64,
    sizes: Sizes,
    world: W,
}

/// Where the state is kept.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    seed: u64,
    sizes: Sizes,
}

/// Why a state file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// It cannot be read or written.
    #[error("the state file {path} cannot be used: {error}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is not a state file.
    #[error("the state file {path} is broken: {error}. Move it away to start with a new fleet", path = path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        error: serde_json::Error,
    },
    /// It is a state file of another set-up.
    #[error("the state file {path} has another {what}. Start with what it was made with, or move it away", path = path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// `format (1, not 2)`, `seed (1, not 2)` or `fleet size`.
        what: String,
    },
}

impl StateFile {
    pub(crate) fn new(path: &Path, seed: u64, sizes: Sizes) -> Self {
        Self {
            path: path.to_owned(),
            seed,
            sizes,
        }
    }

    /// Reads the state; `None` where there is no file yet.
    pub(crate) fn load(&self) -> Result<Option<World>, StateError> {
        let text = match fs::read(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.io(error)),
        };
        let broken = |error| StateError::Broken {
            path: self.path.clone(),
            error,
        };
        // The head alone first: the world of another version has another shape.
        let saved: Saved<IgnoredAny> = serde_json::from_slice(&text).map_err(broken)?;
        let what = if saved.format != FORMAT {
            format!("format ({}, not {FORMAT})", saved.format)
        } else if saved.seed != self.seed {
            format!("seed ({}, not {})", saved.seed, self.seed)
        } else if saved.sizes != self.sizes {
            "fleet size".to_owned()
        } else {
            let saved: Saved<World> = serde_json::from_slice(&text).map_err(broken)?;
            return Ok(Some(saved.world));
        };
        Err(StateError::Foreign {
            path: self.path.clone(),
            what,
        })
    }

    /// The state as it stands in the file.
    pub(crate) fn write(&self, world: &World) -> Result<Vec<u8>, StateError> {
        serde_json::to_vec(&Saved {
            format: FORMAT,
            seed: self.seed,
            sizes: self.sizes,
            world,
        })
        .map_err(|error| self.io(error.into()))
    }

    /// Puts a written state in the place of the old one.
    pub(crate) fn replace(&self, text: &[u8]) -> Result<(), StateError> {
        let mut beside = self.path.clone().into_os_string();
        beside.push(".new");
        fs::write(&beside, text)
            .and_then(|()| fs::rename(&beside, &self.path))
            .map_err(|error| self.io(error))
    }

    fn io(&self, error: io::Error) -> StateError {
        StateError::Io {
            path: self.path.clone(),
            error,
        }
    }
}
