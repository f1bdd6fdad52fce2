//! Keeping the state in the file.

use super::{Emulator, lock};
use crate::state::{StateError, StateFile};
use crate::world::World;

/// The world and how often it was changed.
#[derive(Debug)]
pub(super) struct Versioned {
    pub(super) world: World,
    pub(super) version: u64,
}

/// The state file and the version that it holds.
#[derive(Debug)]
pub(super) struct Saving {
    pub(super) file: StateFile,
    pub(super) version: u64,
}

impl Emulator {
    /// Returns once the file holds this version or a later one: acts that come together share one write.
    pub(super) fn save(&self, version: u64) -> Result<(), StateError> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let mut saving = lock(file);
        if saving.version >= version {
            return Ok(());
        }
        let held = lock(&self.world);
        let text = saving.file.write(&held.world);
        let saved = held.version;
        drop(held);
        saving.file.replace(&text?)?;
        saving.version = saved;
        Ok(())
    }
}
