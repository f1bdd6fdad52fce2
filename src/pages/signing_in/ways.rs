//! The ways in, and the links to those that are elsewhere.

use crate::prelude::*;
use signet_model::api::{SignInWay, SignInWays, Totp};
use signet_view::view;

use super::back;
use crate::{
    api::{Query, own_query},
    router::use_router,
    state::use_mounted,
    text::use_text,
    ui::shown,
};

/// The ways in.
pub(super) type Ways = Query<String, SignInWays>;

/// Reads the ways in.
pub(super) fn ways() -> Ways {
    own_query(|| Some("sign-in".to_owned()), |_, _| true)
}

/// Whether a code goes with the password, where there is a password at all.
pub(super) fn password(ways: Ways) -> Option<Totp> {
    ways.answer().with_untracked(|answer| {
        answer?.value.ways.iter().find_map(|way| match way {
            SignInWay::Password { totp } => Some(*totp),
            SignInWay::Oidc { .. } => None,
        })
    })
}

/// Links to the providers: to this place, or in a tab of their own; `again` where whoever is signed in has to prove it anew.
pub(super) fn links(ways: Ways, in_new_tab: bool, again: bool) -> Vec<Child> {
    let (text, router) = (use_text().sign_in(), use_router());
    let proxy = use_mounted().proxy();
    // The proxy leads back to itself only.
    let in_new_tab = in_new_tab || !proxy.is_empty();
    let back = if in_new_tab {
        "/signed-in".to_owned()
    } else {
        router.place().with_untracked(|place| router.href(place))
    };
    let keep = move |_| router.place().with_untracked(back::keep);
    let link = |way: &SignInWay| {
        let SignInWay::Oidc { label, url, .. } = way else {
            return None;
        };
        let sign = if url.contains('?') { "&" } else { "?" };
        let back = String::from(js_sys::encode_uri_component(&back));
        let anew = if again { "&again=true" } else { "" };
        let href = [&*proxy, url, sign, "return_to=", &back, anew].concat();
        Some(
            view! {
                <a
                    class="ui-button ui-button--plain"
                    href=href
                    target=in_new_tab.then_some("_blank")
                    rel=in_new_tab.then_some("noopener")
                    on:click=keep
                >
                    {shown(&(text.with)(label))}
                </a>
            }
            .into_child(),
        )
    };
    ways.answer().with_untracked(|answer| {
        let ways = answer.map(|answer| &*answer.value.ways).unwrap_or_default();
        ways.iter().filter_map(link).collect()
    })
}
