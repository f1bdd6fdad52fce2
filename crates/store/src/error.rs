//! Why something was not kept or not found.

use std::path::PathBuf;

/// Why something was not kept or not found. The texts name files and never what is in them.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no room: the disk, or the limit of the database.
    #[error("there is no room left for the store")]
    Full,
    /// Something else has it: another process has been writing for too long.
    #[error("the store is busy: another process is writing")]
    Busy,
    /// There is one of that name already.
    #[error("there is one of that name already")]
    Exists,
    /// The store was made by a newer Signet.
    #[error(
        "the store {} has schema {found}, and this signet knows {known} at most: it was made by a newer signet; use that one, or restore a backup that is older than the upgrade",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// A file of the state directory is not as it must be.
    #[error("{}: {what}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        what: String,
    },
    /// What is kept cannot be read.
    #[error("the store holds something that cannot be read: {0}")]
    Damaged(String),
    /// The database failed.
    #[error("the store failed: {0}")]
    Failed(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let Some(database) = error.as_database_error() else {
            return Self::Failed(error.to_string());
        };
        // The lowest byte of an extended result code of SQLite is the plain one.
        let code = database.code().and_then(|code| code.parse::<u32>().ok());
        match code.map(|code| code & 0xFF) {
            Some(13) => Self::Full,
            Some(5 | 6) => Self::Busy,
            Some(11 | 26) => Self::Damaged(database.message().to_owned()),
            _ if database.is_unique_violation() => Self::Exists,
            _ => Self::Failed(database.message().to_owned()),
        }
    }
}

impl StoreError {
    /// What is kept does not say what it must.
    pub fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged(what.to_string())
    }
}
