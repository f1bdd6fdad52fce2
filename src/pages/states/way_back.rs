//! From a part of a single view to where it begins: there is no navigation around it, and perhaps no button of the browser.

use crate::prelude::*;
use signet_view::view;

use crate::{
    router::{Link, Place, View, use_router},
    text::use_text,
    ui::memo,
    view::IntoChild,
};

/// The way, for parts that do not lead back themselves.
pub(in crate::pages) fn way_back() -> Child {
    let (text, router) = (use_text().shell(), use_router());
    let back = memo(move || {
        router.place().with(|place| {
            let leads_back = matches!(place, Place::Instance(page) if matches!(page.view, View::Credential | View::Register));
            let start = Place::first_of(place.page(), place.instance())?;
            (!leads_back && !place.is_same_page(&start)).then_some(start)
        })
    });
    (move || {
        let to = back.get()?;
        Some(view! { <p><Link to=to>{text.back_to_list}</Link></p> })
    })
    .into_child()
}
