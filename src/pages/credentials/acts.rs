//! What may be done with the credential of a row: loaded once there are rows.

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::Effect as Does;
use signet_view::view;

use super::Desk;
use crate::{
    pages::{chunks, here::client},
    router::{InstancePage, View, act},
    text::use_text,
    ui::{Menu, MenuItem, shown_text},
    view::IntoChild,
};

/// What the part that draws finds in the context.
#[derive(Clone, Copy)]
struct Asked {
    desk: Desk,
    draw: RwSignal<Option<Callback<String, Child>>>,
}

/// The acts on the rows of a list.
#[derive(Clone, Copy)]
pub(super) struct Acts(RwSignal<Option<Callback<String, Child>>>);

/// Has them loaded.
pub(super) fn acts(desk: Desk) -> Acts {
    let draw = RwSignal::new(None);
    let owner = Owner::current();
    provide_context(Asked { desk, draw });
    // Who has left the list does not wait for it: what the part would draw in is gone.
    spawn_local_scoped_with_cancellation(async move {
        // Without the part, what may be done is on the page of each credential.
        if let (Some(owner), Ok(part)) = (owner, chunks::credential_acts().await) {
            owner.with(part);
        }
    });
    Acts(draw)
}

impl Acts {
    /// What stands in the row of a client id.
    pub(super) fn cell(self, id: &str) -> Child {
        let id = id.to_owned();
        (move || self.0.get().map(|draw| draw.run(id.clone()))).into_child()
    }
}

/// Has them drawn.
pub(in crate::pages) fn start() -> Child {
    let Asked { desk, draw } = expect_context();
    draw.set(Some(Callback::new(move |id: String| menu(desk, id))));
    ().into_child()
}

fn menu(desk: Desk, id: String) -> Child {
    let text = use_text();
    let label = (text.credentials().acts_on)(&shown_text(&id));
    let items = move |()| {
        let page = untrack(|| desk.credential(&id));
        let object = client(&page.instance, &id);
        let refused = desk.here.refusal_on(Does::Destroy, object, text.shell());
        let item = |label: &str, act: Option<&str>, to: InstancePage| MenuItem {
            label: label.to_owned(),
            danger: act.is_some(),
            disabled_reason: refused.clone().filter(|_| act.is_some()),
            on_press: Callback::new({
                let act = act.map(str::to_owned);
                move |()| {
                    desk.navigate(InstancePage {
                        act: act.clone(),
                        ..to.clone()
                    });
                }
            }),
        };
        let cut_off = View::CutOff.about(&page.instance, &id);
        vec![
            item(text.credentials().open_detail, None, page.clone()),
            item(text.shell().cut_off, None, cut_off),
            item(text.credentials().rotate, Some(act::ROTATE), page.clone()),
            item(text.credentials().deregister, Some(act::DEREGISTER), page),
        ]
    };
    view! { <Menu label=label items=Callback::new(items) /> }.into_child()
}
