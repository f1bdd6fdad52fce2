//! The place of a page that belongs to no instance.

use crate::prelude::*;

use crate::{
    router::{General, GeneralPage, Place, use_router},
    ui::{Held, memo},
};

/// The place shown now, as long as it is one of `view`. While another page takes the place of this one, this one stays where it
/// was.
pub fn general_place(view: General) -> Held<GeneralPage> {
    let router = use_router();
    let last = StoredValue::new(view.after(None));
    memo(move || {
        if let Place::General(place) = router.place().get()
            && place.view == view
        {
            last.set_value(place);
        }
        last.get_value()
    })
}
