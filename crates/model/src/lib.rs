//! The language that everyone in Signet shares: identifiers, operations, effects, errors and the proxy's own API.
//!
//! What a value *means* lives here; how it looks on the cloud's wire lives in `signet-wire`. This crate has no I/O, no
//! async, no clock and no framework, and compiles for wasm32 and native from the same code, so that the browser and the
//! proxy judge input by the same rule and say the same sentence about it.
//!
//! Requests carry validated identifiers; answers carry the cloud's text as it came, because what the cloud lists must
//! be shown, opened and removed even where it breaks today's rules.

pub mod api;
pub mod audit;
pub mod cloud_code;
pub mod effect;
pub mod fields;
pub mod identifiers;
pub mod operations;
pub mod plans;
pub mod roles;
pub mod secret;
pub mod timestamp;
pub mod violation;

pub use effect::Effect;
pub use operations::{Operation, OperationName};
pub use secret::Secret;
pub use timestamp::Timestamp;
pub use violation::{FieldError, Quantity, Violation};
