//! Who somebody is. HTTP and time are handed in: this room opens no socket, keeps no session, knows no store and nothing of roles.

mod fetch;

pub use fetch::{Fetch, FetchError, Fetching, LARGEST_ANSWER};
