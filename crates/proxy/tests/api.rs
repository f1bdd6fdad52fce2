//! The router, without sockets: requests go in by `oneshot`, calls to the cloud are answered by the emulator's library or by what
//! a test says instead.

#[path = "api/support.rs"]
mod support;

#[path = "api/blacklist.rs"]
mod blacklist;
#[path = "api/ca_certificates.rs"]
mod ca_certificates;
#[path = "api/cloud_errors.rs"]
mod cloud_errors;
#[path = "api/coverage.rs"]
mod coverage;
#[path = "api/credentials.rs"]
mod credentials;
#[path = "api/directory.rs"]
mod directory;
#[path = "api/doctor.rs"]
mod doctor;
#[path = "api/guards.rs"]
mod guards;
#[path = "api/input.rs"]
mod input;
#[path = "api/iot_devices.rs"]
mod iot_devices;
#[path = "api/keys.rs"]
mod keys;
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
#[path = "api/settling_acts.rs"]
mod settling_acts;
