//! Whether the clients of a list are connected, told beside their rows. The list never waits for it: the part that asks is loaded
//! when the rows are drawn, and a row shows a dash until it knows.

mod asking;
mod cell;
mod due;

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::identifiers::InstanceId;

pub(super) use asking::start;

use super::chunks;
use crate::{
    ui::{Held, effect},
    view::IntoChild,
};

/// Shows one client of a list; handed its id.
type Show = Callback<String, Child>;

/// What the part that asks finds in the context.
#[derive(Clone, Copy)]
struct Asked {
    instance: Held<Option<InstanceId>>,
    show: RwSignal<Option<Show>>,
}

/// The clients of a list.
#[derive(Clone, Copy)]
pub(super) struct Online(RwSignal<Option<Show>>);

/// Has the clients of an instance watched, from when the first rows are `drawn`.
pub(super) fn online(instance: Held<Option<InstanceId>>, drawn: Held<bool>) -> Online {
    let show = RwSignal::new(None);
    provide_context(Asked { instance, show });
    let owner = Owner::current();
    effect(move || {
        let owner = owner.clone();
        if drawn.get() && show.with_untracked(Option::is_none) {
            spawn_local_scoped_with_cancellation(async move {
                // Without the part, the list is as good as before.
                if let (Some(owner), Ok(part)) = (owner, chunks::online().await) {
                    owner.with(part);
                }
            });
        }
    });
    Online(show)
}

impl Online {
    /// What stands in the row of a client.
    pub(super) fn cell(self, id: &str) -> Child {
        let id = id.to_owned();
        (move || self.0.get().map(|show| show.run(id.clone()))).into_child()
    }
}
