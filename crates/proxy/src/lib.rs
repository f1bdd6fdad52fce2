//! The signing proxy: who asks, may they, quota, sign, send, record; and the dashboard beside it.
//!
//! A request comes in through [`router`], which names every path; [`guard`] refuses what no page of ours would send;
//! `routes` turn JSON into an operation and an outcome into JSON; [`service`] is what happens in between and knows no HTTP.
//! Only [`upstream`] and [`outbound`] send by the HTTP [`client`], only [`record`] the file of the record, only [`boot`] puts the parts together.

pub mod answer;
pub mod app;
mod asker;
pub mod authorities;
pub mod boot;
pub mod cli;
pub mod client;
pub mod clock;
pub mod config;
pub mod dashboard;
pub mod doctor;
pub mod grants;
pub mod guard;
pub mod keys;
pub mod log;
pub mod metrics;
pub mod nonce;
pub mod notices;
pub mod outbound;
pub mod people;
pub mod plans;
pub mod quota;
pub mod ram_policy;
pub mod record;
pub mod router;
pub mod routes;
pub mod server;
pub mod service;
pub mod setup;
pub mod spans;
pub mod state_dir;
pub mod tls;
pub mod upstream;
pub mod vitals;
