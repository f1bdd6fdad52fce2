//! Plans: all of them, one of them from what it would hit to its report, and how one is made.

mod create;
mod list;
mod one;
mod place;
mod settings;
mod words;

use crate::{
    prelude::*,
    router::{NEW_PLAN, Place, use_router},
};

/// The page of plans that is shown now.
pub fn page() -> Child {
    let below = match use_router().place().get_untracked() {
        Place::General(page) => page.below,
        _ => None,
    };
    match below.as_deref() {
        None => list::plans_page(),
        Some(NEW_PLAN) => create::new_plan_page(),
        Some(_) => one::plan_page(),
    }
}

/// The key under which plans are read again.
const KEY: &str = "plans";
