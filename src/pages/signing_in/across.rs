//! A page on another site has sent somebody here to be signed in. The proxy answers that address with a way back as soon as they are, and with
//! the dashboard until then: so once somebody has signed in, it is asked again.

use crate::prelude::*;
use signet_model::api::ErrorCode;
use signet_view::view;

use crate::{
    pages::use_here,
    router::{General, Place, use_router},
    state::use_gate,
    text::use_text,
    ui::{Note, PageHeader, Tone, effect, shown_text},
    view::IntoChild,
};

/// What the page's address says of where they go back to.
const NAME: &str = "return_to=";

/// What is shown to somebody who is in.
pub(in crate::pages) fn page() -> Child {
    let (gate, here, router) = (use_gate(), use_here(), use_router());
    let text = use_text().sign_in();
    let entered = gate.entered();
    let came = entered.get_untracked() > 0;
    effect(move || {
        if !router.owns_page() || !here.session().is_answered() {
            return;
        }
        if entered.get() > 0 {
            // What the proxy says to it is another site's address: nothing to navigate to in here.
            _ = window().location().reload();
        } else {
            // They were in before, and still the proxy did not send them back: they have to prove it anew.
            gate.refused(ErrorCode::SignInAgain, false);
        }
    });
    let detail = move || {
        if came || entered.get() > 0 {
            text.across_back
        } else {
            text.across_recent
        }
    };
    view! {
        <PageHeader title=text.title />
        <section class="panel">
            <div class="panel__body">
                <p role="status">{detail}</p>
            </div>
        </section>
    }
    .into_child()
}

/// Who asks, for somebody who is not in yet; nothing where nobody does.
pub(super) fn said() -> Option<Child> {
    let router = use_router();
    let asked = router.place().with_untracked(
        |place| matches!(place, Place::General(page) if page.view == General::Across),
    );
    if !asked || !router.owns_page() {
        return None;
    }
    let search = window().location().search().ok()?;
    let value = search
        .trim_start_matches('?')
        .split('&')
        .find_map(|pair| pair.strip_prefix(NAME))?;
    let address = String::from(js_sys::decode_uri_component(value).ok()?);
    let sentence = (use_text().sign_in().across)(&shown_text(origin(&address)));
    Some(view! { <Note tone=Tone::Info><p>{sentence}</p></Note> }.into_child())
}

/// The origin of an address. The proxy has looked at it before it served this page.
fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find('/').map(|at| host + at);
    &address[..end.unwrap_or(address.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_stands_before_the_path() {
        for (address, expected) in [
            ("https://portal.example/a/b", "https://portal.example"),
            ("https://portal.example", "https://portal.example"),
            ("http://localhost:5173/", "http://localhost:5173"),
            ("", ""),
            ("/x", ""),
        ] {
            assert_eq!(origin(address), expected);
        }
    }
}
