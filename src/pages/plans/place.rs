//! The place of a page of plans.

use crate::prelude::*;

use crate::{
    router::{General, GeneralPage, Place, use_router},
    ui::{Held, memo},
};

/// The place shown now, as long as it is this page. While another page takes the place of this one, this one stays where it was.
pub(super) fn own_place() -> Held<GeneralPage> {
    let router = use_router();
    let now = move || match router.place().get() {
        Place::General(page) if page.view == General::Plans => Some(page),
        _ => None,
    };
    let first = untrack(now).unwrap_or_else(|| General::Plans.after(None));
    let below = first.below.clone();
    let last = StoredValue::new(first);
    memo(move || {
        if let Some(page) = now().filter(|page| page.below == below) {
            last.set_value(page);
        }
        last.get_value()
    })
}
