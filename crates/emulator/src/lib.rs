//! The cloud, pretended: for the demo, for development and for tests.
//!
//! One HTTP endpoint like the real one, for both products. It verifies signatures with its own code, never with
//! `signet-signing`, so that one bug cannot pass on both sides. It holds a seeded fleet, answers with the documented codes
//! and statuses, and fails on request. How it differs from the real cloud is in this crate's README.
//!
//! - [`Emulator::answer`] takes a request and gives a reply, without sockets;
//! - [`serve`] puts it behind a listener;
//! - [`run`] is the program `signet emulator`.

mod args;
mod editions;
mod emulator;
mod faults;
mod fleet;
mod gateway;
mod ledger;
mod options;
mod products;
mod refusal;
mod rules;
mod server;
mod sessions;
mod state;
mod world;
mod x509;

pub use args::{EmulatorArgs, run};
pub use emulator::{Emulator, Outcome, Reply, StartError};
pub use faults::{Fault, FaultError, FaultKind};
pub use fleet::{Sizes, SizesError};
pub use ledger::{Act, Ledger, OK};
pub use options::{Key, Options, Secret};
pub use refusal::Statuses;
pub use rules::{BlacklistedSessions, RegisterTwice, Rules};
pub use server::{Clock, serve, system_clock};
pub use state::StateError;
