//! The router, without sockets: requests go in by `oneshot`, calls to the cloud are answered by the emulator's library or by what
//! a test says instead.

#[path = "api/support.rs"]
mod support;

#[path = "api/cloud_errors.rs"]
mod cloud_errors;
#[path = "api/directory.rs"]
mod directory;
#[path = "api/guards.rs"]
mod guards;
#[path = "api/input.rs"]
mod input;
#[path = "api/operations.rs"]
mod operations;
#[path = "api/quota.rs"]
mod quota;
#[path = "api/records.rs"]
mod records;
#[path = "api/secrets.rs"]
mod secrets;
#[path = "api/settling.rs"]
mod settling;
