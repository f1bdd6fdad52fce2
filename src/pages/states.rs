//! What is shown where the dashboard cannot be what was asked for.

mod connection;
mod told;
mod way_back;
mod wrong;

use crate::prelude::*;
use signet_model::api::PAGES;
use signet_view::view;

pub(super) use self::{
    connection::no_connection, told::tell, way_back::way_back, wrong::wrong_options,
};
use super::here::UnknownInstance;
use crate::{
    router::{Link, Place},
    state::use_mounted,
    text::use_text,
    ui::{Empty, IconName, PageHeader, shown_text},
    view::IntoChild,
};

/// A single view was asked for that there is not.
pub(super) fn unknown_view() -> Child {
    let (text, mounted) = (use_text().states(), use_mounted());
    let title = move || {
        mounted.wrong().with(|wrong| {
            let view = wrong.iter().find(|wrong| wrong.option == "view")?;
            Some((text.no_view)(&shown_text(&view.found)))
        })
    };
    view! {
        <div class="panel entrance__panel">
            <div class="panel__body" role="alert">
                <h1>{title}</h1>
                <p>{(text.no_view_then)(&PAGES.join(", "))}</p>
            </div>
        </div>
    }
    .into_child()
}

/// The page of an instance that nobody has.
pub(super) fn unknown_instance() -> Child {
    let text = use_text().shell();
    let UnknownInstance { title, id } = expect_context();
    view! {
        <PageHeader title=title />
        <div class="panel">
            <Empty icon=IconName::Search title=(text.unknown_instance)(&shown_text(&id))>
                <p>{text.unknown_instance_detail}</p>
                <Link to=Place::Home class="ui-button ui-button--plain">{text.to_start}</Link>
            </Empty>
        </div>
    }
    .into_child()
}

/// A page that is not offered here.
pub(super) fn not_offered() -> Child {
    let text = use_text();
    view! {
        <PageHeader title=text.states().not_offered />
        <div class="panel">
            <Empty icon=IconName::Search title=text.states().not_offered>
                <p>{text.states().not_offered_then}</p>
                <Link to=Place::Home class="ui-button ui-button--plain">{text.shell().to_start}</Link>
            </Empty>
        </div>
    }
    .into_child()
}
