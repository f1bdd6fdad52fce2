//! Where the URL lives: in the browser's path, in its fragment, or nowhere.

use std::cell::RefCell;

use leptos::prelude::window;

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
    /// The path below `base` is the place.
    History {
        /// Path the dashboard is served under, without a slash at its end; empty at the root.
        base: String,
    },
    /// The fragment is the place, where it begins with a slash; any other belongs to the page around us.
    Hash,
    /// The URL is left alone.
    Memory {
        /// The place.
        url: RefCell<String>,
        /// Where the whole dashboard is at home, without a slash at its end: what a link leads to that is opened in another tab.
        console: String,
    },
}

impl Location {
    /// From the options of `mount`: `hash`, `memory`, and for anything else `history`.
    pub fn named(kind: &str, base: &str, console: &str) -> Self {
        match kind {
            "hash" => Self::Hash,
            "memory" => Self::Memory {
                url: RefCell::new(String::new()),
                console: console.trim_end_matches('/').to_owned(),
            },
            _ => Self::History {
                base: base.trim_end_matches('/').to_owned(),
            },
        }
    }

    /// Path and query now; nothing where nobody has said a place yet.
    pub(super) fn current(&self) -> Option<String> {
        match self {
            Self::History { base } => {
                let location = window().location();
                let mut url = location.pathname().unwrap_or_default();
                url.push_str(&location.search().unwrap_or_default());
                Some(below(base, &url).to_owned())
            }
            Self::Hash => ours(&window().location().hash().unwrap_or_default()).map(str::to_owned),
            Self::Memory { url, .. } => Some(url.borrow().clone()).filter(|url| !url.is_empty()),
        }
    }

    /// What a link to `url` carries.
    pub(super) fn href(&self, url: &str) -> String {
        match self {
            Self::History { base } => [base, url].concat(),
            // A `<base>` of the page would turn a fragment alone into a link to another page.
            Self::Hash => {
                let page = window().location();
                let (path, search) = (page.pathname(), page.search());
                [
                    &*path.unwrap_or_default(),
                    &search.unwrap_or_default(),
                    "#",
                    url,
                ]
                .concat()
            }
            Self::Memory { console, .. } => [console, url].concat(),
        }
    }

    pub(super) fn go(&self, url: &str, how: How) {
        if let Self::Memory { url: current, .. } = self {
            url.clone_into(&mut current.borrow_mut());
            return;
        }
        let href = self.href(url);
        let Ok(history) = window().history() else {
            return;
        };
        // The page around us may keep something of its own with the step.
        let state = history.state().unwrap_or_default();
        // A browser that refuses (too many entries in a short time) still shows the place; only its URL lags.
        _ = match how {
            How::Push => history.push_state_with_url(&state, "", Some(&href)),
            How::Replace => history.replace_state_with_url(&state, "", Some(&href)),
        };
    }

    /// The window's event that tells of a change from outside.
    pub(super) fn event(&self) -> Option<&'static str> {
        match self {
            Self::History { .. } => Some("popstate"),
            Self::Hash => Some("hashchange"),
            Self::Memory { .. } => None,
        }
    }
}

/// The place that a fragment says; nothing where it is the fragment of somebody else.
fn ours(hash: &str) -> Option<&str> {
    hash.strip_prefix('#').filter(|url| url.starts_with('/'))
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
    fn a_fragment_is_a_place_only_where_it_is_one_of_ours() {
        assert_eq!(ours("#/a?b=c"), Some("/a?b=c"));
        for others in ["", "#", "#section", "#?a", "/a", "#!/a"] {
            assert_eq!(ours(others), None, "{others}");
        }
    }

    #[test]
    fn a_link_opened_elsewhere_leads_to_the_dashboard_and_not_into_the_page_around_it() {
        assert_eq!(
            Location::named("history", "/signet/", "").href("/a"),
            "/signet/a"
        );
        assert_eq!(Location::named("memory", "", "").href("/a"), "/a");
        let console = "https://signet.example/";
        assert_eq!(
            Location::named("memory", "", console).href("/a"),
            "https://signet.example/a"
        );
    }

    #[test]
    fn memory_remembers() {
        let memory = Location::named("memory", "", "");
        assert_eq!(memory.current(), None);
        memory.go("/client-ids", How::Push);
        assert_eq!(memory.current().as_deref(), Some("/client-ids"));
    }
}
