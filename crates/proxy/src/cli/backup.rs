//! `signet backup` and `signet restore`.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::Map;
use signet_store::{KEY, restore};
use zeroize::Zeroizing;

use super::desk::{Place, Trouble, now, tell, whoever_this_is};
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
    /// The signet.key of the store, which is in no backup. Without one, a new key is made and one-time codes must be set up again.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
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
    let RestoreArgs { file, key, place } = arguments;
    place.look(async |directory| {
        let state = StateDir::take(&directory)?;
        let actor = format!("command:{}", whoever_this_is());
        if let Some(key) = &key {
            put_key(key, &state.file(KEY))?;
        }
        let restored = restore(&file, state.path(), &actor, now()).await;
        if restored.is_err() && key.is_some() {
            let _ = fs::remove_file(state.file(KEY));
        }
        let restored = restored.map_err(|error| error.to_string())?;
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

/// Puts a copy of the key where the store will be.
fn put_key(from: &Path, to: &Path) -> Result<(), Trouble> {
    let key = fs::read(from)
        .map(Zeroizing::new)
        .map_err(|error| format!("--key {}: it cannot be read: {error}", from.display()))?;
    OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(to)
        .and_then(|mut file| file.write_all(&key))
        .map_err(|error| format!("{}: the key cannot be put there: {error}", to.display()))
}
