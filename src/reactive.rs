//! Reactive values: Leptos' signals, compiled once.
//!
//! Leptos compiles every kind of reactive value anew for every type in it, and those copies were a quarter of what the
//! browser had to load. Here all of them hold the same `Erased` value; what is generic only looks inside. The words and
//! what they mean are Leptos' own.

mod call;
mod callback;
mod context;
mod effect;
mod erased;
mod prop;
mod signal;
mod source;
mod stored;

pub use callback::Callback;
pub use context::{expect_context, provide_context, use_context};
pub use effect::{Effect, effect};
pub use prop::MaybeProp;
pub use signal::{ArcRwSignal, Held, RwSignal, Signal, memo};
pub use stored::StoredValue;
