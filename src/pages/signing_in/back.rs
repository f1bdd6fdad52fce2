//! The way back from an identity provider: where it was to lead, and what the page's address tells where it leads nowhere.

use crate::prelude::*;
use signet_view::view;

use crate::{
    router::{How, Place, use_router},
    text::{SignIn, use_text},
    ui::{Note, Tone},
};

const NAME: &str = "sign_in_error=";

/// Under which this tab keeps the place that was asked for, while it is at a provider.
const KEY: &str = "signet.asked_for";

/// Keeps the place that is shown now. A browser that keeps nothing leads to the start.
pub(super) fn keep(place: &Place) {
    if let Ok(Some(storage)) = window().session_storage() {
        _ = storage.set_item(KEY, &place.url());
    }
}

fn kept() -> Option<Place> {
    let url = window().session_storage().ok()??.get_item(KEY).ok()??;
    Some(Place::parse(&url))
}

/// Why nobody is signed in, if the address says so. The place that was asked for before stands there again.
pub(super) fn said() -> Option<Child> {
    let router = use_router();
    if !router.owns_page() {
        return None;
    }
    let search = window().location().search().ok()?;
    let text = use_text().sign_in();
    let sentence = sentence(&search, text)?;
    router.navigate(kept().unwrap_or(Place::Home), How::Replace);
    Some(view! {
        <div role="alert">
            <Note tone=Tone::Danger title=text.back_title><p>{sentence}</p></Note>
        </div>
    })
}

fn sentence(search: &str, text: &SignIn) -> Option<&'static str> {
    let code = search
        .trim_start_matches('?')
        .split('&')
        .find_map(|pair| pair.strip_prefix(NAME))?;
    Some(match code {
        "provider_unreachable" => text.back_unreachable,
        "begin_again" => text.back_begin_again,
        "declined" => text.back_declined,
        _ => text.back_failed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn a_code_that_is_not_known_is_a_failure_all_the_same() {
        let text = Locale::En.text().sign_in();
        let said = |search| sentence(search, text);
        assert_eq!(said(""), None);
        assert_eq!(said("?a=b"), None);
        assert_eq!(said("?sign_in_error=declined"), Some(text.back_declined));
        assert_eq!(said("?a=b&sign_in_error=<x>"), Some(text.back_failed));
    }
}
