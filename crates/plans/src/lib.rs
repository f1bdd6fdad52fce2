//! What may happen to a plan, and when: its states, its waves and gates, who may approve it, and what is done next while it runs.
//!
//! Pure: time, what is kept and what is sent are handed in. Knows the language of `signet-model` and nothing else of ours.

pub mod approval;
pub mod estimate;
pub mod gate;
pub mod lifecycle;
pub mod list;
pub mod manifest;
pub mod outcome;
pub mod quiet;
pub mod report;
pub mod run;
pub mod settings;
pub mod waves;

pub use lifecycle::NotNow;
pub use manifest::Manifest;
pub use run::{Next, Run};
