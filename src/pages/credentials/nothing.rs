//! What stands where no credential is listed, and what to do about it: loaded when there is none.

use crate::prelude::*;
use signet_view::view;

use super::{Desk, go_to, page_of};
use crate::{
    components::typed::is_client_id,
    pages::{chunks, list::beyond_end, when_loaded},
    router::{Link, Place, View},
    text::use_text,
    ui::{Button, Empty, IconName, shown_text},
    view::IntoChild,
};

/// Why none is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The instance has no group.
    NoGroups,
    /// The group has none.
    Empty,
    /// The page is behind the last.
    BeyondEnd,
    /// None of this page is what is filtered by.
    FilteredOut,
}

/// A list that shows none.
#[derive(Clone, Copy)]
pub(super) struct NoneListed {
    pub(super) desk: Desk,
    /// Asks for a client id to go to.
    pub(super) go_to: RwSignal<bool>,
    pub(super) why: Why,
}

/// Says why, once that is loaded.
pub(super) fn no_credentials(listed: NoneListed) -> Child {
    provide_context(listed);
    when_loaded(chunks::no_credentials)
}

/// Says why.
pub(in crate::pages) fn nothing() -> Child {
    let listed: NoneListed = expect_context();
    let (desk, text) = (listed.desk, use_text().credentials());
    match listed.why {
        Why::NoGroups => {
            let groups = Signal::derive(move || {
                desk.place
                    .with(|place| Place::from(View::Groups.of(&place.instance)))
            });
            view! {
                <Empty icon=IconName::Key title=text.no_groups>
                    <p>{text.no_groups_detail}</p>
                    <Link to=groups class="ui-button ui-button--plain">{use_text().shell().groups}</Link>
                </Empty>
            }
            .into_child()
        }
        Why::Empty => {
            view! { <Empty icon=IconName::Key title=text.empty>{text.empty_detail}</Empty> }
                .into_child()
        }
        Why::BeyondEnd => {
            let page = desk
                .list
                .answer()
                .with_untracked(|answer| answer.map(page_of));
            page.map(|page| beyond_end(page, Callback::new(move |page| desk.to_page(page))))
                .into_child()
        }
        Why::FilteredOut => filtered_out(desk, listed.go_to),
    }
}

fn filtered_out(desk: Desk, to: RwSignal<bool>) -> Child {
    let text = use_text().credentials();
    (move || {
        let typed = desk
            .place
            .with(|place| place.filter.clone().unwrap_or_default());
        let offer = if is_client_id(&typed) {
            let id = typed.clone();
            view! { <Button on_press=Callback::new(move |()| go_to::go(desk, &id))>{text.go_to_this}</Button> }.into_child()
        } else {
            view! { <Button on_press=Callback::new(move |()| to.set(true))>{text.go_to}</Button> }.into_child()
        };
        view! {
            <Empty icon=IconName::Search title=(text.filtered_out)(&shown_text(&typed))>
                <p>{text.filtered_out_detail}</p>
                {offer}
            </Empty>
        }
    })
    .into_child()
}
