//! The devices of IoT Platform: those of a product, page by page, or one of them with its state and its ClientIDs.

mod acts;
mod asked;
mod desk;
mod device;
mod devices;
mod form;
mod registered;
mod state;

use crate::prelude::*;
use signet_view::view;

use self::{
    acts::Acts,
    desk::{Desk, Shows},
};
use super::heading::reload;
use crate::{
    text::use_text,
    ui::{Empty, IconName, PageHeader},
    view::IntoChild,
};

/// The devices of IoT Platform.
pub fn client_ids_page() -> Child {
    let desk = desk::desk();
    let acts = Acts::of(desk);
    let text = use_text().client_ids();
    let body = move || match desk.shows.get() {
        Shows::Ask => ask(),
        Shows::List => devices::devices(desk),
        Shows::Device => device::device(desk, acts),
    };
    view! {
        <PageHeader title=use_text().shell().client_ids actions=move || actions(desk)>{text.lead}</PageHeader>
        <div class="stack">
            <section class="panel">{form::form(desk)}</section>
            {body}
        </div>
        {acts.dialog()}
    }
    .into_child()
}

fn actions(desk: Desk) -> Child {
    (move || {
        let asked = desk.shows.get() != Shows::Ask;
        asked.then(|| reload(Signal::derive(move || desk.busy()), move || desk.again()))
    })
    .into_child()
}

fn ask() -> Child {
    let text = use_text().client_ids();
    view! {
        <section class="panel">
            <Empty icon=IconName::Device title=text.ask>{text.ask_detail}</Empty>
        </section>
    }
    .into_child()
}
