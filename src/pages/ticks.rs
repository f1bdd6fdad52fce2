//! Rows of a list that are ticked, to make a plan of. The list never waits for it: the part that draws the boxes is loaded when the
//! rows are drawn.

mod bar;
mod chosen;

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

pub(super) use bar::start;

use super::chunks;
use crate::{
    router::WantedPlan,
    ui::{Held, effect, memo},
    view::IntoChild,
};

/// How the boxes are drawn.
#[derive(Clone, Copy)]
struct Draw {
    /// In the row of an item.
    cell: Callback<String, Child>,
    /// Over all rows.
    lead: Callback<(), Child>,
    /// What may be done with the rows that are ticked.
    bar: Callback<(), Child>,
}

/// What the part that draws finds in the context.
#[derive(Clone, Copy)]
struct Asked {
    shown: Held<Vec<String>>,
    plan: Callback<(), WantedPlan>,
    draw: RwSignal<Option<Draw>>,
}

/// The rows of a list that may be ticked.
#[derive(Clone, Copy)]
pub(super) struct Ticks(RwSignal<Option<Draw>>);

/// Has the items that are `shown` ticked; each is a line of the list that a plan is made of. `plan` is how it begins: where another one
/// would begin, nothing of the former is ticked any more.
pub(super) fn ticks(
    shown: Held<Vec<String>>,
    plan: impl Fn() -> WantedPlan + Send + Sync + 'static,
) -> Ticks {
    let draw = RwSignal::new(None);
    provide_context(Asked {
        shown,
        plan: Callback::new(move |()| plan()),
        draw,
    });
    let owner = Owner::current();
    let drawn = memo(move || !shown.with(Vec::is_empty));
    effect(move || {
        let owner = owner.clone();
        if drawn.get() && draw.with_untracked(Option::is_none) {
            // Who has left the list does not wait for it: what the part would draw in is gone.
            spawn_local_scoped_with_cancellation(async move {
                // Without the part, the list is as good as before.
                if let (Some(owner), Ok(part)) = (owner, chunks::ticks().await) {
                    owner.with(part);
                }
            });
        }
    });
    Ticks(draw)
}

impl Ticks {
    /// What stands in the row of an item.
    pub(super) fn cell(self, item: &str) -> Child {
        let item = item.to_owned();
        (move || self.0.get().map(|draw| draw.cell.run(item.clone()))).into_child()
    }

    /// What heads the boxes.
    pub(super) fn lead(self) -> Child {
        (move || self.0.get().map(|draw| draw.lead.run(()))).into_child()
    }

    /// What stands below the list while rows are ticked.
    pub(super) fn bar(self) -> Child {
        (move || self.0.get().map(|draw| draw.bar.run(()))).into_child()
    }
}
