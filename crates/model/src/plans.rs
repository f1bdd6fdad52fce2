//! What a plan is made of: a frozen list of identities, one act on each, and how it is run.
//!
//! What may happen to a plan, and when, is the business of `signet-plans`; here are the words for it that the proxy, the dashboard and the
//! command line share.

mod act;
mod bad_line;
mod exposure;
mod item;
mod progress;
mod selection;
mod settings;
mod state;

pub use act::{Act, Identity};
pub use bad_line::{BadLine, BrokenRule, LineRule};
pub use exposure::{Exposure, Online, Share};
pub use item::{Item, Outcome};
pub use progress::{CameBack, Cause, Progress, Wave, WaveState};
pub use selection::{Selection, Side};
pub use settings::{ComeBack, FollowUp, Gate, QuietHours, Settings, Waves};
pub use state::{Approval, Command, State, Why};

/// The most items that a plan may have.
pub const MAX_ITEMS: u64 = 1_000_000;
