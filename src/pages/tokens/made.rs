//! A token that was just made: its secret, once.

use crate::prelude::*;
use signet_model::api::NewToken;
use signet_view::view;

use crate::{
    text::Tokens,
    ui::{CopyButton, Note, Tone},
};

/// Shows the secret until the dialog is closed.
pub(super) fn made(token: NewToken, text: &'static Tokens) -> Child {
    let copied = RwSignal::new(false);
    let secret = token.secret.expose().to_owned();
    let copy = secret.clone();
    let reminder =
        move || (!copied.get()).then(|| view! { <p class="quiet">{text.not_copied}</p> });
    view! {
        <Note tone=Tone::Warning><p>{text.made_detail}</p></Note>
        <p class="token__secret"><span class="quiet">{text.secret}</span> <code>{secret}</code></p>
        <div>
            <CopyButton
                label=text.copy
                value=Callback::new(move |()| Some(copy.clone()))
                on_copied=Callback::new(move |()| copied.set(true))
            />
        </div>
        {reminder}
    }
    .into_child()
}
