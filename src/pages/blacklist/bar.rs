//! One id looked up.

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_model::{Violation, identifiers::ClientId};
use signet_view::view;

use super::Desk;
use crate::{
    components::{IdField, TypedId},
    text::use_text,
    ui::{Button, effect, memo},
};

pub(super) fn bar(desk: Desk) -> Child {
    let text = use_text().blacklist();
    let typed = TypedId::new(check, ClientId::MAX_BYTES);
    let open = memo(move || desk.place.with(|place| place.open.clone()));
    // The field follows the place: a link, a reload and the back button fill it in.
    effect(move || {
        typed.value.set(open.get().unwrap_or_default());
        typed.tried.set(false);
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match typed.submit() {
            Some(id) if open.get_untracked().as_ref() == Some(&id) => desk.list.again(),
            Some(id) => desk.look_up(Some(id)),
            None => {}
        }
    };
    let all = move || {
        let looked_up = open.with(Option::is_some);
        looked_up.then(|| view! { <Button on_press=Callback::new(move |()| desk.look_up(None))>{text.all}</Button> })
    };
    view! {
        <form class="bar look-up" on:submit=submit>
            <div class="grow"><IdField label=text.look_up typed=typed placeholder="GID_…@@@…" /></div>
            <Button submit=true>{text.look}</Button>
            {all}
        </form>
    }
    .into_child()
}

fn check(text: &str) -> Result<(), Violation> {
    ClientId::parse(text).map(drop)
}
