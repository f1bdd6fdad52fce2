//! The place of a page of an instance.

use crate::prelude::*;

use crate::{
    router::{InstancePage, Place, View, use_router},
    ui::{Held, memo},
};

/// The place shown now, as long as it is one of `view`. While another page takes the place of this one, this one stays where it
/// was.
pub fn own_place(view: View) -> Held<InstancePage> {
    let router = use_router();
    let last = StoredValue::new(view.of(""));
    memo(move || {
        if let Place::Instance(place) = router.place().get()
            && place.view == view
        {
            last.set_value(place);
        }
        last.get_value()
    })
}
