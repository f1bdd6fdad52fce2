//! The emulator from outside: signed requests in memory, a few over a socket.

#[path = "emulator/acts.rs"]
mod acts;
#[path = "emulator/faults.rs"]
mod faults;
#[path = "emulator/fleet.rs"]
mod fleet;
#[path = "emulator/lists.rs"]
mod lists;
#[path = "emulator/refusals.rs"]
mod refusals;
#[path = "emulator/robustness.rs"]
mod robustness;
#[path = "emulator/signatures.rs"]
mod signatures;
#[path = "emulator/socket.rs"]
mod socket;
#[path = "emulator/state.rs"]
mod state;
#[path = "emulator/support.rs"]
mod support;
