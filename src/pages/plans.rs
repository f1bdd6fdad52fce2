//! Plans: all of them, one of them from what it would hit to its report, and how one is made.

mod create;
mod list;
mod one;
mod place;
mod settings;
mod words;

pub use create::new_plan_page;
pub use list::plans_page;
pub use one::plan_page;

/// The key under which plans are read again.
const KEY: &str = "plans";
