//! The emulator from outside: signed requests in memory, a few over a socket.

#[path = "emulator/acts.rs"]
mod acts;
#[path = "emulator/authorities.rs"]
mod authorities;
#[path = "emulator/blacklist.rs"]
mod blacklist;
#[path = "emulator/credentials.rs"]
mod credentials;
#[path = "emulator/devices.rs"]
mod devices;
#[path = "emulator/faults.rs"]
mod faults;
#[path = "emulator/fleet.rs"]
mod fleet;
#[path = "emulator/groups.rs"]
mod groups;
#[path = "emulator/lists.rs"]
mod lists;
#[path = "emulator/refusals.rs"]
mod refusals;
#[path = "emulator/registrations.rs"]
mod registrations;
#[path = "emulator/robustness.rs"]
mod robustness;
#[path = "emulator/sessions.rs"]
mod sessions;
#[path = "emulator/signatures.rs"]
mod signatures;
#[path = "emulator/socket.rs"]
mod socket;
#[path = "emulator/state.rs"]
mod state;
#[path = "emulator/support.rs"]
mod support;
