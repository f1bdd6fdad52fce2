//! What commands about people share: the store of a state directory, beside a proxy that may be running, and the audit log of what they do.

use std::future::Future;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Map, Value};
use signet_model::Timestamp;
use signet_model::api::Cloud;
use signet_model::audit::{Entry, Kind};
use signet_store::ports::AuditLog as _;
use signet_store::{DATABASE, Durability, Store, StoreError};

use crate::clock::{Clock, SystemClock};
use crate::config::File;
use crate::state_dir::{default_path, make};

/// Read where nobody names a file, if it is there.
const USUAL_FILE: &str = "signet.toml";
/// The accounts of this machine.
const ACCOUNTS: &str = "/etc/passwd";

/// Whose people.
#[derive(Args, Debug)]
pub(super) struct Place {
    /// The state directory of the proxy [default: that of the configuration, or the usual one].
    #[arg(long, value_name = "DIR", global = true)]
    state_dir: Option<PathBuf>,
    /// Read the configuration from this file [default: signet.toml, if it is there].
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

/// The store, and who works on it.
pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) file: File,
    actor: String,
}

/// Why a command did nothing: one line.
pub(super) type Trouble = String;

impl Place {
    /// Opens the store and does something with it. Exit code 1: it was not done. 2: the configuration is wrong.
    pub(super) fn work<F: Future<Output = Result<(), Trouble>>>(
        &self,
        command: impl FnOnce(Desk) -> F,
    ) -> ExitCode {
        let (file, directory) = match self.find() {
            Ok(found) => found,
            Err(trouble) => return end(2, &trouble),
        };
        let done = finish(async { command(Desk::open(&directory, file).await?).await });
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(trouble) => end(1, &trouble),
        }
    }

    /// The same with a store that must be there already.
    pub(super) fn work_on_store<F: Future<Output = Result<(), Trouble>>>(
        &self,
        command: impl FnOnce(Desk) -> F,
    ) -> ExitCode {
        match self.find() {
            Ok((_, directory)) if !directory.join(DATABASE).is_file() => end(
                2,
                &format!(
                    "there is no store in {}; name its state directory with --state-dir",
                    directory.display()
                ),
            ),
            _ => self.work(command),
        }
    }

    /// Does something with the state directory, opening nothing. Exit code 2: it could not be done.
    pub(super) fn look<F: Future<Output = Result<ExitCode, Trouble>>>(
        &self,
        command: impl FnOnce(PathBuf) -> F,
    ) -> ExitCode {
        let done = self
            .find()
            .and_then(|(_, directory)| finish(command(directory)));
        done.unwrap_or_else(|trouble| end(2, &trouble))
    }

    fn find(&self) -> Result<(File, PathBuf), Trouble> {
        let usual = Path::new(USUAL_FILE);
        let named = self
            .config
            .as_deref()
            .or_else(|| usual.exists().then_some(usual));
        let file = match named {
            Some(path) => File::read(path).map_err(|error| error.to_string())?,
            None => File::default(),
        };
        let directory = match self.state_dir.clone().or_else(|| file.state_dir.clone()) {
            Some(directory) => directory,
            None => default_path(Cloud::Real, 0, &|name| std::env::var(name).ok())?,
        };
        Ok((file, directory))
    }
}

impl Desk {
    async fn open(directory: &Path, file: File) -> Result<Self, Trouble> {
        make(directory)?;
        let store = Store::open(directory, Durability::Normal, now())
            .await
            .map_err(|error| error.to_string())?;
        Ok(Self {
            store,
            file,
            actor: format!("command:{}", whoever_this_is()),
        })
    }

    /// Who works here, as the audit log calls them.
    pub(super) fn actor(&self) -> &str {
        &self.actor
    }

    /// Writes down what is about to be done.
    ///
    /// # Errors
    /// It cannot be written down, so it must not be done.
    pub(super) async fn record(
        &self,
        what: &str,
        object: Map<String, Value>,
    ) -> Result<(), Trouble> {
        let entry = Entry {
            via: Some("command".to_owned()),
            object,
            ..Entry::new(now(), Kind::Event, self.actor.clone(), what)
        };
        self.store
            .append(entry)
            .await
            .map(drop)
            .map_err(|error| format!("nothing was done, because it cannot be recorded: {error}"))
    }
}

/// Now.
pub(super) fn now() -> Timestamp {
    SystemClock.now()
}

/// The store failed.
pub(super) fn failed(error: &StoreError) -> Trouble {
    error.to_string()
}

/// A line for whoever reads. A closed output is nobody's trouble.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// A line for people beside what programs read.
pub(super) fn tell(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// What a stranger may have chosen, on one line.
pub(super) fn shown(text: &str) -> String {
    text.escape_debug().to_string()
}

/// Runs a command to its end.
pub(super) fn finish<T>(command: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime
        .map_err(|error| format!("no threads can be started: {error}"))?
        .block_on(command)
}

/// Says why nothing was done.
pub(super) fn end(code: u8, trouble: &str) -> ExitCode {
    tell(&format!("signet: {trouble}"));
    ExitCode::from(code)
}

/// The name of the account that runs this, as the machine knows it: a variable can say anything.
pub(super) fn whoever_this_is() -> String {
    let number = rustix::process::getuid().as_raw();
    let accounts = std::fs::read_to_string(ACCOUNTS).unwrap_or_default();
    let name = accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == number.to_string()).then(|| name.to_owned())
    });
    name.unwrap_or_else(|| format!("uid-{number}"))
}
