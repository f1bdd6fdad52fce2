//! Where the URL lives: in the browser's path, in its fragment, or nowhere.

use std::cell::RefCell;

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// What a navigation does to the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A step the back button undoes.
    Push,
    /// The current step, corrected.
    Replace,
}

/// The location of one mount.
#[derive(Debug)]
pub enum Location {
    /// The page is ours: the path below `base` is the place.
    History {
        /// Path the dashboard is served under, without a slash at its end; empty at the root.
        base: String,
    },
    /// The page is somebody else's and lends us its fragment.
    Hash,
    /// The page is somebody else's and its URL is left alone.
    Memory(RefCell<String>),
}

impl Location {
    /// From the options of `mount`: `history` (the default), `hash` or `memory`.
    pub fn named(kind: &str, base: &str) -> Self {
        match kind {
            "hash" => Self::Hash,
            "memory" => Self::Memory(RefCell::new(String::new())),
            _ => Self::History {
                base: base.trim_end_matches('/').to_owned(),
            },
        }
    }

    /// Path and query now.
    pub(super) fn current(&self) -> String {
        match self {
            Self::History { base } => {
                let location = window().location();
                let mut url = location.pathname().unwrap_or_default();
                url.push_str(&location.search().unwrap_or_default());
                below(base, &url).to_owned()
            }
            Self::Hash => {
                let hash = window().location().hash().unwrap_or_default();
                hash.strip_prefix('#').unwrap_or(&hash).to_owned()
            }
            Self::Memory(url) => url.borrow().clone(),
        }
    }

    /// What a link to `url` carries.
    pub(super) fn href(&self, url: &str) -> String {
        match self {
            Self::History { base } => [base, url].concat(),
            Self::Hash | Self::Memory(_) => ["#", url].concat(),
        }
    }

    pub(super) fn go(&self, url: &str, how: How) {
        if let Self::Memory(current) = self {
            url.clone_into(&mut current.borrow_mut());
            return;
        }
        let href = self.href(url);
        let Ok(history) = window().history() else {
            return;
        };
        // A browser that refuses (too many entries in a short time) still shows the place; only its URL lags.
        _ = match how {
            How::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&href)),
            How::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&href)),
        };
    }

    /// The window's event that tells of a change from outside.
    pub(super) fn event(&self) -> Option<&'static str> {
        match self {
            Self::History { .. } => Some("popstate"),
            Self::Hash => Some("hashchange"),
            Self::Memory(_) => None,
        }
    }
}

/// `url` without the path the dashboard is served under.
fn below<'a>(base: &str, url: &'a str) -> &'a str {
    match url.strip_prefix(base) {
        Some(rest) if rest.is_empty() || rest.starts_with(['/', '?']) => rest,
        _ => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_taken_off_whole_segments_only() {
        assert_eq!(below("", "/a?b"), "/a?b");
        assert_eq!(below("/signet", "/signet/a"), "/a");
        assert_eq!(below("/signet", "/signet?a=1"), "?a=1");
        assert_eq!(below("/signet", "/signets/a"), "/signets/a");
    }

    #[test]
    fn links_stay_inside_the_location_lent() {
        let history = Location::named("history", "/signet/");
        assert_eq!(history.href("/a"), "/signet/a");
        assert_eq!(Location::named("hash", "").href("/a"), "#/a");
        assert_eq!(Location::named("memory", "").href("/a"), "#/a");
    }

    #[test]
    fn memory_remembers() {
        let memory = Location::named("memory", "");
        assert_eq!(memory.current(), "");
        memory.go("/client-ids", How::Push);
        assert_eq!(memory.current(), "/client-ids");
    }
}
