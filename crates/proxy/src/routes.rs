//! From HTTP to the service and back.

pub mod health;
pub mod metrics;
pub mod operations;
pub mod pages;
pub mod session;

mod body;
