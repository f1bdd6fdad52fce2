//! `signet backup` and `signet restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::Map;
use signet_store::restore;

use super::desk::{Place, now, tell, whoever_this_is};
use crate::state_dir::StateDir;

/// Copy the store to a file, beside a running proxy.
#[derive(Args, Debug)]
pub(super) struct BackupArgs {
    /// The file to write, which must not be there.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Make a store of a backup, in an empty state directory.
#[derive(Args, Debug)]
pub(super) struct RestoreArgs {
    /// A file that `signet backup` wrote.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

pub(super) fn backup(arguments: BackupArgs) -> ExitCode {
    let BackupArgs { file, place } = arguments;
    place.work_on_store(async |desk| {
        if file.exists() {
            return Err(format!(
                "{} is there already; nothing was written: name another file",
                file.display()
            ));
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let object = Map::from_iter([("file".to_owned(), name.into())]);
        desk.record("Backup", object).await?;
        desk.store
            .backup(&file)
            .await
            .map_err(|error| error.to_string())?;
        tell(&format!(
            "The store was copied to {}. signet.key is not in it: keep a copy of that elsewhere.",
            file.display()
        ));
        Ok(())
    })
}

pub(super) fn restoring(arguments: RestoreArgs) -> ExitCode {
    let RestoreArgs { file, place } = arguments;
    place.look(async |directory| {
        let state = StateDir::take(&directory)?;
        let actor = format!("command:{}", whoever_this_is());
        let restored = restore(&file, state.path(), &actor, now())
            .await
            .map_err(|error| error.to_string())?;
        tell(&format!(
            "The store was restored in {}: {} records, all whole. Everybody must sign in again; tokens, grants and users are as they were when the backup was made: revoke again what was revoked since.",
            directory.display(),
            restored.records
        ));
        if restored.is_new_key {
            tell("There was no signet.key in the directory, so that a new one was made: one-time codes must be set up again.");
        }
        Ok(ExitCode::SUCCESS)
    })
}
