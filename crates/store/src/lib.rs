//! What Signet keeps: the audit log, sessions, bearers, local users, grants, tokens, notes on the blacklist, protected marks, plans, sightings.
//!
//! [`ports`] say what is kept, in our own words; [`Store`] keeps it in SQLite. This is the only room that names SQL, and nothing outside it
//! knows that it is SQLite: PostgreSQL may take its place. Time is handed in; randomness is used once, when a store is made.

pub mod ports;

mod error;
mod key_file;
mod rows;
mod schema;
mod sqlite;

pub use error::StoreError;
pub use rows::{KeptGrant, Record, Seen, Session, User, Visible};
pub use sqlite::{Archive, DATABASE, Durability, KEY, RESTORED, Restored, Store, fits, restore};
