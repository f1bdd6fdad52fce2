//! The router, without sockets: requests go in by `oneshot`, calls to the cloud are answered by the emulator's library or by what
//! a test says instead.

#[path = "api/support.rs"]
mod support;

#[path = "api/across.rs"]
mod across;
#[path = "api/across_bearers.rs"]
mod across_bearers;
#[path = "api/audit_log.rs"]
mod audit_log;
#[path = "api/blacklist.rs"]
mod blacklist;
#[path = "api/budgets.rs"]
mod budgets;
#[path = "api/ca_certificates.rs"]
mod ca_certificates;
#[path = "api/checkpoints.rs"]
mod checkpoints;
#[path = "api/cloud_errors.rs"]
mod cloud_errors;
#[path = "api/cors.rs"]
mod cors;
#[path = "api/coverage.rs"]
mod coverage;
#[path = "api/credentials.rs"]
mod credentials;
#[path = "api/directory.rs"]
mod directory;
#[path = "api/doctor.rs"]
mod doctor;
#[path = "api/embedding.rs"]
mod embedding;
#[path = "api/every_endpoint.rs"]
mod every_endpoint;
#[path = "api/freezing.rs"]
mod freezing;
#[path = "api/granted.rs"]
mod granted;
#[path = "api/guards.rs"]
mod guards;
#[path = "api/input.rs"]
mod input;
#[path = "api/iot_devices.rs"]
mod iot_devices;
#[path = "api/keys.rs"]
mod keys;
#[path = "api/metrics.rs"]
mod metrics;
#[path = "api/operations.rs"]
mod operations;
#[path = "api/people.rs"]
mod people;
#[path = "api/plan_approval.rs"]
mod plan_approval;
#[path = "api/plan_at_hand.rs"]
mod plan_at_hand;
#[path = "api/plan_events.rs"]
mod plan_events;
#[path = "api/plan_input.rs"]
mod plan_input;
#[path = "api/plan_ledger.rs"]
mod plan_ledger;
#[path = "api/plan_retirement.rs"]
mod plan_retirement;
#[path = "api/portals.rs"]
mod portals;
#[path = "api/protected_list.rs"]
mod protected_list;
#[path = "api/providers.rs"]
mod providers;
#[path = "api/quota.rs"]
mod quota;
#[path = "api/records.rs"]
mod records;
#[path = "api/reserve.rs"]
mod reserve;
#[path = "api/running.rs"]
mod running;
#[path = "api/running_faults.rs"]
mod running_faults;
#[path = "api/running_kills.rs"]
mod running_kills;
#[path = "api/running_on.rs"]
mod running_on;
#[path = "api/running_rests.rs"]
mod running_rests;
#[path = "api/running_secrets.rs"]
mod running_secrets;
#[path = "api/safeguards.rs"]
mod safeguards;
#[path = "api/secrets.rs"]
mod secrets;
#[path = "api/selecting.rs"]
mod selecting;
#[path = "api/sessions.rs"]
mod sessions;
#[path = "api/settling.rs"]
mod settling;
#[path = "api/settling_acts.rs"]
mod settling_acts;
#[path = "api/setup.rs"]
mod setup;
#[path = "api/sign_in.rs"]
mod sign_in;
#[path = "api/surveying.rs"]
mod surveying;
#[path = "api/tokens.rs"]
mod tokens;
#[path = "api/walking.rs"]
mod walking;
#[path = "api/walking_faults.rs"]
mod walking_faults;
